import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { expectCleanAudit } from '../support/audited';
import { eventually } from '../support/eventually';
import { type LosingNetwork, startLosingNetwork } from '../support/lostAnswers';
import { type Product, startProduct } from '../support/product';
import { createTraveller, type Reply, type Traveller, type WireOffer } from '../support/traveller';

/** A month from today, so that the tests hold on any day. */
const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const priced = z.looseObject({ total: z.unknown() });
const idOf = (reply: { body: Record<string, unknown> }) => z.string().parse(reply.body['id']);
const priceOf = (reply: Reply) => priced.parse(reply.body['price']).total;

/** What may differ between an answer and its repetition: when it was given, and under which request. */
function timeless(body: Record<string, unknown>): unknown {
  const passing = new Set(['server_time', 'request_id']);
  return JSON.parse(JSON.stringify(body, (name, value: unknown) => (passing.has(name) ? undefined : value)));
}

describe('a request that is sent again under its key', () => {
  let product: Product;
  let network: LosingNetwork;
  let nodes: string[];
  let ada: Traveller;
  let ben: Traveller;
  let offer: WireOffer;
  beforeAll(async () => {
    product = await startProduct({ faults: true, env: { HOLD_BY_SECONDS: '120' } });
    nodes = [product.url, await product.startNode('api-2', { PUBLIC_URL: product.url })];
    network = await startLosingNetwork(nodes);
    ada = createTraveller(product.url, await product.tokenOf('traveller-1'));
    ben = createTraveller(product.url, await product.tokenOf('traveller-2'));
    offer = (await ada.offers('LIS', 'JFK', day))[0]!;
    free = (await ada.freeSeats(offer.id))[0]!;
  }, 180_000);
  afterAll(async () => {
    await network.close();
    await product.stop();
  });

  let free: string[] = [];
  const nextSeat = () => free.shift()!;
  const seatsOf = (designator: string) => [{ segment: 0, passenger: 'pax_1', designator }];
  const bodyOf = (designator: string, surname: string) => ({
    offer_id: offer.id,
    expected_total: offer.total,
    passengers: [{ id: 'pax_1', type: 'adult', given_name: 'Ada', family_name: surname, born_on: '1990-12-10' }],
    seats: seatsOf(designator),
    contact: { email: 'ada@example.com', phone: '+44 20 7946 0958' },
  });
  const tokens = new Map<string, string>();
  type Post = (path: string, body: unknown, key?: string, prefer?: string) => Promise<Reply>;

  /** Posts as somebody through these ways, one after the other, until an answer comes. */
  async function postAs(user: 'traveller-1' | 'traveller-2', ways: readonly string[]): Promise<Post> {
    const token = tokens.get(user) ?? (await product.tokenOf(user));
    tokens.set(user, token);
    let turn = 0;
    return async (path, body, key = randomUUID(), prefer) => {
      const headers = { 'idempotency-key': key, ...(prefer !== undefined && { prefer }) };
      for (let time = 1; ; time++) {
        const way = createTraveller(ways[turn++ % ways.length]!, token);
        try {
          return await way.call('POST', path, body, headers);
        } catch (error) {
          if (time === 4) throw error;
        }
      }
    };
  }

  /** Everything a customer posts, from a hold to a ticket, and what is said to each. */
  async function journey(post: Post, surname: string): Promise<{ id: string; said: [string, number][] }> {
    const said: [string, number][] = [];
    const noted = (what: string, reply: Reply): Reply => (said.push([what, reply.status]), reply);
    const held = noted('hold', await post('/v1/bookings', bodyOf(nextSeat(), surname)));
    const at = `/v1/bookings/${idOf(held)}`;
    const changed = noted('seats', await post(`${at}/seats`, { seats: seatsOf(nextSeat()) }));
    noted('extend', await post(`${at}/actions/extend`, {}));
    noted('extend again', await post(`${at}/actions/extend`, {}));
    const pay = (token: string) => ({
      amount: priceOf(changed),
      method: { type: 'card', token },
      return_url: 'https://example.com/back',
    });
    noted('declined', await post(`${at}/payments`, pay('pm_card_chargeDeclined'), randomUUID(), 'wait=25'));
    noted('paid', await post(`${at}/payments`, pay('pm_card_visa'), randomUUID(), 'wait=25'));
    noted('paid again', await post(`${at}/payments`, pay('pm_card_visa'), randomUUID(), 'wait=25'));
    const other = noted('another hold', await post('/v1/bookings', bodyOf(nextSeat(), `${surname}-Second`)));
    const cancelled = await post(`/v1/bookings/${idOf(other)}/actions/cancel`, {});
    noted('cancel', cancelled);
    return { id: idOf(held), said };
  }

  async function storyOf(traveller: Traveller, id: string): Promise<string[]> {
    const { body } = await traveller.call('GET', `/v1/bookings/${id}/history`);
    return z
      .array(z.object({ type: z.string() }))
      .parse(body['data'])
      .map(({ type }) => type);
  }
  async function paymentsOf(bookingId: string): Promise<{ status: string; amount_received: number }[]> {
    const response = await fetch(`${product.providerUrl}/v1/payment_intents?limit=100`, {
      headers: { authorization: 'Bearer sk_test_skyhold_local' },
    });
    const intent = z.object({
      status: z.string(),
      amount_received: z.number(),
      metadata: z.record(z.string(), z.string()),
    });
    const { data } = z.object({ data: z.array(intent) }).parse(await response.json());
    return data.filter(({ metadata }) => metadata['booking_id'] === bookingId);
  }
  const bookingsOf = async (traveller: Traveller) =>
    z
      .array(z.looseObject({ id: z.string(), seats: z.array(z.looseObject({ designator: z.string() })) }))
      .parse((await traveller.call('GET', '/v1/bookings?limit=200')).body['data']);
  /** Whose a seat is, in the words of their own bookings. */
  const holdersOf = async (traveller: Traveller, designator: string) =>
    (await bookingsOf(traveller)).filter(({ seats }) => seats.some((seat) => seat.designator === designator));

  it('brings about what it would have without faults when every answer is lost once and the other node is asked next', async () => {
    const undisturbed = await journey(await postAs('traveller-2', nodes), 'Lovelace');
    const before = (await bookingsOf(ada)).length;
    const through = await postAs('traveller-1', network.urls);
    const repeated: { path: string; lost: unknown; got: unknown; replayed: string | null }[] = [];
    const posting: Post = async (path, body, key = randomUUID(), prefer) => {
      const reply = await through(path, body, key, prefer);
      const lost = network.lostAnswerOf(path, key);
      repeated.push({
        path,
        lost: lost && { status: lost.status, body: timeless(lost.body) },
        got: { status: reply.status, body: timeless(reply.body) },
        replayed: reply.headers.get('idempotency-replayed'),
      });
      return reply;
    };
    const disturbed = await journey(posting, 'Byron');
    expect(disturbed.said).toEqual(undisturbed.said);
    expect(repeated).toHaveLength(undisturbed.said.length);
    for (const { lost, got } of repeated) expect(got).toEqual(lost);
    // A payment that was refused before it became one left nothing to repeat.
    const fresh = repeated.filter(({ replayed }) => replayed !== 'true').map(({ path }) => path);
    expect(fresh).toEqual([`/v1/bookings/${disturbed.id}/payments`]);
    expect(await storyOf(ada, disturbed.id)).toEqual(await storyOf(ben, undisturbed.id));
    expect((await bookingsOf(ada)).length).toBe(before + 2);
    const kinds = (payments: { status: string; amount_received: number }[]) =>
      payments.map(({ status, amount_received }) => [status, amount_received > 0]).sort();
    const [quiet, loud] = [await paymentsOf(undisturbed.id), await paymentsOf(disturbed.id)];
    expect(kinds(loud)).toEqual(kinds(quiet));
    expect(loud.filter(({ status }) => status === 'succeeded')).toHaveLength(1);
  }, 120_000);

  it('is one booking when both nodes are asked at the same moment', async () => {
    const [post, designator] = [await postAs('traveller-1', nodes), nextSeat()];
    const key = randomUUID();
    const replies = await Promise.all([1, 2, 3, 4].map(() => post('/v1/bookings', bodyOf(designator, 'Twice'), key)));
    const made = replies.filter(({ status }) => status === 201);
    expect(made.length).toBeGreaterThan(0);
    expect(new Set(made.map(idOf)).size).toBe(1);
    for (const { status, body, headers } of replies.filter((reply) => reply.status !== 201)) {
      expect([status, body['code']]).toEqual([409, 'request_in_progress']);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(await holdersOf(ada, designator)).toHaveLength(1);
    const at = `/v1/bookings/${idOf(made[0]!)}/actions/extend`;
    const again = await Promise.all([1, 2, 3, 4].map(() => post(at, {}, key)));
    expect(again.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    for (const { status, body } of again.filter((reply) => reply.status !== 200))
      expect([status, body['code']]).toEqual([409, 'request_in_progress']);
    expect(await storyOf(ada, idOf(made[0]!))).toEqual(['booking.held', 'booking.extended']);
  });

  it('is refused when the key has made something else, and changes nothing', async () => {
    const [post, key, designator] = [await postAs('traveller-1', nodes), randomUUID(), nextSeat()];
    const held = await post('/v1/bookings', bodyOf(designator, 'Reused'), key);
    const other = await post('/v1/bookings', bodyOf(nextSeat(), 'Reused'), key);
    expect([other.status, other.body['code']]).toEqual([422, 'idempotency_key_reused']);
    const at = `/v1/bookings/${idOf(held)}`;
    expect((await post(`${at}/seats`, { seats: seatsOf(nextSeat()) }, 'one-key-for-two')).status).toBe(200);
    const elsewhere = await post(`${at}/actions/extend`, {}, 'one-key-for-two');
    expect([elsewhere.status, elsewhere.body['code']]).toEqual([422, 'idempotency_key_reused']);
    expect(await storyOf(ada, idOf(held))).toEqual(['booking.held', 'booking.seats_changed']);
    expect((await post('/v1/bookings', bodyOf(designator, 'Reused'), key)).body['id']).toBe(idOf(held));
  });

  it("is somebody else's own booking when a user and two guests happen to use one key", async () => {
    const key = randomUUID();
    const hers = await (await postAs('traveller-1', nodes))('/v1/bookings', bodyOf(nextSeat(), 'Shared'), key);
    const his = await (await postAs('traveller-2', nodes))('/v1/bookings', bodyOf(nextSeat(), 'Shared'), key);
    const [one, two] = nodes.map((url) => createTraveller(url));
    const asGuest = (email: string, designator: string) => (node: Traveller) =>
      node.call(
        'POST',
        '/v1/bookings',
        { ...bodyOf(designator, 'Shared'), contact: { email, phone: '+44 20 7946 0958' } },
        { 'idempotency-key': key },
      );
    const first = asGuest('one@example.com', nextSeat());
    const second = asGuest('two@example.com', nextSeat());
    const guests = [await first(one!), await second(two!)];
    expect(new Set([hers, his, ...guests].map(idOf)).size).toBe(4);
    const again = await first(two!);
    expect([again.status, idOf(again), again.headers.get('idempotency-replayed')]).toEqual([
      201,
      idOf(guests[0]!),
      'true',
    ]);
    const token = z.string().parse(again.body['booking_token']);
    const seen = await createTraveller(nodes[1]!, token).call('GET', `/v1/bookings/${idOf(again)}`);
    expect([seen.status, seen.body['status']]).toEqual([200, 'held']);
    expect((await ben.call('GET', `/v1/bookings/${idOf(hers)}`)).status).toBe(404);
  });

  it.each(['temporal', 'dynamodb'] as const)(
    'finds its own first effect when %s stood still in the middle of it',
    async (server) => {
      const [designator, key] = [nextSeat(), randomUUID()];
      const [here, there] = [await postAs('traveller-1', [nodes[0]!]), await postAs('traveller-1', [nodes[1]!])];
      const body = bodyOf(designator, 'Patient');
      const proxy = product.proxies[server];
      const heldBefore = proxy.held();
      proxy.pause();
      const first = here('/v1/bookings', body, key);
      await eventually('a call waits for it', () => proxy.held() > heldBefore);
      const impatient = there('/v1/bookings', body, key);
      proxy.resume();
      const replies = [await first, await impatient];
      for (const { status, body: said } of replies)
        if (status !== 201)
          expect(['outcome_unknown', 'request_in_progress', 'service_unavailable']).toContain(said['code']);
      const settled = await eventually(
        'the key has its booking',
        async () => {
          const reply = await there('/v1/bookings', body, key);
          return reply.status === 201 && reply;
        },
        60_000,
      );
      expect(settled.headers.get('idempotency-replayed')).toBe('true');
      expect((await holdersOf(ada, designator)).map(({ id }) => id)).toEqual([idOf(settled)]);
      expect(await storyOf(ada, idOf(settled))).toEqual(['booking.held']);
      const [read, again] = [
        await ada.call('GET', `/v1/bookings/${idOf(settled)}`),
        await here('/v1/bookings', body, key),
      ];
      expect(timeless(read.body)).toEqual(timeless(settled.body));
      expect(timeless(again.body)).toEqual(timeless(settled.body));
    },
    120_000,
  );

  it.each([
    ['cancelMessage', 'actions/cancel', 'cancelled'],
    ['extendMessage', 'actions/extend', 'held'],
    ['changeSeatsMessage', 'seats', 'held'],
  ])('is told what it did when the first node failed right after %s', async (point, action, status) => {
    const [post, key] = [await postAs('traveller-1', nodes), randomUUID()];
    const held = await post('/v1/bookings', bodyOf(nextSeat(), 'Unheard'));
    const at = `/v1/bookings/${idOf(held)}/${action}`;
    const body = action === 'seats' ? { seats: seatsOf(nextSeat()) } : {};
    const failing = product.failpoints.arm(`${point}.after`, { do: 'error', message: 'the node lost its mind' });
    expect((await post(at, body, key)).status).toBeGreaterThanOrEqual(500);
    expect(failing.hitBy()).toBeDefined();
    const story = await storyOf(ada, idOf(held));
    const again = await post(at, body, key);
    expect([again.status, again.body['status']]).toEqual([200, status]);
    const another = await post(at, body);
    expect(another.status).toBe(action === 'seats' ? 200 : 409);
    if (action !== 'seats') expect(await storyOf(ada, idOf(held))).toEqual(story);
  });

  it('leaves nothing that the audit objects to', async () => {
    await expectCleanAudit(product);
  }, 180_000);
});
