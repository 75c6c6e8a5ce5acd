import request from 'supertest';
import type { z } from 'zod';
import type { datePriceSchema } from '../../src/api/http/datePriceShape';
import { bucketKey } from '../../src/domain/flightBuckets';
import { isFlightId } from '../../src/domain/flights';
import { daysBetween, epochMs, isoDate, isoWeekday, plusDays } from '../../src/domain/instants';
import { seatCount } from '../../src/domain/seatPlanCatalogue';
import { codeOf } from '../support/door';
import { adult, type AnsweredSearch, travellerAt } from '../support/searchAnswers';
import { openSearchStage, schedule, type SearchStage, travelDay } from '../support/searchStage';
import { narrowBody } from '../support/timetable';

const back = plusDays(travelDay, 7);
/** The weekday of the day after the travel day, and no other. */
const onlyNextDay = 1 << (isoWeekday(plusDays(travelDay, 1)) - 1);

let stage: SearchStage;
let traveller: ReturnType<typeof travellerAt>;
beforeAll(async () => {
  stage = await openSearchStage([
    schedule('LIS', '07:00', 'LHR', { number: '1', cents: 20_000, minutes: 160 }),
    schedule('LIS', '10:00', 'LHR', { number: '2', cents: 9_000, minutes: 160, days: onlyNextDay }),
    schedule('LIS', '07:00', 'CDG', { number: '3', cents: 6_000, minutes: 150 }),
    schedule('CDG', '13:00', 'LHR', { number: '4', cents: 5_000, minutes: 80 }),
    schedule('LHR', '10:00', 'LIS', { number: '5', cents: 9_000, minutes: 160 }),
    schedule('LHR', '20:00', 'LIS', { number: '6', cents: 7_000, minutes: 160, days: onlyNextDay }),
    schedule('LIS', '12:00', 'FRA', { number: '7', minutes: 170 }),
    schedule('AKL', '23:00', 'HNL', { number: '8', cents: 50_000, minutes: 520 }),
    schedule('HNL', '12:00', 'AKL', { number: '9', cents: 50_000, minutes: 540 }),
  ]);
  traveller = travellerAt(stage);
});
afterAll(() => stage.close());

const there = (origin: string, destination: string, date = travelDay) => ({ origin, destination, date });
const thereAndBack = [there('LIS', 'LHR'), there('LHR', 'LIS', back)];
const party = [adult, { age: 4 }];
type DatePrice = z.infer<typeof datePriceSchema>;
const datesOf = ({ dates = [] }: AnsweredSearch): readonly DatePrice[] => dates;

/** The cheapest offer that a search for just these dates shows. */
async function cheapest(slices: readonly { origin: string; destination: string }[], { on }: DatePrice) {
  const dated = slices.map(({ origin, destination }, index) => ({ origin, destination, date: on[index] }));
  const found = await traveller.search({ slices: dated, passengers: party, currency: 'GBP', sort: 'price' });
  return found.offers[0]?.total;
}

it('prices seven by seven days, each as the search for these dates does', async () => {
  const search = { slices: thereAndBack, passengers: party, currency: 'GBP', flexible_dates: { days_around: 3 } };
  const found = await traveller.search(search);
  const dates = datesOf(found);
  expect(dates).toHaveLength(49);
  expect(new Set(dates.map(({ on }) => on.join())).size).toBe(49);
  for (const { on } of dates) {
    expect(Math.abs(daysBetween(travelDay, isoDate(on[0] ?? '')))).toBeLessThanOrEqual(3);
    expect(Math.abs(daysBetween(back, isoDate(on[1] ?? '')))).toBeLessThanOrEqual(3);
  }
  const asked = dates.find(({ on }) => on.join() === `${travelDay},${back}`);
  expect(asked?.total).toEqual([...found.offers].sort((a, b) => a.total.amount - b.total.amount)[0]?.total);
  for (const price of dates) expect(price.total).toEqual(await cheapest(thereAndBack, price));
  expect(new Set(dates.map(({ total }) => total?.amount)).size).toBeGreaterThan(4);
});

