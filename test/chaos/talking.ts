import { randomUUID } from 'node:crypto';
import type { Chance } from '../../src/domain/demo/chance';

/** An answer that says what is so. `unknown` is the end of a customer's patience: every outcome is possible. */
export type Answer =
  | { readonly known: true; readonly status: number; readonly body: Body; readonly replayed: boolean }
  | { readonly known: false };
export type Body = Readonly<Record<string, unknown>>;

export interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly token?: string | undefined;
  readonly waitSeconds?: number;
}

/** How often requests had to be repeated, and why: shown at the end. */
export type Tally = Map<string, number>;
export function count(tally: Tally, what: string, by = 1): void {
  tally.set(what, (tally.get(what) ?? 0) + by);
}

/** Longer than any hold and restart: who has no answer by then goes away. */
const patienceMs = 45_000;
const answerLimitMs = 30_000;

/**
 * One customer's side of the wire: any of the nodes, answers that get lost on the way, requests that are sent twice at
 * once, and the same key again and again until somebody says what is so.
 */
export function createTalking(nodes: readonly string[], chance: Chance, index: number, tally: Tally) {
  let sent = 0;
  const draw = (what: string) => chance.share(`customer/${index}/wire/${sent}/${what}`);

  async function once(request: Request, node: string, lostAfterMs: number | undefined): Promise<Answer> {
    const { method, path, body, key, token, waitSeconds } = request;
    const response = await fetch(`${node}${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(waitSeconds !== undefined && { prefer: `wait=${waitSeconds}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(lostAfterMs ?? answerLimitMs),
    });
    const text = await response.text();
    const parsed = text === '' ? {} : (JSON.parse(text) as Body);
    const replayed = response.headers.get('idempotency-replayed') === 'true';
    return { known: true, status: response.status, body: parsed, replayed };
  }

  /** Whether this answer leaves it open what became of the request. */
  function isOpen({ status, body }: Extract<Answer, { known: true }>): boolean {
    if (status < 500 && body['code'] !== 'request_in_progress') return false;
    count(tally, `answer ${status} ${String(body['code'])}`);
    return true;
  }

  async function attempt(request: Request, mayLose: boolean): Promise<Answer | undefined> {
    sent += 1;
    const node = nodes[Math.floor(draw('node') * nodes.length)]!;
    const lost = mayLose && draw('lost') < 0.06 ? Math.round(draw('after') * 200) : undefined;
    if (lost !== undefined) count(tally, 'answer lost on the way');
    const twice = request.key !== undefined && draw('twice') < 0.04;
    const other = nodes[(nodes.indexOf(node) + 1) % nodes.length]!;
    if (twice) count(tally, 'request sent twice at once');
    const answers = await Promise.allSettled([
      once(request, node, lost),
      ...(twice ? [once(request, other, undefined)] : []),
    ]);
    const settled = answers.flatMap((a) =>
      a.status === 'fulfilled' && a.value.known && !isOpen(a.value) ? [a.value] : [],
    );
    if (answers.some((a) => a.status === 'rejected') && lost === undefined) count(tally, 'no answer');
    // Of two answers to the same key the better one counts: a refusal at the door is not remembered under the key.
    return settled.sort((a, b) => a.status - b.status)[0];
  }

  return {
    key: (what: string) => `${what}-${index}-${randomUUID()}`,

    async say(request: Request): Promise<Answer> {
      const until = Date.now() + patienceMs;
      for (let tried = 0; Date.now() < until; tried++) {
        const answer = await attempt(request, tried < 3);
        if (answer) return answer;
        await new Promise((resolve) => setTimeout(resolve, 100 + Math.min(tried, 10) * 100 * (0.5 + draw('pause'))));
      }
      count(tally, 'gave up asking');
      return { known: false };
    },
  };
}
export type Talking = ReturnType<typeof createTalking>;
