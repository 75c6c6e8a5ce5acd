import { Router } from 'express';
import type { Logger } from 'pino';
import { DomainError } from '../../domain/problems';
import { within } from '../../waiting';

/** Resolves when a part this node needs is there, with what is missing when it answers but is not ready. */
export type HealthCheck = () => Promise<{ readonly missing?: string }>;

export interface Health {
  readonly checks: Readonly<Record<string, HealthCheck>>;
  readonly isStopping: () => boolean;
}

const checkTimeoutMs = 2000;

/** One part's state in words for people; details of faults go to the log only. */
async function stateOf(name: string, check: HealthCheck, logger: Logger): Promise<string> {
  const checked = check().catch((err: unknown) => {
    logger.warn({ err, part: name }, 'a part is not reachable');
    return { missing: 'not reachable' };
  });
  const outcome = await within(checkTimeoutMs, checked);
  if (!outcome) return `no answer within ${checkTimeoutMs / 1000} s`;
  return outcome.missing ?? 'ok';
}

/**
 * `/health/live`: this process answers. `/health/ready`: so does everything it needs, and it is not stopping; the answer
 * names what is missing.
 */
export function healthPages({ checks, isStopping }: Health, logger: Logger): Router {
  const router = Router();
  router.get('/health/live', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'live' });
  });
  router.get('/health/ready', async (_request, response) => {
    const states = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await stateOf(name, check, logger)] as const),
    );
    const missing = states.filter(([, state]) => state !== 'ok').map(([name]) => name);
    const status = isStopping() ? 'stopping' : missing.length > 0 ? 'not_ready' : 'ready';
    response.set('Cache-Control', 'no-store').status(status === 'ready' ? 200 : 503);
    response.json({ status, missing, checks: Object.fromEntries(states) });
  });
  router.all(['/health/live', '/health/ready'], (_request, response) => {
    response.set('Allow', 'GET, HEAD');
    throw new DomainError('method_not_allowed', 'This path takes GET, HEAD.');
  });
  return router;
}
