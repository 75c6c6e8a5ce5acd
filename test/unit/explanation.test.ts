import fc from 'fast-check';
import { defaultConnectionRules } from '../../src/domain/connections';
import { brandsOf } from '../../src/domain/fares';
import { bucketKey, type FlightBucket } from '../../src/domain/flightBuckets';
import type { DatedFlight } from '../../src/domain/flights';
import { isoDate, plusDays } from '../../src/domain/instants';
import { combineItineraries } from '../../src/domain/itineraries';
import { explainItineraries } from '../../src/domain/itineraryPruning';
import { bucketsOfWays, wayOf } from '../../src/domain/legDays';
import { defaultOfferingRules, draftOffers } from '../../src/domain/offering';
import { createPruning, joinExplanations, type PrunedBranch, type PruneReason } from '../../src/domain/pruning';
import type { SearchSlice } from '../../src/domain/searches';
import { bucketsOf, flight, instant, someDirectory } from '../support/timetable';

/**
 * What a search offers and what it says it left are together all there is. The other side of the comparison tries every
 * chain of flights along every way, with connection times and prices of its own, and knows nothing of days or order.
 */
const day = isoDate('2026-10-24');
const slice: SearchSlice = {
  origin: 'LIS',
  destination: 'SYD',
  on: day,
  departFrom: `${day}T05:00`,
  departTo: `${day}T22:00`,
};
/** Over London one may change the airport; the clocks go back that night, and beyond Honolulu lies the date line. */
const paths = [
  ['LIS', 'SYD'],
  ['LIS', 'LHR', 'SYD'],
  ['LIS', 'HNL', 'AKL', 'SYD'],
  ['LIS', 'LHR/LGW', 'SYD'],
  ['LIS', 'LGW/LHR', 'HNL', 'SYD'],
  ['LIS', 'LHR', 'LIS', 'SYD'],
];
const pairs = [
  ...[0, 1].flatMap(() => [['LIS', 'LHR'] as const, ['LHR', 'SYD'] as const]),
  ['LIS', 'SYD'] as const,
  ['LIS', 'LGW'] as const,
  ['LGW', 'SYD'] as const,
  ['LIS', 'HNL'] as const,
  ['HNL', 'AKL'] as const,
  ['HNL', 'SYD'] as const,
  ['LHR', 'HNL'] as const,
  ['AKL', 'SYD'] as const,
];
const block: Readonly<Record<string, number>> = { 'LIS-LHR': 150, 'LIS-LGW': 150, 'HNL-AKL': 540, 'AKL-SYD': 210 };

const someFlight = fc.record({
  pair: fc.constantFrom(...pairs),
  on: fc.constantFrom(-1, 0, 0, 0, 1, 1, 2),
  hour: fc.constantFrom(...Array.from({ length: 24 }, (_, hour) => hour)),
  half: fc.constantFrom('00', '30'),
  /** Half hours longer than the leg takes at best: so flights overtake each other. */
  slow: fc.constantFrom(0, 0, 1, 2, 4),
  taken: fc.constantFrom(0, 0, 0, 9),
  cancelled: fc.constantFrom(false, false, false, true),
  brands: fc.constantFrom('all', 'all', 'light', 'flex', 'business'),
  codeshare: fc.constantFrom(false, false, true),
  terminal: fc.constantFrom(undefined, undefined, '1', '2'),
});
type Wish = typeof someFlight extends fc.Arbitrary<infer T> ? T : never;

interface Plan {
  readonly flights: readonly DatedFlight[];
  readonly soldOut: ReadonlySet<string>;
  readonly cancelled: ReadonlySet<string>;
}

