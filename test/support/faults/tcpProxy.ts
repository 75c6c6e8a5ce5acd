import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { createFaultRules, createGate, type FaultRule, sleep } from './rules';

/**
 * A proxy for any protocol in front of `target` (host:port). A call is what a client sends in one piece; Bolt sends
 * its queries as clear text, so `containing` finds them.
 */
export async function startTcpProxy(target: string) {
  const rules = createFaultRules();
  const gate = createGate();
  const open = new Set<Socket>();
  const losing = new WeakSet<Socket>();
  const { hostname, port } = new URL(`tcp://${target}`);
  let away = false;
  let refused = 0;

  async function toServer(client: Socket, server: Socket): Promise<void> {
    for await (const piece of client as AsyncIterable<Buffer>) {
      await gate.pass();
      const fault = rules.take({ operation: 'send', text: piece.toString('latin1') });
      if (fault?.kind === 'drop_request' || fault?.kind === 'error') return void client.destroy();
      if (fault?.kind === 'delay') await sleep(fault.ms ?? 1000);
      if (fault?.kind === 'drop_answer') loseAnswer(client, server, fault);
      server.write(piece);
    }
    server.end();
  }

  /** The answer may come in several pieces, the last of which says that all is done: all that comes in `ms` is lost. */
  function loseAnswer(client: Socket, server: Socket, { ms = 250 }: FaultRule): void {
    losing.add(client);
    server.once('data', () => setTimeout(() => client.destroy(), ms));
  }

  async function toClient(client: Socket, server: Socket): Promise<void> {
    for await (const piece of server as AsyncIterable<Buffer>) {
      await gate.pass();
      if (!client.destroyed && !losing.has(client)) client.write(piece);
    }
    client.end();
  }

  const proxy = createServer((client) => {
    if (away) {
      refused++;
      return void client.destroy();
    }
    const server = connect(Number(port), hostname);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      open.add(one);
      one.setNoDelay(true).on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    toServer(client, server).catch(() => client.destroy());
    toClient(client, server).catch(() => client.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const endAll = () => open.forEach((socket) => socket.destroy());
  return {
    address: `127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    set: rules.set,
    clearAll: rules.clearAll,
    pause: gate.shut,
    resume: gate.open,
    held: gate.held,
    goAway: () => {
      away = true;
      endAll();
    },
    comeBack: () => void (away = false),
    refused: () => refused,
    async close(): Promise<void> {
      gate.open();
      endAll();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
export type TcpProxy = Awaited<ReturnType<typeof startTcpProxy>>;
