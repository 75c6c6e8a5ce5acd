import { heartbeat, log } from '@temporalio/activity';
import type { Airport } from '../domain/airports';
import { epochMs, type EpochMs, type IsoDate } from '../domain/instants';
import { type RecomputeReport, suspicionOf } from '../domain/recomputes';
import type { NetworkCarrier, NetworkLeg } from '../domain/routing/paths';
import type { LegSchedule } from '../domain/schedules';
import type { FlightStore, PairSchedules } from '../stores/dynamodb/flights';
import type { AirportStore } from '../stores/neo4j/airports';
import type { GraphStore } from '../stores/neo4j/graph';
import type { RecomputeStore } from '../stores/neo4j/recomputes';
import type { SnapshotStore } from '../stores/neo4j/snapshots';
import type { RouteShards, ShardResult, ShardTask } from './routeShards';

/** A whole network as its source gives it. Equal hashes mean equal content. */
export interface Network {
  readonly name: string;
  readonly contentHash: string;
  readonly airports: readonly Airport[];
  readonly carriers: readonly NetworkCarrier[];
  readonly schedules: readonly LegSchedule[];
  readonly legs: readonly NetworkLeg[];
}

export interface NetworkActivityDeps {
  readonly source: () => Network;
  readonly flights: FlightStore;
  readonly airports: AirportStore;
  readonly graph: GraphStore;
  readonly snapshots: SnapshotStore;
  readonly recomputes: RecomputeStore;
  readonly shards: RouteShards;
  readonly now: () => EpochMs;
}

export interface ImportReport {
  readonly outcome: 'imported' | 'unchanged' | 'refused';
  readonly reason?: string;
  readonly airports: number;
  readonly legs: number;
  readonly schedulesChanged: number;
  /** Whether searches have routes to look up, from this network or an earlier one. */
  readonly hasSnapshot: boolean;
}

export type RecomputeStart =
  | { readonly outcome: 'refused'; readonly reason: string; readonly airports: number; readonly legs: number }
  | {
      readonly outcome: 'begun';
      readonly snapshot: number;
      readonly graphHash: string;
      readonly airports: number;
      readonly legs: number;
      /** Of the snapshot in use: when it came into use, and whether it was computed from the same graph. */
      readonly current?: { readonly flippedAt: EpochMs; readonly sameGraph: boolean };
    };

/** Pairs handled between two heartbeats. */
const pairsPerStep = 33;

