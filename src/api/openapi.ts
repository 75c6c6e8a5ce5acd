import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { type ProblemCode, problemKinds } from '../domain/problems';
import answerExamples from './answerExamples.json';
import { contractVersion, supportedVersions } from './contractVersion';
import { comesBack, problemDocument, problemMediaType } from './http/problems';
import { problemCodesOf } from './http/refusals';
import type { Route } from './http/route';
import { problemSchema } from './http/schemas';
import { healthPaths } from './openapiHealth';

const tags: readonly { name: Route['spec']['tag'] | 'health'; description: string }[] = [
  { name: 'search', description: 'What flies, streamed while it is found' },
  { name: 'offers', description: 'Priced itineraries, compared' },
  { name: 'seat maps', description: 'Every seat of every flight of an offer, live' },
  { name: 'bookings', description: 'Seats held, extended, changed, given back' },
  { name: 'payments', description: 'Money taken only when the seats are certain' },
  { name: 'account', description: 'What a user keeps with us, and how to be forgotten' },
  { name: 'operations', description: 'For operators' },
  { name: 'health', description: 'Whether the service is there' },
];

const headers = {
  'X-Request-Id': { description: 'Id of the request: the one sent, or a new one', schema: { type: 'string' } },
  'Api-Version': { description: 'Day of the contract this answer follows', schema: { type: 'string', format: 'date' } },
  'Retry-After': { description: 'Seconds to wait before the same request is sent again', schema: { type: 'integer' } },
  'Idempotency-Replayed': {
    description: '`true` when this is the answer of an earlier request with the same key',
    schema: { type: 'string' },
  },
  'RateLimit-Limit': {
    description: 'Requests a minute by the tightest limit this request has met',
    schema: { type: 'integer' },
  },
  'RateLimit-Remaining': { description: 'Requests left of it in this minute', schema: { type: 'integer' } },
  'RateLimit-Reset': { description: 'Seconds until the count begins anew', schema: { type: 'integer' } },
} as const;
const headerRef = (name: keyof typeof headers) => ({ [name]: { $ref: `#/components/headers/${name}` } });
const commonHeaders = { ...headerRef('X-Request-Id'), ...headerRef('Api-Version') };
const limitHeaders = {
  ...headerRef('RateLimit-Limit'),
  ...headerRef('RateLimit-Remaining'),
  ...headerRef('RateLimit-Reset'),
};

