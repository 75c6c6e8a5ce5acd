import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { DomainError } from '../../domain/problems';
import { type EpochMs, epochMs } from '../../domain/instants';
import type { BookingTokens } from '../bookingTokens';
import { factsOf } from './requests';
import type { Caller, RouteSpec } from './route';

/** A caller and, for bearer tokens that end, the instant from which the token says nothing any more. */
export interface Identified {
  readonly caller: Caller;
  readonly expiresAt?: EpochMs;
}

const anonymous: Identified = { caller: { kind: 'anonymous' } };

/** Clocks of identity provider and API may differ by this much. */
const clockToleranceSeconds = 5;

/** A token that was found good is taken for good this long: no longer than a key that was withdrawn stays in the cache of keys. */
const verifiedForMs = 60_000;
const verifiedTokens = 10_000;

function rolesOf(payload: JWTPayload): readonly string[] {
  const { roles } = payload;
  return Array.isArray(roles) ? roles.filter((role): role is string => typeof role === 'string') : [];
}

/**
 * Turns bearer tokens into callers: JWTs of the configured issuer for this audience, signed with RS256 or ES256, and
 * booking tokens. Throws DomainError `invalid_token`. `keys` must not throw JOSE errors for key sets it cannot fetch: that
 * is a fault of ours, never an invalid token.
 */
export function createIdentity({
  keys,
  issuer,
  audience,
  bookingTokens,
}: {
  keys: JWTVerifyGetKey;
  issuer: string;
  audience: string;
  bookingTokens: BookingTokens;
}) {
  // Not the tokens themselves: whoever reads this memory shall find nothing to show.
  const verified = new LRUCache<string, Identified & { readonly expiresAt: EpochMs }>({
    max: verifiedTokens,
    ttl: verifiedForMs,
  });

  async function userOf(token: string): Promise<Identified> {
    const digest = createHash('sha256').update(token).digest('base64');
    const known = verified.get(digest);
    if (known && known.expiresAt + clockToleranceSeconds * 1000 > Date.now()) return known;
    const identified = await verify(token);
    verified.set(digest, identified);
    return identified;
  }

  async function verify(token: string) {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ['RS256', 'ES256'],
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ['sub', 'exp'],
    }).catch((error: unknown) => {
      if (error instanceof errors.JOSEError)
        throw new DomainError('invalid_token', 'The bearer token is not one this API accepts.');
      throw error;
    });
    if (!payload.sub || payload.exp === undefined) {
      throw new DomainError('invalid_token', 'The bearer token names no subject.');
    }
    return {
      caller: { kind: 'user', userId: `usr_${payload.sub}`, roles: rolesOf(payload) },
      expiresAt: epochMs(Math.round(payload.exp * 1000)),
    } as const;
  }

  async function identify(token: string): Promise<Identified> {
    if (!token.startsWith('bkt_')) return userOf(token);
    const bookingId = bookingTokens.verify(token);
    if (bookingId === undefined) throw new DomainError('invalid_token', 'The booking token is not valid.');
    return { caller: { kind: 'booking', bookingId } };
  }

  return {
    /** The caller behind a bare token, as sockets send it. */
    identify,

    /** The caller behind an `Authorization` header; anonymous without one. */
    async callerOf(authorization: string | undefined): Promise<Identified> {
      if (authorization === undefined || authorization === '') return anonymous;
      const token = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization)?.[1];
      if (token === undefined)
        throw new DomainError('invalid_token', 'Send the token as "Authorization: Bearer <token>".');
      return identify(token);
    },
  };
}
export type Identity = ReturnType<typeof createIdentity>;

/** Notes who asks. A bad token is refused only after the limits have counted the request: see `requireAccess`. */
export function noteCaller(identity: Pick<Identity, 'callerOf'>): RequestHandler {
  return async (request, _response, next) => {
    const known = factsOf(request);
    known.identified = await identity.callerOf(request.get('authorization')).catch((failure: unknown) => ({ failure }));
    next();
  };
}

/** The caller of a request. Throws what made the token unusable. */
export function callerOf(request: Parameters<RequestHandler>[0]): Identified {
  const { identified } = factsOf(request);
  if (!identified) throw new Error('nobody has asked who the caller is');
  if ('failure' in identified) throw identified.failure;
  return identified;
}

/** Refuses callers whom the operation is not for. Ownership of a resource is the handler's matter. */
export function checkAccess(access: RouteSpec<undefined, undefined, undefined>['access'], caller: Caller): void {
  if (access === 'public') return;
  if (caller.kind === 'anonymous' || (caller.kind === 'booking' && access !== 'caller')) {
    throw new DomainError('unauthenticated', 'Send "Authorization: Bearer <token>".');
  }
  if (access === 'operator' && !(caller.kind === 'user' && caller.roles.includes('operator'))) {
    throw new DomainError('forbidden', 'This operation needs the role "operator".');
  }
}
