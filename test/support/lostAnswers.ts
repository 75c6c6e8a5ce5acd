import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer that was made and never arrived. */
export interface LostAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function readAll(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/**
 * A network that loses the first answer of every POST: the request arrives and is carried out, then the connection is cut. One
 * memory for the ways to several nodes, so that each key loses one answer whichever way it goes.
 */
export async function startLosingNetwork(targets: readonly string[]) {
  const lost = new Map<string, LostAnswer>();

  async function carry(target: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await readAll(incoming);
    const { method, url: path = '', headers, socket } = incoming;
    const { hostname, port } = new URL(target);
    const answered = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ hostname, port, method, path, headers, agent: false }, resolve).once('error', reject).end(body);
    });
    const answer = await readAll(answered);
    const call = `${path} ${String(headers['idempotency-key'])}`;
    if (method !== 'POST' || lost.has(call)) {
      outgoing.writeHead(answered.statusCode ?? 502, answered.rawHeaders).end(answer);
      return;
    }
    lost.set(call, { status: answered.statusCode ?? 0, body: JSON.parse(answer.toString()) as LostAnswer['body'] });
    socket.destroy();
  }

  const servers = targets.map((target) =>
    createServer((incoming, outgoing) => {
      carry(target, incoming, outgoing).catch(() => incoming.socket.destroy());
    }),
  );
  await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))));
  return {
    urls: servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    lostAnswerOf: (path: string, key: string) => lost.get(`${path} ${key}`),
    async close(): Promise<void> {
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}
export type LosingNetwork = Awaited<ReturnType<typeof startLosingNetwork>>;