function planOf(wishes: readonly Wish[]): Plan {
  const [soldOut, cancelled] = [new Set<string>(), new Set<string>()];
  const flights = wishes.flatMap((wish, index) => {
    const [from, to] = wish.pair as readonly [string, string];
    const local = `${plusDays(day, wish.on)}T${String(wish.hour).padStart(2, '0')}:${wish.half}`;
    const minutes = (block[`${from}-${to}`] ?? 900) + wish.slow * 30;
    const terminals = wish.terminal === undefined ? {} : { depart: wish.terminal, arrive: wish.terminal };
    const cabins = [wish.brands === 'business' ? ('business' as const) : ('economy' as const)];
    const own = flight(from, local, to, { number: String(1000 + index), minutes, terminals, cabins });
    const fares = own.fares.filter(
      ({ fareBrand }) => !['light', 'flex'].includes(wish.brands) || fareBrand.endsWith(wish.brands),
    );
    if (wish.taken > 0) soldOut.add(own.flightId);
    if (wish.cancelled) cancelled.add(own.flightId);
    const shown = { ...own, fares };
    return wish.codeshare ? [{ ...shown, carrier: 'X2', number: String(7000 + index) }, shown] : [shown];
  });
  return { flights, soldOut, cancelled };
}

const slowest = { times: 1.4, minutesMore: 300 };
const minute = 60_000;
const cutoff = instant('2026-10-24T07:00');
const countryOf = (code: string) => someDirectory.find(code)?.country;

/** The rules of ADR 22 and of a change of airport, written down once more. */
function neededMinutes(a: DatedFlight, b: DatedFlight): number {
  if (a.arrive.airport !== b.depart.airport) return 180;
  const domestic = (f: DatedFlight) => countryOf(f.depart.airport) === countryOf(f.arrive.airport);
  const times = domestic(a) ? (domestic(b) ? 45 : 60) : domestic(b) ? 90 : 60;
  const [from, to] = [a.arrive.terminal, b.depart.terminal];
  return times + (from !== undefined && to !== undefined && from !== to ? 30 : 0);
}

function flightVerdict(flown: DatedFlight, plan: Plan): PruneReason | undefined {
  if (flown.depart.at < cutoff) return 'departs_within_cutoff';
  if (plan.cancelled.has(flown.flightId)) return 'cancelled';
  if (!flown.fares.some(({ cabin }) => cabin === 'economy')) return 'no_fare_in_cabin';
  if (plan.soldOut.has(flown.flightId)) return 'sold_out';
  return flown.carrier === flown.operating.carrier ? undefined : 'codeshare';
}

function timeVerdict(last: DatedFlight | undefined, next: DatedFlight): PruneReason | undefined {
  const { local } = next.depart;
  if (!last) return local < slice.departFrom || local > slice.departTo ? 'outside_window' : undefined;
  const layover = (next.depart.at - last.arrive.at) / minute;
  if (layover < neededMinutes(last, next)) return 'below_minimum_connection';
  return layover > 720 ? 'above_longest_layover' : undefined;
}

const nameOf = (flights: readonly Pick<DatedFlight, 'flightId' | 'carrier'>[]) =>
  flights.map(({ flightId, carrier }) => `${carrier}:${flightId}`).join(' ');

type Ways = readonly ReturnType<typeof wayOf>[];

/** Every complete chain, every branch that ends with a reason, and what could be flown on a day that nobody read. */
function enumerate(plan: Plan, ways: Ways) {
  const [found, pruned] = [new Map<string, readonly DatedFlight[]>(), new Set<string>()];
  const missed: string[] = [];
  paths.forEach((path, index) => {
    const codes = path.flatMap((stop) => stop.split('/'));
    if (new Set(codes).size < codes.length) {
      pruned.add(`${codes.join('-')} airport_twice`);
      return;
    }
    const walk = (chain: readonly DatedFlight[]): void => {
      if (chain.length === path.length - 1) {
        found.set(nameOf(chain), chain);
        return;
      }
      const origin = path[chain.length]?.split('/').at(-1) ?? '';
      const destination = path[chain.length + 1]?.split('/')[0] ?? '';
      const read = new Set((ways[index]?.days[chain.length] ?? []).map(bucketKey));
      for (const next of plan.flights) {
        if (next.depart.airport !== origin || next.arrive.airport !== destination) continue;
        const inTime = timeVerdict(chain.at(-1), next);
        const reason = flightVerdict(next, plan) ?? inTime;
        const name = nameOf([...chain, next]);
        if (!read.has(bucketKey({ origin, destination, on: isoDate(next.depart.local.slice(0, 10)) }))) {
          if (inTime === undefined) missed.push(name);
        } else if (reason === undefined) walk([...chain, next]);
        else pruned.add(`${name} ${reason}`);
      }
    };
    walk([]);
  });
  return { found, pruned, missed };
}

