import { at, type RouteGraph } from './graph';
import type { PathKernel } from './kernel';
import { longestWay, type RankingRules, type RoutePath } from './paths';
import { noStop, oneStop, stopsOf, twoStops } from './vias';

export interface RankedPath {
  readonly cost: number;
  readonly vias: number;
}

/** The paths of the latest sweep to one destination, in order. */
export function sweptPaths(
  graph: RouteGraph,
  rules: RankingRules,
  kernel: PathKernel,
  source: number,
  destination: number,
): RoutePath[] {
  return Array.from({ length: kernel.count(destination) }, (_, rank) =>
    toPath(graph, rules, source, destination, {
      cost: kernel.cost(destination, rank),
      vias: kernel.vias(destination, rank),
    }),
  );
}

/**
 * The same paths for a single pair, without a sweep: first stops are those the source flies to, second stops those that
 * fly to the destination. Empty when nothing leads there within two stops and the detour bound, or the pair is unknown.
 */
export function pathsBetween(graph: RouteGraph, rules: RankingRules, origin: string, destination: string): RoutePath[] {
  const [source, target] = [graph.numbers.get(origin), graph.numbers.get(destination)];
  if (source === undefined || target === undefined || source === target) return [];
  return rankedBetween(graph, rules, source, target).map((path) => toPath(graph, rules, source, target, path));
}

/** The same for airports by number, two that differ. */
export function rankedBetween(graph: RouteGraph, rules: RankingRules, source: number, target: number): RankedPath[] {
  const found = listPaths(graph, rules, source, target);
  found.sort((a, b) => a.cost - b.cost || a.vias - b.vias);
  return found.slice(0, rules.pathsPerPair);
}

/** Distances are rounded to a metre each, so a way over a point can seem up to two metres shorter than straight. */
const roundingMetres = 2;

function listPaths(graph: RouteGraph, rules: RankingRules, source: number, target: number): RankedPath[] {
  const count = graph.codes.length;
  const distance = (a: number, b: number): number => at(graph.metres, a * count + b);
  const straight = distance(source, target);
  const longest = longestWay(straight, rules);
  const leadsToTarget = new Set(
    graph.sources.subarray(at(graph.sourceOffsets, target), at(graph.sourceOffsets, target + 1)),
  );
  const found: RankedPath[] = leadsToTarget.has(source) ? [{ cost: straight, vias: noStop }] : [];
  for (const first of legsFrom(graph, source)) {
    const length = distance(source, first) + distance(first, target);
    if (leadsToTarget.has(first) && length <= longest) {
      found.push({ cost: length + rules.metresPerStop, vias: oneStop(first) });
    }
  }
  // Where enough paths have fewer stops, most first stops are out before their legs are looked at.
  const longestWithTwo = Math.min(longest, costToBeat(found, rules) - 2 * rules.metresPerStop);
  for (const first of legsFrom(graph, source)) {
    const toFirst = distance(source, first);
    if (first === target || toFirst + distance(first, target) - roundingMetres > longestWithTwo) continue;
    for (const second of legsFrom(graph, first)) {
      if (second === source || second === target || !leadsToTarget.has(second)) continue;
      const length = toFirst + distance(first, second) + distance(second, target);
      if (length <= longestWithTwo) {
        found.push({ cost: length + 2 * rules.metresPerStop, vias: twoStops(first, second) });
      }
    }
  }
  return found;
}

/** Cost of the last path that is kept so far; no bound while there are fewer. */
function costToBeat(found: readonly RankedPath[], { pathsPerPair }: RankingRules): number {
  const costs = found.map(({ cost }) => cost).sort((a, b) => a - b);
  return costs[pathsPerPair - 1] ?? Infinity;
}

function legsFrom(graph: RouteGraph, airport: number): Uint16Array {
  return graph.targets.subarray(at(graph.offsets, airport), at(graph.offsets, airport + 1));
}

/** `minutes` only where the ranking gave it some. */
export function toPath(
  graph: RouteGraph,
  rules: RankingRules,
  source: number,
  destination: number,
  { cost, vias }: RankedPath,
  minutes = 0,
): RoutePath {
  const stops = stopsOf(vias);
  const airports = [source, ...stops, destination].map((n) => graph.codes[n] ?? '');
  const path = { airports, metres: cost - stops.length * rules.metresPerStop, cost };
  return minutes === 0 ? path : { ...path, minutes };
}
