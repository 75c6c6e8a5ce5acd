import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Call, createFaultRules, createGate, type FaultRule, sleep } from './rules';

type Dialect = (
  call: Call & { body: string },
  kind: FaultRule['kind'],
) => { status: number; type: string; body: string };

/** What a proxy knows of the protocol: the operation's name, and how its server words a refusal. */
export interface HttpDialect {
  readonly operationOf: (request: IncomingMessage) => string;
  readonly refusal: Dialect;
}

/** A proxy for HTTP/1.1 in front of `target` (a base address) that makes calls go wrong by rules. */
export async function startHttpProxy(target: string, { operationOf, refusal }: HttpDialect) {
  const rules = createFaultRules();
  const gate = createGate();
  const { hostname, port } = new URL(target);
  const agent = new Agent({ keepAlive: true, maxSockets: 400 });

  function forward(incoming: IncomingMessage, body: Buffer): Promise<{ head: IncomingMessage; answer: Buffer }> {
    return new Promise((resolve, reject) => {
      const { method, url: path, headers } = incoming;
      const outgoing = request({ hostname, port, method, path, headers, agent }, (head) => {
        readAll(head).then((answer) => resolve({ head, answer }), reject);
      });
      outgoing.once('error', reject);
      outgoing.end(body);
    });
  }

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await readAll(incoming);
    const key = incoming.headers['idempotency-key'] ?? '';
    const text = `${incoming.url ?? ''}\n${String(key)}\n${body.toString()}`;
    const call = { operation: operationOf(incoming), text, body: body.toString() };
    await gate.pass();
    const fault = rules.take(call);
    if (fault?.kind === 'drop_request') return void incoming.socket.destroy();
    if (fault?.kind === 'error' || fault?.kind === 'throttle' || fault?.kind === 'conflict') {
      const { status, type, body: said } = refusal(call, fault.kind);
      return void outgoing.writeHead(status, { 'content-type': type }).end(said);
    }
    if (fault?.kind === 'delay') await sleep(fault.ms ?? 1000);
    const { head, answer } = await forward(incoming, body);
    if (fault?.kind === 'drop_answer') return void incoming.socket.destroy();
    if (fault?.kind === 'delay_answer') await sleep(fault.ms ?? 1000);
    await gate.pass();
    outgoing.writeHead(head.statusCode ?? 502, head.rawHeaders).end(answer);
  }

  const server = createServer({ keepAliveTimeout: 65_000 }, (incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: rules.set,
    clearAll: rules.clearAll,
    /** Calls wait from now on, those under way for their answers too, until `resume`. */
    pause: gate.shut,
    resume: gate.open,
    held: gate.held,
    async close(): Promise<void> {
      gate.open();
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type HttpProxy = Awaited<ReturnType<typeof startHttpProxy>>;

async function readAll(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const amazonJson = 'application/x-amz-json-1.0';
const amazonError = (status: number, name: string, more: object = {}) => ({
  status,
  type: amazonJson,
  body: JSON.stringify({
    __type: `com.amazonaws.dynamodb.v20120810#${name}`,
    message: `${name}, by the fault proxy`,
    ...more,
  }),
});

/** DynamoDB: operations by `X-Amz-Target`. */
export const dynamodbDialect: HttpDialect = {
  operationOf: ({ headers }) => String(headers['x-amz-target'] ?? '').split('.')[1] ?? '',
  refusal: ({ body }, kind) => {
    if (kind === 'error') return amazonError(500, 'InternalServerError');
    if (kind === 'throttle') return amazonError(400, 'ProvisionedThroughputExceededException');
    const items = (JSON.parse(body) as { TransactItems?: unknown[] }).TransactItems ?? [];
    // One item meets another transaction, the others are fine: DynamoDB says so item by item.
    const reasons = items.map((_, i) => (i === 0 ? { Code: 'TransactionConflict' } : { Code: 'None' }));
    return items.length > 0
      ? amazonError(400, 'TransactionCanceledException', { CancellationReasons: reasons })
      : amazonError(400, 'TransactionConflictException');
  },
};

/** The payment provider: create, confirm, capture, cancel, retrieve, list, refund. */
export const providerDialect: HttpDialect = {
  operationOf: ({ method, url = '' }) => {
    const [, , resource, id, action] = (url.split('?')[0] ?? '').split('/');
    if (resource === 'refunds') return 'refund';
    if (resource !== 'payment_intents') return resource ?? '';
    if (method === 'GET') return id === undefined ? 'list' : 'retrieve';
    return action ?? (id === undefined ? 'create' : 'update');
  },
  refusal: (_, kind) => ({
    status: kind === 'throttle' ? 429 : 500,
    type: 'application/json',
    body: JSON.stringify({ error: { type: 'api_error', message: 'by the fault proxy' } }),
  }),
};