function bucketsWith({ flights, soldOut, cancelled }: Plan): ReadonlyMap<string, FlightBucket> {
  const taken = Object.fromEntries([...soldOut].map((id) => [id, { economy: 9 }]));
  return new Map([...bucketsOf(flights, taken)].map(([key, bucket]) => [key, { ...bucket, closed: cancelled }]));
}

const brands = brandsOf('economy');

it('explains every chain of flights that it does not offer, with its reason, and nothing else', () => {
  const reasons = new Map<string, number>();
  const [layovers, stops] = [new Set<string>(), new Set<string>()];
  fc.assert(
    fc.property(
      fc.array(someFlight, { minLength: 30, maxLength: 110, size: 'max' }),
      fc.constantFrom(1500, 2400, 9000),
      (wishes, maxDurationMinutes) => {
        const plan = planOf(wishes);
        const ways = paths.map((path) => wayOf(path, slice, someDirectory, defaultConnectionRules));
        const read = new Set(bucketsOfWays(ways).map(bucketKey));
        const buckets = new Map([...bucketsWith(plan)].filter(([key]) => read.has(key)));
        const wish = { brands, seats: 1, notBefore: cutoff, sellable: () => 9 };
        const rules = { connection: defaultConnectionRules, onwardByArrival: Infinity, onwardByPrice: 0, slowest };
        const pruning = createPruning(Infinity);
        const combining = { airports: someDirectory, buckets, wish, rules };
        const { itineraries } = combineItineraries(ways, slice, { ...combining, pruning });
        expect(combineItineraries(ways, slice, combining).itineraries).toEqual(itineraries);
        const offering = {
          slices: [slice],
          itineraries: [itineraries],
          brands,
          party: ['adult' as const],
          currency: 'EUR',
          filters: { maxDurationMinutes },
          airports: someDirectory,
          rules: { ...defaultOfferingRules, resultSize: 1000 },
        };
        const { offers, chosen } = draftOffers(offering);
        explainItineraries(chosen, offering, pruning);
        const { branches, counts, cut } = pruning.explanation();

        const expected = enumerate(plan, ways);
        expect(expected.missed).toEqual([]);
        const minutesOf = (chain: readonly DatedFlight[]) =>
          ((chain.at(-1)?.arrive.at ?? 0) - (chain[0]?.depart.at ?? 0)) / minute;
        const fastest = Math.min(...[...expected.found.values()].map(minutesOf));
        const tooSlow = (chain: readonly DatedFlight[]) =>
          minutesOf(chain) > fastest * slowest.times && minutesOf(chain) > fastest + slowest.minutesMore;
        const offered = new Set(offers.map((offer) => nameOf(offer.slices.flatMap(({ segments }) => segments))));
        for (const [name, chain] of expected.found) {
          const [first, last] = [chain[0], chain.at(-1)];
          if (!first || !last) throw new Error('a chain has flights');
          const sold = brands.some(({ code }) => chain.every(({ fares }) => fares.some((f) => f.fareBrand === code)));
          const fits = (last.arrive.at - first.depart.at) / minute <= maxDurationMinutes;
          if (tooSlow(chain)) expected.pruned.add(`${name} too_slow`);
          else if (sold && fits) {
            expect(offered).toContain(name);
            offered.delete(name);
            if (chain.length > 1) stops.add(chain.map(({ depart }) => depart.airport).join());
          } else expected.pruned.add(`${name} ${sold ? 'filtered' : 'no_common_brand'}`);
          chain.slice(1).forEach((next, index) => {
            const before = chain[index];
            if (!before) return;
            const layover = (next.depart.at - before.arrive.at) / minute;
            if (layover === neededMinutes(before, next)) layovers.add('shortest');
            if (layover === 720) layovers.add('longest');
            if (next.depart.airport !== before.arrive.airport) layovers.add('change of airport');
          });
        }
        expect([...offered]).toEqual([]);
        const told = branches.map(({ flights, way, reason }) =>
          flights.length === 0 ? `${way.join('-')} ${reason}` : `${nameOf(flights as DatedFlight[])} ${reason}`,
        );
        expect(told.sort()).toEqual([...expected.pruned].sort());
        expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(told.length);
        expect(cut).toBe(0);
        for (const { reason } of branches) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      },
    ),
    { numRuns: 400, seed: 5 },
  );
  expect([...layovers].sort()).toEqual(['change of airport', 'longest', 'shortest']);
  expect(stops.size).toBeGreaterThan(2);
  expect([...reasons.keys()].sort()).toEqual(
    [
      'above_longest_layover',
      'airport_twice',
      'below_minimum_connection',
      'cancelled',
      'codeshare',
      'departs_within_cutoff',
      'filtered',
      'no_common_brand',
      'no_fare_in_cabin',
      'outside_window',
      'sold_out',
      'too_slow',
    ].sort(),
  );
});

