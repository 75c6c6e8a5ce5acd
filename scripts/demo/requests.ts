import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { problemSchema } from '../../src/api/http/schemas';
import { StackError } from '../../src/stack/errors';

export type Problem = z.output<typeof problemSchema>;

/** The API said no. The problem says why. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly problem: Problem) {
    const faults = (problem.errors ?? []).map(({ pointer, message }) => `\n  ${pointer}: ${message}`);
    super(`${problem.status} ${problem.code}: ${problem.detail}${faults.join('')}`);
  }
}

interface Sent {
  readonly body?: unknown;
  /** Seconds to wait for the outcome: `Prefer: wait`. */
  readonly wait?: number;
  /** Sent as Idempotency-Key; a fresh one for every POST without. */
  readonly key?: string;
}

/** The API as one traveller sees it. Answers are held to the API's own schemas. */
export function createRequests(baseUrl: string, token?: string) {
  async function send<S extends z.ZodType>(method: string, path: string, schema: S, sent: Sent): Promise<z.output<S>> {
    const headers = new Headers({ accept: 'application/json' });
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    if (method === 'POST') headers.set('idempotency-key', sent.key ?? randomUUID());
    if (sent.wait !== undefined) headers.set('prefer', `wait=${sent.wait}`);
    if (sent.body !== undefined) headers.set('content-type', 'application/json');
    const body = sent.body === undefined ? null : JSON.stringify(sent.body);
    const response = await fetch(new URL(path, baseUrl), {
      method,
      headers,
      body,
      signal: AbortSignal.timeout(40_000),
    }).catch((error: unknown) => {
      throw new StackError(`No API answers at ${baseUrl}.`, 'Start it first: npm start', { cause: error });
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Refused(problemSchema.parse(answer));
    return schema.parse(answer);
  }

  return {
    get: <S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> => send('GET', path, schema, {}),
    post: <S extends z.ZodType>(path: string, schema: S, sent: Sent): Promise<z.output<S>> =>
      send('POST', path, schema, sent),
  };
}
export type Requests = ReturnType<typeof createRequests>;
