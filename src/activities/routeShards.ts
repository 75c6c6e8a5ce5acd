import { originRange } from '../domain/routing/paths';
import type { RouteStore } from '../stores/neo4j/routes';
import type { RouteComputing } from './routeComputing';
import type { RouteNetworks } from './routeNetworks';

/** Origins with the numbers `from` to `to - 1` in the graph of a snapshot that is being built. */
export interface ShardTask {
  readonly snapshot: number;
  readonly graphHash: string;
  readonly edition: number;
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

export interface RouteShardDeps {
  readonly routes: Pick<RouteStore, 'writeDifference'>;
  readonly networks: RouteNetworks;
  readonly computing: Pick<RouteComputing, 'sweep'>;
}

/** Computes the routes of a snapshot by origins. */
export function createRouteShards({ routes, networks, computing }: RouteShardDeps) {
  return {
    /** Tells `progress` after each write, so that a shard that hangs is noticed. */
    async compute(task: ShardTask, progress: (state: ShardProgress) => void): Promise<ShardResult> {
      const network = await networks.networkOf(task.snapshot, task.graphHash);
      const total = { pairs: 0, paths: 0, written: 0, superseded: false };
      for (let from = task.from; from < task.to; from += originsPerWrite) {
        const to = Math.min(from + originsPerWrite, task.to);
        const { pairs, paths } = await computing.sweep(network, from, to);
        total.pairs += pairs.length;
        total.paths += paths;
        const written = await routes.writeDifference(originRange(network.graph.codes, from, to), pairs, {
          number: task.snapshot,
          graphHash: task.graphHash,
          edition: task.edition,
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