it('names a way of which nothing was read, because one of its legs has no flight that could be reached', () => {
  const weekdays = { firstDeparture: '06:00', lastDeparture: '22:00', shortestMinutes: 150, longestMinutes: 160 };
  // The slice is on a Saturday, 24 October; London to Sydney flies on Wednesdays alone.
  const hoursOf = (origin: string) => ({ ...weekdays, days: origin === 'LHR' ? 0b0000100 : 0b1111111 });
  const way = wayOf(['LIS', 'LHR', 'SYD'], slice, someDirectory, defaultConnectionRules, hoursOf);
  const pruning = createPruning(12);
  combineItineraries([way], slice, {
    airports: someDirectory,
    buckets: new Map(),
    wish: { brands, seats: 1, notBefore: cutoff, sellable: () => 9 },
    rules: { connection: defaultConnectionRules, onwardByArrival: 4, onwardByPrice: 2 },
    pruning,
  });
  expect(pruning.explanation().branches).toEqual([
    { slice: 0, way: ['LIS', 'LHR', 'SYD'], flights: [], reason: 'not_flown_then' },
  ]);
});

describe('the list of branches', () => {
  const branch = (number: number, reason: PruneReason): PrunedBranch => ({
    slice: 0,
    way: ['LIS', 'SYD'],
    flights: [flight('LIS', `${day}T10:00`, 'SYD', { number: String(number) })],
    reason,
  });

  it('is bounded by reason, and counts what it leaves out and what two ways share once', () => {
    const pruning = createPruning(3);
    for (let n = 1; n <= 10; n++) pruning.prune(branch(n, 'sold_out'));
    for (let n = 1; n <= 2; n++) pruning.prune(branch(1, 'cancelled'));
    const { branches, counts, cut } = pruning.explanation();
    expect(branches.map(({ reason }) => reason)).toEqual(['sold_out', 'sold_out', 'sold_out', 'cancelled']);
    expect(counts).toMatchObject({ sold_out: 10, cancelled: 1 });
    expect(cut).toBe(7);
  });

  it('keeps its bound when parts are joined', () => {
    const parts = [0, 1].map((part) => {
      const pruning = createPruning(3);
      for (let n = 1; n <= 5; n++) pruning.prune(branch(n + part * 100, 'sold_out'));
      return pruning.explanation();
    });
    const { branches, counts, cut } = joinExplanations(parts, 3);
    expect([branches.length, counts.sold_out, cut]).toEqual([3, 10, 7]);
  });
});