export function createNetworkActivities(deps: NetworkActivityDeps) {
  const { flights, graph, snapshots } = deps;

  return {
    /**
     * Stores schedules and base graph of the network, the graph last: it tells that all is there. Twice: finds that nothing
     * changed, or goes on where it was.
     */
    async importNetworkContent({ revision, force }: { revision: number; force: boolean }): Promise<ImportReport> {
      const network = deps.source();
      const [standing, storedHash, current] = await Promise.all([
        graph.findNetwork(),
        flights.findContentHash(),
        snapshots.currentSnapshot(),
      ]);
      const counts = {
        airports: network.airports.length,
        legs: network.legs.length,
        hasSnapshot: current !== undefined,
      };
      if (standing?.contentHash === network.contentHash && storedHash === network.contentHash) {
        return { outcome: 'unchanged', schedulesChanged: 0, ...counts };
      }
      const suspicion = suspicionOf(counts, standing);
      if (suspicion !== undefined && !force)
        return { outcome: 'refused', reason: suspicion, schedulesChanged: 0, ...counts };
      const schedulesChanged = await putSchedules(
        flights,
        [...pairsOf(network), ...withdrawn(await graph.listLegs(), network)],
        revision,
      );
      const { name, contentHash, airports, carriers, legs } = network;
      await graph.writeNetwork({
        info: { name, contentHash, importedAt: revision, airports: airports.length, legs: legs.length },
        airports,
        carriers,
        legs,
      });
      await flights.noteContentHash(contentHash);
      return { outcome: 'imported', schedulesChanged, ...counts };
    },

    /** Takes the base graph as it is now for the next snapshot. Twice: the same snapshot again. */
    async beginRecompute({ force }: { force: boolean }): Promise<RecomputeStart> {
      const [airports, legs, current] = await Promise.all([
        deps.airports.listAirports(),
        graph.listLegs(),
        snapshots.currentSnapshot(),
      ]);
      const counts = { airports: airports.length, legs: legs.length };
      const suspicion = suspicionOf(counts, current);
      if (suspicion !== undefined && !force) return { outcome: 'refused', reason: suspicion, ...counts };
      const { number, graphHash } = await snapshots.beginSnapshot({ airports, legs }, deps.now());
      const begun = { outcome: 'begun', snapshot: number, graphHash, ...counts } as const;
      if (current?.flippedAt === undefined) return begun;
      return {
        ...begun,
        current: { flippedAt: epochMs(current.flippedAt), sameGraph: current.graphHash === graphHash },
      };
    },

    /** Computes the paths from some airports and writes what differs. Twice: nothing is left to write. */
    async computeRoutes(task: ShardTask): Promise<ShardResult> {
      return deps.shards.compute(task, heartbeat);
    },

    /** Switches searches to the new snapshot. Twice: it is current already. */
    async flipSnapshot(snapshot: { number: number; graphHash: string }): Promise<'flipped' | 'superseded'> {
      return snapshots.flip(snapshot, deps.now());
    },

    /** Keeps the run for operators. Twice: the same node again. */
    async reportRecompute(report: RecomputeReport): Promise<void> {
      log.info(`recompute ${report.outcome}`, { ...report });
      await deps.recomputes.putRun(report);
    },

    /** Makes the flight buckets of these dates. Twice: makes those that are still missing. */
    async materialiseBuckets({
      dates,
      dropBefore,
    }: {
      dates: readonly IsoDate[];
      dropBefore: IsoDate;
    }): Promise<number> {
      const legs = await graph.listLegs();
      let made = 0;
      for (let start = 0; start < legs.length; start += pairsPerStep) {
        made += await flights.materialise(legs.slice(start, start + pairsPerStep), dates, dropBefore);
        heartbeat({ pairs: Math.min(start + pairsPerStep, legs.length), of: legs.length, made });
      }
      return made;
    },
  };
}
export type NetworkActivities = ReturnType<typeof createNetworkActivities>;

function pairsOf({ schedules }: Network): PairSchedules[] {
  const pairs = new Map<string, { origin: string; destination: string; schedules: LegSchedule[] }>();
  for (const schedule of schedules) {
    const [origin, destination] = [schedule.origin.airport, schedule.destination.airport];
    const key = `${origin}-${destination}`;
    const pair = pairs.get(key);
    if (pair) pair.schedules.push(schedule);
    else pairs.set(key, { origin, destination, schedules: [schedule] });
  }
  return [...pairs.values()];
}

/** Pairs that were flown before and are not any more: their schedules become none, and so do the flights in their buckets. */
function withdrawn(before: readonly NetworkLeg[], { legs }: Network): PairSchedules[] {
  const kept = new Set(legs.map(({ origin, destination }) => `${origin}-${destination}`));
  return before
    .filter(({ origin, destination }) => !kept.has(`${origin}-${destination}`))
    .map(({ origin, destination }) => ({ origin, destination, schedules: [] }));
}

async function putSchedules(flights: FlightStore, pairs: readonly PairSchedules[], revision: number): Promise<number> {
  let changed = 0;
  const step = pairsPerStep * 8;
  for (let start = 0; start < pairs.length; start += step) {
    const counts = await flights.putSchedules(pairs.slice(start, start + step), revision);
    changed += counts.added + counts.changed;
    heartbeat({ pairs: Math.min(start + step, pairs.length), of: pairs.length, changed });
  }
  return changed;
}
