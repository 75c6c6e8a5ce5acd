import { randomUUID } from 'node:crypto';
import { eventually } from '../support/eventually';
import { type Product, startProduct } from '../support/product';
import { createTraveller, type Listener, type Reply, type Traveller, type WireOffer } from '../support/traveller';

/** Days from today, so that the tests hold in any year. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const day = inDays(30);
const text = (value: unknown) => value as string;
const priceOf = (reply: Reply) => (reply.body['price'] as unknown as { total: unknown }).total;

describe('the product, as people use it', () => {
  let product: Product;
  let ada: Traveller;
  let ben: Traveller;
  let guest: Traveller;
  const listeners: Listener[] = [];

  beforeAll(async () => {
    product = await startProduct();
    ada = createTraveller(product.url, await product.tokenOf('traveller-1'));
    ben = createTraveller(product.url, await product.tokenOf('traveller-2'));
    guest = createTraveller(product.url);
  }, 180_000);
  afterAll(async () => {
    for (const listener of listeners) listener.close();
    await product.stop();
  });

  async function listening(traveller: Traveller): Promise<Listener> {
    const listener = await traveller.listen();
    listeners.push(listener);
    return listener;
  }

  /** Seats that no other test uses: each call takes other ones. */
  let used = 0;
  async function someSeats(traveller: Traveller, offer: WireOffer, count = 1): Promise<string[][]> {
    const free = await traveller.freeSeats(offer.id);
    const seats = free.map((designators) => designators.slice(used, used + count));
    used += count;
    return seats;
  }

  async function holdOne(
    traveller: Traveller,
    more: Record<string, unknown> = {},
  ): Promise<{ reply: Reply; offer: WireOffer; seats: string[][] }> {
    const [offer] = await traveller.offers('LIS', 'JFK', day);
    const seats = await someSeats(traveller, offer!);
    const reply = await traveller.hold(offer!, seats, more);
    return { reply, offer: offer!, seats };
  }
  const statusOf = async (traveller: Traveller, id: string) =>
    text((await traveller.call('GET', `/v1/bookings/${id}`)).body['status']);
  const ledger = async () =>
    (
      await fetch(`${product.providerUrl}/ledger`, { headers: { authorization: 'Bearer sk_test_skyhold_local' } })
    ).text();

  it('goes from a search of two hops to a confirmed booking with a locator', async () => {
    const [offer] = await ada.offers('FAE', 'GOH', inDays(32));
    expect(offer!.slices[0]!.segments.length).toBe(2);
    const held = await ada.hold(offer!, await someSeats(ada, offer!));
    expect(held.status).toBe(201);
    expect(held.body).toMatchObject({ status: 'held', version: 1, payment: { status: 'none' } });
    const paid = await ada.pay(text(held.body['id']), priceOf(held));
    expect([paid.status, paid.body['status']]).toEqual([200, 'captured']);
    const booking = await ada.call('GET', `/v1/bookings/${text(held.body['id'])}`);
    expect(booking.body).toMatchObject({ status: 'confirmed', payment: { status: 'captured' } });
    expect(booking.body['reference']).toMatch(/^[A-Z0-9]{6}$/);
    expect(await ledger()).toContain(text(held.body['id']));
  });

  it('tells two clients of each hold and sale, without gaps', async () => {
    const [offer] = await ada.offers('LIS', 'JFK', day);
    const flight = offer!.slices[0]!.segments[0]!.flight_id;
    const watcher = await listening(ben);
    expect(await watcher.subscribe(`seatmap:${flight}`)).toMatchObject({ ok: true });
    const seats = await someSeats(ada, offer!);
    const seat = seats[0]![0]!;
    const seen = (state: string) => () =>
      watcher.heard.find((e) =>
        (e.data['changes'] as { seat: string; state: string }[]).some((c) => c.seat === seat && c.state === state),
      );
    const held = await ada.hold(offer!, seats);
    await eventually('the other client sees the seat held', seen('held'));
    await ada.pay(text(held.body['id']), priceOf(held));
    await eventually('the other client sees the seat sold', seen('sold'));
    const seqs = watcher.heard.map((e) => e.seq);
    expect(seqs).toEqual(seqs.map((_, i) => seqs[0]! + i));
    expect(await ben.seatState(offer!.id, seat)).toBe('sold');
  });

  it('streams a search while it is found, and replays it from any point', async () => {
    const started = await ada.call('POST', '/v1/searches', {
      slices: [{ origin: 'LIS', destination: 'SYD', date: day }],
      passengers: [{ type: 'adult' }],
      cabin: 'economy',
      max_connections: 2,
      currency: 'GBP',
    });
    expect(started.status).toBe(202);
    const channel = `search:${text(started.body['id'])}`;
    const live = await listening(guest);
    await live.subscribe(channel, 0);
    const done = await eventually(
      'the search completes',
      () => live.heard.find((e) => e.type === 'search.completed'),
      20_000,
    );
    expect(live.heard.map((e) => e.seq)).toEqual(live.heard.map((_, i) => i + 1));
    expect(live.heard.map((e) => e.type)).toEqual(
      expect.arrayContaining(['route.found', 'offer.upserted', 'search.completed']),
    );
    const late = await listening(guest);
    await late.subscribe(channel, 3);
    await eventually('the rest is replayed', () => late.heard.at(-1)?.seq === done.seq);
    expect(late.heard).toEqual(live.heard.slice(3));
  });

  it('gives one seat to exactly one of fifty clients, and the others alternatives', async () => {
    const [offer] = await guest.offers('LIS', 'JFK', day);
    const seats = await someSeats(guest, offer!);
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        guest.hold(offer!, seats, { contact: { email: `guest${i}@example.com`, phone: '+44 20 7946 0958' } }),
      ),
    );
    expect(replies.filter((r) => r.status === 201)).toHaveLength(1);
    const losers = replies.filter((r) => r.status === 409);
    expect(losers).toHaveLength(49);
    for (const { body } of losers) {
      expect(body['code']).toBe('seat_unavailable');
      expect((body['alternatives'] as unknown as { seats: string[] }[])[0]!.seats.length).toBeGreaterThan(0);
    }
  });

  it('answers a repeated request with the first booking, and another body under its key with a refusal', async () => {
    const key = randomUUID();
    const { reply, offer, seats } = await holdOne(ada, { key });
    const again = await ada.hold(offer, seats, { key });
    expect([again.status, again.body['id'], again.headers.get('idempotency-replayed')]).toEqual([
      201,
      reply.body['id'],
      'true',
    ]);
    const other = await ada.hold(offer, seats, {
      key,
      contact: { email: 'other@example.com', phone: '+44 20 7946 0958' },
    });
    expect([other.status, other.body['code']]).toEqual([422, 'idempotency_key_reused']);
    const asBen = await ben.hold(offer, seats, { key });
    expect([asBen.status, asBen.body['code']]).toEqual([409, 'seat_unavailable']);
  });

  it('keeps the hold after a declined card and sells with the next one, charging once', async () => {
    const { reply } = await holdOne(ada);
    const id = text(reply.body['id']);
    const declined = await ada.pay(id, priceOf(reply), 'pm_card_chargeDeclined');
    expect([declined.status, declined.body['code']]).toEqual([402, 'payment_declined']);
    expect(await statusOf(ada, id)).toBe('held');
    const key = randomUUID();
    const paid = await ada.pay(id, priceOf(reply), 'pm_card_visa', { key });
    expect(paid.status).toBe(200);
    const again = await ada.pay(id, priceOf(reply), 'pm_card_visa', { key });
    expect([again.status, again.body['id']]).toEqual([200, paid.body['id']]);
    const twice = await ada.pay(id, priceOf(reply));
    expect([twice.status, twice.body['code']]).toEqual([409, 'already_paid']);
  });

  it('confirms after a 3-D Secure challenge', async () => {
    const { reply } = await holdOne(ada);
    const id = text(reply.body['id']);
    const asked = await ada.pay(id, priceOf(reply), 'pm_card_threeDSecure2Required');
    expect([asked.status, asked.body['status']]).toEqual([202, 'requires_action']);
    const { url } = asked.body['action'] as unknown as { url: string };
    await fetch(url, { method: 'POST', body: new URLSearchParams({ decision: 'approve' }), redirect: 'manual' });
    await eventually('the booking is confirmed', async () => (await statusOf(ada, id)) === 'confirmed');
  });

  it('never says confirmed when the capture is declined, and keeps neither seat nor money', async () => {
    const { reply, offer, seats } = await holdOne(ada);
    const paid = await ada.pay(text(reply.body['id']), priceOf(reply), 'pm_card_skyhold_captureDeclined');
    expect([paid.status, paid.body['code']]).toEqual([402, 'payment_declined']);
    expect(await statusOf(ada, text(reply.body['id']))).toBe('refused');
    const history = await ada.call('GET', `/v1/bookings/${text(reply.body['id'])}/history`);
    expect(JSON.stringify(history.body)).not.toContain('booking.confirmed');
    expect(await ben.seatState(offer.id, seats[0]![0]!)).toBe('free');
  });

  it.each(['pm_card_skyhold_webhookThrice', 'pm_card_skyhold_webhookFirst', 'pm_card_skyhold_processing'])(
    'confirms once with %s',
    async (card) => {
      const { reply } = await holdOne(ada);
      await ada.pay(text(reply.body['id']), priceOf(reply), card, { wait: 0 });
      await eventually(
        'the booking is confirmed',
        async () => (await statusOf(ada, text(reply.body['id']))) === 'confirmed',
      );
      const { body } = await ada.call('GET', `/v1/bookings/${text(reply.body['id'])}/history`);
      const types = (body['data'] as unknown as { type: string }[]).map((e) => e.type);
      expect(types.filter((type) => type === 'booking.confirmed')).toHaveLength(1);
    },
  );

  it('gives seats back when a hold is cancelled, and refuses to pay for it', async () => {
    const { reply, offer, seats } = await holdOne(ada);
    const id = text(reply.body['id']);
    const cancelled = await ada.call(
      'POST',
      `/v1/bookings/${id}/actions/cancel`,
      {},
      { 'idempotency-key': randomUUID() },
    );
    expect([cancelled.status, cancelled.body['status']]).toEqual([200, 'cancelled']);
    expect(await ben.seatState(offer.id, seats[0]![0]!)).toBe('free');
    const paid = await ada.pay(id, priceOf(reply));
    expect([paid.status, paid.body['code']]).toEqual([409, 'already_cancelled']);
  });

  it('refuses a second ticket for the same people on the same flight, unless it is meant', async () => {
    const passengers = [
      { id: 'pax_1', type: 'adult', given_name: 'Renée', family_name: 'van der Berg', born_on: '1988-02-29' },
    ];
    const key = randomUUID();
    const first = await holdOne(ada, { passengers, key });
    const [rival, free] = [first.offer, (await ada.freeSeats(first.offer.id)).map((d) => [d.at(-1)!])];
    const both = await ada.hold(rival, free, { passengers });
    expect(both.status).toBe(201);
    await ada.pay(text(first.reply.body['id']), priceOf(first.reply));
    const again = (await ada.freeSeats(rival.id)).map((d) => [d.at(-1)!]);
    const spelled = [{ ...passengers[0]!, given_name: 'RENEE', family_name: 'Van-Der-Berg' }];
    const refused = await ada.hold(rival, again, { passengers: spelled });
    expect([refused.status, refused.body['code']]).toEqual([409, 'possible_duplicate_booking']);
    expect(refused.body).toMatchObject({
      passengers: ['pax_1'],
      flights: [first.offer.slices[0]!.segments[0]!.flight_id],
      booking: `/v1/bookings/${text(first.reply.body['id'])}`,
    });
    expect(await ben.seatState(rival.id, again[0]![0]!)).toBe('free');
    expect((await ben.hold(rival, again, { passengers })).status).toBe(201);
    const meant = (await ada.freeSeats(rival.id)).map((d) => [d.at(-1)!]);
    expect((await ada.hold(rival, meant, { passengers, allow_duplicate: true })).status).toBe(201);
    const repeated = await ada.hold(first.offer, first.seats, { passengers, key });
    expect([repeated.status, repeated.body['id']]).toEqual([201, first.reply.body['id']]);
  });

  it('does not cancel a ticket by giving back a hold', async () => {
    const { reply } = await holdOne(ada);
    const id = text(reply.body['id']);
    await ada.pay(id, priceOf(reply));
    const cancel = () => ada.call('POST', `/v1/bookings/${id}/actions/cancel`, {}, { 'idempotency-key': randomUUID() });
    const refused = await cancel();
    expect([refused.status, refused.body['code']]).toEqual([409, 'not_cancellable']);
    expect(await statusOf(ada, id)).toBe('confirmed');
  });

  it('holds all seats of several passengers on several segments, or none', async () => {
    const [offer] = await ada.offers('FAE', 'GOH', inDays(32), {
      passengers: [{ type: 'adult' }, { type: 'adult' }],
    });
    const seats = await someSeats(ada, offer!, 2);
    const blocker = await ben.offers('FAE', 'GOH', inDays(32));
    const free = await ben.freeSeats(offer!.id);
    await ben.hold(blocker[0]!, [[free[0]!.at(-1)!], [seats[1]![1]!]]);
    const refused = await ada.hold(offer!, seats);
    expect([refused.status, refused.body['code']]).toEqual([409, 'seat_unavailable']);
    expect((await ada.freeSeats(offer!.id))[0]).toEqual(expect.arrayContaining(seats[0]!));
    const held = await ada.hold(offer!, [seats[0]!, free[1]!.slice(-3, -1)]);
    expect(held.status).toBe(201);
    expect(held.body['seats']).toHaveLength(4);
  });

  it('changes seats while held, extends once, and lets a guest return with the booking token', async () => {
    const { reply, offer } = await holdOne(guest);
    const id = text(reply.body['id']);
    const owner = createTraveller(product.url, text(reply.body['booking_token']));
    const [free] = await owner.freeSeats(offer.id);
    const post = (path: string, body: unknown) =>
      owner.call('POST', `/v1/bookings/${id}/${path}`, body, { 'idempotency-key': randomUUID() });
    const changed = await post('seats', { seats: [{ segment: 0, passenger: 'pax_1', designator: free!.at(-1) }] });
    expect([changed.status, changed.body['seats']]).toEqual([
      200,
      [{ segment: 0, passenger: 'pax_1', designator: free!.at(-1) }],
    ]);
    const extended = await post('actions/extend', {});
    expect(extended.body).toMatchObject({ status: 'held', hold: { extendable: false } });
    expect((await post('actions/extend', {})).body['code']).toBe('extension_used');
    expect((await owner.pay(id, priceOf(changed))).status).toBe(200);
  });

  it('chooses the best seats available when asked to', async () => {
    const [offer] = await ada.offers('LIS', 'JFK', day, { passengers: [{ type: 'adult' }, { type: 'adult' }] });
    const held = await ada.hold(offer!, [], {
      seat_policy: 'best_available',
      passengers: [1, 2].map((n) => ({
        id: `pax_${n}`,
        type: 'adult',
        given_name: 'Ada',
        family_name: 'L',
        born_on: '1990-12-10',
      })),
    });
    expect(held.status).toBe(201);
    const rows = (held.body['seats'] as unknown as { designator: string }[]).map((s) => s.designator.slice(0, -1));
    expect(new Set(rows).size).toBe(1);
  });

  it('asks for consent when the price has risen', async () => {
    const [offer] = await ada.offers('VIE', 'INN', day);
    const seats = await someSeats(ada, offer!);
    const changed = await ada.hold(offer!, seats);
    expect([changed.status, changed.body['code']]).toEqual([409, 'price_changed']);
    const { new: total, accept_token } = changed.body as unknown as { new: { amount: number }; accept_token: string };
    expect(total.amount).toBeGreaterThan(offer!.total.amount);
    const held = await ada.hold(offer!, seats, { expected_total: total, accept_token });
    expect(held.status).toBe(201);
  });

  it("shows nobody another's booking, on any route or channel", async () => {
    const { reply } = await holdOne(ada);
    const id = text(reply.body['id']);
    const reads = await Promise.all(
      ['', '/history', '/events?after_seq=0'].map((path) => ben.call('GET', `/v1/bookings/${id}${path}`)),
    );
    expect(reads.map((r) => r.status)).toEqual([404, 404, 404]);
    expect((await ben.pay(id, priceOf(reply))).status).toBe(404);
    const cancelled = await ben.call(
      'POST',
      `/v1/bookings/${id}/actions/cancel`,
      {},
      { 'idempotency-key': randomUUID() },
    );
    expect(cancelled.status).toBe(404);
    const socket = await listening(ben);
    expect(await socket.subscribe(`booking:${id}`)).toMatchObject({ ok: false, problem: { code: 'not_found' } });
    expect((await guest.call('GET', `/v1/bookings/${id}`)).status).toBe(401);
  });

  it('refuses what cannot be booked, each fault by name', async () => {
    const codes = async (reply: Promise<Reply>) => [(await reply).status, (await reply).body['code']];
    expect(await codes(ada.search('LIS', 'XXX', day))).toEqual([422, 'unknown_location']);
    expect(await codes(ada.search('LIS', 'LIS', day))).toEqual([422, 'same_origin_destination']);
    expect(await codes(ada.search('LIS', 'JFK', '2020-01-01'))).toEqual([422, 'departure_in_past']);
    expect(await codes(ada.search('LIS', 'JFK', inDays(400)))).toEqual([422, 'beyond_booking_horizon']);
    const nothing = await ada.search('LIS', 'LYR', day);
    expect([nothing.status, nothing.body['reason']]).toEqual([200, 'no_route']);
    const [offer] = await ada.offers('LIS', 'JFK', day);
    expect(await codes(ada.hold(offer!, [['1A']]))).toEqual([422, 'seat_not_assignable']);
    expect(
      await codes(ada.hold({ ...offer!, total: { amount: 1, currency: 'EUR' } }, await someSeats(ada, offer!))),
    ).toEqual([409, 'price_changed']);
  });

  it('lists my bookings and nobody else’s', async () => {
    const { reply } = await holdOne(ben);
    const { body } = await ben.call('GET', '/v1/bookings?limit=200');
    const ids = (body['data'] as unknown as { id: string }[]).map((b) => b.id);
    expect(ids).toContain(reply.body['id']);
    const mine = await ada.call('GET', '/v1/bookings?limit=200');
    expect(JSON.stringify(mine.body)).not.toContain(text(reply.body['id']));
  });
});
