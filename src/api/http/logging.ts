import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pathOf } from './mounting';
import { factsOf } from './requests';

/** Paths that machines ask every second. */
const quiet = new Set(['/health/live', '/health/ready']);

function levelOf(status: number): 'debug' | 'info' | 'warn' {
  if (status >= 500) return 'warn';
  return status >= 400 ? 'info' : 'debug';
}

/**
 * One line per request: route, status, time, kind of caller. No bodies, headers, queries or addresses, so nothing personal
 * can be in it.
 */
export function logRequests(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = process.hrtime.bigint();
    response.once('close', () => {
      if (quiet.has(pathOf(request))) return;
      const { requestId, routePath, identified } = factsOf(request);
      const status = response.statusCode;
      const line = {
        requestId,
        method: request.method,
        route: routePath ?? 'unknown',
        status: response.writableFinished ? status : 'aborted',
        ms: Math.round(Number(process.hrtime.bigint() - startedAt) / 1e5) / 10,
        caller: identified && 'caller' in identified ? identified.caller.kind : 'unknown',
      };
      logger[levelOf(status)](line, 'request');
    });
    next();
  };
}
