import pino from 'pino';
import request from 'supertest';
import { describedRoutes } from '../../scripts/write-api-docs';
import type { Route } from '../../src/api/http/route';
import { connectRedis } from '../../src/stores/redis/client';
import { createRequestCounts } from '../../src/stores/redis/requestCounts';
import { codeOf, createDoor, createSigner, sampleRoutes } from '../support/door';
import { eventually } from '../support/eventually';
import { hasRedis, startRedis } from '../support/redisServer';

/** The operations of the door's tests, one of them as costly as three. */
const routes: readonly Route[] = sampleRoutes.map((route) =>
  route.spec.operationId === 'mine' ? { ...route, spec: { ...route.spec, cost: 3 } } : route,
);
type Door = ReturnType<typeof createDoor>;
const order = { given_name: 'Ana', how_many: 2 };
const orders = (door: Door) => request(door).get('/v1/orders');

async function statusesOf(times: number, call: () => Promise<{ status: number }>): Promise<number[]> {
  const statuses = [];
  for (let n = 0; n < times; n += 1) statuses.push((await call()).status);
  return statuses;
}

describe('requests a minute', () => {
  test('a new account buys no more than its address has', async () => {
    const { publicKey, sign } = await createSigner();
    const door = createDoor({ keys: async () => publicKey, requestsPerMinute: 2, requestsPerAddress: 5 });
    const as = (token: string) => () => orders(door).set('Authorization', `Bearer ${token}`);
    expect(await statusesOf(3, as(await sign({ sub: 'one' })))).toEqual([200, 200, 429]);
    expect(await statusesOf(2, as(await sign({ sub: 'two' })))).toEqual([200, 200]);
    const third = await as(await sign({ sub: 'three' }))();
    expect([third.status, codeOf(third)]).toEqual([429, 'rate_limited']);
    expect(third.headers['ratelimit-limit']).toBe('5');
    expect((await request(door).post('/v1/orders').send(order)).status).toBe(200);
  });

  test('a costly operation ends before the lane does, for one caller and not for the next', async () => {
    const { publicKey, sign } = await createSigner();
    const door = createDoor({ routes, keys: async () => publicKey, requestsPerMinute: 7 });
    const [anna, ben] = [await sign({ sub: 'anna' }), await sign({ sub: 'ben' })];
    const mine = (token: string) => request(door).post('/v1/mine').set('Authorization', `Bearer ${token}`);
    const first = await mine(anna);
    expect(first.headers).toMatchObject({
      'ratelimit-limit': '2',
      'ratelimit-remaining': '1',
      'ratelimit-policy': '2;w=60',
    });
    expect(await statusesOf(2, () => mine(anna))).toEqual([200, 429]);
    const refused = await mine(anna);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.body).toMatchObject({
      code: 'rate_limited',
      retryable: 'after',
      detail: 'At most 2 requests a minute of this operation.',
      retry_after_s: Number(refused.headers['retry-after']),
    });
    expect(Number(refused.headers['ratelimit-reset'])).toBeGreaterThan(0);
    expect((await request(door).post('/v1/orders').set('Authorization', `Bearer ${anna}`).send(order)).status).toBe(
      200,
    );
    expect((await mine(ben)).status).toBe(200);
  });

  test('whatever starts work, takes seats or money, or destroys is costly', () => {
    const costs = new Map(describedRoutes().map(({ spec }) => [spec.operationId, spec.cost ?? 1]));
    const costly = ['createSearch', 'createBooking', 'changeSeats', 'createPayment', 'eraseAccount'];
    for (const operation of [...costly, 'startRecompute', 'startImport'])
      expect([operation, (costs.get(operation) ?? 1) >= 10]).toEqual([operation, true]);
    // With the tight preset still enough for somebody who uses it by hand.
    for (const [operation, cost] of costs) expect([operation, 600 / cost >= 6]).toEqual([operation, true]);
  });
});

(hasRedis ? describe : describe.skip)('requests a minute, over nodes that share a Redis', () => {
  let server: Awaited<ReturnType<typeof startRedis>>;
  const connections: ReturnType<typeof connectRedis>[] = [];
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(async () => {
    for (const redis of connections) redis.disconnect();
    await server.end();
  });

  let installations = 0;
  /** Nodes of one installation; what each logs, and how it counts. */
  function startNodes(count: number, requestsPerMinute: number) {
    const prefix = `limits-${(installations += 1)}-`;
    return Array.from({ length: count }, () => {
      const logged: string[] = [];
      const logger = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });
      const redis = connectRedis({ url: server.url, logger });
      connections.push(redis);
      const counts = createRequestCounts({ redis, prefix, now: Date.now });
      return { door: createDoor({ requestsPerMinute, countsOf: counts.countsOf }), counts, logged };
    });
  }
  const connected = (nodes: ReturnType<typeof startNodes>) =>
    eventually('every node is connected', () => nodes.every(({ counts }) => counts.isShared()));
  const warningsOf = ({ logged }: { logged: string[] }) => logged.filter((line) => line.includes('"level":40'));

  test('whoever goes from node to node is counted once', async () => {
    const nodes = startNodes(2, 4);
    await connected(nodes);
    const [one, two] = nodes;
    expect(await statusesOf(2, () => orders(one!.door))).toEqual([200, 200]);
    expect(await statusesOf(3, () => orders(two!.door))).toEqual([200, 200, 429]);
    expect((await orders(one!.door)).status).toBe(429);
    expect((await request(one!.door).post('/v1/orders').send(order)).status).toBe(200);
    expect(nodes.map(({ counts }) => counts.countedAlone())).toEqual([0, 0]);
  });

  test('each node counts alone while Redis is gone or hangs, and over all of them when it is back', async () => {
    const nodes = startNodes(2, 4);
    await connected(nodes);
    const [one, two] = nodes;
    expect((await orders(one!.door)).status).toBe(200);
    await server.kill();
    expect(await statusesOf(4, () => orders(one!.door))).toEqual([200, 200, 200, 429]);
    expect(await statusesOf(4, () => orders(two!.door))).toEqual([200, 200, 200, 200]);
    expect((await orders(two!.door)).status).toBe(429);
    expect(nodes.map(({ counts }) => counts.countedAlone() > 0 && !counts.isShared())).toEqual([true, true]);
    await eventually('both have said so', () => nodes.every((node) => warningsOf(node).length > 0));
    expect(nodes.map((node) => warningsOf(node).length)).toEqual([1, 1]);
    expect(warningsOf(one!)[0]).toContain('Redis is away');
    expect(nodes.flatMap(({ logged }) => logged).join('')).not.toContain(new URL(server.url).password);

    // The new server knows no script and no count.
    await server.start();
    await connected(nodes);
    await eventually('a node counts over all', async () => {
      const before = one!.counts.countedAlone();
      await request(one!.door).post('/v1/orders').send(order);
      return one!.counts.countedAlone() === before;
    });

    server.stall();
    const answers = await Promise.all(Array.from({ length: 5 }, () => request(two!.door).get('/v1/orders/compare')));
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    server.goOn();
    await connected(nodes);
  });

  test('a node starts and counts though Redis is not there yet', async () => {
    await server.kill();
    const [node] = startNodes(1, 2);
    expect(await statusesOf(3, () => orders(node!.door))).toEqual([200, 200, 429]);
    await server.start();
    await connected([node!]);
    // What it has counted itself still stands.
    expect((await orders(node!.door)).status).toBe(429);
    expect((await request(node!.door).post('/v1/orders').send(order)).status).toBe(200);
  });
});
