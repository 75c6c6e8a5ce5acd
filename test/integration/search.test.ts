import request from 'supertest';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { offerSchema, searchSchema } from '../../src/api/http/offerSchemas';
import { epochMs, isoWeekday, plusDays } from '../../src/domain/instants';
import { isFlightId } from '../../src/domain/flights';
import { bucketKey } from '../../src/domain/flightBuckets';
import { seatCount } from '../../src/domain/seatPlanCatalogue';
import { narrowBody } from '../support/timetable';
import { codeOf } from '../support/door';
import { openSearchStage, schedule, type SearchStage, travelDay } from '../support/searchStage';

const backDay = plusDays(travelDay, 7);
const anotherDay = (isoWeekday(travelDay) % 7) + 1;

const schedules = [
  schedule('LIS', '09:00', 'LHR', { number: '1', cents: 20_000, minutes: 160 }),
  schedule('LIS', '18:00', 'LGW', { number: '2', cents: 15_000, minutes: 160 }),
  schedule('LIS', '07:00', 'CDG', { number: '3', cents: 5_000, minutes: 150 }),
  schedule('CDG', '13:00', 'LHR', { number: '4', cents: 4_000, minutes: 80 }),
  schedule('LHR', '10:00', 'LIS', { number: '5', cents: 9_000, minutes: 160 }),
  schedule('LIS', '12:00', 'FRA', { number: '6', minutes: 170 }),
  schedule('FRA', '12:00', 'SYD', { number: '7', days: 1 << (anotherDay - 1), minutes: 1300 }),
];

const answeredSchema = searchSchema.extend({ offers: z.array(offerSchema) });
const listSchema = z.object({
  data: z.array(offerSchema),
  meta: z.looseObject({ after: z.string().nullable(), total: z.int() }),
});
const eventsSchema = z.looseObject({
  status: z.string(),
  events: z.array(
    z.object({ channel: z.string(), seq: z.int(), type: z.string(), at: z.string(), data: z.looseObject({}) }),
  ),
});
type OfferOnWire = z.infer<typeof offerSchema>;
const flown = (offer: OfferOnWire) => offer.slices.map((s) => s.segments.map((x) => x.number).join('+')).join(' / ');

let stage: SearchStage;
beforeAll(async () => {
  stage = await openSearchStage(schedules);
});
afterAll(() => stage.close());

const adult = { type: 'adult' };
const oneWay = (origin: string, destination: string, more: object = {}) => ({
  slices: [{ origin, destination, date: travelDay }],
  passengers: [adult],
  ...more,
});

async function search(body: object) {
  const answer = await request(stage.app).post('/v1/searches').set('Prefer', 'wait=20').send(body);
  expect(answer.status).toBe(200);
  return answeredSchema.parse(answer.body);
}

async function eventsOf(searchId: string) {
  const answer = await request(stage.app).get(`/v1/searches/${searchId}?after_seq=0&wait=5`);
  return eventsSchema.parse(answer.body).events;
}

async function list(query: string) {
  const answer = await request(stage.app).get(`/v1/offers?${query}`);
  expect(answer.status).toBe(200);
  return listSchema.parse(answer.body);
}

describe('a search', () => {
  it('finds every way between all airports of two cities, ranked, and stores what it shows', async () => {
    const found = await search(oneWay('LIS', 'LON'));
    expect(found).toMatchObject({ status: 'completed', reason: 'ok', counts: { offers: 9, itineraries: 3 } });
    const light = found.offers.filter(({ fare_brand: brand }) => brand === 'economy_light');
    expect(light.map(flown).sort()).toEqual(['1', '2', '3+4']);
    expect(found.offers.map(({ rank }) => rank.best)).toEqual(found.offers.map((_, index) => index + 1));
    const listed = await list(`search_id=${found.id}`);
    expect(listed.data).toEqual(found.offers);
    expect(listed.meta).toMatchObject({ after: null, total: 9, status: 'completed' });
  });

  it('tells its routes, its offers and its end, in this order and without a gap', async () => {
    const found = await search(oneWay('LIS', 'LHR'));
    const events = await eventsOf(found.id);
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
    expect((await list(`search_id=${id}`)).meta.total).toBe(6);
  });

  it('combines the way out with the way back', async () => {
    const slices = [
      { origin: 'LIS', destination: 'LON', date: travelDay },
      { origin: 'LON', destination: 'LIS', depart: { from: `${backDay}T06:00`, to: `${backDay}T12:00` } },
    ];
    const found = await search({ slices, passengers: [adult, { age: 1 }], currency: 'GBP' });
    const ways = [...new Set(found.offers.map(flown))];
    expect(ways.sort()).toEqual(['1 / 5', '2 / 5', '3+4 / 5']);
    expect(found.offers[0]?.per_passenger.map((p) => p.passenger_type)).toEqual(['adult', 'infant_lap']);
    expect(found.offers[0]?.total.currency).toBe('GBP');
  });

  it('shares one result between equal searches, each with a channel of its own', async () => {
    const body = oneWay('LIS', 'LHR', { currency: 'CHF' });
    const [first, ...others] = await Promise.all(Array.from({ length: 8 }, () => search(body)));
    const ids = (answered: z.infer<typeof answeredSchema> | undefined) => answered?.offers.map(({ id }) => id);
    for (const other of others) expect(ids(other)).toEqual(ids(first));
    const searches = new Set([first, ...others].map((answered) => answered?.id));
    expect(searches.size).toBe(8);
    for (const id of searches) expect((await eventsOf(id ?? '')).at(-1)?.type).toBe('search.completed');
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
    const found = await search(body);
    expect(found).toMatchObject({ status: 'completed', reason, offers: [], counts: { offers: 0 } });
    expect((await eventsOf(found.id)).at(-1)).toMatchObject({ type: 'search.completed', data: { offers: 0, reason } });
    expect((await list(`search_id=${found.id}`)).meta).toMatchObject({ total: 0, reason });
  });

  it('sold_out: the last seats are taken', async () => {
    const before = await search(oneWay('LIS', 'FRA'));
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
    const two = await search(oneWay('LIS', 'FRA', { passengers: [adult, adult] }));
    expect(two.offers.map((offer) => offer.seats_left)).toEqual([2, 2, 2]);
    const three = await search(oneWay('LIS', 'FRA', { passengers: [adult, adult, adult], explain: true }));
    expect(three).toMatchObject({ reason: 'sold_out', offers: [], dropped: { sold_out: 1 } });
    expect((await request(stage.app).get(`/v1/offers/${before.offers[0]?.id}`)).body).toMatchObject({ seats_left: 2 });
  });
});

