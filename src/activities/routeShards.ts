import type { RouteGraph } from '../domain/routing/graph';
import { rankingRules } from '../domain/routing/paths';
import { buildNetwork, createRouter, type Router } from '../domain/routing/router';
import type { PairRoutes, RouteStore } from '../stores/neo4j/routes';
import type { SnapshotStore } from '../stores/neo4j/snapshots';

/** Origins with the numbers `from` to `to - 1` in the graph of a snapshot that is being built. */
export interface ShardTask {
  readonly snapshot: number;
  readonly graphHash: string;
  readonly from: number;
  readonly to: number;
}

export interface ShardResult {
  readonly pairs: number;
  readonly paths: number;
  readonly written: number;
  /** Another recompute has begun to build this snapshot from another graph: nothing was written any more. */
  readonly superseded: boolean;
}

export type ShardProgress = ShardResult & { readonly origin: number };

/** Origins whose paths are compared and written together. */
const originsPerWrite = 8;

/** Computes the routes of a snapshot by origins. Graph and router are kept from one shard to the next. */
export function createRouteShards({ routes, snapshots }: { routes: RouteStore; snapshots: SnapshotStore }) {
  let loaded: { graphHash: string; ready: Promise<{ graph: RouteGraph; router: Router }> } | undefined;

  function load({ snapshot, graphHash }: ShardTask): Promise<{ graph: RouteGraph; router: Router }> {
    if (loaded?.graphHash === graphHash) return loaded.ready;
    const ready = snapshots.readGraph(snapshot).then((plan) => {
      const network = buildNetwork(plan);
      return { graph: network.graph, router: createRouter(network, rankingRules) };
    });
    loaded = { graphHash, ready };
    // What could not be read must not be remembered; whoever waits for it sees the error.
    ready.catch(() => {
      if (loaded?.ready === ready) loaded = undefined;
    });
    return ready;
  }

  return {
    /** Tells `progress` after each write, so that a shard that hangs is noticed. */
    async compute(task: ShardTask, progress: (state: ShardProgress) => void): Promise<ShardResult> {
      const { graph, router } = await load(task);
      const total = { pairs: 0, paths: 0, written: 0, superseded: false };
      for (let from = task.from; from < task.to; from += originsPerWrite) {
        const to = Math.min(from + originsPerWrite, task.to);
        const computed = pathsFrom(graph, router, from, to);
        total.pairs += computed.length;
        for (const { paths } of computed) total.paths += paths.length;
        const written = await routes.writeDifference(graph.codes.slice(from, to), computed, {
          number: task.snapshot,
          graphHash: task.graphHash,
        });
        if (written === 'superseded') return { ...total, superseded: true };
        total.written += written;
        progress({ ...total, origin: to });
      }
      return total;
    },
  };
}
export type RouteShards = ReturnType<typeof createRouteShards>;

function pathsFrom(graph: RouteGraph, router: Router, from: number, to: number): PairRoutes[] {
  const code = (airport: number) => graph.codes[airport] ?? '';
  const sources = Array.from({ length: to - from }, (_, n) => from + n);
  return sources.flatMap((source) =>
    router.sweep(source).map(({ destination, paths }) => ({
      origin: code(source),
      destination: code(destination),
      paths,
    })),
  );
}
