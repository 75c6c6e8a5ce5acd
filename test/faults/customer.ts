import { randomUUID } from 'node:crypto';
import type { Reply } from '../support/traveller';

/** What somebody was told, word by word: compared with the data at the end. */
export interface Told {
  readonly path: string;
  readonly status: number;
  readonly body: Record<string, unknown>;
}

const pauseMs = 250;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Somebody who does not give up: a lost connection, a 5xx and "still running" are followed by the same request with the
 * same key, at the next API node, until an answer says yes or no. So every fault meets a repeated request.
 */
export function createCustomer(nodes: readonly string[], patienceMs: number) {
  const told: Told[] = [];
  let token: string | undefined;
  let turn = 0;

  async function once(method: 'GET' | 'POST', path: string, body: unknown, key: string): Promise<Reply> {
    const node = nodes[turn % nodes.length] ?? '';
    const response = await fetch(`${node}${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(method === 'POST' && { 'content-type': 'application/json', 'idempotency-key': key, prefer: 'wait=10' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(25_000),
    });
    const text = await response.text();
    const reply = { status: response.status, headers: response.headers, body: JSON.parse(text || '{}') as never };
    told.push({ path, status: reply.status, body: reply.body });
    return reply;
  }

  async function insist(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    key: string = randomUUID(),
  ): Promise<Reply> {
    const until = performance.now() + patienceMs;
    for (;;) {
      const reply = await once(method, path, body, key).catch(() => undefined);
      if (reply && isFinal(reply)) return reply;
      if (performance.now() > until)
        throw new Error(`no final answer from ${path}: ${JSON.stringify(reply?.body ?? 'no answer')}`);
      turn++;
      await sleep(pauseMs);
    }
  }

  return {
    told,
    insist,
    useToken: (bookingToken: string) => void (token = bookingToken),
  };
}
export type Customer = ReturnType<typeof createCustomer>;

function isFinal({ status, body, headers }: Reply): boolean {
  // The hold was refused for good under this key; another attempt would be another booking.
  if (status === 503 && headers.get('idempotency-replayed') === 'true') return true;
  if (status >= 500 || status === 429) return false;
  const { code, status: state } = body as { code?: string; status?: string };
  if (code === 'request_in_progress' || code === 'payment_in_progress') return false;
  // A payment that waits for the customer is an answer; one that is being processed is not.
  return !(status === 202 && state !== 'requires_action');
}
