import fc from 'fast-check';
import { greatCircleMetres } from '../../src/domain/distances';
import { buildGraph, type GraphPlan } from '../../src/domain/routing/graph';
import { packPaths, packPlan, unpackPaths, unpackPlan } from '../../src/domain/routing/packing';
import { type RankingRules, rankingRules, type RoutePath } from '../../src/domain/routing/paths';
import { buildNetwork, createRouter } from '../../src/domain/routing/router';
import type { WeeklyDeparture, WeekPlan } from '../../src/domain/routing/weeks';
import { bruteForce, eachPair, somePlan } from '../support/bruteRoutes';

const [day, week] = [1_440, 7 * 1_440];

/** Few times and lengths, so that departures overtake each other and connections are exactly as short or long as they may be. */
const someDeparture: fc.Arbitrary<WeeklyDeparture> = fc.tuple(
  fc.nat(23).map((hour) => hour * 60),
  fc.oneof(
    fc.constantFrom(30, 60),
    fc.integer({ min: 1, max: 30 }).map((halves) => halves * 30),
  ),
  // Mostly daily flights, or no way would ever be beaten by what is known of it before it is measured.
  fc.oneof(fc.constant(127), fc.integer({ min: 1, max: 127 })),
);

/** The plan of a network in which some legs never fly. */
const somePlanWithWeek: fc.Arbitrary<GraphPlan & { week: WeekPlan }> = somePlan.chain((plan) => {
  const codes = plan.airports.map(({ code }) => code);
  const legs = [...new Set(plan.legs.map(({ origin, destination }) => `${origin}-${destination}`))];
  const minutes = fc.constantFrom(30, 60, 90, 120);
  return fc
    .record({
      offsets: fc.array(fc.integer({ min: -12, max: 14 }), { minLength: codes.length, maxLength: codes.length }),
      minimums: fc.array(fc.tuple(minutes, minutes, minutes, minutes), {
        minLength: codes.length,
        maxLength: codes.length,
      }),
      flown: fc.array(fc.tuple(fc.boolean(), fc.array(someDeparture, { maxLength: 5 })), {
        minLength: legs.length,
        maxLength: legs.length,
      }),
    })
    .map(({ offsets, minimums, flown }) => ({
      ...plan,
      week: {
        airports: codes.map((code, n) => ({
          code,
          offset: (offsets[n] ?? 0) * 60,
          minimums: minimums[n] ?? [0, 0, 0, 0],
        })),
        legs: legs.map((leg, n) => {
          const [origin = '', destination = ''] = leg.split('-');
          const [domestic, departures] = flown[n] ?? [false, []];
          return { origin, destination, domestic, departures };
        }),
      },
    }));
});

const someRules: fc.Arbitrary<RankingRules> = fc.record({
  pathsPerPair: fc.integer({ min: 1, max: 6 }),
  rankedPerPair: fc.integer({ min: 1, max: 6 }),
  metresPerStop: fc.constantFrom(0, 500_000),
  detourRatio: fc.constantFrom(1, 1.5, 3),
  detourAllowanceMetres: fc.constantFrom(0, 300_000),
  candidatesPerPair: fc.integer({ min: 3, max: 30 }),
  daySlots: fc.integer({ min: 0, max: 2 }),
  unconnectedKept: fc.integer({ min: 0, max: 3 }),
  longestLayover: fc.constantFrom(4 * 60, 12 * 60),
});

interface Flight {
  readonly departs: number;
  readonly arrives: number;
}

/** Every flight of a leg in five weeks, the second of which is the one that is looked at. */
function flightsOf({ legs }: WeekPlan, origin: string, destination: string): { domestic: boolean; flights: Flight[] } {
  const leg = legs.find((one) => one.origin === origin && one.destination === destination);
  const flights: Flight[] = [];
  for (const [minute, elapsed, days] of leg?.departures ?? [])
    for (let n = -7; n < 28; n++)
      if ((days & (1 << ((n + 7) % 7))) !== 0)
        flights.push({ departs: n * day + minute, arrives: n * day + minute + elapsed });
  return { domestic: leg?.domestic ?? false, flights };
}

