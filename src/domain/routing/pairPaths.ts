import { at, type RouteGraph } from './graph';
import type { PathKernel } from './kernel';
import type { RankingRules, RoutePath } from './paths';
import { noStop, oneStop, stopsOf, twoStops } from './vias';

interface RankedPath {
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
  const found = listPaths(graph, rules, source, target);
  found.sort((a, b) => a.cost - b.cost || a.vias - b.vias);
  return found.slice(0, rules.pathsPerPair).map((path) => toPath(graph, rules, source, target, path));
}

function listPaths(graph: RouteGraph, rules: RankingRules, source: number, target: number): RankedPath[] {
  const count = graph.codes.length;
  const distance = (a: number, b: number): number => at(graph.metres, a * count + b);
  const straight = distance(source, target);
  const longest = Math.max(straight * rules.detourRatio, straight + rules.detourAllowanceMetres);
  const leadsToTarget = new Set(
    graph.sources.subarray(at(graph.sourceOffsets, target), at(graph.sourceOffsets, target + 1)),
  );
  const found: RankedPath[] = leadsToTarget.has(source) ? [{ cost: straight, vias: noStop }] : [];
  for (const first of legsFrom(graph, source)) {
    if (first === target) continue;
    const toFirst = distance(source, first);
    const overFirst = toFirst + distance(first, target);
    // No path over this stop is shorter than straight on from it, but for the rounding of each distance to a metre.
    if (overFirst - 2 > longest) continue;
    if (overFirst <= longest && leadsToTarget.has(first))
      found.push({ cost: overFirst + rules.metresPerStop, vias: oneStop(first) });
    for (const second of legsFrom(graph, first)) {
      if (second === source || second === target || !leadsToTarget.has(second)) continue;
      const length = toFirst + distance(first, second) + distance(second, target);
      if (length <= longest) found.push({ cost: length + 2 * rules.metresPerStop, vias: twoStops(first, second) });
    }
  }
  return found;
}

function legsFrom(graph: RouteGraph, airport: number): Uint16Array {
  return graph.targets.subarray(at(graph.offsets, airport), at(graph.offsets, airport + 1));
}

function toPath(
  graph: RouteGraph,
  rules: RankingRules,
  source: number,
  destination: number,
  { cost, vias }: RankedPath,
): RoutePath {
  const stops = stopsOf(vias);
  const airports = [source, ...stops, destination].map((n) => graph.codes[n] ?? '');
  return { airports, metres: cost - stops.length * rules.metresPerStop, cost };
}
