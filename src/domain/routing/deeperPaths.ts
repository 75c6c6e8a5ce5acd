import { at, type RouteGraph } from './graph';
import type { RankingRules, RoutePath } from './paths';

/** Legs of the deepest way that is looked for: so many a booking for a full party can hold in one transaction. */
export const mostLegs = 6;

/** A way from the source so far: the airports touched, and its metres. */
interface Prefix {
  readonly airports: readonly number[];
  readonly metres: number;
}

/**
 * The cheapest ways with the fewest stops, for pairs that two stops within the detour bound do not join: from one outpost to another
 * a detour is no reason to stay at home. Ties by the numbers of the stops. Empty when more than `mostLegs` legs would be
 * needed, or nothing leads there at all.
 *
 * Airports are taken level by level from the source, each with its best ways only: a way with the fewest stops has nothing but
 * ways with the fewest stops within it, and never meets an airport twice.
 */
export function fewestStopsPaths(
  graph: RouteGraph,
  rules: RankingRules,
  origin: string,
  destination: string,
): RoutePath[] {
  const [source, target] = [graph.numbers.get(origin), graph.numbers.get(destination)];
  if (source === undefined || target === undefined || source === target) return [];
  const toGo = legsToGo(graph, target);
  const legs = at(toGo, source);
  if (legs > mostLegs) return [];
  let level = new Map<number, Prefix[]>([[source, [{ airports: [source], metres: 0 }]]]);
  for (let left = legs - 1; left >= 0; left--) level = nextLevel(graph, rules, level, toGo, left);
  return (level.get(target) ?? []).map(({ airports, metres }) => ({
    airports: airports.map((n) => graph.codes[n] ?? ''),
    metres,
    cost: metres + (legs - 1) * rules.metresPerStop,
  }));
}

const unreached = 0xff;

/** Fewest legs from each airport to the target; `unreached` where they are more than `mostLegs`. */
function legsToGo(graph: RouteGraph, target: number): Uint8Array {
  const toGo = new Uint8Array(graph.codes.length).fill(unreached);
  toGo[target] = 0;
  let reached = [target];
  for (let legs = 1; legs <= mostLegs && reached.length > 0; legs++) {
    const before: number[] = [];
    for (const airport of reached)
      for (let i = at(graph.sourceOffsets, airport); i < at(graph.sourceOffsets, airport + 1); i++) {
        const from = at(graph.sources, i);
        if (at(toGo, from) !== unreached) continue;
        toGo[from] = legs;
        before.push(from);
      }
    reached = before;
  }
  return toGo;
}

/** The airports one leg on that have `left` legs to go, each with its best ways. */
function nextLevel(
  graph: RouteGraph,
  { pathsPerPair }: RankingRules,
  level: ReadonlyMap<number, readonly Prefix[]>,
  toGo: Uint8Array,
  left: number,
): Map<number, Prefix[]> {
  const next = new Map<number, Prefix[]>();
  for (const [airport, prefixes] of level)
    for (let i = at(graph.offsets, airport); i < at(graph.offsets, airport + 1); i++) {
      const to = at(graph.targets, i);
      if (at(toGo, to) !== left) continue;
      const length = at(graph.metres, airport * graph.codes.length + to);
      const ways = prefixes.map(({ airports, metres }) => ({ airports: [...airports, to], metres: metres + length }));
      next.set(to, [...(next.get(to) ?? []), ...ways]);
    }
  for (const [airport, ways] of next) next.set(airport, ways.sort(byLength).slice(0, pathsPerPair));
  return next;
}

function byLength(a: Prefix, b: Prefix): number {
  if (a.metres !== b.metres) return a.metres - b.metres;
  const differs = a.airports.findIndex((airport, index) => airport !== b.airports[index]);
  return differs === -1 ? 0 : (a.airports[differs] ?? 0) - (b.airports[differs] ?? 0);
}
