import { at, type RouteGraph } from './routing/graph';
import type { RankingRules, RoutePath } from './routing/paths';

/** Other airports of the same city. */
export type Siblings = (code: string) => readonly string[];

/** Ways with a change of airport that are looked at beside those without. */
const mostPaths = 10;

/** A way as numbers: where its legs begin and end; between two legs the airport may change. */
interface Found {
  readonly legs: readonly (readonly [from: number, to: number])[];
  readonly metres: number;
}

/**
 * The cheapest ways of at most `maxConnections` connections on which the traveller goes from one airport of a city to another,
 * once. Such a stop reads `LHR/LGW`. Bounded as other ways are; ties by their airports. The way through the city adds no metres.
 */
export function changePaths(
  graph: RouteGraph,
  rules: RankingRules,
  { origin, destination }: { readonly origin: string; readonly destination: string },
  maxConnections: number,
  siblings: Siblings,
): RoutePath[] {
  const [source, target] = [graph.numbers.get(origin), graph.numbers.get(destination)];
  if (source === undefined || target === undefined || source === target || maxConnections < 1) return [];
  const straight = distance(graph, source, target);
  const longest = Math.max(straight * rules.detourRatio, straight + rules.detourAllowanceMetres);
  const others = siblingsIn(graph, siblings);
  const found = [...withChange(graph, source, target, others)];
  if (maxConnections > 1) found.push(...withChangeAndStop(graph, source, target, others));
  return found
    .filter(({ metres, legs }) => metres <= longest && isSimple(legs))
    .map((one) => toPath(graph, rules, one))
    .sort((a, b) => a.cost - b.cost || (a.airports.join() < b.airports.join() ? -1 : 1))
    .slice(0, mostPaths);
}

function distance(graph: RouteGraph, a: number, b: number): number {
  return at(graph.metres, a * graph.codes.length + b);
}

function siblingsIn(graph: RouteGraph, siblings: Siblings): (airport: number) => readonly number[] {
  return (airport) => siblings(graph.codes[airport] ?? '').flatMap((code) => graph.numbers.get(code) ?? []);
}

function legsFrom({ offsets, targets }: RouteGraph, airport: number): Uint16Array {
  return targets.subarray(at(offsets, airport), at(offsets, airport + 1));
}

function legsTo({ sourceOffsets, sources }: RouteGraph, airport: number): Uint16Array {
  return sources.subarray(at(sourceOffsets, airport), at(sourceOffsets, airport + 1));
}

type Others = ReturnType<typeof siblingsIn>;

function* withChange(graph: RouteGraph, source: number, target: number, others: Others): Generator<Found> {
  const leadsThere = new Set(legsTo(graph, target));
  for (const first of legsFrom(graph, source))
    for (const other of others(first)) if (leadsThere.has(other)) yield along(graph, [source, first], [other, target]);
}

/** The change comes at the first or at the second of two stops. */
function* withChangeAndStop(graph: RouteGraph, source: number, target: number, others: Others): Generator<Found> {
  const leadsThere = new Set(legsTo(graph, target));
  for (const first of legsFrom(graph, source)) {
    for (const other of others(first))
      for (const second of legsFrom(graph, other))
        if (leadsThere.has(second)) yield along(graph, [source, first], [other, second], [second, target]);
    for (const second of legsFrom(graph, first))
      for (const other of others(second))
        if (leadsThere.has(other)) yield along(graph, [source, first], [first, second], [other, target]);
  }
}

function along(graph: RouteGraph, ...legs: readonly (readonly [number, number])[]): Found {
  return { legs, metres: legs.reduce((sum, [from, to]) => sum + distance(graph, from, to), 0) };
}

/** No airport is touched twice. */
function isSimple(legs: Found['legs']): boolean {
  const touched = legs.flatMap(([from, to], index) => (index > 0 && legs[index - 1]?.[1] === from ? [to] : [from, to]));
  return new Set(touched).size === touched.length;
}

function toPath(graph: RouteGraph, rules: RankingRules, { legs, metres }: Found): RoutePath {
  const code = (airport: number | undefined) => (airport === undefined ? '' : (graph.codes[airport] ?? ''));
  const stops = legs.slice(1).map(([from], index) => {
    const arrived = legs[index]?.[1];
    return arrived === from ? code(from) : `${code(arrived)}/${code(from)}`;
  });
  const airports = [code(legs[0]?.[0]), ...stops, code(legs.at(-1)?.[1])];
  return { airports, metres, cost: metres + (legs.length - 1) * rules.metresPerStop };
}
