import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { DomainError } from '../../domain/problems';
import { factsOf } from './requests';
import type { Route } from './route';

const windowMs = 60_000;

/** A provider sends the webhooks of everybody from a few addresses. */
const webhookFactor = 10;

/** Callers are counted by user or booking where the token says so, otherwise by address: a bad token buys no fresh count. */
function countedAs(request: Request): string {
  const { identified, addressKey } = factsOf(request);
  if (!identified || 'failure' in identified) return addressKey;
  const { caller } = identified;
  if (caller.kind === 'user') return caller.userId;
  return caller.kind === 'booking' ? caller.bookingId : addressKey;
}

function lane(limit: number): RequestHandler {
  return rateLimit({
    windowMs,
    limit,
    standardHeaders: 'draft-6',
    legacyHeaders: false,
    keyGenerator: countedAs,
    // The key is ours, so the library's checks of the address do not apply.
    validate: false,
    handler: (request) => {
      const resetAt: unknown = Reflect.get(Reflect.get(request, 'rateLimit') ?? {}, 'resetTime');
      const seconds = resetAt instanceof Date ? Math.max(1, Math.ceil((resetAt.getTime() - Date.now()) / 1000)) : 60;
      throw new DomainError('rate_limited', `At most ${limit} requests a minute in this lane.`, {
        retryAfterSeconds: seconds,
      });
    },
  });
}

/**
 * Requests a minute per caller, in lanes that do not touch: whoever searches to the limit can still hold and pay.
 * Counted per node and in memory, with `RateLimit-*` headers on every answer.
 */
export function createLimits({ requestsPerMinute }: { requestsPerMinute: number }) {
  const lanes = {
    selling: lane(requestsPerMinute),
    searching: lane(requestsPerMinute),
    webhooks: lane(requestsPerMinute * webhookFactor),
  };
  return {
    of: ({ spec }: Pick<Route, 'spec'>): RequestHandler => (spec.raw ? lanes.webhooks : lanes[spec.lane]),
    searching: lanes.searching,
  };
}
export type Limits = ReturnType<typeof createLimits>;
