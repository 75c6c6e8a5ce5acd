import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { greatCircleMetres } from '../../src/domain/distances';
import { buildGraph, type GraphPlan } from '../../src/domain/routing/graph';
import { createPathKernel } from '../../src/domain/routing/kernel';
import { packPaths, packPlan, unpackPaths, unpackPlan } from '../../src/domain/routing/packing';
import { pathsBetween, sweptPaths } from '../../src/domain/routing/pairPaths';
import { type RankingRules, rankingRules, type RoutePath } from '../../src/domain/routing/paths';
import { hasOpenFlights } from '../support/openflights';

const code = (n: number): string => `A${String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26))}`;

/** Small networks with airports close together, so that ties, detours and dead ends all occur. */
const somePlan: fc.Arbitrary<GraphPlan> = fc.integer({ min: 2, max: 14 }).chain((count) =>
  fc.record({
    airports: fc
      .array(fc.record({ latitude: fc.integer({ min: -6, max: 6 }), longitude: fc.integer({ min: -6, max: 6 }) }), {
        minLength: count,
        maxLength: count,
      })
      .map((places) => places.map((place, n) => ({ code: code(n), ...place }))),
    legs: fc
      .array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: count * 5 })
      .map((pairs) => pairs.filter(([a, b]) => a !== b).map(([a, b]) => ({ origin: code(a), destination: code(b) }))),
  }),
);
const someRules: fc.Arbitrary<RankingRules> = fc.record({
  pathsPerPair: fc.integer({ min: 1, max: 6 }),
  metresPerStop: fc.constantFrom(0, 500_000),
  detourRatio: fc.constantFrom(1, 1.5, 2),
  detourAllowanceMetres: fc.constantFrom(0, 300_000),
});

/** Every walk of one to three legs, straight from the rules. */
function bruteForce(
  { airports, legs }: GraphPlan,
  rules: RankingRules,
  origin: string,
  destination: string,
): RoutePath[] {
  const place = new Map(airports.map((airport) => [airport.code, airport]));
  const onward = new Map<string, Set<string>>();
  for (const leg of legs) onward.set(leg.origin, (onward.get(leg.origin) ?? new Set()).add(leg.destination));
  const metres = (a: string, b: string): number => {
    const [from, to] = [place.get(a), place.get(b)];
    return from && to ? greatCircleMetres(from, to) : NaN;
  };
  const straight = metres(origin, destination);
  const found: { path: RoutePath; order: number }[] = [];
  const order = (vias: readonly string[]): number =>
    [0, 1].reduce(
      (sum, i) => sum * 0x10000 + (vias[i] === undefined ? 0xffff : [...place.keys()].sort().indexOf(vias[i])),
      0,
    );
  const walk = (airportsSoFar: string[], length: number): void => {
    const here = airportsSoFar.at(-1) ?? '';
    for (const next of onward.get(here) ?? []) {
      if (airportsSoFar.includes(next)) continue;
      const total = length + metres(here, next);
      const way = [...airportsSoFar, next];
      if (next === destination) {
        const stops = way.length - 2;
        const allowed =
          stops === 0 || total <= Math.max(straight * rules.detourRatio, straight + rules.detourAllowanceMetres);
        if (allowed)
          found.push({
            path: { airports: way, metres: total, cost: total + stops * rules.metresPerStop },
            order: order(way.slice(1, -1)),
          });
      } else if (way.length < 4) walk(way, total);
    }
  };
  walk([origin], 0);
  found.sort((a, b) => a.path.cost - b.path.cost || a.order - b.order);
  return found.slice(0, rules.pathsPerPair).map(({ path }) => path);
}

function eachPair(plan: GraphPlan, check: (origin: string, destination: string) => void): void {
  for (const { code: origin } of plan.airports)
    for (const { code: destination } of plan.airports) if (origin !== destination) check(origin, destination);
}

test('the sweep finds what trying every walk of at most three legs finds, in the same order', () => {
  fc.assert(
    fc.property(somePlan, someRules, (plan, rules) => {
      const graph = buildGraph(plan);
      const kernel = createPathKernel(graph, rules);
      eachPair(plan, (origin, destination) => {
        const [from = -1, to = -1] = [graph.numbers.get(origin), graph.numbers.get(destination)];
        kernel.sweep(from);
        expect(sweptPaths(graph, rules, kernel, from, to)).toEqual(bruteForce(plan, rules, origin, destination));
      });
    }),
    { numRuns: 60 },
  );
});

test('a single pair on demand has exactly the paths of the sweep', () => {
  fc.assert(
    fc.property(somePlan, someRules, (plan, rules) => {
      const graph = buildGraph(plan);
      eachPair(plan, (origin, destination) => {
        expect(pathsBetween(graph, rules, origin, destination)).toEqual(bruteForce(plan, rules, origin, destination));
      });
    }),
    { numRuns: 60 },
  );
});

test('the graph is the same whatever order airports and legs come in', () => {
  fc.assert(
    fc.property(somePlan, (plan) => {
      const turned = { airports: [...plan.airports].reverse(), legs: [...plan.legs].reverse() };
      expect(buildGraph(turned)).toEqual(buildGraph(plan));
      expect(packPlan(turned)).toBe(packPlan(plan));
      expect(buildGraph(unpackPlan(packPlan(plan)))).toEqual(buildGraph(plan));
    }),
  );
});

test('stored paths come back as they were', () => {
  const graph = buildGraph({
    airports: [
      { code: 'LIS', latitude: 38.8, longitude: -9.1 },
      { code: 'MAD', latitude: 40.5, longitude: -3.6 },
      { code: 'CDG', latitude: 49, longitude: 2.5 },
    ],
    legs: [
      { origin: 'LIS', destination: 'CDG' },
      { origin: 'LIS', destination: 'MAD' },
      { origin: 'MAD', destination: 'CDG' },
    ],
  });
  const paths = pathsBetween(graph, rankingRules, 'LIS', 'CDG');
  expect(paths.map(({ airports }) => airports.join('-'))).toEqual(['LIS-CDG', 'LIS-MAD-CDG']);
  expect(unpackPaths('LIS', 'CDG', packPaths(paths))).toEqual(paths);
  expect(unpackPaths('CDG', 'LIS', packPaths([]))).toEqual([]);
});

test('a leg to an unknown airport, or from an airport to itself, is refused', () => {
  const airports = [{ code: 'LIS', latitude: 0, longitude: 0 }];
  expect(() => buildGraph({ airports, legs: [{ origin: 'LIS', destination: 'XXX' }] })).toThrow('unknown airport');
  expect(() => buildGraph({ airports, legs: [{ origin: 'LIS', destination: 'LIS' }] })).toThrow('goes nowhere');
});

(hasOpenFlights ? test : test.skip)(
  'the top twenty of every pair of the world are those of the reference, to the last metre',
  async () => {
    const program = path.join(__dirname, '../support/worldChecksum.ts');
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program]);
    expect(JSON.parse(stdout)).toEqual({
      airports: 3257,
      legs: 37_041,
      pairs: 3_389_261,
      paths: 25_592_328,
      checksum: '821dfe30',
    });
  },
);
