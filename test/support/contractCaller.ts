import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createContract } from './contract';
import type { Route } from '../../src/api/http/route';

export interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}
export interface Extras {
  readonly token?: string | undefined;
  readonly body?: unknown;
  /** Sent as it is, in place of a body. */
  readonly text?: string;
  readonly prefer?: string;
  /** Null: none is sent. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Another node than the usual one. */
  readonly at?: string;
}
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Calls, and fails unless the answer is one that its operation declares. Remembers which were seen. */
export function createContractCaller(routes: readonly Route[], url: () => string) {
  const contract = createContract(routes);
  const seen = new Set<string>();

  async function call(method: Method, path: string, extras: Extras = {}): Promise<Reply> {
    const { token, body, text, prefer, key = randomUUID(), headers = {}, at = url() } = extras;
    const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${at}${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(method !== 'GET' && { 'content-type': 'application/json' }),
        ...(method !== 'GET' && key !== null && { 'idempotency-key': key }),
        ...(prefer !== undefined && { prefer }),
        ...headers,
      },
      ...(sent !== undefined && { body: sent }),
    });
    const answer = await response.text();
    const answered = z.record(z.string(), z.unknown()).parse(answer === '' ? {} : JSON.parse(answer));
    const faults = contract.faultsOf(method, path, response.status, answer === '' ? undefined : answered);
    expect({ call: `${method} ${path} -> ${response.status}`, faults }).toEqual({
      call: expect.any(String),
      faults: [],
    });
    const { code } = answered;
    seen.add(`${contract.operationOf(method, path) ?? ''} ${typeof code === 'string' ? code : response.status}`);
    return { status: response.status, body: answered, headers: response.headers };
  }

  return {
    call,
    /** Operations of which no successful answer has been seen. */
    unmet: contract.unmet,
    /** `createBooking seat_unavailable`, `createBooking 201`: every answer that was given. */
    seen: (): ReadonlySet<string> => seen,
  };
}
export type ContractCaller = ReturnType<typeof createContractCaller>;
