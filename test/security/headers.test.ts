import request from 'supertest';
import { createDoor } from '../support/door';

test.each(['/v1/orders', '/docs', '/health/live', '/problems/not_found', '/v1/nothing'])(
  '%s is answered with the headers that keep browsers from being used against it',
  async (path) => {
    const { headers } = await request(createDoor()).get(path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('server');
  },
);

test('answers of the API are kept by no cache', async () => {
  const answers = await Promise.all(['/v1/orders', '/v1/nothing'].map((path) => request(createDoor()).get(path)));
  for (const { headers } of answers) expect(headers['cache-control']).toBe('no-store');
});

test('browsers are told to stay with TLS only where the API is served with it', async () => {
  const plain = await request(createDoor({ publicUrl: 'http://door.test' })).get('/v1/orders');
  const secure = await request(createDoor({ publicUrl: 'https://door.test' })).get('/v1/orders');
  expect(plain.headers).not.toHaveProperty('strict-transport-security');
  expect(secure.headers['strict-transport-security']).toContain('max-age=');
});