/** `/v1/bookings/:id` as OpenAPI writes it. */
function templateOf(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

function problemExample(code: ProblemCode, route: Route): unknown {
  const context = {
    publicUrl: 'https://api.example',
    instance: templateOf(route.spec.path),
    requestId: 'req_YW4gZXhhbXBsZQ',
  };
  const errors =
    code === 'validation_failed'
      ? [{ pointer: '/member', code: 'required', message: 'This member is required.' }]
      : undefined;
  return problemDocument({ code, detail: problemKinds[code].title, extras: errors ? { errors } : {} }, context);
}

/** One answer per status, with an example per code. */
function problemsOf(route: Route): ZodOpenApiResponsesObject {
  const codes = problemCodesOf(route);
  const statuses = [...new Set(codes.map((code) => problemKinds[code].status))];
  return Object.fromEntries(
    statuses.map((status) => {
      const here = codes.filter((code) => problemKinds[code].status === status);
      const content = {
        schema: problemSchema,
        examples: Object.fromEntries(here.map((code) => [code, { value: problemExample(code, route) }])),
      };
      return [
        String(status),
        {
          description: here.map((code) => `\`${code}\`: ${problemKinds[code].title}.`).join('\n\n'),
          headers: { ...commonHeaders, ...(here.some(comesBack) ? headerRef('Retry-After') : {}) },
          content: { [problemMediaType]: content },
        },
      ];
    }),
  );
}

// Recorded from the running product by `scripts/record-examples.ts`.
const recordedExamples: Readonly<Record<string, Readonly<Record<string, unknown>>>> = answerExamples;

function answersOf({ spec }: Route): ZodOpenApiResponsesObject {
  const replayed = spec.idempotency === 'none' ? {} : headerRef('Idempotency-Replayed');
  return Object.fromEntries(
    Object.entries(spec.answers).map(([status, { description, schema, example: own }]) => {
      const example = own ?? recordedExamples[spec.operationId]?.[status];
      const content = { 'application/json': { schema, ...(example === undefined ? {} : { example }) } };
      const shown = { ...commonHeaders, ...limitHeaders, ...replayed };
      return [status, { description, headers: shown, ...(status === '204' ? {} : { content }) }];
    }),
  );
}

function securityOf({ spec }: Route): Record<string, string[]>[] {
  switch (spec.access) {
    case 'public':
      return spec.raw ? [{}] : [{}, { user: [] }];
    case 'caller':
      return [{ user: [] }, { booking: [] }];
    case 'user':
      return [{ user: [] }];
    case 'operator':
      return [{ user: ['operator'] }];
  }
}

/** A schema that describes parameters, as the library asks for; each spec's params and query are objects. */
function objectSchema(schema: z.ZodType | undefined): z.ZodObject | undefined {
  return schema instanceof z.ZodObject ? schema : undefined;
}

const idempotencyParameter = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: true,
  description:
    'A fresh key per intended effect; the same key when the request is repeated. 1 to 255 visible ASCII characters.',
  schema: { type: 'string' as const, minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
  example: '5e0b7a52-6f0e-4a9c-9a4e-1f6f7f0c2a11',
};

const versionParameter = {
  name: 'Api-Version',
  in: 'header' as const,
  required: false,
  description: 'The contract the client was written for. Another one than ours is refused rather than misunderstood.',
  schema: { type: 'string' as const, enum: [...supportedVersions] },
};

const waitParameter = {
  name: 'Prefer',
  in: 'header' as const,
  required: false,
  description: '`wait=N`: answer when the work has ended, at the latest after N seconds (RFC 7240)',
  schema: { type: 'string' as const, pattern: '^wait=[0-9]{1,6}$' },
  example: 'wait=20',
};

function headerParametersOf({ spec }: Route) {
  return [
    ...(spec.idempotency === 'none' ? [] : [idempotencyParameter]),
    ...(spec.waits ? [waitParameter] : []),
    versionParameter,
  ];
}

function requestBodyOf({ spec }: Route): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  const schema = spec.raw ? z.looseObject({}) : spec.body;
  if (!schema) return {};
  const content = { schema, ...(spec.bodyExample === undefined ? {} : { example: spec.bodyExample }) };
  const required = spec.raw === true || !schema.safeParse(undefined).success;
  return { requestBody: { required, content: { 'application/json': content } } };
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const { spec } = route;
  const path = objectSchema(spec.params);
  const query = objectSchema(spec.query);
  return {
    operationId: spec.operationId,
    summary: spec.summary,
    tags: [spec.tag],
    security: securityOf(route),
    parameters: headerParametersOf(route),
    ...(path || query ? { requestParams: { ...(path && { path }), ...(query && { query }) } } : {}),
    ...requestBodyOf(route),
    responses: { ...problemsOf(route), ...answersOf(route) },
  };
}

function pathsOf(routes: readonly Route[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    const path = templateOf(route.spec.path);
    paths[path] = { ...paths[path], [route.spec.method]: operationOf(route) };
  }
  return { ...paths, ...healthPaths };
}

/** The OpenAPI 3.1 document, made from the values the API itself runs on. */
export function openApiDocument(
  routes: readonly Route[],
  { publicUrl }: { publicUrl: string },
): ReturnType<typeof createDocument> {
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Skyhold',
      version: contractVersion,
      description:
        'Search, hold, pay, fly. Every refusal is `application/problem+json` (RFC 9457) with a `code`; a path asked by another method than it has answers 405 `method_not_allowed` with `Allow`. Unknown members of a request are refused; unknown enum values and event types in answers must be ignored.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
    tags: [...tags],
    paths: pathsOf(routes),
    components: {
      headers,
      securitySchemes: {
        user: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Token of the OpenID Connect provider',
        },
        booking: {
          type: 'http',
          scheme: 'bearer',
          description: 'The `booking_token` of a guest’s booking: good for that booking alone',
        },
      },
    },
  });
}
