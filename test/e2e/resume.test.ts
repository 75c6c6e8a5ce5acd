import { Redis } from 'ioredis';
import { eventually } from '../support/eventually';
import { type HeardEvent, hopFromNodeToNode, readLog, visits } from '../support/hoppers';
import { type Product, startProduct } from '../support/product';
import { hasRedis, type RedisServer, startRedis } from '../support/redisServer';
import { createTraveller, type Reply, type Traveller } from '../support/traveller';

const day = new Date(Date.now() + 33 * 86_400_000).toISOString().slice(0, 10);
const idOf = (reply: Reply) => String(reply.body['id']);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe.each([
  { name: 'without Redis', withRedis: false },
  { name: 'with Redis', withRedis: true },
])('who follows a channel, $name', ({ withRedis }) => {
  const possible = !withRedis || hasRedis;
  let product: Product;
  let redis: RedisServer | undefined;
  let urls: string[];
  let token: string;
  let ada: Traveller;

  beforeAll(async () => {
    if (!possible) return;
    redis = withRedis ? await startRedis() : undefined;
    product = await startProduct({ env: { ...(redis && { REDIS_URL: redis.url }), LOG_LEVEL: 'info' } });
    urls = [product.url, await product.startNode('api-other')];
    token = await product.tokenOf('traveller-1');
    // She asks the node that nobody kills.
    ada = createTraveller(urls[1]!, token);
  }, 240_000);
  afterAll(async () => {
    if (possible) await product.stop();
    await redis?.end();
  });

  /** One change of a booking after another, while nodes die: a node is killed in the middle and comes back, as does Redis. */
  async function keepBusy(bookingId: string, seats: readonly string[]): Promise<void> {
    const change = async (designator: string) => {
      const wanted = { seats: [{ segment: 0, passenger: 'pax_1', designator }] };
      const key = { 'idempotency-key': `change-${bookingId}-${designator}` };
      expect((await ada.call('POST', `/v1/bookings/${bookingId}/seats`, wanted, key)).status).toBe(200);
    };
    for (const seat of seats.slice(0, 3)) await change(seat);
    await product.kill('api');
    for (const seat of seats.slice(3, 6)) await change(seat);
    await redis?.kill();
    for (const seat of seats.slice(6, 8)) await change(seat);
    await product.startApi();
    await redis?.start();
    for (const seat of seats.slice(8, 10)) await change(seat);
    const end = await ada.call(
      'POST',
      `/v1/bookings/${bookingId}/actions/cancel`,
      {},
      { 'idempotency-key': `end-${bookingId}` },
    );
    expect(end.status).toBe(200);
  }

  (possible ? test : test.skip)(
    'hears each event once and in order in every form, though the connection ends after each one and a node dies',
    async () => {
      const [offer] = await ada.offers('LIS', 'JFK', day, { max_connections: 0 });
      const free = (await ada.freeSeats(offer!.id))[0]!;
      const held = await ada.hold(offer!, [[free[0]!]]);
      expect(held.status).toBe(201);
      const bookingId = idOf(held);
      const flightId = offer!.slices[0]!.segments[0]!.flight_id;
      const ended = (heard: readonly HeardEvent[]) => heard.at(-1)?.type === 'booking.cancelled';
      const states = (heard: readonly HeardEvent[]) => {
        const seats = new Map<string, string>();
        for (const { data } of heard)
          for (const { seat, state } of (data as { changes: { seat: string; state: string }[] }).changes)
            seats.set(seat, state);
        return seats;
      };
      const lastSeat = free[10]!;
      const freed = (heard: readonly HeardEvent[]) => states(heard).get(lastSeat) === 'free';

      // Nobody depends on these calls, so that they are made at all is looked at by itself.
      const calls = new Set<string>();
      const ears = redis && new Redis(redis.url);
      ears?.on('error', () => undefined).on('message', (_topic, name: string) => calls.add(name));
      await ears?.subscribe(`${product.environment['TABLE_PREFIX'] ?? ''}wake`);

      const following = Object.entries(visits).flatMap(([form, visit]) => [
        { form, of: hopFromNodeToNode(visit, { urls, token, channel: `booking:${bookingId}` }, ended) },
        { form, of: hopFromNodeToNode(visit, { urls, token, channel: `seatmap:${flightId}` }, freed) },
      ]);
      await keepBusy(bookingId, free.slice(1, 11));
      ears?.disconnect();
      if (redis) expect([...calls]).toEqual(expect.arrayContaining([`booking:${bookingId}`, `seatmap:${flightId}`]));
      const heard = await Promise.all(following.map(({ of }) => of));

      await eventually('the log has it all', async () => freed(await readLog(urls[1]!, token, `seatmap:${flightId}`)));
      const logs = [
        await readLog(urls[0]!, token, `booking:${bookingId}`),
        await readLog(urls[0]!, token, `seatmap:${flightId}`),
      ];
      expect(logs[0]!.map(({ type }) => type)).toEqual([
        'booking.held',
        ...Array<string>(10).fill('booking.seats_changed'),
        'booking.cancelled',
      ]);
      for (const [n, events] of heard.entries()) {
        const log = logs[n % 2]!;
        expect([following[n]!.form, events.map(({ seq }) => seq)]).toEqual([following[n]!.form, upTo(log.length)]);
        expect(events).toEqual(log);
      }
    },
    240_000,
  );
});
