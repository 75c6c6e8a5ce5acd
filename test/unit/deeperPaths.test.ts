import fc from 'fast-check';
import { greatCircleMetres } from '../../src/domain/distances';
import { fewestStopsPaths, mostLegs } from '../../src/domain/routing/deeperPaths';
import { buildGraph, type GraphPlan } from '../../src/domain/routing/graph';
import { packPaths, unpackPaths } from '../../src/domain/routing/packing';
import { pathsBetween } from '../../src/domain/routing/pairPaths';
import { rankingRules, type RoutePath } from '../../src/domain/routing/paths';
import { thinPlan } from '../support/bruteRoutes';
import { hasOpenFlights, openFlightsPlan } from '../support/openflights';

/** Every walk without an airport twice, of those with the fewest legs the shortest: straight from the words. */
function bruteForce({ airports, legs }: GraphPlan, kept: number, origin: string, destination: string): RoutePath[] {
  const place = new Map(airports.map((airport) => [airport.code, airport]));
  const found: { airports: string[]; metres: number }[] = [];
  const walk = (soFar: string[], metres: number): void => {
    const here = soFar.at(-1) ?? '';
    if (here === destination) found.push({ airports: soFar, metres });
    else if (soFar.length <= mostLegs)
      for (const to of new Set(legs.filter((leg) => leg.origin === here).map((leg) => leg.destination))) {
        const [a, b] = [place.get(here), place.get(to)];
        if (!soFar.includes(to) && a && b) walk([...soFar, to], metres + greatCircleMetres(a, b));
      }
  };
  walk([origin], 0);
  const fewest = Math.min(...found.map((path) => path.airports.length));
  return found
    .filter((path) => path.airports.length === fewest)
    .sort((a, b) => a.metres - b.metres || (a.airports.join() < b.airports.join() ? -1 : 1))
    .slice(0, kept)
    .map((path) => ({ ...path, cost: path.metres + (fewest - 2) * rankingRules.metresPerStop }));
}

test('the ways with the fewest stops are those that trying every walk finds, in the same order', () => {
  fc.assert(
    fc.property(thinPlan, fc.constantFrom(1, 2, 20), (plan, pathsPerPair) => {
      const graph = buildGraph(plan);
      const [origin, destination] = [plan.airports[0]?.code ?? '', plan.airports.at(-1)?.code ?? ''];
      const found = fewestStopsPaths(graph, { ...rankingRules, pathsPerPair }, origin, destination);
      expect(found).toEqual(bruteForce(plan, pathsPerPair, origin, destination));
      expect(unpackPaths(origin, destination, packPaths(found))).toEqual(found);
    }),
    { numRuns: 400 },
  );
});

test('nothing leads to an airport that nobody serves, or from one to itself', () => {
  const graph = buildGraph({
    airports: ['AAA', 'BBB', 'CCC'].map((each) => ({ code: each, latitude: 0, longitude: 0 })),
    legs: [{ origin: 'AAA', destination: 'BBB' }],
  });
  for (const [from, to] of [
    ['AAA', 'CCC'],
    ['BBB', 'AAA'],
    ['AAA', 'AAA'],
    ['AAA', 'QQQ'],
  ] as const)
    expect(fewestStopsPaths(graph, rankingRules, from, to)).toEqual([]);
});

(hasOpenFlights ? test : test.skip)(
  'from a tiny island to another there is a way, also where two stops do not do',
  () => {
    const graph = buildGraph(openFlightsPlan());
    for (const [from, to] of [
      ['IGS', 'ULB'],
      ['LYR', 'MVR'],
      ['YRB', 'WTB'],
    ] as const) {
      if (!graph.numbers.has(from) || !graph.numbers.has(to)) continue;
      const within = pathsBetween(graph, rankingRules, from, to);
      const deeper = fewestStopsPaths(graph, rankingRules, from, to);
      expect({ from, to, found: within.length + deeper.length > 0 }).toEqual({ from, to, found: true });
    }
  },
);