/** Minutes of the fastest journey along the path by the day on which it leaves, by trying every chain of flights. */
function fastestByDay(plan: WeekPlan, path: readonly string[], longestLayover: number): Map<number, number> {
  const legs = path.slice(1).map((code, n) => flightsOf(plan, path[n] ?? '', code));
  const offset = plan.airports.find(({ code }) => code === path[0])?.offset ?? 0;
  const fastest = new Map<number, number>();
  const follow = (leg: number, begun: number, last: Flight): void => {
    const onward = legs[leg + 1];
    if (!onward) {
      const on = Math.floor((begun + offset + week) / day) % 7;
      fastest.set(on, Math.min(fastest.get(on) ?? Infinity, last.arrives - begun));
      return;
    }
    const minimums = plan.airports.find(({ code }) => code === path[leg + 1])?.minimums ?? [0, 0, 0, 0];
    const least = minimums[(legs[leg]?.domestic === true ? 0 : 2) + (onward.domestic ? 0 : 1)] ?? 0;
    for (const flight of onward.flights) {
      const layover = flight.departs - last.arrives;
      if (layover >= least && layover <= longestLayover) follow(leg + 1, begun, flight);
    }
  };
  for (const flight of legs[0]?.flights ?? [])
    if (flight.departs >= 0 && flight.departs < week) follow(0, flight.departs, flight);
  return fastest;
}

function distanceOf({ airports }: GraphPlan, origin: string, destination: string): number {
  const [from, to] = [origin, destination].map((code) => airports.find((airport) => airport.code === code));
  return from && to ? greatCircleMetres(from, to) : NaN;
}

/** The choice as it is described, with all the time of the world. */
function choose(plan: GraphPlan & { week: WeekPlan }, rules: RankingRules, listed: readonly RoutePath[]): RoutePath[] {
  const all = listed.map((path, index) => {
    const fastest = fastestByDay(plan.week, path.airports, rules.longestLayover);
    const waiting = (7 - fastest.size) * (Math.min(...fastest.values()) + day);
    const score = [...fastest.values()].reduce((sum, minutes) => sum + minutes, fastest.size < 7 ? waiting : 0);
    return { path, index, fastest, score };
  });
  const straight = listed.at(0) && distanceOf(plan, listed[0]?.airports[0] ?? '', listed[0]?.airports.at(-1) ?? '');
  const longest = Math.max((straight ?? 0) * rules.detourRatio, (straight ?? 0) + rules.detourAllowanceMetres);
  const near = all.filter(({ path }) => path.metres <= longest);
  const daily = new Set(near.flatMap(({ fastest }) => [...fastest.keys()])).size === 7;
  const far = all
    .filter((one) => !near.includes(one))
    .map((one) => (daily ? { ...one, fastest: new Map<number, number>() } : one));
  const rated = [...near, ...far];
  type Rated = (typeof rated)[number];
  const connected = rated
    .filter(({ fastest }) => fastest.size > 0)
    .sort((a, b) => a.score - b.score || rated.indexOf(a) - rated.indexOf(b));
  const kept: Rated[] = [];
  const take = (one: Rated | undefined) =>
    one && !kept.includes(one) && kept.length < rules.rankedPerPair && kept.push(one);
  for (const stops of [0, 1, 2]) take(connected.find(({ path }) => path.airports.length - 2 === stops));
  for (const one of connected) if (kept.length < rules.rankedPerPair - rules.daySlots) take(one);
  const best = (among: readonly Rated[], on: number) =>
    Math.min(...among.map(({ fastest }) => fastest.get(on) ?? 1 << 20), 1 << 20);
  for (let slot = 0; slot < rules.daySlots; slot++) {
    const winners = [0, 1, 2, 3, 4, 5, 6].flatMap((on) => {
      const least = best(rated, on);
      return rated.find(({ fastest }) => fastest.get(on) === least) ?? [];
    });
    const saving = (one: Rated) =>
      [0, 1, 2, 3, 4, 5, 6].reduce((sum, on) => sum + Math.max(0, best(kept, on) - best([one], on)), 0);
    const [most] = winners
      .filter((one) => !kept.includes(one) && saving(one) > 0)
      .sort((a, b) => saving(b) - saving(a) || a.index - b.index);
    take(most);
  }
  connected.forEach(take);
  kept.sort((a, b) => a.score - b.score || rated.indexOf(a) - rated.indexOf(b));
  const others = rated.filter(({ fastest }) => fastest.size === 0).sort((a, b) => a.index - b.index);
  const fewest = Math.min(rules.unconnectedKept, rules.rankedPerPair);
  return [
    ...kept.map(({ path, score }) => ({ ...path, minutes: Math.round(score / 7) })),
    ...others.slice(0, Math.max(0, fewest - kept.length)).map(({ path }) => path),
  ];
}

