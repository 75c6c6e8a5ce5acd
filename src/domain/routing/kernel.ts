import { at, type RouteGraph } from './graph';
import type { RankingRules } from './paths';
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
    let size = at(counts, destination);
    if (size === kept) {
      const last = base + kept - 1;
      if (cost === at(costs, last) && via > at(vias, last)) return;
      size -= 1;
    }
    let place = base + size;
    for (; place > base; place--) {
      const before = at(costs, place - 1);
      if (before < cost || (before === cost && at(vias, place - 1) < via)) break;
      costs[place] = before;
      vias[place] = at(vias, place - 1);
    }
    costs[place] = cost;
    vias[place] = via;
    counts[destination] = size + 1;
    if (size + 1 === kept) worst[destination] = at(costs, base + kept - 1);
  }

  /** Remembers that `second` can be reached over `first` in so many metres, if that is among the K + 1 shortest. */
  function remember(second: number, first: number, length: number): void {
    const base = second * prefixesKept;
    let size = at(prefixCounts, second);
    if (size === prefixesKept) {
      const last = base + prefixesKept - 1;
      const longestKept = at(prefixMetres, last);
      if (length > longestKept || (length === longestKept && first > at(prefixStops, last))) return;
      size -= 1;
    } else if (size === 0) reached[reachedCount++] = second;
    let place = base + size;
    for (; place > base; place--) {
      const before = at(prefixMetres, place - 1);
      if (before < length || (before === length && at(prefixStops, place - 1) < first)) break;
      prefixMetres[place] = before;
      prefixStops[place] = at(prefixStops, place - 1);
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
      const straight = at(metres, row + d);
      longest[d] = Math.min(unbounded, Math.max(straight * rules.detourRatio, straight + rules.detourAllowanceMetres));
    }
  }

  function rankNonstopAndOneStop(source: number): void {
    const end = at(offsets, source + 1);
    for (let i = at(offsets, source); i < end; i++)
      rank(at(targets, i), at(metres, source * airports + at(targets, i)), noStop);
    for (let i = at(offsets, source); i < end; i++) {
      const first = at(targets, i);
      const toFirst = at(metres, source * airports + first);
      const firstEnd = at(offsets, first + 1);
      for (let j = at(offsets, first); j < firstEnd; j++) {
        const next = at(targets, j);
        if (next === source) continue;
        const length = toFirst + at(metres, first * airports + next);
        if (length <= at(longest, next) && length + perStop <= at(worst, next))
          rank(next, length + perStop, oneStop(first));
        remember(next, first, length);
      }
    }
  }

  function rankTwoStops(source: number): void {
    for (let i = 0; i < reachedCount; i++) {
      const second = at(reached, i);
      const end = at(offsets, second + 1);
      for (let j = at(offsets, second); j < end; j++) {
        const destination = at(targets, j);
        if (destination !== source) extend(second, destination);
      }
    }
  }

  function extend(second: number, destination: number): void {
    const lastLeg = at(metres, second * airports + destination);
    const base = second * prefixesKept;
    const end = base + at(prefixCounts, second);
    const allowed = at(longest, destination) - lastLeg;
    for (let p = base; p < end; p++) {
      const length = at(prefixMetres, p);
      if (length > allowed || length + lastLeg + 2 * perStop > at(worst, destination)) return;
      const first = at(prefixStops, p);
      if (first !== destination) rank(destination, length + lastLeg + 2 * perStop, twoStops(first, second));
    }
  }

  return {
    sweep(source) {
      begin(source);
      rankNonstopAndOneStop(source);
      rankTwoStops(source);
    },
    count: (destination) => at(counts, destination),
    cost: (destination, rankOf) => at(costs, destination * kept + rankOf),
    vias: (destination, rankOf) => at(vias, destination * kept + rankOf),
  };
}
