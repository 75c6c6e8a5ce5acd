import { LRUCache } from 'lru-cache';
import type { RouteNetwork } from '../domain/routing/router';
import type { SnapshotStore } from '../stores/neo4j/snapshots';
import type { RouteComputing } from './routeComputing';

export interface RouteNetworkDeps {
  readonly snapshots: Pick<SnapshotStore, 'readPackedPlan'>;
  readonly computing: Pick<RouteComputing, 'build'>;
}

/** Some 60 MB each for the world: that which searches use, and that which is being written or that from before a flip. */
const keptNetworks = 2;

/**
 * Networks of snapshots, read and built once for all in this process who use them, the recompute as well as searches. By the graph's
 * hash, because a snapshot that is not in use yet may be begun with another graph.
 */
export function createRouteNetworks({ snapshots, computing }: RouteNetworkDeps) {
  const built = new LRUCache<string, Promise<RouteNetwork>>({ max: keptNetworks });

  return {
    networkOf(snapshot: number, graphHash: string): Promise<RouteNetwork> {
      const known = built.get(graphHash);
      if (known) return known;
      const network = snapshots.readPackedPlan(snapshot, graphHash).then((plan) => computing.build(plan));
      built.set(graphHash, network);
      // What could not be read must not be remembered; whoever waits for it sees the error.
      network.catch(() => {
        if (built.peek(graphHash) === network) built.delete(graphHash);
      });
      return network;
    },
  };
}
export type RouteNetworks = ReturnType<typeof createRouteNetworks>;
