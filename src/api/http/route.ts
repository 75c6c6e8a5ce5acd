import type { z } from 'zod';
import type { ProblemCode } from '../../domain/problems';
import type { Camel } from './spelling';

/** Who asks. A booking token is good for its one booking and nothing else. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly userId: string; readonly roles: readonly string[] }
  | { readonly kind: 'booking'; readonly bookingId: string };

export interface RequestContext<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly caller: Caller;
  readonly requestId: string;
  /** Keyed hash of the caller's address, for limits. The address itself goes no further than the door. */
  readonly addressKey: string;
  /** Present on every route whose `idempotency` is not `none`. */
  readonly idempotencyKey: string;
  /** From `Prefer: wait=N`, capped; 0 when absent. */
  readonly waitSeconds: number;
  readonly rawBody: Buffer;
  readonly header: (name: string) => string | undefined;
}

/** `body` is in domain spelling; the door respells it. `replayed` adds `Idempotency-Replayed: true`. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly replayed?: boolean;
}

type Parsed<S> = S extends z.ZodType ? Camel<z.output<S>> : Record<string, never>;

/**
 * One operation: what Express mounts and what the OpenAPI document says are made from the same value.
 * Handlers get parsed, camel-cased input and throw `DomainError` to refuse; they contain no try/catch.
 */
export interface RouteSpec<P, Q, B> {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** Express form, `/v1/bookings/:id`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly tag: 'search' | 'offers' | 'seat maps' | 'bookings' | 'payments' | 'account' | 'operations';
  /** `caller`: a user or the booking's own token, checked by the handler against the owner. */
  readonly access: 'public' | 'caller' | 'user' | 'operator';
  /** `in_id`: the handler derives its id from the key (bookings, payments). `stored`: the door keeps the answer 24 h. */
  readonly idempotency: 'none' | 'in_id' | 'stored';
  readonly lane: 'selling' | 'searching';
  /** How many ordinary requests one of these is worth: a caller gets that much fewer of it in a minute. Absent: 1. */
  readonly cost?: number;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly bodyExample?: unknown;
  readonly answers: Readonly<Record<number, { description: string; schema: z.ZodType; example?: unknown }>>;
  readonly problems: readonly ProblemCode[];
  /** `Prefer: wait=N` is heeded: the answer comes when the work has ended, or after N seconds. */
  readonly waits?: boolean;
  /** The body must not be parsed as JSON: the signature covers its bytes. */
  readonly raw?: boolean;
}

export interface Route {
  readonly spec: RouteSpec<z.ZodType | undefined, z.ZodType | undefined, z.ZodType | undefined>;
  readonly handle: (context: RequestContext<never, never, never>) => Promise<Answer>;
}

/** Ties a handler to its schemas, so that its input is typed by them. Body and query objects should be `z.strictObject`. */
export function route<
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(
  spec: Omit<RouteSpec<P, Q, B>, 'params' | 'query' | 'body'> & { params?: P; query?: Q; body?: B },
  handle: (context: RequestContext<Parsed<P>, Parsed<Q>, Parsed<B>>) => Promise<Answer>,
): Route {
  return { spec, handle };
}
