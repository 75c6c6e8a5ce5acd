import { z } from 'zod';
import { describedRoutes } from '../../scripts/write-api-docs';
import { createContractCaller, type Reply } from '../support/contractCaller';
import { eventually } from '../support/eventually';
import { type Product, startProduct } from '../support/product';

/** A month from today, so that the tests hold on any day. */
const someDay = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const { call, unmet } = createContractCaller(describedRoutes(), () => product.url);
let product: Product;
let ada: string;
let ben: string;
let operator: string;

const idOf = ({ body }: Reply) => z.string().parse(body['id']);
const sliceParts = z.looseObject({
  segments: z.array(z.looseObject({ flight_id: z.string(), arrive: z.looseObject({ airport: z.string() }) })).min(1),
});
const offersOf = ({ body }: Reply) =>
  z
    .array(z.looseObject({ id: z.string(), total: z.unknown(), slices: z.array(sliceParts).min(1) }))
    .min(1)
    .parse(body['offers']);
const maps = z.array(
  z.object({
    flight_id: z.string(),
    cabins: z.array(
      z.object({ rows: z.array(z.object({ sections: z.array(z.object({ elements: z.array(z.looseObject({})) })) })) }),
    ),
  }),
);

async function search(date: string): Promise<Reply> {
  const slices = [{ origin: 'LIS', destination: 'JFK', date }];
  const query = { slices, passengers: [{ type: 'adult' }], cabin: 'economy', max_connections: 1, currency: 'GBP' };
  return call('POST', '/v1/searches', { body: query, prefer: 'wait=25' });
}

let seatsTaken = 0;

/** Holds the next free seat of each flight of the cheapest offer. */
async function hold(token: string | undefined, date = someDay): Promise<Reply> {
  const [offer] = offersOf(await search(date));
  if (!offer) throw new Error('no offer');
  const seatMaps = maps.parse((await call('GET', `/v1/seat-maps?offer_id=${offer.id}`, { token })).body['data']);
  seatsTaken += 1;
  const seats = seatMaps.map(({ cabins }, segment) => {
    const elements = cabins.flatMap(({ rows }) => rows.flatMap(({ sections }) => sections.flatMap((s) => s.elements)));
    const free = elements.filter((element) => element['state'] === 'free');
    return { segment, passenger: 'pax_1', designator: free[seatsTaken]?.['designator'] };
  });
  const person = { id: 'pax_1', type: 'adult', given_name: 'Ada', family_name: 'Lovelace', born_on: '1990-12-10' };
  const contact = { email: 'ada@example.com', phone: '+44 20 7946 0958' };
  return call('POST', '/v1/bookings', {
    token,
    body: {
      offer_id: offer.id,
      expected_total: offer.total,
      passengers: [person],
      seats,
      contact,
      allow_duplicate: true,
    },
  });
}

const payment = (held: Reply, card: string) => ({
  amount: z.looseObject({ total: z.unknown() }).parse(held.body['price']).total,
  method: { type: 'card', token: card },
  return_url: 'https://example.com/back',
});

beforeAll(async () => {
  product = await startProduct();
  [ada, ben, operator] = [
    await product.tokenOf('traveller-1'),
    await product.tokenOf('traveller-2'),
    await product.tokenOf('operator'),
  ];
}, 180_000);
afterAll(() => product.stop());

