import { at, buildGraph, type GraphPlan, type RouteGraph } from './graph';
import { createPathKernel, type PathKernel } from './kernel';
import { createPairLister, type PairLister, pathsBetween, sweptPaths, toPath } from './pairPaths';
import type { RankingRules, RoutePath } from './paths';
import { buildWeek, type Week } from './weeks';
import { createWeekRanking, type WeekRanking } from './weekRanking';

/** What routes are computed from: shared by all who compute, changed by nobody. */
export interface RouteNetwork {
  readonly graph: RouteGraph;
  /** Undefined when nothing is known of the schedule: then distance ranks. */
  readonly week: Week | undefined;
}

export function buildNetwork(plan: GraphPlan): RouteNetwork {
  const graph = buildGraph(plan);
  return { graph, week: buildWeek(graph, plan.week) };
}

/** The best paths with at most two stops, in order: swept from one airport to all others, or for a single pair. Both give the same. */
export interface Router {
  /** Every destination that can be reached from the airport with this number, in order of number. */
  sweep(source: number): { readonly destination: number; readonly paths: RoutePath[] }[];
  /** Empty when nothing leads there within two stops, where distance ranks within the detour bound as well; or the pair is unknown. */
  between(origin: string, destination: string): RoutePath[];
}

/** More than three legs can have on this globe: the ranking itself decides about detours. */
const threeLegsMetres = 100_000_000;

/** Those among which the schedule chooses: the cheapest by distance, however long the detour. */
function candidateRules(rules: RankingRules): RankingRules {
  return { ...rules, pathsPerPair: rules.candidatesPerPair, detourAllowanceMetres: threeLegsMetres };
}

/** Every way of a pair among which any week of the schedule would choose, the cheapest by distance first. */
export function widePaths(
  graph: RouteGraph,
  rules: RankingRules,
  { origin, destination }: { readonly origin: string; readonly destination: string },
  mostStops: number,
): RoutePath[] {
  return pathsBetween(graph, candidateRules(rules), origin, destination, mostStops);
}

/** Some megabytes for the world; used by one thread at a time. What sweeps need, and what single pairs need, is made by the first of them. */
export function createRouter({ graph, week }: RouteNetwork, rules: RankingRules): Router {
  const listing = week ? candidateRules(rules) : rules;
  const ranking = week && createWeekRanking(graph, week, rules);
  const lists = ranking ?? { costs: new Int32Array(rules.pathsPerPair), vias: new Uint32Array(rules.pathsPerPair) };
  let kernel: PathKernel | undefined;
  let lister: PairLister | undefined;

  function pathsTo(source: number, destination: number): RoutePath[] {
    if (!kernel) return [];
    if (!ranking) return sweptPaths(graph, rules, kernel, source, destination);
    const count = kernel.count(destination);
    for (let n = 0; n < count; n++) {
      ranking.costs[n] = kernel.cost(destination, n);
      ranking.vias[n] = kernel.vias(destination, n);
    }
    return rankedPaths(graph, rules, ranking, { source, destination, count });
  }

  return {
    sweep(source) {
      kernel ??= createPathKernel(graph, listing);
      kernel.sweep(source);
      const found = [];
      for (let destination = 0; destination < graph.codes.length; destination++) {
        if (kernel.count(destination) > 0) found.push({ destination, paths: pathsTo(source, destination) });
      }
      return found;
    },

    between(origin, destination) {
      const [source, target] = [graph.numbers.get(origin), graph.numbers.get(destination)];
      if (source === undefined || target === undefined || source === target) return [];
      const { costs, vias } = lists;
      lister ??= createPairLister(graph, listing);
      const count = lister.list(source, target, costs, vias);
      if (ranking) return rankedPaths(graph, rules, ranking, { source, destination: target, count });
      return Array.from({ length: count }, (_, n) =>
        toPath(graph, rules, source, target, { cost: at(costs, n), vias: at(vias, n) }),
      );
    },
  };
}

function rankedPaths(
  graph: RouteGraph,
  rules: RankingRules,
  ranking: WeekRanking,
  { source, destination, count }: { source: number; destination: number; count: number },
): RoutePath[] {
  const kept = ranking.rank(source, destination, count);
  return Array.from({ length: kept }, (_, rank) => {
    const candidate = ranking.candidate(rank);
    const path = { cost: at(ranking.costs, candidate), vias: at(ranking.vias, candidate) };
    return toPath(graph, rules, source, destination, path, ranking.minutes(rank));
  });
}
