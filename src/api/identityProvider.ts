import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url() });
const timeoutMs = 3000;

/** Thrown when the identity provider cannot be asked for its keys: nobody can be identified, which is not the caller's fault. */
class IdentityProviderError extends Error {
  override readonly name = 'IdentityProviderError';
}

export interface KeyTimes {
  /** Unknown keys make us look again no sooner than this after the last look. */
  readonly cooldownMs?: number;
  /** A key that the provider has dropped is believed no longer than this. */
  readonly maxAgeMs?: number;
}

/**
 * Keys of an OpenID Connect provider: found by discovery at first use, cached and rotated by `jose`. A failed discovery
 * is tried again with the next token, and many tokens at once ask only once. Throws IdentityProviderError when they
 * cannot be fetched, and a JOSE error when they can and none fits the token.
 */
export function createProviderKeys(
  issuer: string,
  { cooldownMs = 10_000, maxAgeMs = 600_000 }: KeyTimes = {},
): JWTVerifyGetKey {
  let pending: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;

  async function discover() {
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await fetch(address, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    const { jwks_uri: jwksUri } = discoverySchema.parse(await answer.json());
    return createRemoteJWKSet(new URL(jwksUri), {
      timeoutDuration: timeoutMs,
      cooldownDuration: cooldownMs,
      cacheMaxAge: maxAgeMs,
    });
  }

  async function keyOf(...asked: Parameters<JWTVerifyGetKey>) {
    const keys = await (pending ??= discover());
    return keys(...asked);
  }

  return async (header, token) =>
    keyOf(header, token).catch((cause: unknown) => {
      if (isTokenFault(cause)) throw cause;
      if (!(cause instanceof errors.JOSEError)) pending = undefined;
      throw new IdentityProviderError('the keys of the identity provider cannot be fetched', { cause });
    });
}

/** True when the key set was read and has no key for this token. */
function isTokenFault(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