describe('every answer is as its document says', () => {
  test('searching and comparing', async () => {
    await call('GET', '/v1/airports?q=lisb');
    const found = await search(someDay);
    const [first, second] = offersOf(found);
    await call('GET', `/v1/searches/${idOf(found)}`);
    await call('GET', `/v1/searches/${idOf(found)}?after_seq=0`);
    await call('GET', `/v1/searches/${idOf(found)}/events?after_seq=0`);
    await call('GET', `/v1/offers?search_id=${idOf(found)}&sort=price&pareto=true&limit=5`);
    await call('GET', `/v1/offers/${first?.id ?? ''}`);
    await call('GET', `/v1/offers/compare?ids=${first?.id ?? ''},${second?.id ?? ''}`);
    await call('POST', `/v1/offers/${first?.id ?? ''}/actions/price`);
    expect((await call('GET', '/v1/offers/off_none_0')).status).toBe(404);
    expect((await call('GET', '/v1/offers?search_id=srh_none')).status).toBe(404);
    expect((await search('2020-01-01')).body['code']).toBe('departure_in_past');
  });

  test('other dates, there and back, and what was left and why', async () => {
    const back = new Date(Date.parse(someDay) + 7 * 864e5).toISOString().slice(0, 10);
    const slices = [
      { origin: 'LIS', destination: 'JFK', date: someDay },
      { origin: 'JFK', destination: 'LIS', date: back },
    ];
    const body = { slices, passengers: [{ type: 'adult' }], flexible_dates: { days_around: 3 }, explain: true };
    const found = (await call('POST', '/v1/searches', { body, prefer: 'wait=25' })).body;
    const dates = z.array(z.looseObject({ on: z.array(z.string()), reason: z.string() })).parse(found['dates']);
    expect(dates).toHaveLength(49);
    expect(dates[0]).toMatchObject({ on: [someDay, back], reason: 'ok' });
    expect(dates.filter(({ reason }) => reason === 'ok').length).toBeGreaterThan(40);
    expect(found['explanation']).toMatchObject({ ways: [{}, {}] });
    await call('GET', `/v1/searches/${z.string().parse(found['id'])}?after_seq=0`);
  });

  test('holding, changing, extending and giving back', async () => {
    const held = await hold(ada);
    const booking = `/v1/bookings/${idOf(held)}`;
    const seats = z
      .array(z.object({ segment: z.int(), passenger: z.string(), designator: z.string() }))
      .parse(held.body['seats']);
    await call('POST', `${booking}/seats`, { token: ada, body: { seats } });
    await call('POST', `${booking}/actions/extend`, { token: ada });
    expect((await call('POST', `${booking}/actions/extend`, { token: ada })).body['code']).toBe('extension_used');
    await call('GET', booking, { token: ada });
    await call('GET', '/v1/bookings?limit=1', { token: ada });
    await call('GET', `${booking}/history`, { token: ada });
    await call('GET', `${booking}/events?after_seq=0`, { token: ada });
    await call('POST', `${booking}/actions/cancel`, { token: ada });
    expect((await call('POST', `${booking}/actions/cancel`, { token: ada })).body['code']).toBe('already_cancelled');
    expect(
      (await call('POST', `${booking}/payments`, { token: ada, body: payment(held, 'pm_card_visa') })).status,
    ).toBeGreaterThanOrEqual(400);
  });

  test('paying: declined, wrong, captured, again', async () => {
    const held = await hold(ada);
    const payments = `/v1/bookings/${idOf(held)}/payments`;
    const wait = { token: ada, prefer: 'wait=20' };
    expect((await call('POST', payments, { ...wait, body: payment(held, 'pm_card_chargeDeclined') })).status).toBe(402);
    const wrong = { ...payment(held, 'pm_card_visa'), amount: { amount: 1, currency: 'GBP' } };
    expect((await call('POST', payments, { ...wait, body: wrong })).body['code']).toBe('payment_amount_mismatch');
    expect((await call('POST', payments, { ...wait, body: payment(held, 'pm_card_visa') })).status).toBe(200);
    expect((await call('POST', payments, { ...wait, body: payment(held, 'pm_card_visa') })).body['code']).toBe(
      'already_paid',
    );
    const unsigned = await call('POST', '/v1/payment-events', { body: { id: 'evt_1' } });
    expect([unsigned.status, unsigned.body['code']]).toEqual([401, 'bad_signature']);
  });

  test('an account, its passengers, and being forgotten', async () => {
    const as = { token: ben };
    const changed = await call('PATCH', '/v1/account', { ...as, body: { given_name: 'Ben', home_airport: 'lis' } });
    expect(changed.body['profile']).toEqual({ given_name: 'Ben', home_airport: 'LIS' });
    const person = { given_name: 'Cleo', family_name: 'Canary', born_on: '1999-01-31' };
    const passenger = idOf(await call('POST', '/v1/account/passengers', { ...as, body: person }));
    const path = `/v1/account/passengers/${passenger}`;
    await call('PATCH', path, { ...as, body: { family_name: 'King' } });
    expect((await call('GET', path, as)).body).toEqual({ ...person, id: passenger, family_name: 'King' });
    expect((await call('GET', path, { token: ada })).status).toBe(404);
    expect((await call('PATCH', path, { token: ada, body: {} })).status).toBe(404);
    expect((await call('DELETE', path, { token: ada })).status).toBe(404);
    expect((await call('DELETE', path, as)).status).toBe(204);
    await call('POST', '/v1/account/passengers', { ...as, body: person });
    expect((await call('GET', '/v1/account/passengers', as)).body['data']).toHaveLength(1);

    const booking = `/v1/bookings/${idOf(await hold(ben))}`;
    expect((await call('POST', `${booking}/actions/erase`, as)).body['code']).toBe('not_erasable');
    await call('POST', `${booking}/actions/cancel`, as);
    const live = idOf(await hold(ben));
    const erasure = await call('POST', '/v1/account/actions/erase', as);
    expect(erasure.body['bookings']).toMatchObject({ kept: [{ id: live, reason: 'live' }] });
    const forgotten = await call('GET', booking, as);
    expect(forgotten.body).toMatchObject({ status: 'cancelled', passengers: [{ id: 'pax_1', type: 'adult' }] });
    expect(JSON.stringify(forgotten.body)).not.toMatch(/Ada|Lovelace|example\.com/);
    expect((await call('POST', `${booking}/actions/erase`, as)).status).toBe(200);
    expect((await call('GET', '/v1/account', as)).body).toMatchObject({ profile: {}, saved_passengers: 0 });
  });

  test('the channel of a seat map, and the operators', async () => {
    const [offer] = offersOf(await search(someDay));
    const [map] = maps.parse((await call('GET', `/v1/seat-maps?offer_id=${offer?.id ?? ''}`)).body['data']);
    await call('GET', `/v1/seat-maps/${map?.flight_id ?? ''}/events?after_seq=0`);
    await call('POST', '/v1/ops/recomputes', { token: operator, body: {} });
    await call('GET', '/v1/ops/recomputes?limit=5', { token: operator });
    await call('GET', '/v1/ops/reconciliations?limit=5', { token: operator });
    const noLeg = { flight_id: 'X9-9999-2026-12-10-LIS', destination: 'JFK', status: 'cancelled' };
    expect((await call('POST', '/v1/ops/flight-legs', { token: operator, body: noLeg })).body['code']).toBe(
      'not_found',
    );
    const flown = offer?.slices[0]?.segments[0];
    const leg = { flight_id: flown?.flight_id, destination: flown?.arrive.airport };
    for (const status of ['cancelled', 'open'])
      expect(
        (await call('POST', '/v1/ops/flight-legs', { token: operator, body: { ...leg, status } })).body,
      ).toMatchObject({ status });
    // The import of a new installation may still be under way, and there is one at a time.
    const startImport = () => call('POST', '/v1/ops/imports', { token: operator, body: { format: 'demo' } });
    await eventually('an import can be started', async () => (await startImport()).status === 202, 50_000);
    expect((await call('GET', '/v1/ops/imports?limit=5', { token: operator })).body['data']).not.toEqual([]);
  });

  test('no operation was left out, but the webhook, which only the provider can sign', () => {
    expect(unmet()).toEqual(['receivePaymentEvent']);
  });
});