it('tells prices as they are found, the nearest dates first, before the search ends', async () => {
  const search = { slices: thereAndBack, passengers: [adult], flexible_dates: { days_around: 2 } };
  const found = await traveller.search(search);
  const events = await traveller.eventsOf(found.id);
  const told = events.filter(({ type }) => type === 'dates.priced').map(({ data }) => data['dates'] as DatePrice[]);
  expect(told.map((dates) => dates.length)).toEqual([9, 16]);
  expect(told[0]?.[0]?.on).toEqual([travelDay, back]);
  expect(told.flat()).toEqual(datesOf(found));
  expect(events.at(-1)?.type).toBe('search.completed');
  const kept = await request(stage.app).get(`/v1/searches/${found.id}`);
  expect((kept.body as AnsweredSearch).dates).toEqual(found.dates);
});

it('finds the cheapest day of thirty, and says for each day without a price why', async () => {
  const day = plusDays(travelDay, 4);
  const flightId = `X1-7-${day}-LIS`;
  if (!isFlightId(flightId)) throw new Error('a flight id');
  const full = { version: 1, taken: { economy: seatCount(narrowBody, 'economy') }, at: epochMs(Date.now()) };
  const key = bucketKey({ origin: 'LIS', destination: 'FRA', on: day });
  await stage.flights.writeAvailability(key, flightId, full);
  const slices = [there('LIS', 'FRA')];
  const dates = datesOf(
    await traveller.search({ slices, passengers: party, currency: 'GBP', flexible_dates: { days_ahead: 30 } }),
  );
  expect(dates.map(({ on }) => on)).toEqual(Array.from({ length: 30 }, (_, n) => [plusDays(travelDay, n)]));
  expect(dates[4]).toEqual({ on: [day], reason: 'sold_out' });
  for (const price of dates.filter((_, n) => n % 6 === 0)) expect(price.total).toEqual(await cheapest(slices, price));
  const nobody = await traveller.search({
    slices: [there('FRA', 'LIS')],
    passengers: [adult],
    flexible_dates: { days_ahead: 2 },
  });
  expect(datesOf(nobody).map(({ reason }) => reason)).toEqual(['no_route', 'no_route']);
});

it('goes back no sooner than it has arrived, also over the date line', async () => {
  const slices = [there('AKL', 'HNL'), there('HNL', 'AKL')];
  const dates = datesOf(await traveller.search({ slices, passengers: [adult], flexible_dates: { days_around: 1 } }));
  const reasons = new Map(dates.map(({ on, reason }) => [on.join(), reason]));
  const on = (out: number, home: number) => reasons.get(`${plusDays(travelDay, out)},${plusDays(travelDay, home)}`);
  // It leaves Auckland at 23:00 and is in Honolulu before the noon of the same day, the flight at noon goes back.
  expect([on(0, 0), on(0, 1), on(-1, -1)]).toEqual(['ok', 'ok', 'ok']);
  expect([on(1, 0), on(1, -1)]).toEqual(['no_connection', undefined]);
});

it('leaves away what is over or too far ahead', async () => {
  const last = plusDays(isoDate(new Date().toISOString().slice(0, 10)), 359);
  const dates = datesOf(
    await traveller.search({
      slices: [there('LIS', 'FRA', last)],
      passengers: [adult],
      flexible_dates: { days_ahead: 30 },
    }),
  );
  expect(dates.length).toBeGreaterThanOrEqual(2);
  expect(dates.length).toBeLessThanOrEqual(4);
});

it.each([
  ['more days than a matrix has', { flexible_dates: { days_around: 4 } }],
  ['more days than a row has', { flexible_dates: { days_ahead: 31 } }],
  ['both at once', { flexible_dates: { days_ahead: 3, days_around: 3 } }],
  ['a third slice', { slices: [...thereAndBack, there('LIS', 'FRA', plusDays(back, 3))] }],
  [
    'a window instead of a date',
    { slices: [{ origin: 'LIS', destination: 'FRA', depart: { from: `${back}T06:00`, to: `${back}T09:00` } }] },
  ],
])('is refused with %s', async (_, change) => {
  const search = { slices: thereAndBack, passengers: [adult], flexible_dates: { days_around: 3 }, ...change };
  const refused = await request(stage.app).post('/v1/searches').send(search);
  expect([refused.status, codeOf(refused)]).toEqual([422, 'validation_failed']);
  expect(refused.text).toMatch(/flexible_dates/);
});
