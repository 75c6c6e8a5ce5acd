import fc from 'fast-check';
import { connect, defaultConnectionRules } from '../../src/domain/connections';
import { brandsOf } from '../../src/domain/fares';
import { bucketKey } from '../../src/domain/flightBuckets';
import type { DatedFlight } from '../../src/domain/flights';
import { isoDate, isoWeekday, plusDays } from '../../src/domain/instants';
import { combineItineraries } from '../../src/domain/itineraries';
import { bucketsOfWays, wayOf } from '../../src/domain/legDays';
import { joinHours, type LegHours, type LegHoursOf } from '../../src/domain/legHours';
import type { SearchSlice } from '../../src/domain/searches';
import { bucketsOf, flight, instant, someDirectory } from '../support/timetable';

/** Places on both sides of the date line and of two changes of the clocks in the week around 2026-10-25. */
const airports = ['LIS', 'LHR', 'JFK', 'HNL', 'AKL', 'SYD'] as const;
const day = isoDate('2026-10-24');

const inBetween = fc.constantFrom('LHR', 'JFK', 'HNL', 'AKL');
const leg: fc.Arbitrary<readonly [from: string, to: string]> = fc.oneof(
  inBetween.map((to) => ['LIS', to] as const),
  inBetween.map((from) => [from, 'SYD'] as const),
  fc.tuple(inBetween, inBetween),
  fc.constant(['LIS', 'SYD'] as const),
);
const someFlight = fc
  .record({
    leg,
    on: fc.integer({ min: -1, max: 2 }),
    hour: fc.integer({ min: 0, max: 23 }),
    quarter: fc.constantFrom('00', '15', '30', '45'),
    /** Per cent of 900 km an hour. */
    speed: fc.integer({ min: 80, max: 105 }),
  })
  .filter((wish) => wish.leg[0] !== wish.leg[1]);

const paths = airports.flatMap((via) =>
  airports.flatMap((second) => [
    ['LIS', via, 'SYD'],
    ['LIS', via, second, 'SYD'],
  ]),
);
const distinctPaths = [['LIS', 'SYD'], ...paths].filter((path) => new Set(path).size === path.length);

function blockMinutes(from: string, to: string, speed: number): number {
  const [a, b] = [someDirectory.find(from), someDirectory.find(to)];
  if (!a || !b) throw new Error('a known airport');
  const radians = Math.PI / 180;
  const h =
    Math.sin(((a.latitude - b.latitude) * radians) / 2) ** 2 +
    Math.cos(a.latitude * radians) *
      Math.cos(b.latitude * radians) *
      Math.sin(((a.longitude - b.longitude) * radians) / 2) ** 2;
  const kilometres = 2 * 6371 * Math.asin(Math.sqrt(h));
  return Math.round((kilometres / (900 * speed)) * 60) + 30;
}

/** Every chain of flights from Lisbon to Sydney, tried one by one, without any thought for days or order. */
function enumerate(flights: readonly DatedFlight[], slice: SearchSlice): string[] {
  const found = new Set<string>();
  const extend = (chain: readonly DatedFlight[]): void => {
    const last = chain.at(-1);
    if (!last) return;
    if (last.arrive.airport === 'SYD') found.add(chain.map(({ flightId }) => flightId).join(' '));
    if (last.arrive.airport === 'SYD' || chain.length === 3) return;
    const touched = new Set(chain.flatMap((each) => [each.depart.airport, each.arrive.airport]));
    for (const next of flights) {
      if (next.depart.airport !== last.arrive.airport || touched.has(next.arrive.airport)) continue;
      if (typeof connect(last, next, someDirectory, defaultConnectionRules) === 'object') extend([...chain, next]);
    }
  };
  for (const first of flights) {
    const { airport, local } = first.depart;
    if (airport === 'LIS' && local >= slice.departFrom && local <= slice.departTo) extend([first]);
  }
  return [...found].sort();
}

/** What a network of just these flights, week after week, says of its legs. */
function hoursIn(flights: readonly DatedFlight[]): LegHoursOf {
  const known = new Map<string, LegHours>();
  for (const { depart, arrive } of flights) {
    const on = isoDate(depart.local.slice(0, 10));
    const minutes = (arrive.at - depart.at) / 60_000;
    const time = depart.local.slice(11);
    const hours = {
      days: 1 << (isoWeekday(on) - 1),
      ...{ firstDeparture: time, lastDeparture: time, shortestMinutes: minutes, longestMinutes: minutes },
    };
    const key = `${depart.airport}-${arrive.airport}`;
    known.set(key, joinHours(known.get(key) ?? hours, hours));
  }
  const nothing = { days: 0, firstDeparture: '00:00', lastDeparture: '23:59', shortestMinutes: 0, longestMinutes: 0 };
  return (origin, destination) => known.get(`${origin}-${destination}`) ?? nothing;
}

it('finds exactly the itineraries that trying every chain of flights finds, and misses none for want of a day read', () => {
  const chains = new Set<number>();
  const keysRead = { known: 0, blind: 0 };
  fc.assert(
    fc.property(fc.array(someFlight, { minLength: 20, maxLength: 60 }), (wishes) => {
      const flights = wishes.map(({ leg: [from, to], on, hour, quarter, speed }, index) => {
        const local = `${plusDays(day, on)}T${String(hour).padStart(2, '0')}:${quarter}`;
        return flight(from, local, to, { number: String(1000 + index), minutes: blockMinutes(from, to, speed / 100) });
      });
      const slice: SearchSlice = {
        origin: 'LIS',
        destination: 'SYD',
        on: day,
        departFrom: `${day}T00:00`,
        departTo: `${day}T23:59`,
      };
      const [ways, blind] = [hoursIn(flights), undefined].map((hours) =>
        distinctPaths.map((path) => wayOf(path, slice, someDirectory, defaultConnectionRules, hours)),
      );
      if (!ways || !blind) throw new Error('two lists were made');
      const read = new Set(bucketsOfWays(ways).map(bucketKey));
      keysRead.known += read.size;
      keysRead.blind += bucketsOfWays(blind).length;
      const { itineraries } = combineItineraries(ways, slice, {
        airports: someDirectory,
        buckets: new Map([...bucketsOf(flights)].filter(([key]) => read.has(key))),
        wish: { brands: brandsOf('economy'), seats: 1, notBefore: instant('2026-10-01T00:00'), sellable: () => 9 },
        rules: { connection: defaultConnectionRules, onwardByArrival: Infinity, onwardByPrice: 0 },
      });
      const found = itineraries.map(({ rides }) => rides.map((ride) => ride.flight.flightId).join(' '));
      for (const chain of found) chains.add(chain.split(' ').length);
      expect(found.sort()).toEqual(enumerate(flights, slice));
    }),
    { numRuns: 100 },
  );
  expect([...chains].sort()).toEqual([1, 2, 3]);
  expect(keysRead.known).toBeLessThan(keysRead.blind / 2);
});
