import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import { DomainError, isProblemCode, type ProblemCode, type ProblemExtras, problemKinds } from '../../domain/problems';
import { factsOf } from './requests';
import { toSnake } from './spelling';
import { causesOf, isUnavailability } from './unavailable';

export const problemMediaType = 'application/problem+json';

/** Seconds after which to come back when nobody knows better. */
const defaultRetrySeconds = 2;

export interface ProblemContext {
  /** Base of the problem pages; `type` resolves there. */
  readonly publicUrl: string;
  readonly instance: string;
  readonly requestId: string;
}

/** Address of the page about a code. */
function problemType(publicUrl: string, code: ProblemCode): string {
  return `${publicUrl}/problems/${code}`;
}

/** The problem document of RFC 9457 with the members of this API, in API spelling. */
export function problemDocument(
  { code, detail, extras }: { code: ProblemCode; detail: string; extras: ProblemExtras },
  context: ProblemContext,
): Record<string, unknown> {
  const kind = problemKinds[code];
  const { members, retryAfterSeconds, errors, current, alternatives, nextActions } = extras;
  const own = {
    type: problemType(context.publicUrl, code),
    title: kind.title,
    status: kind.status,
    detail,
    instance: context.instance,
    code,
    requestId: context.requestId,
    retryable: kind.retryable,
    retryAfterS: retryAfterSeconds ?? (comesBack(code) ? defaultRetrySeconds : undefined),
    errors,
    current,
    alternatives,
    nextActions,
  };
  // A further member never replaces one of the document's own.
  const further = Object.entries(members ?? {}).filter(([name]) => !Object.hasOwn(own, name));
  return toSnake<Record<string, unknown>>({ ...own, ...Object.fromEntries(further) });
}

/** Codes that pass by themselves, so that `Retry-After` says something. */
export function comesBack(code: ProblemCode): boolean {
  return problemKinds[code].retryable === 'after' || code === 'request_in_progress' || code === 'outcome_unknown';
}

/** The refusal behind anything that was thrown. Undefined when it is a mistake of ours, of which a caller learns nothing. */
export function refusalOf(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  const known = httpErrorOf(error) ?? failedRefusalOf(error);
  if (known) return known;
  if (isPatienceEnded(error)) return outcomeUnknown();
  if (!isUnavailability(error)) return undefined;
  return new DomainError('service_unavailable', 'A server this needs does not answer. Please try again.');
}

/** The refusal for an effect that may or may not have happened: the same key finds out. */
export function outcomeUnknown(): DomainError {
  const detail =
    'A server this needs did not answer in time. Send the same request with the same Idempotency-Key again.';
  return new DomainError('outcome_unknown', detail, { retryAfterSeconds: defaultRetrySeconds });
}

/** A refusal that travelled through Temporal: its code is the failure's type, and its detail was left behind on purpose. */
function failedRefusalOf(error: unknown): DomainError | undefined {
  for (const cause of causesOf(error)) {
    const type: unknown = Reflect.get(cause, 'type');
    if (Reflect.get(cause, 'name') === 'ApplicationFailure' && typeof type === 'string' && isProblemCode(type)) {
      return new DomainError(type, `${problemKinds[type].title}.`);
    }
  }
  return undefined;
}

/** True when we stopped waiting for a workflow that may well go on. */
function isPatienceEnded(error: unknown): boolean {
  return causesOf(error).some((cause) => Reflect.get(cause, 'name') === 'WorkflowUpdateRPCTimeoutOrCancelledError');
}

/** What Express and its body parsers throw about the request itself. */
function httpErrorOf(error: unknown): DomainError | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  if (error.status === 413) return new DomainError('body_too_large', 'The body is larger than this operation takes.');
  if (error.status === 415)
    return new DomainError('unsupported_media_type', 'Send plain, unencoded application/json in UTF-8.');
  if (error.status === 400) return new DomainError('malformed_request', describeMalformed(error));
  return undefined;
}

function describeMalformed(error: Error): string {
  if (error instanceof SyntaxError) return 'The body is not valid JSON.';
  if (error instanceof URIError) return 'The address is not a valid URL.';
  return 'The request could not be read.';
}

/** Headers that say the same as the document. */
export function problemHeaders(document: Record<string, unknown>): Record<string, string> {
  const retryAfter = document['retry_after_s'];
  return {
    'Content-Type': problemMediaType,
    'Cache-Control': 'no-store',
    ...(typeof retryAfter === 'number' ? { 'Retry-After': String(Math.ceil(retryAfter)) } : {}),
    ...(document['status'] === 401 ? { 'WWW-Authenticate': 'Bearer realm="skyhold"' } : {}),
  };
}

/** The one place where what was thrown becomes an answer. */
export function answerProblems({ publicUrl, logger }: { publicUrl: string; logger: Logger }): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request: Request, response: Response, next) => {
    const { requestId } = factsOf(request);
    const refusal = refusalOf(error);
    if (!refusal) logger.error({ err: error, requestId }, 'a request met a mistake of ours');
    else if (problemKinds[refusal.code].status >= 500)
      logger.warn({ err: error, requestId }, 'a request met an outage');
    // An answer that has begun can only be cut, which is what Express does with an error passed on.
    if (response.headersSent) return next(error);
    const shown = refusal ?? new DomainError('internal_error', 'This is our mistake. Please quote the request id.');
    const document = problemDocument(shown, { publicUrl, instance: request.path, requestId });
    if (shown.extras.replayed === true) response.set('Idempotency-Replayed', 'true');
    response.status(problemKinds[shown.code].status).set(problemHeaders(document)).send(JSON.stringify(document));
  };
}
