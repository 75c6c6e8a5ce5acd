import type { ProblemCode } from '../../domain/problems';
import type { Route } from './route';

/** The refusals the door itself makes for an operation, by what its specification asks for. */
function doorCodesOf({ spec }: Route): ProblemCode[] {
  const codes: ProblemCode[] = [
    'invalid_token',
    'rate_limited',
    'internal_error',
    'service_unavailable',
    'validation_failed',
    'api_version_unsupported',
  ];
  if (spec.access !== 'public') codes.push('unauthenticated');
  if (spec.access === 'operator') codes.push('forbidden');
  if (spec.params) codes.push('not_found', 'malformed_request');
  if (spec.method !== 'get') codes.push('malformed_request', 'body_too_large', 'unsupported_media_type');
  if (spec.idempotency !== 'none') codes.push('idempotency_key_missing', 'idempotency_key_reused', 'outcome_unknown');
  // Where the id follows from the key, the same request joins the first one and shares its answer.
  if (spec.idempotency === 'stored') codes.push('request_in_progress');
  return codes;
}

/** Every refusal an operation can give: the handler's own and the door's. */
export function problemCodesOf(route: Route): ProblemCode[] {
  return [...new Set([...route.spec.problems, ...doorCodesOf(route)])];
}
