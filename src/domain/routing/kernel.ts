import type { RouteGraph } from './graph';
import { longestWay, type RankingRules } from './paths';
import { noStop, oneStop, twoStops } from './vias';

/**
 * The best paths with at most two stops from one airport to every other, computed in one sweep.
 *
 * Paths of a destination are ranked by cost, ties by the vias' numbers, so the answer is unique. For every second stop the
 * sweep keeps the K + 1 cheapest ways to reach it over one first stop (one of those may turn out to be the destination
 * itself), extends each over the legs that leave it, and stops as soon as the sorted prefix can no longer beat the
 * destination's K-th cost or its detour bound.
 */
export interface PathKernel {
  /** Computes all paths from this airport; the previous sweep's results are gone. */
  sweep(source: number): void;
  /** How many paths lead to this airport in the latest sweep. */
  count(destination: number): number;
  /** Cost in metres and packed vias (see `vias.ts`) of the path with this rank, from 0. */
  cost(destination: number, rank: number): number;
  vias(destination: number, rank: number): number;
}

const unbounded = 0x7fffffff;

/** Memory grows with airports x paths per pair (some 0.5 MB for the world); a kernel is used by one thread at a time. */
export function createPathKernel(graph: RouteGraph, rules: RankingRules): PathKernel {
  const { offsets, targets, metres } = graph;
  const airports = graph.codes.length;
  const kept = rules.pathsPerPair;
  const perStop = rules.metresPerStop;
  const counts = new Uint8Array(airports);
  const costs = new Int32Array(airports * kept);
  const vias = new Uint32Array(airports * kept);
  /** Longest path a destination accepts, in metres. */
  const longest = new Int32Array(airports);
  /** Cost that a path must not exceed to enter the ranking of a destination. */
  const worst = new Int32Array(airports);
  const prefixesKept = kept + 1;
  const prefixCounts = new Uint8Array(airports);
  const prefixMetres = new Int32Array(airports * prefixesKept);
  const prefixStops = new Uint16Array(airports * prefixesKept);
  const reached = new Uint16Array(airports);
  let reachedCount = 0;

  /** Precondition: `cost <= worst[destination]`. */
  function rank(destination: number, cost: number, via: number): void {
    const base = destination * kept;
    let size = counts[destination] as number;
    if (size === kept) {
      const last = base + kept - 1;
      if (cost === (costs[last] as number) && via > (vias[last] as number)) return;
      size -= 1;
    }
    let place = base + size;
    for (; place > base; place--) {
      const before = costs[place - 1] as number;
      if (before < cost || (before === cost && (vias[place - 1] as number) < via)) break;
      costs[place] = before;
      vias[place] = vias[place - 1] as number;
    }
    costs[place] = cost;
    vias[place] = via;
    counts[destination] = size + 1;
    if (size + 1 === kept) worst[destination] = costs[base + kept - 1] as number;
  }

  /** Remembers that `second` can be reached over `first` in so many metres, if that is among the K + 1 shortest. */
  function remember(second: number, first: number, length: number): void {
    const base = second * prefixesKept;
    let size = prefixCounts[second] as number;
    if (size === prefixesKept) {
      const last = base + prefixesKept - 1;
      const longestKept = prefixMetres[last] as number;
      if (length > longestKept || (length === longestKept && first > (prefixStops[last] as number))) return;
      size -= 1;
    } else if (size === 0) reached[reachedCount++] = second;
    let place = base + size;
    for (; place > base; place--) {
      const before = prefixMetres[place - 1] as number;
      if (before < length || (before === length && (prefixStops[place - 1] as number) < first)) break;
      prefixMetres[place] = before;
      prefixStops[place] = prefixStops[place - 1] as number;
    }
    prefixMetres[place] = length;
    prefixStops[place] = first;
    prefixCounts[second] = size + 1;
  }

  function begin(source: number): void {
    counts.fill(0);
    prefixCounts.fill(0);
    reachedCount = 0;
    worst.fill(unbounded);
    worst[source] = -1;
    const row = source * airports;
    for (let d = 0; d < airports; d++) {
      longest[d] = Math.min(unbounded, longestWay(metres[row + d] as number, rules));
    }
  }

  function rankNonstopAndOneStop(source: number): void {
    const end = offsets[source + 1] as number;
    for (let i = offsets[source] as number; i < end; i++)
      rank(targets[i] as number, metres[source * airports + (targets[i] as number)] as number, noStop);
    for (let i = offsets[source] as number; i < end; i++) {
      const first = targets[i] as number;
      const toFirst = metres[source * airports + first] as number;
      const firstEnd = offsets[first + 1] as number;
      for (let j = offsets[first] as number; j < firstEnd; j++) {
        const next = targets[j] as number;
        if (next === source) continue;
        const length = toFirst + (metres[first * airports + next] as number);
        if (length <= (longest[next] as number) && length + perStop <= (worst[next] as number))
          rank(next, length + perStop, oneStop(first));
        remember(next, first, length);
      }
    }
  }

  function rankTwoStops(source: number): void {
    for (let i = 0; i < reachedCount; i++) {
      const second = reached[i] as number;
      const end = offsets[second + 1] as number;
      for (let j = offsets[second] as number; j < end; j++) {
        const destination = targets[j] as number;
        if (destination !== source) extend(second, destination);
      }
    }
  }

  function extend(second: number, destination: number): void {
    const lastLeg = metres[second * airports + destination] as number;
    const base = second * prefixesKept;
    const end = base + (prefixCounts[second] as number);
    const allowed = (longest[destination] as number) - lastLeg;
    for (let p = base; p < end; p++) {
      const length = prefixMetres[p] as number;
      if (length > allowed || length + lastLeg + 2 * perStop > (worst[destination] as number)) return;
      const first = prefixStops[p] as number;
      if (first !== destination) rank(destination, length + lastLeg + 2 * perStop, twoStops(first, second));
    }
  }

  return {
    sweep(source) {
      begin(source);
      rankNonstopAndOneStop(source);
      rankTwoStops(source);
    },
    count: (destination) => counts[destination] as number,
    cost: (destination, rankOf) => costs[destination * kept + rankOf] as number,
    vias: (destination, rankOf) => vias[destination * kept + rankOf] as number,
  };
}
