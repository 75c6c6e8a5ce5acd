import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { z } from 'zod';
import { apiDocs, apiDocsFolder, describedRoutes } from '../../scripts/write-api-docs';
import { problemKinds } from '../../src/domain/problems';

const routes = describedRoutes();
const document = z
  .looseObject({
    paths: z.record(z.string(), z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.unknown()) }))),
  })
  .parse(JSON.parse(apiDocs()['openapi.json'] ?? ''));
const named = routes.map((each) => [`${each.spec.method.toUpperCase()} ${each.spec.path}`, each] as const);

test.each(Object.entries(apiDocs()))('docs/%s is what the code says (otherwise: npm run docs:api)', (name, text) => {
  expect(readFileSync(join(apiDocsFolder, name), 'utf8') === text).toBe(true);
});

test('the types of a client are what the document says (otherwise: npm run docs:api)', () => {
  // A program of its own: the generator is loaded as Node loads it.
  const program = ['--import', 'tsx', 'scripts/clientTypes.ts'];
  const { status, stderr } = spawnSync(process.execPath, program, {
    cwd: join(__dirname, '..', '..'),
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
});

test('every operation is documented once, under its own id', () => {
  const ids = routes.map(({ spec }) => spec.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { spec } of routes) {
    const path = spec.path.replace(/:(\w+)/g, '{$1}');
    expect(document.paths[path]?.[spec.method]).toMatchObject({ operationId: spec.operationId });
  }
});

test('every reference within the document leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '');
  expect(references.length).toBeGreaterThan(0);
  for (const path of new Set(references)) {
    const target = path
      .split('/')
      .reduce<unknown>(
        (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
        document,
      );
    expect([path, typeof target]).toEqual([path, 'object']);
  }
});

describe('as JSON Schema 2020-12', () => {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(document, 'api.json');
  const content = z.looseObject({
    schema: z.unknown(),
    example: z.unknown().optional(),
    examples: z.record(z.string(), z.object({ value: z.unknown() })).optional(),
  });
  const carrier = z.looseObject({ content: z.record(z.string(), content).optional() });

  test('every answer but a refusal shows an example', () => {
    const without = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { responses }]) =>
        Object.entries(responses).flatMap(([status, answer]) => {
          const json = carrier.parse(answer).content?.['application/json'];
          return json && json.example === undefined ? [`${method} ${path} ${status}`] : [];
        }),
      ),
    );
    expect(without).toEqual([]);
  });

  /** Every request and answer that has a schema, with its examples as they stand in the document. */
  const bodies = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { requestBody, responses }]) => {
      const parts = [
        ...Object.entries(responses).map(([status, answer]) => [`responses/${status}`, answer] as const),
        ['requestBody', requestBody] as const,
      ];
      return parts.flatMap(([part, value]) =>
        Object.entries(carrier.optional().parse(value)?.content ?? {}).map(([type, { example, examples = {} }]) => {
          const keys = ['paths', path, method, ...part.split('/'), 'content', type, 'schema'];
          const pointer = keys
            .map((key) => key.replaceAll('~', '~0').replaceAll('/', '~1'))
            .map(encodeURIComponent)
            .join('/');
          const shown = [
            ...(example === undefined ? [] : [example]),
            ...Object.values(examples).map(({ value: one }) => one),
          ];
          return [`${method} ${path} ${part}`, pointer, shown] as const;
        }),
      );
    }),
  );

  test.each(bodies)('%s is a schema that its examples fit', (_name, pointer, examples) => {
    const validate = ajv.compile({ $ref: `api.json#/${pointer}` });
    for (const example of examples) {
      validate(example);
      expect(validate.errors).toBeNull();
    }
  });
});

describe.each(named)('%s', (_name, { spec }) => {
  test('declares the parameters of its path', () => {
    const parameters = [...spec.path.matchAll(/:(\w+)/g)].map(([, parameter]) => parameter);
    expect(Object.keys(spec.params instanceof z.ZodObject ? spec.params.shape : {})).toEqual(parameters);
  });

  test('has examples that its own schemas accept', () => {
    if (spec.body) expect(spec.body.safeParse(spec.bodyExample)).toMatchObject({ success: true });
    for (const [status, { schema, example }] of Object.entries(spec.answers)) {
      if (example !== undefined) expect([status, schema.safeParse(example).error?.issues]).toEqual([status, undefined]);
    }
  });

  test('refuses only in ways that have a status', () => {
    for (const code of spec.problems) expect(problemKinds[code].status).toBeGreaterThanOrEqual(400);
  });
});