test('ways are ranked by the schedule as trying every chain of flights of a week ranks them', () => {
  fc.assert(
    fc.property(somePlanWithWeek, someRules, (plan, rules) => {
      const router = createRouter(buildNetwork(plan), rules);
      eachPair(plan, (origin, destination) => {
        const flies = plan.week.legs.some(({ departures }) => departures.length > 0);
        const wide = { ...rules, pathsPerPair: rules.candidatesPerPair, detourAllowanceMetres: 1e8 };
        const listed = bruteForce(plan, flies ? wide : rules, origin, destination);
        const expected = flies ? choose(plan, rules, listed) : listed.slice(0, rules.pathsPerPair);
        expect(router.between(origin, destination)).toEqual(expected);
      });
    }),
    { numRuns: 250 },
  );
});

test('the sweep of a recompute and a pair on demand give the same ways in the same order', () => {
  fc.assert(
    fc.property(somePlanWithWeek, someRules, fc.boolean(), (plan, rules, isRanked) => {
      const { week: flown, ...plain } = plan;
      const router = createRouter(buildNetwork(isRanked ? { ...plain, week: flown } : plain), rules);
      const { codes, numbers } = buildGraph(plan);
      for (const origin of codes) {
        const swept = new Map(
          router.sweep(numbers.get(origin) ?? -1).map(({ destination, paths }) => [codes[destination], paths]),
        );
        for (const destination of codes)
          expect(swept.get(destination) ?? []).toEqual(router.between(origin, destination));
      }
    }),
    { numRuns: 60 },
  );
});

test('a network without any departure is ranked by distance', () => {
  fc.assert(
    fc.property(somePlanWithWeek, (plan) => {
      const legs = plan.week.legs.map((leg) => ({ ...leg, departures: [] }));
      const router = createRouter(buildNetwork({ ...plan, week: { ...plan.week, legs } }), rankingRules);
      eachPair(plan, (origin, destination) =>
        expect(router.between(origin, destination)).toEqual(bruteForce(plan, rankingRules, origin, destination)),
      );
    }),
    { numRuns: 30 },
  );
});

test('a week is stored whole, in one order, and ways with their minutes come back as they were', () => {
  fc.assert(
    fc.property(somePlanWithWeek, (plan) => {
      const turned = {
        ...plan,
        week: { airports: [...plan.week.airports].reverse(), legs: [...plan.week.legs].reverse() },
      };
      expect(packPlan(turned)).toBe(packPlan(plan));
      expect(buildNetwork(unpackPlan(packPlan(plan)))).toEqual(buildNetwork(plan));
    }),
  );
  const paths = [
    { airports: ['LIS', 'FRA', 'JFK'], metres: 8_000_000, cost: 8_500_000, minutes: 815 },
    { airports: ['LIS', 'JFK'], metres: 5_400_000, cost: 5_400_000 },
  ];
  expect(packPaths(paths)).toBe('FRA:8000000:815 :5400000');
  expect(unpackPaths('LIS', 'JFK', packPaths(paths))).toEqual(paths);
});

