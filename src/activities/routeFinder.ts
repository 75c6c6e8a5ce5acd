import { LRUCache } from 'lru-cache';
import { changePaths, type Siblings } from '../domain/changePaths';
import { fewestStopsPaths } from '../domain/routing/deeperPaths';
import type { RouteGraph } from '../domain/routing/graph';
import { pairKey, rankingRules, type RoutePath } from '../domain/routing/paths';
import { createRouter, type Router, widePaths } from '../domain/routing/router';
import type { KnownRoutes, PairRoutes, RouteStore } from '../stores/neo4j/routes';
import type { SnapshotStore } from '../stores/neo4j/snapshots';
import type { RouteNetworks } from './routeNetworks';

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
/** Those of the current snapshot and of the one before or after it. */
const keptGraphs = 2;

export interface RouteFinderDeps {
  readonly routes: Pick<RouteStore, 'readRoutes' | 'putPaths'>;
  readonly snapshots: Pick<SnapshotStore, 'getGraphHash'>;
  /** Whose networks a pair is computed from, right here. */
  readonly networks: RouteNetworks;
  /** Told when a computed pair could not be stored: it was answered all the same, and the next who asks computes it anew. */
  readonly notStored: (error: unknown) => void;
}

/**
 * Routes of pairs, of at most two stops where there are such, else those with the fewest stops: read from the store, computed and stored when unknown. However many searches miss the same pair at once,
 * this process computes it once. What it has learned of a snapshot is kept until the snapshot flips.
 */
export function createRouteFinder({ routes, snapshots, networks, notStored }: RouteFinderDeps) {
  const known = new LRUCache<string, readonly RoutePath[]>({ max: cachedPairs });
  const underWay = new Map<string, Promise<readonly RoutePath[]>>();
  const reading = new Map<string, Promise<KnownRoutes | undefined>>();
  const graphs = new LRUCache<number, Promise<Built>>({ max: keptGraphs });
  let newest = 0;

  function graphOf(snapshot: number): Promise<Built> {
    const known = graphs.get(snapshot);
    if (known) return known;
    const built = snapshots
      .getGraphHash(snapshot)
      .then((graphHash) => networks.networkOf(snapshot, graphHash))
      .then((network) => ({ graph: network.graph, router: createRouter(network, rankingRules) }));
    graphs.set(snapshot, built);
    // A graph that could not be read must not be remembered; whoever waits for it sees the error.
    built.catch(() => {
      if (graphs.peek(snapshot) === built) graphs.delete(snapshot);
    });
    return built;
  }

  async function compute({ origin, destination }: Pair, snapshot: number): Promise<readonly RoutePath[]> {
    const { graph, router } = await graphOf(snapshot);
    const within = router.between(origin, destination);
    return within.length > 0 ? within : fewestStopsPaths(graph, rankingRules, origin, destination);
  }

  /** Nobody waits until it is stored. Until then it counts as under way, so that nobody computes it again either. */
  function computeOnce(pair: Pair, snapshot: number): Promise<readonly RoutePath[]> {
    return shared(underWay, cacheKey(pair, snapshot), () => {
      const computed = compute(pair, snapshot);
      const stored = computed.then((paths) => routes.putPaths([{ ...pair, paths }], snapshot));
      // What could not be computed is told to those who asked for it.
      stored.catch((error: unknown) => void computed.then(() => notStored(error)).catch(() => undefined));
      return { answer: computed, until: stored };
    });
  }

  /** One read for all who ask for the same at the same time. */
  function read(pairs: readonly Pair[], snapshot: number | undefined): Promise<KnownRoutes | undefined> {
    const key = `${snapshot ?? ''} ${pairs.map((pair) => pairKey(pair.origin, pair.destination)).join(' ')}`;
    return shared(reading, key, () => {
      const answer = routes.readRoutes(pairs, snapshot);
      return { answer, until: answer };
    });
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
    /** Makes ready to compute pairs of a snapshot. */
    async prepare(snapshot: number): Promise<void> {
      await graphOf(snapshot);
    },

    /** What this process remembers of the newest snapshot it has met, when that is all that is asked for. Another one may be current by now. */
    remembered: (pairs: readonly Pair[]): FoundRoutes | undefined => recall(pairs, newest),

    /** Ways of a pair with one change of airport within a city, cheapest first: computed from the snapshot's graph, and not stored. */
    async findChanges(pair: Pair, snapshot: number, maxConnections: number, siblings: Siblings) {
      const { graph } = await graphOf(snapshot);
      return changePaths(graph, rankingRules, pair, maxConnections, siblings);
    },

    /** Up to a hundred ways of a pair by distance alone, cheapest first: computed from the snapshot's graph, and not stored. */
    async findWide(pair: Pair, snapshot: number, maxConnections: number): Promise<RoutePath[]> {
      const { graph } = await graphOf(snapshot);
      return widePaths(graph, rankingRules, pair, maxConnections);
    },

    /**
     * The routes of these pairs at `snapshot`, by default the current one. Undefined while there is no snapshot yet: the
     * first recompute has not ended.
     */
    async findRoutes(pairs: readonly Pair[], snapshot?: number): Promise<FoundRoutes | undefined> {
      const remembered = recall(pairs, snapshot);
      if (remembered) return remembered;
      const stored = await read(pairs, snapshot);
      if (!stored) return undefined;
      // Building it takes a second or two, which the first search of the snapshot shall not wait for.
      if (stored.opensNext !== undefined) graphOf(stored.opensNext).catch(() => undefined);
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

/** What is under way for a key, or what `begin` begins: shared by all who come before `until` is settled. */
function shared<T>(
  begun: Map<string, Promise<T>>,
  key: string,
  begin: () => { readonly answer: Promise<T>; readonly until: Promise<unknown> },
): Promise<T> {
  const known = begun.get(key);
  if (known) return known;
  const { answer, until } = begin();
  begun.set(key, answer);
  const forget = () => void begun.delete(key);
  until.then(forget, forget);
  return answer;
}
