import type { Route } from '../../../src/api/http/route';
import type { ProblemCode } from '../../../src/domain/problems';
import type { Extras, Method } from '../contractCaller';

export interface RefusedRequest {
  readonly code: ProblemCode;
  readonly method: Method;
  readonly path: string;
  readonly extras: Extras;
}

/** An id of the right form that nobody has, by the first word of the path behind `/v1/`. */
const unknownIds: Readonly<Record<string, string>> = {
  searches: 'srh_AAAAAAAAAAAAAAAAAAAAAA',
  offers: 'off_AAAAAAAAAAAAAAAAAAAAAA_1',
  bookings: 'bkg_AAAAAAAAAAAAAAAAAAAAAA',
  'seat-maps': 'ZZ-1-2026-01-01-LIS',
  account: 'sav_AAAAAAAAAAAAAAAAAAAAAA',
};

const queries: Readonly<Record<string, string>> = {
  listAirports: '?q=lis',
  listOffers: `?search_id=${unknownIds['searches'] ?? ''}`,
  compareOffers: `?ids=${unknownIds['offers'] ?? ''},off_BAAAAAAAAAAAAAAAAAAAAA_1`,
  getSeatMaps: `?offer_id=${unknownIds['offers'] ?? ''}`,
};

/** `/v1/bookings/:id/seats` of a booking that nobody has. */
function pathOf({ spec }: Route): string {
  return spec.path.replace(':id', unknownIds[spec.path.split('/')[2] ?? ''] ?? 'none');
}

export interface Tokens {
  readonly traveller: string;
  readonly operator: string;
  /** A node at which one request a minute is all there is. */
  readonly narrowNode: string;
  /** A node that finds no key of the identity provider. */
  readonly keylessNode: string;
}

/**
 * What the door refuses of every operation before it runs, each with a request that is refused for that reason: the walk over
 * the document. Requests at the narrow node must come in this order, since it lets the first one pass.
 */
export function refusedAtTheDoor(
  route: Route,
  { traveller, operator, narrowNode, keylessNode }: Tokens,
): RefusedRequest[] {
  const { spec } = route;
  const method = spec.method.toUpperCase() as Method;
  const path = pathOf(route);
  const token = spec.access === 'operator' ? operator : traveller;
  const refused: RefusedRequest[] = [];
  const add = (code: ProblemCode, extras: Extras, at = path) => refused.push({ code, method, path: at, extras });

  add('invalid_token', { token: 'not.a.token' });
  add('service_unavailable', { token, at: keylessNode });
  add('api_version_unsupported', { token, headers: { 'api-version': '1999-01-01' } });
  add('rate_limited', { at: narrowNode });
  add('validation_failed', { token, body: spec.bodyExample }, `${path}?stranger=1`);
  if (spec.access !== 'public') add('unauthenticated', {});
  if (spec.access === 'operator') add('forbidden', { token: traveller });
  if (spec.params) add('malformed_request', { token }, path.replace(/_A+|ZZ/, '%ZZ'));
  // Any well-formed flight has a seat map that nothing has happened on; this one is not well-formed.
  const missing = validRequest(route, { traveller, operator }).path.replace(/ZZ[^/]*/, 'ZZZ');
  if (mayMiss(route)) add('not_found', { token, body: spec.bodyExample }, missing);
  if (method !== 'GET') {
    if (!spec.raw) add('malformed_request', { token, text: '{"a":' });
    add('body_too_large', { token, text: JSON.stringify({ a: 'x'.repeat(2_000_000) }) });
    const form = spec.raw ? { 'content-encoding': 'gzip' } : { 'content-type': 'application/xml' };
    add('unsupported_media_type', { token, text: '<a/>', headers: form });
  }
  if (spec.idempotency !== 'none') add('idempotency_key_missing', { token, key: null, body: spec.bodyExample });
  return refused;
}

/** Operations on one thing that may be missing, and reads of a search's or an offer's content. */
function mayMiss({ spec }: Route): boolean {
  if (spec.path.startsWith('/v1/bookings/') || spec.operationId in queries) return spec.operationId !== 'listAirports';
  return spec.params !== undefined;
}

/** A request that the door lets through, of a thing that is not there. */
export function validRequest(
  route: Route,
  { traveller, operator }: Pick<Tokens, 'traveller' | 'operator'>,
): Omit<RefusedRequest, 'code'> {
  const { spec } = route;
  const query = queries[spec.operationId] ?? '';
  const token = spec.access === 'operator' ? operator : traveller;
  return {
    method: spec.method.toUpperCase() as Method,
    path: `${pathOf(route)}${query}`,
    extras: { token, ...(spec.bodyExample !== undefined && { body: spec.bodyExample }) },
  };
}
