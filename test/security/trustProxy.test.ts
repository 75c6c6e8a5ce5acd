import request from 'supertest';
import { createDoor } from '../support/door';

const asking = (door: ReturnType<typeof createDoor>, address: string) =>
  request(door)
    .get('/v1/orders')
    .set({ 'X-Forwarded-For': address, 'X-Real-IP': address, Forwarded: `for=${address}` });

test('without a proxy in front, nobody chooses the address under which they are counted', async () => {
  const door = createDoor({ trustProxy: 0, requestsPerMinute: 2 });
  const statuses = [];
  for (const address of ['1.1.1.1', '2.2.2.2', '3.3.3.3', '::1']) statuses.push((await asking(door, address)).status);
  expect(statuses).toEqual([200, 200, 429, 429]);
});

test('forwarded addresses are believed only as far as the configured number of proxies', async () => {
  const door = createDoor({ trustProxy: 1, requestsPerMinute: 1 });
  expect((await asking(door, '9.9.9.9, 1.1.1.1')).status).toBe(200);
  expect((await asking(door, '8.8.8.8, 1.1.1.1')).status).toBe(429);
  expect((await asking(door, '9.9.9.9, 2.2.2.2')).status).toBe(200);
});

test('a forwarded host or protocol changes no address that the API tells', async () => {
  const door = createDoor({ trustProxy: 1 });
  const answer = await request(door)
    .get('/v1/nothing')
    .set({ 'X-Forwarded-Host': 'evil.test', 'X-Forwarded-Proto': 'https', Host: 'evil.test' });
  expect(answer.text).not.toContain('evil.test');
});
