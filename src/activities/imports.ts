import { heartbeat, log, sleep } from '@temporalio/activity';
import type { Airport } from '../domain/airports';
import type { ImportFault } from '../domain/imports/faults';
import type { Finding } from '../domain/imports/findings';
import type { ImportProgress, ImportReport, ImportRequest, ImportRun } from '../domain/imports/requests';
import { suspicionOf } from '../domain/recomputes';
import type { NetworkCarrier, NetworkLeg } from '../domain/routing/paths';
import type { LegSchedule } from '../domain/schedules';
import type { FlightStore, PairSchedules } from '../stores/dynamodb/flights';
import type { GraphStore } from '../stores/neo4j/graph';
import type { ImportStore } from '../stores/neo4j/imports';
import type { SnapshotStore } from '../stores/neo4j/snapshots';

/** A whole network as its source gives it. Equal hashes mean equal content. */
export interface Network {
  readonly name: string;
  /** The fictional one, which gives way to any other and replaces none unless it is asked for by name. */
  readonly demo: boolean;
  readonly contentHash: string;
  readonly airports: readonly Airport[];
  readonly carriers: readonly NetworkCarrier[];
  readonly schedules: readonly LegSchedule[];
  readonly legs: readonly NetworkLeg[];
  readonly flightsRead: number;
  readonly findings: readonly Finding[];
}

export type NetworkSource =
  | { readonly outcome: 'read'; readonly network: Network }
  | {
      readonly outcome: 'faulty';
      readonly name: string;
      readonly faults: readonly ImportFault[];
      readonly count: number;
    };

export interface ImportActivityDeps {
  /** Reads and checks all of it. Without a request: the network of a new installation. */
  readonly readNetwork: (
    request: ImportRequest | undefined,
    progress: (state: ImportProgress) => void,
  ) => Promise<NetworkSource>;
  readonly flights: Pick<FlightStore, 'findContentHash' | 'noteContentHash' | 'putSchedules'>;
  readonly graph: Pick<GraphStore, 'findNetwork' | 'listLegs' | 'noteImporting' | 'writeNetwork'>;
  readonly snapshots: Pick<SnapshotStore, 'currentSnapshot'>;
  readonly imports: Pick<ImportStore, 'putRun'>;
  readonly now: () => number;
  /** After so long every search has heard that an import is under way. */
  readonly heardMs: number;
}

export interface ImportTask {
  /** Grows from import to import. */
  readonly revision: number;
  readonly force: boolean;
  readonly request?: ImportRequest;
}

/** Pairs read, compared and written together, and how many such parts at once: while one is packed, the other is written. */
const pairsPerStep = 264;
const writesAtOnce = 2;

export function createImportActivities(deps: ImportActivityDeps) {
  const { flights, graph, snapshots } = deps;

  /** Pairs whose flights are others now. Those that were flown before and are not any more get none. */
  async function writeSchedules(network: Network, revision: number): Promise<number> {
    const pairs = [...pairsOf(network), ...withdrawn(await graph.listLegs(), network)];
    let changed = 0;
    for (let start = 0; start < pairs.length; start += pairsPerStep * writesAtOnce) {
      heartbeat({ phase: 'writing', done: start, of: pairs.length } satisfies ImportProgress);
      const parts = Array.from({ length: writesAtOnce }, (_, n) => start + n * pairsPerStep);
      const writes = parts.map((from) => flights.putSchedules(pairs.slice(from, from + pairsPerStep), revision));
      for (const counts of await Promise.all(writes)) changed += counts.added + counts.changed;
    }
    return changed;
  }

  /** Reads, checks and writes; `notedAt` is when the import was announced to searches. */
  async function importContent({ revision, force, request }: ImportTask, notedAt: number): Promise<ImportReport> {
    const source = await deps.readNetwork(request, heartbeat);
    const [standing, storedHash, current] = await Promise.all([
      graph.findNetwork(),
      flights.findContentHash(),
      snapshots.currentSnapshot(),
    ]);
    const hasSnapshot = current !== undefined;
    if (source.outcome === 'faulty') {
      const { name, faults, count } = source;
      return { ...nothing, outcome: 'faulty', name, faults, faultCount: count, hasSnapshot };
    }
    const { network } = source;
    const report = { ...reportOf(network), hasSnapshot };
    const isThere = standing?.contentHash === network.contentHash && storedHash === network.contentHash;
    // An attempt before this one wrote all of it and died before it could say so: the routes are still to be computed.
    if (isThere && standing.importedAt === revision) return { ...report, outcome: 'imported' };
    const givesWay = request === undefined && network.demo && standing?.demo === false;
    if (isThere || givesWay) return { ...report, outcome: 'unchanged' };
    const suspicion = suspicionOf(report, standing);
    if (suspicion !== undefined && !force) return { ...report, outcome: 'refused', reason: suspicion };
    if (standing) await sleep(Math.max(0, notedAt + deps.heardMs - deps.now()));
    return { ...report, outcome: 'imported', pairsChanged: await write(network, revision) };
  }

  async function write(network: Network, revision: number): Promise<number> {
    const pairsChanged = await writeSchedules(network, revision);
    const { name, demo, contentHash, airports, carriers, legs } = network;
    const counts = { airports: airports.length, legs: legs.length };
    await graph.writeNetwork({
      info: { name, demo, contentHash, importedAt: revision, ...counts },
      airports,
      carriers,
      legs,
    });
    await flights.noteContentHash(contentHash);
    return pairsChanged;
  }

  return {
    /**
     * Reads and checks all of the network, and only then stores the difference: schedules, then the base graph, which tells that
     * all is there. Searches hear of it before the first flight is written, and look at every day until the last one is.
     * Twice: finds that it wrote everything, or goes on where it was.
     */
    async importNetworkContent(task: ImportTask): Promise<ImportReport> {
      const notedAt = deps.now();
      await graph.noteImporting(true);
      const report = await importContent(task, notedAt);
      await graph.noteImporting(false);
      return report;
    },

    /** Keeps the run for operators. Twice: the same node again. */
    async reportImport(run: ImportRun): Promise<void> {
      log.info(`import ${run.outcome}`, { ...run, faults: undefined, findings: undefined });
      await deps.imports.putRun(run);
    },
  };
}
export type ImportActivities = ReturnType<typeof createImportActivities>;

const nothing = {
  faults: [],
  faultCount: 0,
  findings: [],
  flightsRead: 0,
  airports: 0,
  carriers: 0,
  schedules: 0,
  legs: 0,
  pairsChanged: 0,
};

function reportOf({ name, findings, flightsRead, airports, carriers, schedules, legs }: Network) {
  const counts = {
    airports: airports.length,
    carriers: carriers.length,
    schedules: schedules.length,
    legs: legs.length,
  };
  return { ...nothing, name, findings, flightsRead, ...counts };
}

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

function withdrawn(before: readonly NetworkLeg[], { legs }: Network): PairSchedules[] {
  const kept = new Set(legs.map(({ origin, destination }) => `${origin}-${destination}`));
  return before
    .filter(({ origin, destination }) => !kept.has(`${origin}-${destination}`))
    .map(({ origin, destination }) => ({ origin, destination, schedules: [] }));
}
