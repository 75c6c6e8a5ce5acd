import cors from 'cors';
import express, { type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { AnswerStore } from '../stores/dynamodb/idempotency';
import { DomainError } from '../domain/problems';
import type { AddressKeys } from './addressKeys';
import { docsPages } from './http/docs';
import { type Health, healthPages } from './http/health';
import { type Identity, noteCaller } from './http/identity';
import { createLimits, type LimitSettings } from './http/limits';
import { logRequests } from './http/logging';
import { mountRoutes } from './http/mounting';
import { problemPages } from './http/problemPages';
import { answerProblems } from './http/problems';
import { registerRequest } from './http/requests';
import type { Route } from './http/route';
import { welcomePage } from './http/welcome';
import type { Metrics } from './metrics';

export interface AppDeps extends LimitSettings {
  readonly routes: readonly Route[];
  /** Server-sent events, which answer for longer than a route does. Passes on what it does not stream. */
  readonly streams?: Router;
  readonly identity: Pick<Identity, 'callerOf'>;
  readonly answers: AnswerStore;
  readonly addressKeys: AddressKeys;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly openApi: () => unknown;
  readonly asyncApi: () => unknown;
  readonly publicUrl: string;
  /** Keys the fingerprints under which a repeated request is recognised. */
  readonly fingerprintSecret: string;
  readonly temporalUiUrl: string | undefined;
  readonly corsOrigins: readonly string[];
  readonly trustProxy: number;
  /** How late the event loop runs, in ms: searches are turned away while it is too late. */
  readonly lagMs: () => number;
}

const exposedHeaders = [
  'X-Request-Id',
  'Api-Version',
  'Idempotency-Replayed',
  'Preference-Applied',
  'Location',
  'Retry-After',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
];
const allowedHeaders = [
  'Api-Version',
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'Prefer',
  'X-Request-Id',
  'Last-Event-ID',
];

/** Everything between the socket and the handlers: what comes in is identified, counted and parsed; what goes out is respelled. */
export function createApp(deps: AppDeps): Express {
  const { logger, publicUrl } = deps;
  const limits = createLimits(deps);
  const app = express();
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing');
  // The number of proxies in front is fixed: whoever writes more X-Forwarded-For does not choose the own address.
  app.set('trust proxy', deps.trustProxy);
  // The door reads queries itself.
  app.set('query parser', false);

  app.use(registerRequest(deps.addressKeys), deps.metrics.observe, logRequests(logger), protect(publicUrl));
  if (deps.corsOrigins.length > 0) {
    app.use(cors({ origin: [...deps.corsOrigins], exposedHeaders, allowedHeaders, maxAge: 600 }));
  }
  app.use(healthPages(deps.health, logger), welcomePage(deps), docsPages(deps), problemPages(deps.routes));
  app.use('/v1', noteCaller(deps.identity));
  if (deps.streams) app.use(countStreams(limits.searching), deps.streams);
  mountRoutes(app, deps.routes, { ...deps, limits });
  app.use(() => {
    throw new DomainError('not_found', 'There is nothing under this path.');
  });
  app.use(answerProblems({ publicUrl, logger }));
  return app;
}

/** A stream counts as one request of the searching lane. */
function countStreams(limit: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (request.get('accept')?.includes('text/event-stream')) return limit(request, response, next);
    next();
  };
}

/** Security headers. Upgrading to TLS is asked for only where the API is served with it. */
function protect(publicUrl: string) {
  const secure = publicUrl.startsWith('https:');
  return helmet({
    strictTransportSecurity: secure,
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: secure ? [] : null } },
  });
}
