import type { IRouter, Request, RequestHandler, Response } from 'express';
import type { AnswerStore } from '../../stores/dynamodb/idempotency';
import { DomainError } from '../../domain/problems';
import { fingerprintOf } from '../bookingIds';
import { supportedVersions } from '../contractVersion';
import { readBody } from './bodies';
import { answerOnce, idempotencyKeyOf } from './idempotency';
import { callerOf, checkAccess } from './identity';
import type { Limits } from './limits';
import { shedSearches } from './overload';
import { parseInput } from './parsing';
import { waitSecondsOf } from './preferences';
import { outcomeUnknown } from './problems';
import { factsOf } from './requests';
import type { Answer, RequestContext, Route } from './route';
import { toSnake } from './spelling';
import { isUnavailability } from './unavailable';

export interface MountingDeps {
  readonly answers: AnswerStore;
  readonly limits: Limits;
  /** How late the event loop runs, in ms. */
  readonly lagMs: () => number;
  readonly publicUrl: string;
  readonly fingerprintSecret: string;
}

/** The path without its query, which may name people. */
export function pathOf(request: Request): string {
  return request.originalUrl.split('?', 1)[0] ?? '/';
}

/** Mounts every operation, literal paths before parametrised ones, then refuses other methods on the same paths. */
export function mountRoutes(app: IRouter, routes: readonly Route[], deps: MountingDeps): void {
  const ordered = [...routes].sort((a, b) => openness(a.spec.path) - openness(b.spec.path));
  for (const route of ordered) {
    const { method, path, raw = false, lane } = route.spec;
    const shed = lane === 'searching' ? [shedSearches(deps.lagMs)] : [];
    app[method](
      path,
      notePath(path),
      deps.limits.of(route),
      ...shed,
      refuseEarly(route),
      readBody({ raw }),
      answer(route, deps),
    );
  }
  for (const path of new Set(ordered.map(({ spec }) => spec.path))) {
    app.all(path, notePath(path), refuseMethod(ordered.filter(({ spec }) => spec.path === path)));
  }
}

/** Number of parameters in a path. */
function openness(path: string): number {
  return path.split('/').filter((part) => part.startsWith(':')).length;
}

function notePath(path: string): RequestHandler {
  return (request, _response, next) => {
    factsOf(request).routePath = path;
    next();
  };
}

/** What can be refused before a byte of the body is read. */
function refuseEarly(route: Route): RequestHandler {
  return (request, _response, next) => {
    checkVersion(request.get('api-version'));
    checkAccess(route.spec.access, callerOf(request).caller);
    idempotencyKeyOf(route, request.get('idempotency-key'));
    next();
  };
}

function checkVersion(wanted: string | undefined): void {
  if (wanted === undefined || supportedVersions.includes(wanted)) return;
  const spoken = supportedVersions.join(', ');
  throw new DomainError('api_version_unsupported', `Api-Version may be: ${spoken}. Without it, the latest is spoken.`);
}

function answer(route: Route, deps: MountingDeps): RequestHandler {
  return async (request, response) => {
    const context = contextOf(route, request);
    const { caller, addressKey, requestId, idempotencyKey: key } = context;
    // The route's own types were checked against its schemas where `route()` tied them together.
    const handled = () => route.handle(context as RequestContext<never, never, never>);
    const run = () => (route.spec.idempotency === 'none' ? handled() : handled().catch(doubtEffect));
    if (route.spec.idempotency !== 'stored') return send(response, await run(), context.waitSeconds);
    const fingerprint = fingerprintOf(deps.fingerprintSecret, [request.method, request.originalUrl, context.body]);
    const keyed = { key, caller, addressKey, fingerprint };
    const problem = { publicUrl: deps.publicUrl, instance: pathOf(request), requestId };
    return send(response, await answerOnce(deps.answers, keyed, problem, run), context.waitSeconds);
  };
}

/** Where something may have happened before the outage, only the same key tells: "nothing was booked" is the handler's to say. */
function doubtEffect(error: unknown): never {
  throw !(error instanceof DomainError) && isUnavailability(error)
    ? Object.assign(outcomeUnknown(), { cause: error })
    : error;
}

function contextOf(route: Route, request: Request): RequestContext<unknown, unknown, unknown> {
  const { requestId, addressKey, rawBody } = factsOf(request);
  return {
    ...parseInput(route, request),
    caller: callerOf(request).caller,
    requestId,
    addressKey,
    idempotencyKey: idempotencyKeyOf(route, request.get('idempotency-key')),
    waitSeconds: waitSecondsOf(request.get('prefer')),
    rawBody: rawBody ?? Buffer.alloc(0),
    header: (name) => request.get(name),
  };
}

function send(response: Response, { status, body, headers, replayed }: Answer, waitSeconds: number): void {
  response.status(status).set('Cache-Control', 'no-store');
  if (waitSeconds > 0) response.set('Preference-Applied', `wait=${waitSeconds}`);
  if (replayed) response.set('Idempotency-Replayed', 'true');
  if (headers) response.set(headers);
  if (body === undefined) {
    response.end();
    return;
  }
  if (!response.hasHeader('Content-Type')) response.type('application/json');
  response.send(JSON.stringify(toSnake(body)));
}

function refuseMethod(routes: readonly Route[]): RequestHandler {
  const methods = routes.flatMap(({ spec }) => (spec.method === 'get' ? ['GET', 'HEAD'] : [spec.method.toUpperCase()]));
  const allowed = [...new Set(methods)].join(', ');
  return (_request, response) => {
    response.set('Allow', allowed);
    throw new DomainError('method_not_allowed', `This path takes ${allowed}.`);
  };
}
