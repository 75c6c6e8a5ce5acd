import { LRUCache } from 'lru-cache';
import { changePaths, type Siblings } from '../domain/changePaths';
import { fewestStopsPaths } from '../domain/routing/deeperPaths';
import type { RouteGraph } from '../domain/routing/graph';
import { pairKey, rankingRules, type RoutePath } from '../domain/routing/paths';
import { buildNetwork, createRouter, type Router } from '../domain/routing/router';
import type { PairRoutes, RouteStore } from '../stores/neo4j/routes';
import type { SnapshotStore } from '../stores/neo4j/snapshots';

export interface FoundRoutes {
  /** All pairs are answered from this one snapshot. */
  readonly snapshot: number;
  /** In the order asked; `paths` is empty when nothing goes there. */
  readonly routes: readonly PairRoutes[];
  /** Pairs nobody knew, computed and stored on the way. */
  readonly computed: number;
}

interface Pair {
  readonly origin: string;
  readonly destination: string;
}

interface Built {
  readonly graph: RouteGraph;
  readonly router: Router;
}

const cachedPairs = 50_000;

/**
 * Routes of pairs, of at most two stops where there are such, else those with the fewest stops: read from the store, computed and stored when unknown. However many searches miss the same pair at once,
 * this process computes it once. What it has learned of a snapshot is kept until the snapshot flips.
 */
export function createRouteFinder({ routes, snapshots }: { routes: RouteStore; snapshots: SnapshotStore }) {
  const known = new LRUCache<string, readonly RoutePath[]>({ max: cachedPairs });
  const computing = new Map<string, Promise<readonly RoutePath[]>>();
  let graph: { snapshot: number; built: Promise<Built> } | undefined;
  let newest = 0;

  function graphOf(snapshot: number): Promise<Built> {
    if (graph?.snapshot === snapshot) return graph.built;
    const built = snapshots.readGraph(snapshot).then((plan) => {
      const network = buildNetwork(plan);
      return { graph: network.graph, router: createRouter(network, rankingRules) };
    });
    graph = { snapshot, built };
    // A graph that could not be read must not be remembered; whoever waits for it sees the error.
    built.catch(() => {
      if (graph?.built === built) graph = undefined;
    });
    return built;
  }

  async function compute({ origin, destination }: Pair, snapshot: number): Promise<readonly RoutePath[]> {
    const { graph, router } = await graphOf(snapshot);
    const within = router.between(origin, destination);
    const paths = within.length > 0 ? within : fewestStopsPaths(graph, rankingRules, origin, destination);
    await routes.putPaths([{ origin, destination, paths }], snapshot);
    return paths;
  }

  function computeOnce(pair: Pair, snapshot: number): Promise<readonly RoutePath[]> {
    const key = cacheKey(pair, snapshot);
    const begun = computing.get(key);
    if (begun) return begun;
    const run = compute(pair, snapshot).finally(() => computing.delete(key));
    computing.set(key, run);
    return run;
  }

  function remember(pair: Pair, snapshot: number, paths: readonly RoutePath[]): void {
    if (snapshot > newest) {
      newest = snapshot;
      known.clear();
    }
    known.set(cacheKey(pair, snapshot), paths);
  }

  /** From memory when every pair is there: only possible for a caller who names the snapshot. */
  function recall(pairs: readonly Pair[], snapshot: number | undefined): FoundRoutes | undefined {
    if (snapshot === undefined) return undefined;
    const remembered: PairRoutes[] = [];
    for (const pair of pairs) {
      const paths = known.get(cacheKey(pair, snapshot));
      if (!paths) return undefined;
      remembered.push({ ...pair, paths });
    }
    return { snapshot, routes: remembered, computed: 0 };
  }

  return {
    /** Ways of a pair with one change of airport within a city, cheapest first: computed from the snapshot's graph, and not stored. */
    async findChanges(pair: Pair, snapshot: number, maxConnections: number, siblings: Siblings) {
      const { graph } = await graphOf(snapshot);
      return changePaths(graph, rankingRules, pair, maxConnections, siblings);
    },

    /**
     * The routes of these pairs at `snapshot`, by default the current one. Undefined while there is no snapshot yet: the
     * first recompute has not ended.
     */
    async findRoutes(pairs: readonly Pair[], snapshot?: number): Promise<FoundRoutes | undefined> {
      const remembered = recall(pairs, snapshot);
      if (remembered) return remembered;
      const stored = await routes.readRoutes(pairs, snapshot);
      if (!stored) return undefined;
      let computed = 0;
      const found = await Promise.all(
        pairs.map(async (pair): Promise<PairRoutes> => {
          const standing = stored.routes.get(pairKey(pair.origin, pair.destination));
          if (!standing) computed += 1;
          const paths = standing ?? (await computeOnce(pair, stored.snapshot));
          remember(pair, stored.snapshot, paths);
          return { ...pair, paths };
        }),
      );
      return { snapshot: stored.snapshot, routes: found, computed };
    },
  };
}
export type RouteFinder = ReturnType<typeof createRouteFinder>;

function cacheKey({ origin, destination }: Pair, snapshot: number): string {
  return `${snapshot}#${pairKey(origin, destination)}`;
}
