import request from 'supertest';
import { bucketKey } from '../../src/domain/flightBuckets';
import { formatFlightId } from '../../src/domain/flights';
import { epochMs, isoDate, plusDays } from '../../src/domain/instants';
import type { LegSchedule } from '../../src/domain/schedules';
import { seatCount } from '../../src/domain/seatPlanCatalogue';
import { searchSchema } from '../../src/api/http/searchSchemas';
import { flown, oneWay, travellerAt } from '../support/searchAnswers';
import { openSearchStage, schedule, type SearchStage, travelDay } from '../support/searchStage';
import { narrowBody } from '../support/timetable';

/**
 * From Lisbon to New York in two seasons. In the first one, by which ways are ranked, eleven ways over Europe connect; ten of them are
 * kept. In the second one none of those is flown, and only the flight from Nice to Frankfurt is late enough to be reached.
 */
const secondSeason = plusDays(travelDay, -2);
const inFirst = (leg: LegSchedule): LegSchedule => ({ ...leg, validTo: plusDays(secondSeason, -1) });
const inSecond = (leg: LegSchedule): LegSchedule => ({ ...leg, validFrom: secondSeason });
const hubs = ['OPO', 'LHR', 'LGW', 'CDG', 'ORY', 'FRA', 'NCE'];
const onward = ['LHR', 'CDG', 'ORY', 'FRA'];
const summerDay = plusDays(travelDay, -10);

const twoSeasons: readonly LegSchedule[] = [
  ...hubs.map((hub, n) => inFirst(schedule('LIS', '07:00', hub, { number: `${10 + n}`, minutes: 150 }))),
  ...hubs.map((hub, n) => inFirst(schedule(hub, '16:00', 'JFK', { number: `${20 + n}`, minutes: 480 }))),
  ...onward.map((hub, n) => inFirst(schedule('OPO', '11:00', hub, { number: `${30 + n}`, minutes: 140 }))),
  inFirst(schedule('NCE', '05:00', 'FRA', { number: '40', minutes: 100 })),
  // A detour that nobody takes who can cross the Atlantic.
  inFirst(schedule('LIS', '07:00', 'LAX', { number: '50', minutes: 720 })),
  inFirst(schedule('LAX', '16:00', 'JFK', { number: '51', minutes: 320 })),
  inSecond(schedule('LIS', '07:00', 'NCE', { number: '60', minutes: 150 })),
  inSecond(schedule('NCE', '13:00', 'FRA', { number: '61', minutes: 100 })),
  inSecond(schedule('FRA', '18:00', 'JFK', { number: '62', minutes: 540 })),
  inSecond(schedule('JFK', '18:00', 'LIS', { number: '63', minutes: 400 })),
];

let stage: SearchStage;
let traveller: ReturnType<typeof travellerAt>;
beforeAll(async () => {
  stage = await openSearchStage(twoSeasons, { rankedByWeek: true });
  traveller = travellerAt(stage);
});
afterAll(() => stage.close());

const numbers = (offers: readonly Parameters<typeof flown>[0][]) => [...new Set(offers.map(flown))].sort();
const onSummerDay = { slices: [{ origin: 'LIS', destination: 'JFK', date: summerDay }] };

it('finds along wider ways what no stored way flies in this season, and tells of them', async () => {
  const found = await traveller.search(oneWay('LIS', 'JFK', { explain: true }));
  expect(found).toMatchObject({ status: 'completed', reason: 'ok', counts: { itineraries: 1 } });
  expect(numbers(found.offers)).toEqual(['60+61+62']);
  const events = await traveller.eventsOf(found.id);
  const told = events.filter(({ type }) => type === 'route.found').map(({ data }) => data['via']);
  expect(told).toHaveLength(found.counts.routes);
  expect(told.slice(0, 10)).not.toContainEqual(['NCE', 'FRA']);
  expect(told.slice(10)).toContainEqual(['NCE', 'FRA']);
  expect(found.explanation?.ways).toEqual([{ known: told.length, looked_at: told.length }]);
  const unflown = found.explanation?.branches.filter(({ reason }) => reason === 'not_flown_then') ?? [];
  expect(new Set(unflown.map(({ way }) => way.join())).size).toBe(unflown.length);
  const types = new Set(events.map(({ type }) => type));
  expect([...types]).toEqual(['route.found', 'offer.upserted', 'search.completed']);
});

it('does so for who follows the search, and for the way out of a journey whose way back is flown', async () => {
  const slices = [
    { origin: 'LIS', destination: 'JFK', date: travelDay },
    { origin: 'JFK', destination: 'LIS', date: plusDays(travelDay, 5) },
  ];
  const both = oneWay('LIS', 'JFK', { slices });
  const { id } = searchSchema.parse((await request(stage.app).post('/v1/searches').send(both)).body);
  const seen: string[] = [];
  for (let polls = 0; polls < 10 && seen.at(-1) !== 'search.completed'; polls++)
    seen.push(...(await traveller.eventsOf(id, seen.length)).map(({ type }) => type));
  expect(seen.at(-1)).toBe('search.completed');
  const listed = await traveller.list(`search_id=${id}`);
  expect(listed.meta).toMatchObject({ reason: 'ok' });
  expect(numbers(listed.data)).toEqual(['60+61+62 / 63']);
});

it('keeps to the connections that are wanted', async () => {
  const found = await traveller.search(oneWay('LIS', 'JFK', { max_connections: 1 }));
  expect(found).toMatchObject({ reason: 'no_connection', offers: [] });
});

it('finds a seat on wider ways when the stored ones are sold out, and looks at no others before', async () => {
  const search = oneWay('LIS', 'JFK', onSummerDay);
  const before = await traveller.search(search);
  expect(before).toMatchObject({ reason: 'ok', counts: { routes: 10 } });
  expect(numbers(before.offers)).not.toContain('50+51');
  for (const [n, hub] of hubs.entries()) {
    const number = `${20 + n}`;
    const flightId = formatFlightId({ carrier: 'X1', number, originOn: isoDate(summerDay), boardPoint: hub });
    const key = bucketKey({ origin: hub, destination: 'JFK', on: summerDay });
    const taken = { economy: seatCount(narrowBody, 'economy') };
    await stage.flights.writeAvailability(key, flightId, { version: 1, taken, at: epochMs(Date.now()) });
  }
  // Equal searches share a run for some seconds; another currency makes this one another.
  const after = await traveller.search({ ...search, currency: 'USD' });
  expect(after).toMatchObject({ reason: 'ok' });
  expect(numbers(after.offers)).toEqual(['50+51']);
});
