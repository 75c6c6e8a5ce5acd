import { at, type RouteGraph } from './graph';
import type { PathKernel } from './kernel';
import { longestWay, type RankingRules, type RoutePath } from './paths';
import { firstStop, noStop, oneStop, secondStop, stopCount, twoStops } from './vias';

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
 * The same paths for a single pair, without a sweep, with at most two stops or fewer. Empty when nothing leads there within them and the
 * detour bound, or the pair is unknown.
 */
export function pathsBetween(
  graph: RouteGraph,
  rules: RankingRules,
  origin: string,
  destination: string,
  mostStops = 2,
): RoutePath[] {
  const [source, target] = [graph.numbers.get(origin), graph.numbers.get(destination)];
  if (source === undefined || target === undefined || source === target) return [];
  const [costs, vias] = [new Int32Array(rules.pathsPerPair), new Uint32Array(rules.pathsPerPair)];
  const count = createPairLister(graph, rules, mostStops).list(source, target, costs, vias);
  return Array.from({ length: count }, (_, rank) =>
    toPath(graph, rules, source, target, { cost: at(costs, rank), vias: at(vias, rank) }),
  );
}

/** Distances are rounded to a metre each, so a way over a point can seem up to two metres shorter than straight. */
const roundingMetres = 2;
/** Distances and numbers of airports share one number, by which they are sorted. */
const perMetre = 0x10000;

/** Lists the paths of one pair after the other. Used by one thread at a time. */
export interface PairLister {
  /** Writes the paths between two airports that differ, in order, and returns how many there are. Both lists have room for all that are kept. */
  list(source: number, target: number, costs: Int32Array, vias: Uint32Array): number;
}

export function createPairLister(graph: RouteGraph, rules: RankingRules, mostStops = 2): PairLister {
  const { offsets, targets, sourceOffsets, sources, metres } = graph;
  const airports = graph.codes.length;
  const kept = rules.pathsPerPair;
  const leadsToTarget = new Uint8Array(airports);
  const firstStops = new Float64Array(airports);
  let costs = new Int32Array(0) as Int32Array;
  let vias = new Uint32Array(0) as Uint32Array;
  let size = 0;

  /** Cost that a path must not exceed; no bound while there are fewer than are kept. */
  function worst(): number {
    return size < kept ? Infinity : (costs[kept - 1] as number);
  }

  function rank(cost: number, via: number): void {
    if (size === kept) {
      const last = kept - 1;
      if (cost > (costs[last] as number) || (cost === (costs[last] as number) && via > (vias[last] as number))) return;
      size -= 1;
    }
    let place = size++;
    for (; place > 0; place--) {
      const before = costs[place - 1] as number;
      if (before < cost || (before === cost && (vias[place - 1] as number) < via)) break;
      costs[place] = before;
      vias[place] = vias[place - 1] as number;
    }
    costs[place] = cost;
    vias[place] = via;
  }

  function mark(target: number, mark: 0 | 1): void {
    const end = sourceOffsets[target + 1] as number;
    for (let i = sourceOffsets[target] as number; i < end; i++) leadsToTarget[sources[i] as number] = mark;
  }

  /** Ranks those with one stop, and returns how many first stops were noted for two. */
  function rankOneStop(source: number, target: number, longest: number): number {
    let noted = 0;
    const end = offsets[source + 1] as number;
    for (let i = offsets[source] as number; i < end; i++) {
      const first = targets[i] as number;
      if (first === target) continue;
      const length = (metres[source * airports + first] as number) + (metres[first * airports + target] as number);
      if (leadsToTarget[first] === 1 && length <= longest) rank(length + rules.metresPerStop, oneStop(first));
      firstStops[noted++] = length * perMetre + first;
    }
    return noted;
  }

  function extend(source: number, first: number, target: number, longest: number): void {
    const toFirst = metres[source * airports + first] as number;
    const end = offsets[first + 1] as number;
    for (let i = offsets[first] as number; i < end; i++) {
      const second = targets[i] as number;
      if (leadsToTarget[second] === 0 || second === source || second === target) continue;
      const length =
        toFirst + (metres[first * airports + second] as number) + (metres[second * airports + target] as number);
      if (length <= longest) rank(length + 2 * rules.metresPerStop, twoStops(first, second));
    }
  }

  return {
    list(source, target, toCosts, toVias) {
      [costs, vias, size] = [toCosts, toVias, 0];
      const straight = metres[source * airports + target] as number;
      const longest = longestWay(straight, rules);
      mark(target, 1);
      if (leadsToTarget[source] === 1) rank(straight, noStop);
      // First stops nearest to the straight line come first: soon the others cannot matter any more.
      const noted = mostStops > 0 ? rankOneStop(source, target, longest) : 0;
      const near = firstStops.subarray(0, mostStops > 1 ? noted : 0).sort();
      for (const key of near) {
        const least = Math.floor(key / perMetre) - roundingMetres;
        if (least > longest || least + 2 * rules.metresPerStop > worst()) break;
        extend(source, key % perMetre, target, longest);
      }
      mark(target, 0);
      return size;
    },
  };
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
  const { codes } = graph;
  const stops = stopCount(vias);
  const airports = [codes[source] as string];
  if (stops > 0) airports.push(codes[firstStop(vias)] as string);
  if (stops > 1) airports.push(codes[secondStop(vias)] as string);
  airports.push(codes[destination] as string);
  const metres = cost - stops * rules.metresPerStop;
  return minutes === 0 ? { airports, metres, cost } : { airports, metres, cost, minutes };
}
