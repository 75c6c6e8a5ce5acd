import { packPaths, unpackPlan } from '../domain/routing/packing';
import { rankingRules } from '../domain/routing/paths';
import { buildNetwork, createRouter, type RouteNetwork, type Router } from '../domain/routing/router';
import type { PackedRoutes } from '../stores/neo4j/routes';

/** The work of a recompute that takes long: done wherever it does not keep anybody waiting. */
export interface RouteComputing {
  /** The network of a plan as `packPlan` writes it. */
  build(packedPlan: string): Promise<RouteNetwork>;
  /** Every pair that has paths from the airports with the numbers `from` to `to - 1`, in order. */
  sweep(network: RouteNetwork, from: number, to: number): Promise<SweptPairs>;
}

export interface SweptPairs {
  readonly pairs: readonly PackedRoutes[];
  /** Of all pairs together. */
  readonly paths: number;
}

/** Computes right here, and lets everything else wait meanwhile. */
export function createComputingHere(): RouteComputing {
  let used: { readonly network: RouteNetwork; readonly router: Router } | undefined;
  return {
    build: async (packedPlan) => buildNetwork(unpackPlan(packedPlan)),
    sweep: async (network, from, to) => {
      if (used?.network !== network) used = { network, router: createRouter(network, rankingRules) };
      return sweptPairs(used.router, network, from, to);
    },
  };
}

function sweptPairs(router: Router, { graph }: RouteNetwork, from: number, to: number): SweptPairs {
  const pairs: PackedRoutes[] = [];
  let paths = 0;
  const code = (airport: number) => graph.codes[airport] ?? '';
  for (let source = from; source < to; source++)
    for (const found of router.sweep(source)) {
      paths += found.paths.length;
      pairs.push({ origin: code(source), destination: code(found.destination), packed: packPaths(found.paths) });
    }
  return { pairs, paths };
}
