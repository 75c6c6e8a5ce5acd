import fc from 'fast-check';
import { isoDate, plusDays } from '../../src/domain/instants';
import { weekPlanOf } from '../../src/domain/routing/weekPlans';
import { createWeekSampler } from '../../src/domain/routing/weekSampling';
import { datedFlight, everyDay, type LegSchedule } from '../../src/domain/schedules';
import { dailyFlight, fewAirports } from '../support/smallNetwork';

const weekMinutes = 7 * 1_440;

/** Minutes of the week in UTC and minutes in the air of all flights of these dates, in order. */
function flownIn(monday: string, schedules: readonly LegSchedule[]): string[] {
  const start = Date.parse(`${monday}T00:00:00Z`);
  const flights = schedules.flatMap((schedule) =>
    [0, 1, 2, 3, 4, 5, 6].flatMap((day) => datedFlight(schedule, plusDays(isoDate(monday), day)) ?? []),
  );
  const found = flights.map(({ depart, arrive }) => {
    const minute = ((depart.at - start) / 60_000 + weekMinutes) % weekMinutes;
    return `${String(minute).padStart(5, '0')} ${(arrive.at - depart.at) / 60_000}`;
  });
  return [...new Set(found)].sort();
}

function sampled(from: string, weeks: number, pairs: Readonly<Record<string, readonly LegSchedule[]>>) {
  const sampler = createWeekSampler(isoDate(from), weeks);
  for (const [pair, schedules] of Object.entries(pairs)) sampler.add(pair.slice(0, 3), pair.slice(4), schedules);
  const { monday, departures } = sampler.sample();
  const minutes = (pair: string) =>
    (departures.get(pair) ?? [])
      .flatMap(([minute, elapsed, days]) =>
        [0, 1, 2, 3, 4, 5, 6].flatMap((day) =>
          (days & (1 << day)) === 0 ? [] : [`${String(day * 1_440 + minute).padStart(5, '0')} ${elapsed}`],
        ),
      )
      .sort();
  return { monday, minutes, pairs: [...departures.keys()] };
}

const someSchedules = fc.array(
  fc
    .record({
      departLocal: fc
        .tuple(fc.nat(23), fc.constantFrom('00', '30'))
        .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`),
      elapsedMinutes: fc.integer({ min: 30, max: 900 }),
      days: fc.integer({ min: 1, max: everyDay }),
    })
    .map((changes) => dailyFlight('1', 'LIS', 'JFK', changes)),
  { minLength: 1, maxLength: 6 },
);

test('a week holds exactly the flights of its dates, also when the clocks change in it', () => {
  fc.assert(
    // In the week of 23 March 2026 the clocks go forward in Lisbon.
    fc.property(someSchedules, fc.constantFrom('2026-03-23', '2026-06-01'), (schedules, monday) => {
      const found = sampled(monday, 1, { 'LIS-JFK': schedules });
      expect(found.monday).toBe(monday);
      expect(found.minutes('LIS-JFK')).toEqual(flownIn(monday, schedules));
    }),
  );
});

test('the week is the first one in which most is flown, and a pair that rests in it is shown as it flies in its own', () => {
  const winter = dailyFlight('1', 'LIS', 'MAD', { validFrom: isoDate('2026-11-01'), validTo: isoDate('2027-02-28') });
  const summer = dailyFlight('2', 'LIS', 'MAD', { validFrom: isoDate('2027-03-01'), departLocal: '12:00' });
  const second = dailyFlight('3', 'MAD', 'CDG', { validFrom: isoDate('2027-03-01') });
  const skiing = dailyFlight('4', 'CDG', 'LYR', {
    validFrom: isoDate('2026-12-16'),
    validTo: isoDate('2026-12-24'),
    days: 4,
  });
  const over = dailyFlight('5', 'LYR', 'CDG', { validTo: isoDate('2026-11-22') });
  const found = sampled('2026-11-24', 51, {
    'LIS-MAD': [winter, summer],
    'MAD-CDG': [second],
    'CDG-LYR': [skiing],
    'LYR-CDG': [over],
  });
  expect(found.monday).toBe('2027-03-01');
  expect(found.minutes('LIS-MAD')).toEqual(flownIn('2027-03-01', [summer]));
  expect(found.minutes('CDG-LYR')).toEqual(flownIn('2026-12-14', [skiing]));
  expect(found.pairs).toEqual(['LIS-MAD', 'MAD-CDG', 'CDG-LYR']);
});

test('a flight over several legs takes from its board point to its off point, with the time on the ground', () => {
  const stages = [
    { departDay: 0, departLocal: '09:00', elapsedMinutes: 80, from: 'LIS', to: 'MAD' },
    { departDay: 0, departLocal: '13:00', elapsedMinutes: 120, from: 'MAD', to: 'CDG' },
  ].map(({ from, to, ...stage }) => ({
    ...stage,
    origin: dailyFlight('1', from, to).origin,
    destination: dailyFlight('1', from, to).destination,
  }));
  const through = dailyFlight('1', 'LIS', 'CDG', {
    departLocal: '09:00',
    elapsedMinutes: 80,
    through: { stages, first: 0, last: 1 },
  });
  expect(sampled('2026-06-01', 1, { 'LIS-CDG': [through] }).minutes('LIS-CDG')).toEqual(
    flownIn('2026-06-01', [through]),
  );
});

test('an airport has its own clocks and minimum connection times, and a leg within a country is domestic', () => {
  const airports = fewAirports.map((airport) =>
    airport.code === 'CDG'
      ? { ...airport, connectionTimes: [{ from: 'international' as const, minutes: 75 }] }
      : { ...airport, country: airport.code === 'JFK' ? 'US' : airport.country },
  );
  const legs = [
    { origin: 'LIS', destination: 'CDG' },
    { origin: 'CDG', destination: 'JFK' },
    { origin: 'JFK', destination: 'CDG' },
  ];
  const departures = new Map([
    ['LIS-CDG', [[600, 150, everyDay] as const]],
    ['CDG-JFK', [[900, 500, everyDay] as const]],
  ]);
  const plan = weekPlanOf(airports, legs, { monday: isoDate('2026-06-01'), departures });
  expect(plan.airports.find(({ code }) => code === 'CDG')).toEqual({
    code: 'CDG',
    offset: 120,
    minimums: [45, 60, 75, 75],
  });
  expect(plan.airports.find(({ code }) => code === 'JFK')).toEqual({
    code: 'JFK',
    offset: -240,
    minimums: [45, 60, 90, 60],
  });
  expect(plan.legs.map(({ origin, destination, domestic }) => [origin, destination, domestic])).toEqual([
    ['LIS', 'CDG', true],
    ['CDG', 'JFK', false],
  ]);
});
