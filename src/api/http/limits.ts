import { type Request, type RequestHandler, type Response, Router } from 'express';
import { rateLimit, type RateLimitInfo, type Store } from 'express-rate-limit';
import { DomainError } from '../../domain/problems';
import { factsOf } from './requests';
import type { Route } from './route';

const windowMs = 60_000;

/** A provider sends the webhooks of everybody from a few addresses. */
const webhookFactor = 10;

export interface LimitSettings {
  /** Of one caller, in each lane. */
  readonly requestsPerMinute: number;
  /** Of everybody behind one address, in each lane, a minute as well. */
  readonly requestsPerAddress: number;
  /** Where the counts of this name are kept: shared by all nodes. Absent: in the memory of this node. */
  readonly countsOf?: ((name: string) => Store) | undefined;
}

interface Limit {
  /** Counts of one name are one count. */
  readonly name: string;
  readonly limit: number;
  /** What is limited, in the words of the refusal. */
  readonly of: string;
  readonly keyOf: (request: Request) => string;
}

interface Counter {
  /** Under it the request carries what was counted. */
  readonly name: string;
  readonly count: RequestHandler;
}

const addressOf = (request: Request): string => factsOf(request).addressKey;

/** Callers are counted by user or booking where the token says so, otherwise by address: a bad token buys no fresh count. */
function callerKeyOf(request: Request): string {
  const { identified, addressKey } = factsOf(request);
  if (!identified || 'failure' in identified) return addressKey;
  const { caller } = identified;
  if (caller.kind === 'user') return caller.userId;
  return caller.kind === 'booking' ? caller.bookingId : addressKey;
}

/** How many a caller may send of an operation that is worth several ordinary requests. */
function capOf({ cost = 1 }: Pick<Route['spec'], 'cost'>, requestsPerMinute: number): number {
  return Math.max(1, Math.floor(requestsPerMinute / cost));
}

const secondsUntil = ({ resetTime }: RateLimitInfo): number =>
  Math.max(1, Math.ceil(((resetTime?.getTime() ?? Date.now() + windowMs) - Date.now()) / 1000));

/** Of the limits that a request has met the tightest is told, in the headers of the IETF's draft 6. */
function tellUsage(response: Response, met: readonly RateLimitInfo[]): void {
  const [tightest] = [...met].sort((a, b) => a.remaining - b.remaining);
  if (!tightest) return;
  response.set({
    'RateLimit-Policy': `${tightest.limit};w=${windowMs / 1000}`,
    'RateLimit-Limit': String(tightest.limit),
    'RateLimit-Remaining': String(tightest.remaining),
    'RateLimit-Reset': String(secondsUntil(tightest)),
  });
}

/**
 * Requests a minute, counted by address, by caller, and by caller for each costly operation. Addresses and callers are counted
 * in lanes that do not touch: whoever searches to the limit can still hold and pay.
 */
export function createLimits({ requestsPerMinute, requestsPerAddress, countsOf }: LimitSettings) {
  function counter({ name, limit, of, keyOf }: Limit): Counter {
    const count = rateLimit({
      windowMs,
      limit,
      standardHeaders: false,
      legacyHeaders: false,
      requestPropertyName: name,
      keyGenerator: keyOf,
      // The key is ours, so the library's checks of the address do not apply.
      validate: false,
      ...(countsOf && { store: countsOf(name) }),
      handler: (request, response) => {
        const met = Reflect.get(request, name) as RateLimitInfo;
        tellUsage(response, [met]);
        throw new DomainError('rate_limited', `At most ${limit} requests a minute ${of}.`, {
          retryAfterSeconds: secondsUntil(met),
        });
      },
    });
    return { name, count };
  }

  /** Counts by each limit in turn, up to the first that is used up. */
  function inTurn(...counters: readonly Counter[]): RequestHandler {
    const tell: RequestHandler = (request, response, next) => {
      tellUsage(
        response,
        counters.map(({ name }) => Reflect.get(request, name) as RateLimitInfo),
      );
      next();
    };
    return Router().use(...counters.map(({ count }) => count), tell);
  }

  const [limit, perAddress] = [requestsPerMinute, requestsPerAddress];
  const lane = (name: 'selling' | 'searching'): readonly [Counter, Counter] => [
    counter({ name: `${name}-address`, limit: perAddress, of: 'from one address in this lane', keyOf: addressOf }),
    counter({ name: `${name}-caller`, limit, of: 'in this lane', keyOf: callerKeyOf }),
  ];
  const lanes = { selling: lane('selling'), searching: lane('searching') };
  const of = 'of the webhooks';
  const webhooks = inTurn(counter({ name: 'webhooks', limit: limit * webhookFactor, of, keyOf: addressOf }));

  return {
    /** What an operation's requests are counted by. To be asked once for each: it makes the operation's own count. */
    of({ spec }: Pick<Route, 'spec'>): RequestHandler {
      if (spec.raw) return webhooks;
      const counters = lanes[spec.lane];
      if (spec.cost === undefined) return inTurn(...counters);
      const own = { name: spec.operationId, limit: capOf(spec, limit), of: 'of this operation', keyOf: callerKeyOf };
      return inTurn(...counters, counter(own));
    },
    searching: inTurn(...lanes.searching),
  };
}
export type Limits = ReturnType<typeof createLimits>;
