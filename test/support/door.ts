import { generateKeyPair, SignJWT } from 'jose';
import pino from 'pino';
import { z } from 'zod';
import { createAddressKeys } from '../../src/api/addressKeys';
import { type AppDeps, createApp } from '../../src/api/app';
import { createBookingTokens } from '../../src/api/bookingTokens';
import { createIdentity } from '../../src/api/http/identity';
import { route, type Route } from '../../src/api/http/route';
import { createMetrics } from '../../src/api/metrics';
import { openApiDocument } from '../../src/api/openapi';
import type { AnswerStore, KeptAnswer, KeyedRequest } from '../../src/stores/dynamodb/idempotency';
import { DomainError } from '../../src/domain/problems';

export const publicUrl = 'http://door.test';
export const issuer = 'http://identity.test';
export const audience = 'skyhold';
const secret = 'a-secret-for-tests-only';
export const bookingTokens = createBookingTokens(secret);

/** Signs tokens as the identity provider would, with a key only this test run knows. */
export async function createSigner(algorithm: 'RS256' | 'ES256' = 'ES256') {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  return {
    publicKey,
    sign: (claims: Record<string, unknown> = {}, { iss = issuer, aud = audience, expires = '10m' } = {}) =>
      new SignJWT({ sub: 'anna', ...claims })
        .setProtectedHeader({ alg: algorithm, kid: 'key-1' })
        .setIssuedAt()
        .setIssuer(iss)
        .setAudience(aud)
        .setExpirationTime(expires)
        .sign(privateKey),
  };
}

/** Keeps answers in memory, with the refusals of the real store. */
function memoryAnswers(): AnswerStore {
  const kept = new Map<string, { fingerprint: string; answer?: KeptAnswer }>();
  return {
    async once({ key, fingerprint }: KeyedRequest, run: () => Promise<KeptAnswer>) {
      const known = kept.get(key);
      if (known && known.fingerprint !== fingerprint) throw new DomainError('idempotency_key_reused', 'other request');
      if (known?.answer) return { answer: known.answer, replayed: true };
      if (known) throw new DomainError('request_in_progress', 'still running', { retryAfterSeconds: 1 });
      kept.set(key, { fingerprint });
      const answer = await run().catch((error: unknown) => {
        kept.delete(key);
        throw error;
      });
      kept.set(key, { fingerprint, answer });
      return { answer, replayed: false };
    },
  };
}

/** A member of a JSON answer. */
export function memberOf(answer: { readonly body: unknown }, name: string): unknown {
  return z.looseObject({}).parse(answer.body)[name];
}

/** The code of a problem document; undefined when the answer is none. */
export function codeOf(answer: { readonly body: unknown }): unknown {
  return memberOf(answer, 'code');
}

/** Everything a handler was given. */
export const seen: unknown[] = [];
const anyAnswer = { 200: { description: 'What was understood', schema: z.looseObject({}) } };
const spec = {
  summary: 'Echo',
  tag: 'bookings',
  idempotency: 'none',
  lane: 'selling',
  problems: [],
  answers: anyAnswer,
} as const;
const passenger = z.union([
  z.strictObject({ type: z.literal('adult') }),
  z.strictObject({ age: z.int().min(0), seat: z.enum(['own', 'lap']).optional() }),
]);
const orderSchema = z.strictObject({
  given_name: z.string().min(1),
  how_many: z.int().max(9),
  passengers: z.array(passenger).min(1).optional(),
  metadata: z.record(z.string(), z.string()).optional(),
});
const echo = async (context: {
  params: unknown;
  query: unknown;
  body: unknown;
  waitSeconds: number;
  caller: unknown;
}) => {
  seen.push(context);
  const { params, query, body, waitSeconds, caller } = context;
  return { status: 200, body: { params, query, body, waitSeconds, caller } };
};

/** Small operations, one for each thing the door does. */
export const sampleRoutes: readonly Route[] = [
  route(
    {
      ...spec,
      method: 'post',
      path: '/v1/orders',
      operationId: 'order',
      access: 'public',
      body: orderSchema,
      bodyExample: { given_name: 'Ana', how_many: 2 },
    },
    echo,
  ),
  route(
    {
      ...spec,
      method: 'get',
      path: '/v1/orders',
      operationId: 'listOrders',
      access: 'public',
      lane: 'searching',
      query: z.strictObject({
        page_size: z.coerce.number().int().max(5).optional(),
        sort_by: z.enum(['price', 'time']).optional(),
      }),
    },
    echo,
  ),
  route(
    {
      ...spec,
      method: 'get',
      path: '/v1/orders/:id',
      operationId: 'getOrder',
      access: 'caller',
      params: z.strictObject({ id: z.string().regex(/^ord_/) }),
    },
    echo,
  ),
  route(
    { ...spec, method: 'get', path: '/v1/orders/compare', operationId: 'compareOrders', access: 'public' },
    async () => ({ status: 200, body: { compared: true } }),
  ),
  route({ ...spec, method: 'post', path: '/v1/ops/things', operationId: 'startThing', access: 'operator' }, echo),
  route({ ...spec, method: 'post', path: '/v1/mine', operationId: 'mine', access: 'user' }, echo),
  route(
    { ...spec, method: 'post', path: '/v1/webhook', operationId: 'webhook', access: 'public', raw: true },
    async ({ rawBody }) => ({ status: 200, body: { bytes: rawBody.toString('utf8') } }),
  ),
];

export function createDoor(overrides: Partial<AppDeps> & { keys?: Parameters<typeof createIdentity>[0]['keys'] } = {}) {
  const { keys = () => Promise.reject(new Error('no keys in this test')), ...rest } = overrides;
  const routes = rest.routes ?? sampleRoutes;
  return createApp({
    routes,
    identity: createIdentity({ keys, issuer, audience, bookingTokens }),
    answers: memoryAnswers(),
    addressKeys: createAddressKeys(secret),
    health: { checks: {}, isStopping: () => false },
    metrics: createMetrics(),
    logger: pino({ level: 'silent' }),
    openApi: () => openApiDocument(routes, { publicUrl }),
    asyncApi: () => ({ asyncapi: '3.0.0' }),
    publicUrl,
    fingerprintSecret: secret,
    temporalUiUrl: undefined,
    corsOrigins: [],
    trustProxy: 0,
    requestsPerMinute: 1_000_000,
    requestsPerAddress: 10_000_000,
    lagMs: () => 0,
    ...rest,
  });
}
