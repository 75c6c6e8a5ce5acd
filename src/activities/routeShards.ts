import { buildGraph, type RouteGraph } from '../domain/routing/graph';
import { createPathKernel, type PathKernel } from '../domain/routing/kernel';
import { sweptPaths } from '../domain/routing/pairPaths';
import { rankingRules } from '../domain/routing/paths';
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

/** Computes the routes of a snapshot by origins. Graph and kernel are kept from one shard to the next. */
export function createRouteShards({ routes, snapshots }: { routes: RouteStore; snapshots: SnapshotStore }) {
  let loaded: { graphHash: string; ready: Promise<{ graph: RouteGraph; kernel: PathKernel }> } | undefined;

  function load({ snapshot, graphHash }: ShardTask): Promise<{ graph: RouteGraph; kernel: PathKernel }> {
    if (loaded?.graphHash === graphHash) return loaded.ready;
    const ready = snapshots.readGraph(snapshot).then((plan) => {
      const graph = buildGraph(plan);
      return { graph, kernel: createPathKernel(graph, rankingRules) };
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
      const { graph, kernel } = await load(task);
      const total = { pairs: 0, paths: 0, written: 0, superseded: false };
      for (let from = task.from; from < task.to; from += originsPerWrite) {
        const to = Math.min(from + originsPerWrite, task.to);
        const computed = pathsFrom(graph, kernel, from, to);
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

function pathsFrom(graph: RouteGraph, kernel: PathKernel, from: number, to: number): PairRoutes[] {
  const found: PairRoutes[] = [];
  for (let source = from; source < to; source++) {
    kernel.sweep(source);
    for (let destination = 0; destination < graph.codes.length; destination++) {
      if (kernel.count(destination) === 0) continue;
      found.push({
        origin: graph.codes[source] ?? '',
        destination: graph.codes[destination] ?? '',
        paths: sweptPaths(graph, rankingRules, kernel, source, destination),
      });
    }
  }
  return found;
}
