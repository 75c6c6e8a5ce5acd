import request from 'supertest';
import { offerSchema } from '../../src/api/http/offerSchemas';
import { searchSchema } from '../../src/api/http/searchSchemas';
import { bucketKey } from '../../src/domain/flightBuckets';
import { isFlightId } from '../../src/domain/flights';
import { epochMs, plusDays } from '../../src/domain/instants';
import { seatCount } from '../../src/domain/seatPlanCatalogue';
import {
  adult,
  type AnsweredSearch,
  eventsSchema,
  flown,
  oneWay,
  someSchedules,
  travellerAt,
} from '../support/searchAnswers';
import { openSearchStage, type SearchStage, travelDay } from '../support/searchStage';
import { narrowBody } from '../support/timetable';

const backDay = plusDays(travelDay, 7);

let stage: SearchStage;
let traveller: ReturnType<typeof travellerAt>;
beforeAll(async () => {
  stage = await openSearchStage(someSchedules);
  traveller = travellerAt(stage);
});
afterAll(() => stage.close());

describe('a search', () => {
  it('finds every way between all airports of two cities, ranked, and stores what it shows', async () => {
    const found = await traveller.search(oneWay('LIS', 'LON'));
    expect(found).toMatchObject({ status: 'completed', reason: 'ok', counts: { offers: 9, itineraries: 3 } });
    const light = found.offers.filter(({ fare_brand: brand }) => brand === 'economy_light');
    expect(light.map(flown).sort()).toEqual(['1', '2', '3+4']);
    expect(found.offers.map(({ rank }) => rank.best)).toEqual(found.offers.map((_, index) => index + 1));
    const listed = await traveller.list(`search_id=${found.id}`);
    expect(listed.data).toEqual(found.offers);
    expect(listed.meta).toMatchObject({ after: null, total: 9, status: 'completed' });
  });

  it('tells its routes, its offers and its end, in this order and without a gap', async () => {
    const found = await traveller.search(oneWay('LIS', 'LHR'));
    const events = await traveller.eventsOf(found.id);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    const types = events.map(({ type }) => type);
    expect([...new Set(types)]).toEqual(['route.found', 'offer.upserted', 'search.completed']);
    const told = events
      .filter(({ type }) => type === 'offer.upserted')
      .map(({ data }) => offerSchema.parse(data['offer']));
    expect(told).toEqual(found.offers);
    expect(events.at(-1)?.data).toMatchObject({ offers: 6, reason: 'ok' });
  });

  it('answers at once without waiting, and shows its results to a long poll as they come', async () => {
    const answer = await request(stage.app)
      .post('/v1/searches')
      .send(oneWay('LIS', 'LHR', { currency: 'USD' }));
    expect(answer.status).toBe(202);
    const { id, stream } = searchSchema.parse(answer.body);
    expect(answer.headers['location']).toBe(`/v1/searches/${id}`);
    expect(stream.channel).toBe(`search:${id}`);
    const seen: string[] = [];
    for (let polls = 0; polls < 10 && seen.at(-1) !== 'search.completed'; polls++) {
      const poll = await request(stage.app).get(`/v1/searches/${id}?after_seq=${seen.length}&wait=10`);
      seen.push(...eventsSchema.parse(poll.body).events.map(({ type }) => type));
    }
    expect(seen.at(-1)).toBe('search.completed');
    expect((await traveller.list(`search_id=${id}`)).meta.total).toBe(6);
  });

  it('combines the way out with the way back', async () => {
    const slices = [
      { origin: 'LIS', destination: 'LON', date: travelDay },
      { origin: 'LON', destination: 'LIS', depart: { from: `${backDay}T06:00`, to: `${backDay}T12:00` } },
    ];
    const found = await traveller.search({ slices, passengers: [adult, { age: 1 }], currency: 'GBP' });
    const ways = [...new Set(found.offers.map(flown))];
    expect(ways.sort()).toEqual(['1 / 5', '2 / 5', '3+4 / 5']);
    expect(found.offers[0]?.per_passenger.map((p) => p.passenger_type)).toEqual(['adult', 'infant_lap']);
    expect(found.offers[0]?.total.currency).toBe('GBP');
  });

  it('says which flights it left and why, when it is asked to explain itself', async () => {
    const found = await traveller.search(
      oneWay('LIS', 'LON', { explain: true, filters: { max_duration: 'PT3H' }, max_connections: 1 }),
    );
    expect(found.dropped).toMatchObject({ filtered: 1, sold_out: 0 });
    expect(found.explanation).toMatchObject({ ways: [{ known: 3, looked_at: 3 }] });
    const [filtered] = (found.explanation?.branches ?? []).filter(({ reason }) => reason === 'filtered');
    expect(filtered).toMatchObject({ slice: 0, way: ['LIS', 'CDG', 'LHR'] });
    expect(filtered?.flights.map(({ number }) => number)).toEqual(['3', '4']);
    const counted = Object.values(found.dropped ?? {}).reduce((sum, count) => sum + count, 0);
    expect((found.explanation?.branches.length ?? 0) + (found.explanation?.cut ?? 0)).toBe(counted);
    const silent = await traveller.search(
      oneWay('LIS', 'LON', { filters: { max_duration: 'PT3H' }, max_connections: 1 }),
    );
    expect(silent).not.toHaveProperty('explanation');
    expect(silent.offers.map(flown)).toEqual(found.offers.map(flown));
  });

  it('shares one result between equal searches, each with a channel of its own', async () => {
    const body = oneWay('LIS', 'LHR', { currency: 'CHF' });
    const [first, ...others] = await Promise.all(Array.from({ length: 8 }, () => traveller.search(body)));
    const ids = (answered: AnsweredSearch | undefined) => answered?.offers.map(({ id }) => id);
    for (const other of others) expect(ids(other)).toEqual(ids(first));
    const searches = new Set([first, ...others].map((answered) => answered?.id));
    expect(searches.size).toBe(8);
    for (const id of searches) expect((await traveller.eventsOf(id ?? '')).at(-1)?.type).toBe('search.completed');
  });
});

