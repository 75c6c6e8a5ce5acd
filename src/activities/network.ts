import { heartbeat, log } from '@temporalio/activity';
import { epochMs, type EpochMs, isoDate, type IsoDate } from '../domain/instants';
import { differMuch, type RecomputeReport, suspicionOf } from '../domain/recomputes';
import type { GraphPlan } from '../domain/routing/graph';
import { unpackPlan } from '../domain/routing/packing';
import { type NetworkLeg, pairKey } from '../domain/routing/paths';
import { weekPlanOf } from '../domain/routing/weekPlans';
import { createWeekSampler } from '../domain/routing/weekSampling';
import type { FlightStore } from '../stores/dynamodb/flights';
import type { AirportStore } from '../stores/neo4j/airports';
import type { GraphStore } from '../stores/neo4j/graph';
import type { RecomputeStore } from '../stores/neo4j/recomputes';
import type { Building, SnapshotInfo, SnapshotStore } from '../stores/neo4j/snapshots';
import type { RouteFinder } from './routeFinder';
import type { RouteShards, ShardResult, ShardTask } from './routeShards';

export interface NetworkActivityDeps {
  readonly flights: FlightStore;
  readonly airports: AirportStore;
  readonly graph: GraphStore;
  readonly snapshots: SnapshotStore;
  readonly recomputes: RecomputeStore;
  readonly shards: RouteShards;
  readonly finder: Pick<RouteFinder, 'prepare'>;
  readonly now: () => EpochMs;
}

export type RecomputeStart =
  | { readonly outcome: 'refused'; readonly reason: string; readonly airports: number; readonly legs: number }
  | {
      readonly outcome: 'begun';
      readonly snapshot: number;
      readonly graphHash: string;
      readonly edition: number;
      readonly airports: number;
      readonly legs: number;
      /** Searches are to be switched to it before its routes are written. */
      readonly opensFirst: boolean;
      /** Of the snapshot that it replaces: when it came into use, and whether it was computed from the same graph. */
      readonly current?: { readonly flippedAt: EpochMs; readonly sameGraph: boolean };
    };

/** Pairs handled between two heartbeats. */
const pairsPerStep = 33;
/** Pairs whose schedules are read between two heartbeats. */
const pairsPerRead = 400;
/** Whole weeks within the 361 days for which flights are sold. */
const weeksSampled = 51;

export function createNetworkActivities(deps: NetworkActivityDeps) {
  const { flights, graph, snapshots } = deps;

  /** The week by which routes are ranked, of those on which somebody can book by now. */
  async function sampleOf(legs: readonly NetworkLeg[]) {
    const sampler = createWeekSampler(isoDate(new Date(deps.now()).toISOString().slice(0, 10)), weeksSampled);
    for (let start = 0; start < legs.length; start += pairsPerRead) {
      const stored = await flights.readSchedules(legs.slice(start, start + pairsPerRead));
      for (const { origin, destination } of legs.slice(start, start + pairsPerRead))
        sampler.add(origin, destination, stored.get(pairKey(origin, destination)) ?? []);
      heartbeat({ pairs: Math.min(start + pairsPerRead, legs.length), of: legs.length });
    }
    return sampler.sample();
  }

  /**
   * Whether searches go over to this network at once: when it is the first, when they compute their routes as it is, or when it
   * differs much from the one they use.
   */
  async function opensFirst(plan: GraphPlan, current: SnapshotInfo | undefined): Promise<boolean> {
    if (!current?.complete) return true;
    return differMuch(unpackPlan(await snapshots.readPackedPlan(current.number, current.graphHash)), plan);
  }

  return {
    /**
     * Takes the base graph as it is now for the next snapshot, with a week of its schedules to rank by. Where searches are going to be
     * switched to it at once, this worker is ready to. Twice: the same snapshot again.
     */
    async beginRecompute({ force }: { force: boolean }): Promise<RecomputeStart> {
      const [all, legs, current] = await Promise.all([
        deps.airports.listAirports(),
        graph.listLegs(),
        snapshots.currentSnapshot(),
      ]);
      // What nobody flies to would only make the graph larger: its pairs are known to have no way without it.
      const served = new Set(legs.flatMap(({ origin, destination }) => [origin, destination]));
      const airports = all.filter(({ code }) => served.has(code));
      const counts = { airports: airports.length, legs: legs.length };
      const suspicion = suspicionOf(counts, current);
      if (suspicion !== undefined && !force) return { outcome: 'refused', reason: suspicion, ...counts };
      const week = weekPlanOf(airports, legs, await sampleOf(legs));
      const plan = { airports, legs, week };
      const standing = await snapshots.currentSnapshot();
      const how = { opensFirst: await opensFirst(plan, standing), after: standing?.number };
      const { number, graphHash, edition } = await snapshots.beginSnapshot(plan, deps.now(), how);
      if (how.opensFirst) await deps.finder.prepare(number);
      const begun = {
        outcome: 'begun',
        snapshot: number,
        graphHash,
        edition,
        opensFirst: how.opensFirst,
        ...counts,
      } as const;
      // One that was opened and not completed is taken up again: it replaces none.
      if (standing?.flippedAt === undefined || standing.number === number) return begun;
      return {
        ...begun,
        current: { flippedAt: epochMs(standing.flippedAt), sameGraph: standing.graphHash === graphHash },
      };
    },

    /** Switches searches to the new snapshot before its routes are written. Twice: it is current already. */
    async openSnapshot(snapshot: Building): Promise<{ outcome: 'opened'; at: EpochMs } | { outcome: 'superseded' }> {
      const at = await snapshots.open(snapshot, deps.now());
      return at === 'superseded' ? { outcome: at } : { outcome: 'opened', at: epochMs(at) };
    },

    /** Computes the paths from some airports and writes what differs. Twice: nothing is left to write. */
    async computeRoutes(task: ShardTask): Promise<ShardResult> {
      return deps.shards.compute(task, heartbeat);
    },

    /** The new snapshot is complete; searches are switched to it if they were not before. Twice: it is so already. */
    async flipSnapshot(snapshot: Building): Promise<'flipped' | 'superseded'> {
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