describe('a network by hand', () => {
  const daily = 127;
  const [mondayToSaturday, sunday] = [63, 64];

  /** Airports on a line with the destination at its end, so that `A` is the shortest detour, then `B`, and so on. */
  function networkOf(legs: Readonly<Record<string, readonly WeeklyDeparture[]>>): GraphPlan {
    const places = { O: [0, 0], A: [1, 5], B: [2, 5], C: [3, 5], E: [3, 6], Z: [0, 10] };
    const airports = Object.entries(places).map(([code, [latitude = 0, longitude = 0]]) => ({
      code,
      latitude,
      longitude,
    }));
    const ends = Object.keys(legs).map((leg) => ({ origin: leg.charAt(0), destination: leg.charAt(2) }));
    return {
      airports,
      legs: ends,
      week: {
        airports: airports.map(({ code }) => ({ code, offset: 0, minimums: [60, 60, 60, 60] })),
        legs: Object.values(legs).flatMap((departures, n) => {
          const leg = ends[n];
          return leg ? [{ ...leg, domestic: false, departures }] : [];
        }),
      },
    };
  }
  const waysFrom = (plan: GraphPlan, rules: Partial<RankingRules>) =>
    createRouter(buildNetwork(plan), { ...rankingRules, ...rules })
      .between('O', 'Z')
      .map(({ airports }) => airports.join(''));
  /** From `O` at six in the morning, so that nobody waits more than an hour on the way. */
  const first: readonly WeeklyDeparture[] = [[360, 60, daily]];

  test('a way that is the best on one day only is kept before one that is second on all the others', () => {
    const plan = networkOf({
      'O-A': first,
      'A-Z': [
        [480, 20, mondayToSaturday],
        [480, 600, sunday],
      ],
      'O-B': first,
      'B-Z': [
        [480, 25, mondayToSaturday],
        [480, 600, sunday],
      ],
      'O-C': first,
      'C-Z': [[480, 160, daily]],
    });
    expect(waysFrom(plan, { rankedPerPair: 2, daySlots: 1 })).toEqual(['OAZ', 'OCZ']);
    expect(waysFrom(plan, { rankedPerPair: 2, daySlots: 0 })).toEqual(['OAZ', 'OBZ']);
  });

  test('the best way of each number of stops is kept, however many with other numbers are faster', () => {
    const plan = networkOf({
      'O-A': first,
      'A-Z': [[480, 20, daily]],
      'O-B': first,
      'B-Z': [[480, 25, daily]],
      'O-C': first,
      'C-Z': [[480, 30, daily]],
      'C-E': [[480, 60, daily]],
      'E-Z': [[600, 60, daily]],
    });
    expect(waysFrom(plan, { rankedPerPair: 3, daySlots: 0 })).toEqual(['OAZ', 'OBZ', 'OCEZ']);
  });

  test('a flight that is overtaken reaches a connection for which the overtaker would wait too long', () => {
    const plan = networkOf({
      // At 10:00, there at 16:40; at 11:00, there at 11:40.
      'O-C': [
        [600, 400, 1],
        [660, 40, 1],
      ],
      // Who leaves at 18:20 waits too long for what leaves on Tuesday at 07:40; who leaves at 04:20 does not.
      'C-E': [
        [1_100, 60, 1],
        [260, 60, 2],
      ],
      'E-Z': [[460, 60, 2]],
    });
    expect(waysFrom(plan, {})).toEqual(['OCEZ']);
    expect(createRouter(buildNetwork(plan), rankingRules).between('O', 'Z')[0]?.minutes).toBeDefined();
  });
});