describe('between outposts', () => {
  it('shows the ways with the fewest connections to who asked for no number of them', async () => {
    const found = await traveller.search(oneWay('OPO', 'AKL'));
    expect(found).toMatchObject({ reason: 'ok', counts: { itineraries: 1 } });
    expect([...new Set(found.offers.map(flown))]).toEqual(['11+12+13+14']);
    expect(found.offers[0]?.slices[0]?.connections.map(({ airport }) => airport)).toEqual(['NCE', 'LAX', 'HNL']);
    const again = await traveller.search(oneWay('OPO', 'AKL', { currency: 'GBP' }));
    expect(again.offers).toHaveLength(found.offers.length);
  });

  it('keeps to two where two were asked for', async () => {
    const found = await traveller.search(oneWay('OPO', 'AKL', { max_connections: 2 }));
    expect(found).toMatchObject({ reason: 'no_connection', offers: [] });
  });
});

describe('nothing to offer', () => {
  it.each([
    ['no_route', 'nothing flies between two known airports', oneWay('JFK', 'AKL')],
    ['no_connection', 'flights exist, but not on that day', oneWay('LIS', 'SYD')],
    [
      'no_connection',
      'there is a way, but with more connections than wanted',
      oneWay('LIS', 'SYD', { max_connections: 0 }),
    ],
    [
      'no_connection',
      'no flight leaves within the window',
      {
        ...oneWay('LIS', 'FRA'),
        slices: [
          { origin: 'LIS', destination: 'FRA', depart: { from: `${travelDay}T13:00`, to: `${travelDay}T23:00` } },
        ],
      },
    ],
  ])('%s: %s', async (reason, _what, body) => {
    const found = await traveller.search(body);
    expect(found).toMatchObject({ status: 'completed', reason, offers: [], counts: { offers: 0 } });
    expect((await traveller.eventsOf(found.id)).at(-1)).toMatchObject({
      type: 'search.completed',
      data: { offers: 0, reason },
    });
    expect((await traveller.list(`search_id=${found.id}`)).meta).toMatchObject({ total: 0, reason });
  });

  it('sold_out: the last seats are taken', async () => {
    const before = await traveller.search(oneWay('LIS', 'FRA'));
    const segment = before.offers[0]?.slices[0]?.segments[0];
    const flightId = segment?.flight_id ?? '';
    if (!isFlightId(flightId)) throw new Error('a flight was found');
    const key = bucketKey({ origin: 'LIS', destination: 'FRA', on: travelDay });
    const take = (economy: number, version: number) =>
      stage.flights.writeAvailability(key, flightId, {
        version,
        taken: { economy },
        at: epochMs(Date.now()),
      });
    await take(seatCount(narrowBody, 'economy') - 2, 1);
    const two = await traveller.search(oneWay('LIS', 'FRA', { passengers: [adult, adult] }));
    expect(two.offers.map((offer) => offer.seats_left)).toEqual([2, 2, 2]);
    const three = await traveller.search(oneWay('LIS', 'FRA', { passengers: [adult, adult, adult], explain: true }));
    expect(three).toMatchObject({ reason: 'sold_out', offers: [], dropped: { sold_out: 1 } });
    expect((await request(stage.app).get(`/v1/offers/${before.offers[0]?.id}`)).body).toMatchObject({ seats_left: 2 });
  });
});
