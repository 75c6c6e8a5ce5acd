import request from 'supertest';
import { createDoor } from '../support/door';

const shared = createDoor({ corsOrigins: ['https://shop.test'] });
const asking = (origin: string) =>
  request(shared).options('/v1/orders').set({
    Origin: origin,
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'authorization',
  });

test('pages of a listed origin may read answers and their headers', async () => {
  const answer = await request(shared).get('/v1/orders').set('Origin', 'https://shop.test');
  expect(answer.headers['access-control-allow-origin']).toBe('https://shop.test');
  expect(answer.headers['access-control-expose-headers']).toContain('X-Request-Id');
  expect(answer.headers['vary']).toContain('Origin');
  expect((await asking('https://shop.test')).headers['access-control-allow-headers']).toContain('Idempotency-Key');
});

test.each([
  'https://evil.test',
  'https://shop.test.evil.test',
  'https://evilshop.test',
  'http://shop.test',
  'https://shop.test:8443',
  'null',
])('pages of %s may not', async (origin) => {
  expect((await request(shared).get('/v1/orders').set('Origin', origin)).headers).not.toHaveProperty(
    'access-control-allow-origin',
  );
  expect((await asking(origin)).headers).not.toHaveProperty('access-control-allow-origin');
});

test('nobody is ever allowed to send cookies, and without a list nobody is allowed anything', async () => {
  const listed = await request(shared).get('/v1/orders').set('Origin', 'https://shop.test');
  expect(listed.headers).not.toHaveProperty('access-control-allow-credentials');
  const closed = await request(createDoor()).get('/v1/orders').set('Origin', 'https://shop.test');
  expect(closed.headers).not.toHaveProperty('access-control-allow-origin');
});