describe('offers of a search', () => {
  it('are paged so that each is seen once, in the order asked for', async () => {
    const { id } = await search(oneWay('LIS', 'LON'));
    const seen: OfferOnWire[] = [];
    let after: string | null = '';
    for (let pages = 0; after !== null && pages < 10; pages++) {
      const page = await list(`search_id=${id}&sort=price&limit=4${after === '' ? '' : `&after=${after}`}`);
      seen.push(...page.data);
      after = page.meta.after;
    }
    expect(seen.map(({ rank }) => rank.price)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('are filtered by what a traveller cares about', async () => {
    const { id } = await search(oneWay('LIS', 'LON'));
    const numbers = async (filter: string) =>
      [...new Set((await list(`search_id=${id}&${filter}`)).data.map(flown))].sort();
    expect(await numbers('max_connections=0')).toEqual(['1', '2']);
    expect(await numbers('depart_after=08:00&depart_before=17:00')).toEqual(['1']);
    expect(await numbers('max_duration=PT2H45M')).toEqual(['1', '2']);
    expect(await numbers('airlines=zz')).toEqual([]);
    const flexible = await list(`search_id=${id}&refundable=true&bags_min=1`);
    expect(flexible.data.every((offer) => offer.conditions.refund !== 'no' && offer.conditions.bags >= 1)).toBe(true);
    expect(flexible.meta.total).toBe(3);
  });

  it('hide and count those that another one beats', async () => {
    const { id } = await search(oneWay('LIS', 'LON'));
    const { data, meta } = await list(`search_id=${id}&pareto=true`);
    expect(meta.total + Number(meta['dominated'])).toBe(9);
    expect(data.map(flown)).not.toContain('1');
  });

  it('stand side by side, also when their search is another', async () => {
    const [one, two] = await Promise.all([search(oneWay('LIS', 'LHR')), search(oneWay('LIS', 'CDG'))]);
    const ids = [one.offers[0]?.id, two.offers[0]?.id];
    const answer = await request(stage.app).get(`/v1/offers/compare?ids=${ids.join(',')}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      axes: [{ axis: 'total', best: [ids[1]] }, {}, {}, {}, {}, {}, {}, {}, {}, {}],
    });
    expect((await request(stage.app).get(`/v1/offers/compare?ids=${ids[0]}`)).status).toBe(422);
  });

  it('are priced again at the fares of now, and refused when a flight is cancelled', async () => {
    const { offers } = await search(oneWay('LIS', 'CDG'));
    const path = `/v1/offers/${offers[0]?.id}/actions/price`;
    const same = await request(stage.app).post(path);
    expect(same.body).toMatchObject({ changed: false, available: true, previous_total: offers[0]?.total });
    const dearer = schedules
      .filter((s) => s.number === '3')
      .map((s) => ({ ...s, fares: s.fares.map((f) => ({ ...f, cents: f.cents * 2 })) }));
    await stage.flights.putSchedules([{ origin: 'LIS', destination: 'CDG', schedules: dearer }], 2);
    const changed = await request(stage.app).post(path);
    expect(changed.body).toMatchObject({ changed: true, previous_total: offers[0]?.total });
    expect(z.object({ offer: offerSchema }).parse(changed.body).offer.total.amount).toBeGreaterThan(
      offers[0]?.total.amount ?? Infinity,
    );

    const flightId = offers[0]?.slices[0]?.segments[0]?.flight_id;
    await stage.db.send(
      new UpdateCommand({
        TableName: stage.tables.FlightLegs,
        Key: { FlightLeg: flightId },
        UpdateExpression:
          'SET #s = :s, DepartAt = :t, ArriveAt = :t, OffPoint = :x, Aircraft = :x, SeatPlanID = :x, #b = :x',
        ExpressionAttributeNames: { '#s': 'Status', '#b': 'Bucket' },
        ExpressionAttributeValues: { ':s': 'cancelled', ':t': Date.now(), ':x': 'CDG' },
      }),
    );
    const refused = await request(stage.app).post(path);
    expect([refused.status, codeOf(refused)]).toEqual([409, 'flight_not_open']);
  });
});

describe('airports', () => {
  it('are suggested by code, city and the beginning of a name; no match is an empty list', async () => {
    const codes = async (q: string) =>
      z
        .object({ data: z.array(z.object({ kind: z.string(), code: z.string() })) })
        .parse((await request(stage.app).get(`/v1/airports?q=${q}`)).body)
        .data.map(({ kind, code }) => `${kind} ${code}`);
    expect(await codes('london')).toEqual(['city LON', 'airport LGW', 'airport LHR']);
    expect((await codes('LHR'))[0]).toBe('airport LHR');
    expect(await codes('zzzz')).toEqual([]);
  });
});
