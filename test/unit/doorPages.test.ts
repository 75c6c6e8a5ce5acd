import request from 'supertest';
import { z } from 'zod';
import { createAddressKeys } from '../../src/api/addressKeys';
import { openApiDocument } from '../../src/api/openapi';
import { problemKinds } from '../../src/domain/problems';
import { createDoor, memberOf, publicUrl, sampleRoutes } from '../support/door';

const door = createDoor();
const example = z.object({ value: z.object({ status: z.int() }) });
const problemAnswer = z.object({
  content: z.object({
    'application/problem+json': z.object({ schema: z.unknown(), examples: z.record(z.string(), example) }),
  }),
});

test('every problem code has a page under its type', async () => {
  for (const [code, { title, status }] of Object.entries(problemKinds)) {
    const answer = await request(door).get(`/problems/${code}`).set('Accept', 'text/html');
    expect([answer.status, answer.type]).toEqual([200, 'text/html']);
    expect(answer.text).toContain(`HTTP ${status}`);
    expect(answer.text).toContain(title);
  }
  expect((await request(door).get('/problems/no_such_code')).status).toBe(404);
  const list = await request(door).get('/problems').set('Accept', 'application/json');
  expect(memberOf(list, 'data')).toHaveLength(Object.keys(problemKinds).length);
});

test('the docs come from this server alone, scripts included', async () => {
  const docs = await request(door).get('/docs');
  expect(docs.headers['content-security-policy']).toContain("script-src 'self'");
  const sources = [...docs.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '');
  expect(sources.length).toBeGreaterThanOrEqual(3);
  for (const source of sources) {
    expect(source).toMatch(/^\/docs\//);
    expect((await request(door).get(source)).status).toBe(200);
  }
  expect(memberOf(await request(door).get('/openapi.json'), 'openapi')).toMatch(/^3\.1/);
  expect(memberOf(await request(door).get('/asyncapi.json'), 'asyncapi')).toBe('3.0.0');
});

test('the root says where to go, to people and to programs', async () => {
  expect((await request(door).get('/').set('Accept', 'text/html')).text).toContain(`${publicUrl}/docs`);
  expect(memberOf(await request(door).get('/').set('Accept', 'application/json'), 'links')).toMatchObject({
    openapi: `${publicUrl}/openapi.json`,
  });
});

test('readiness names what is missing and ends when the node stops', async () => {
  let stopping = false;
  const checks = {
    temporal: async () => ({}),
    network: async () => ({ missing: 'no routes computed yet' }),
    dynamodb: () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.1')),
  };
  const broken = createDoor({ health: { checks, isStopping: () => false } });
  const answer = await request(broken).get('/health/ready');
  expect(answer.status).toBe(503);
  expect(answer.body).toEqual({
    status: 'not_ready',
    missing: ['network', 'dynamodb'],
    checks: { temporal: 'ok', network: 'no routes computed yet', dynamodb: 'not reachable' },
  });
  const sound = createDoor({ health: { checks: { temporal: checks.temporal }, isStopping: () => stopping } });
  expect((await request(sound).get('/health/ready')).status).toBe(200);
  stopping = true;
  expect(memberOf(await request(sound).get('/health/ready'), 'status')).toBe('stopping');
  expect((await request(sound).get('/health/live')).status).toBe(200);
});

test('an operation documents its input, its answers and every refusal with an example', () => {
  const document = openApiDocument(sampleRoutes, { publicUrl });
  const operation = document.paths?.['/v1/orders']?.post;
  expect(operation?.requestBody).toMatchObject({ content: { 'application/json': { example: { given_name: 'Ana' } } } });
  for (const [status, answer] of Object.entries(operation?.responses ?? {})) {
    if (Number(status) < 400) continue;
    const { schema, examples } = problemAnswer.parse(answer).content['application/problem+json'];
    expect(schema).toEqual({ $ref: '#/components/schemas/Problem' });
    for (const [code, example] of Object.entries(examples)) {
      expect([code, example.value.status]).toEqual([code, Number(status)]);
    }
  }
  const own = document.paths?.['/v1/orders/{id}']?.get;
  expect(own?.security).toEqual([{ user: [] }, { booking: [] }]);
  expect(own?.parameters).toMatchObject([
    { in: 'path', name: 'id', required: true },
    { in: 'header', name: 'Api-Version', required: false },
  ]);
  expect(Object.keys(own?.responses ?? {})).toEqual(expect.arrayContaining(['200', '401', '404', '429', '500', '503']));
});

test('callers of one IPv6 network or one IPv4 address count as one, and keys betray neither', () => {
  const keyOf = createAddressKeys('secret');
  expect(keyOf('2001:db8:1:2:aaaa::1')).toBe(keyOf('2001:db8:1:2:bbbb::9'));
  expect(keyOf('2001:db8:1:2::1')).not.toBe(keyOf('2001:db8:1:3::1'));
  expect(keyOf('::ffff:10.0.0.1')).toBe(keyOf('10.0.0.1'));
  expect(keyOf('10.0.0.1')).not.toBe(keyOf('10.0.0.2'));
  expect(keyOf('10.0.0.1')).not.toBe(createAddressKeys('other')('10.0.0.1'));
  expect(keyOf('10.0.0.1')).toMatch(/^adr_[A-Za-z0-9_-]{22}$/);
});
