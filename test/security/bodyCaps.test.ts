import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { z } from 'zod';
import { apiDocs, describedRoutes } from '../../scripts/write-api-docs';
import { codeOf, createDoor } from '../support/door';

const door = createDoor();
const send = (body: string) => request(door).post('/v1/orders').set('Content-Type', 'application/json').send(body);

test.each([
  ['nested forty deep', `{"metadata":${'{"a":'.repeat(40)}1${'}'.repeat(40)}}`, 422],
  ['nested thirty thousand deep', `{"metadata":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, 422],
  ['of more than 64 KiB', JSON.stringify({ given_name: 'x'.repeat(66_000) }), 413],
])('a body %s is refused', async (_, body, status) => {
  const answer = await send(body);
  expect(answer.status).toBe(status);
  expect(codeOf(answer)).toBe(status === 413 ? 'body_too_large' : 'validation_failed');
});

test('a body that does not say how long it is ends where the limit is', async () => {
  const server = createServer(door).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const status = await new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' };
    const asked = httpRequest({ port, host: '127.0.0.1', method: 'POST', path: '/v1/orders', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).once('error', reject);
    for (let n = 0; n < 20; n++) asked.write('x'.repeat(10_000));
    asked.end();
  });
  expect(status).toBe(413);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('a compressed body is refused, so that a small one cannot grow', async () => {
  const answer = await request(door)
    .post('/v1/orders')
    .set({ 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' })
    .send('{}');
  expect([answer.status, codeOf(answer)]).toEqual([415, 'unsupported_media_type']);
});

// Every list and every text that a request may hold has an end, said in the document and held by the same schema.
const schema = z.looseObject({});
const document = z
  .looseObject({ paths: schema, components: z.looseObject({ schemas: schema }) })
  .parse(JSON.parse(apiDocs()['openapi.json'] ?? ''));

function endless(node: unknown, path: string, seen = new Set<string>()): string[] {
  if (Array.isArray(node)) return node.flatMap((each, i) => endless(each, `${path}/${i}`, seen));
  if (typeof node !== 'object' || node === null) return [];
  const at = schema.parse(node);
  if (typeof at['$ref'] === 'string') {
    if (seen.has(at['$ref'])) return [];
    const name = at['$ref'].split('/').at(-1) ?? '';
    return endless(document.components.schemas[name], `${path}(${name})`, new Set([...seen, at['$ref']]));
  }
  const here: string[] = [];
  if (at['type'] === 'array' && at['maxItems'] === undefined) here.push(`${path}: a list without maxItems`);
  const bounded = ['maxLength', 'pattern', 'enum', 'const', 'format'].some((key) => at[key] !== undefined);
  if (at['type'] === 'string' && !bounded) here.push(`${path}: a text without maxLength`);
  const skipped = new Set(['example', 'examples', 'default', 'enum', 'propertyNames']);
  return [
    ...here,
    ...Object.entries(at).flatMap(([key, value]) => (skipped.has(key) ? [] : endless(value, `${path}/${key}`, seen))),
  ];
}

const operations = describedRoutes().filter(({ spec }) => spec.body);
test.each(operations.map(({ spec }) => [spec.operationId, spec] as const))(
  '%s takes no list and no text without an end',
  (_, spec) => {
    const path = spec.path.replace(/:(\w+)/g, '{$1}');
    const operation = schema.parse(schema.parse(document.paths[path])[spec.method]);
    expect(endless(operation['requestBody'], '')).toEqual([]);
  },
);
