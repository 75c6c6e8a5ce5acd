import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { RequestHandler } from 'express';
import { DomainError } from '../../domain/problems';

/** A node that answers each of its turns this late has more to do than it can. In ms. */
const lateMs = 500;
const windowMs = 1_000;

/** How late the event loop runs: the mean of the last second, in ms. */
export function createLagMeter(): { lagMs: () => number; stop: () => void } {
  const histogram = monitorEventLoopDelay({ resolution: 20 });
  histogram.enable();
  let latest = 0;
  const timer = setInterval(() => {
    latest = Number.isFinite(histogram.mean) ? histogram.mean / 1e6 : 0;
    histogram.reset();
  }, windowMs).unref();
  return {
    lagMs: () => latest,
    stop: () => {
      clearInterval(timer);
      histogram.disable();
    },
  };
}

/**
 * Turns searches away early, with `Retry-After`, while the node is overloaded. Holds and payments go on: what was turned
 * away leaves them the room.
 */
export function shedSearches(lagMs: () => number): RequestHandler {
  return (_request, _response, next) => {
    if (lagMs() < lateMs) return next();
    throw new DomainError('service_unavailable', 'Too many searches at once. Please try again in a moment.', {
      retryAfterSeconds: 2,
    });
  };
}
