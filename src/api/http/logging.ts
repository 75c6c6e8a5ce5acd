import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import pinoHttp from 'pino-http';
import { pathOf } from './mounting';
import { factsOf } from './requests';

/** Paths that machines ask every second. */
const quiet = new Set(['/health/live', '/health/ready']);

/**
 * One line per request: route, status, time, kind of caller. No bodies, headers, queries or addresses, so nothing personal
 * can be in it.
 */
export function logRequests(logger: Logger): RequestHandler {
  return pinoHttp<Parameters<RequestHandler>[0], Parameters<RequestHandler>[1]>({
    logger,
    genReqId: (request) => factsOf(request).requestId,
    autoLogging: { ignore: (request) => quiet.has(pathOf(request)) },
    customLogLevel: (_request, response, error) => {
      if (error || response.statusCode >= 500) return 'error';
      return response.statusCode >= 400 ? 'info' : 'debug';
    },
    serializers: { req: () => undefined, res: () => undefined },
    customProps: (request, response) => {
      const { requestId, routePath, identified } = factsOf(request);
      return {
        requestId,
        method: request.method,
        route: routePath ?? 'unknown',
        status: response.statusCode,
        caller: identified && 'caller' in identified ? identified.caller.kind : 'unknown',
      };
    },
  });
}
