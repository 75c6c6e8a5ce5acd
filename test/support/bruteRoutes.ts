import fc from 'fast-check';
import { greatCircleMetres } from '../../src/domain/distances';
import type { GraphPlan } from '../../src/domain/routing/graph';
import { type RankingRules, rankingRules, type RoutePath } from '../../src/domain/routing/paths';

const code = (n: number): string => `A${String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26))}`;

/** Airports close together, so that ties, detours and dead ends all occur, with as many legs as `legs` says of their number. */
const planWith = (
  airports: { min: number; max: number },
  legs: (count: number) => fc.ArrayConstraints,
): fc.Arbitrary<GraphPlan> =>
  fc.integer(airports).chain((count) =>
    fc.record({
      airports: fc
        .array(fc.record({ latitude: fc.integer({ min: -6, max: 6 }), longitude: fc.integer({ min: -6, max: 6 }) }), {
          minLength: count,
          maxLength: count,
        })
        .map((places) => places.map((place, n) => ({ code: code(n), ...place }))),
      legs: fc
        .array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), legs(count))
        .map((pairs) => pairs.filter(([a, b]) => a !== b).map(([a, b]) => ({ origin: code(a), destination: code(b) }))),
    }),
  );
/** Small networks. */
export const somePlan = planWith({ min: 2, max: 14 }, (count) => ({ maxLength: count * 5 }));
/** Thin networks: about one leg an airport, so that many pairs are far apart. */
export const thinPlan = planWith({ min: 4, max: 16 }, (count) => ({ minLength: count, maxLength: count * 2 }));

const rulesAsTheyAre = {
  candidatesPerPair: fc.constant(rankingRules.candidatesPerPair),
  rankedPerPair: fc.constant(rankingRules.rankedPerPair),
  daySlots: fc.constant(rankingRules.daySlots),
  unconnectedKept: fc.constant(rankingRules.unconnectedKept),
  longestLayover: fc.constant(rankingRules.longestLayover),
};
export const someRules: fc.Arbitrary<RankingRules> = fc.record({
  ...rulesAsTheyAre,
  pathsPerPair: fc.integer({ min: 1, max: 6 }),
  metresPerStop: fc.constantFrom(0, 500_000),
  detourRatio: fc.constantFrom(1, 1.5, 2),
  detourAllowanceMetres: fc.constantFrom(0, 300_000),
});

/** Every walk of one to three legs, straight from the rules. */
export function bruteForce(
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

export function eachPair(plan: GraphPlan, check: (origin: string, destination: string) => void): void {
  for (const { code: origin } of plan.airports)
    for (const { code: destination } of plan.airports) if (origin !== destination) check(origin, destination);
}
