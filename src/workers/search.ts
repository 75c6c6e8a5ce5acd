import { randomBytes } from 'node:crypto';
import { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import pino, { type Logger } from 'pino';
import { createDateActivities } from '../activities/datePrices';
import { createImportActivities } from '../activities/imports';
import { createLegHoursSource, legHoursMs } from '../activities/legHoursSource';
import { createNetworkActivities } from '../activities/network';
import { createRouteFinder } from '../activities/routeFinder';
import { createRouteNetworks } from '../activities/routeNetworks';
import { createRouteShards } from '../activities/routeShards';
import { createSearchActivities } from '../activities/searches';
import { type Config, loadConfig, temporalConnectionOptions } from '../config';
import { createAirportSource } from '../domain/airportSource';
import { createFailpoints } from '../failpoints';
import { createDynamo } from '../stores/dynamodb/client';
import { createStoreClock } from '../stores/dynamodb/clock';
import { createTables } from '../stores/dynamodb/createTables';
import { createFlightStore } from '../stores/dynamodb/flights';
import { createOfferStore } from '../stores/dynamodb/offers';
import { tablesWithPrefix } from '../stores/dynamodb/tables';
import { createAirportStore } from '../stores/neo4j/airports';
import { createGraphDriver } from '../stores/neo4j/client';
import { createGraphStore } from '../stores/neo4j/graph';
import { createImportStore } from '../stores/neo4j/imports';
import { createRecomputeStore } from '../stores/neo4j/recomputes';
import { createRouteStore } from '../stores/neo4j/routes';
import { createGraphSchema, graphLabels } from '../stores/neo4j/schema';
import { createSnapshotStore } from '../stores/neo4j/snapshots';
import { workflowBundle } from './bundle';
import { activityInterceptors } from './interceptors';
import { createWorkerMetrics, startMonitoring, type WorkerMetrics } from './monitoring';
import { createNetworkReader } from './networkReader';
import { announceReady } from './ready';
import { createRouteThreads } from './routeThreads';
import { createSchedules, startImport } from './schedules';

/** As many as shards of a recompute are under way at once. */
const routeThreads = 2;

/** Searches: finds routes and compares itineraries, and keeps the network: import, recompute, buckets made ahead. */
async function main(): Promise<void> {
  const config = loadConfig();
  const log = pino({ level: config.logLevel, name: 'worker:search' });
  const metrics = createWorkerMetrics();
  const { activities, close } = await connectStores(config, metrics, log);
  const connection = await NativeConnection.connect(temporalConnectionOptions(config));
  const worker = await Worker.create({
    connection,
    namespace: config.temporal.namespace,
    taskQueue: config.temporal.searchTaskQueue,
    workflowBundle: await workflowBundle(),
    activities,
    interceptors: activityInterceptors(createFailpoints(config.failpoints)),
    shutdownGraceTime: '8 seconds',
    maxCachedWorkflows: 100,
    nonStickyToStickyPollRatio: 0.5,
    // How far an import is, operators read from its heartbeats.
    maxHeartbeatThrottleInterval: '2 seconds',
  });
  const client = new Client({ connection, namespace: config.temporal.namespace });
  await createSchedules(client, config);
  if (config.network.demo) await startImport(client, config);
  const monitoring = await startMonitoring(
    { registry: metrics.registry, isReady: () => worker.getState() === 'RUNNING' },
    config.api,
  );
  announceReady(config.readyFile);
  log.info({ taskQueue: config.temporal.searchTaskQueue }, 'polling');
  await worker.run();
  await monitoring.close();
  await connection.close();
  await close();
}

async function connectStores(config: Config, { countRead }: Pick<WorkerMetrics, 'countRead'>, log: Logger) {
  const { client, db } = createDynamo(config.dynamodb);
  const tables = tablesWithPrefix(config.dynamodb.tablePrefix);
  const clock = createStoreClock(client, Date.now);
  const driver = createGraphDriver(config.neo4j);
  const labels = graphLabels(config.neo4j.labelSuffix);
  await Promise.all([createTables(client, tables), createGraphSchema(driver, labels)]);

  const flights = createFlightStore({ db, tables, onRead: countRead });
  const routes = createRouteStore({ driver, labels });
  const snapshots = createSnapshotStore({ driver, labels });
  const airports = createAirportStore({ driver, labels });
  const graph = createGraphStore({ driver, labels });
  const airportSource = createAirportSource({
    load: airports.listAirports,
    revision: async () => (await graph.findNetwork())?.importedAt,
    now: Date.now,
  });
  const legHours = createLegHoursSource({
    graph,
    now: Date.now,
    notRead: (error) => log.warn({ err: error }, 'the hours of legs were not read; searches read every day of a leg'),
  });
  const computing = createRouteThreads(routeThreads);
  const notStored = (error: unknown) => log.warn({ err: error }, 'routes computed on demand were not stored');
  const networks = createRouteNetworks({ snapshots, computing });
  const finder = createRouteFinder({ routes, snapshots, networks, notStored });
  const activities = {
    ...createNetworkActivities({
      flights,
      airports,
      graph,
      snapshots,
      recomputes: createRecomputeStore({ driver, labels }),
      shards: createRouteShards({ routes, networks, computing }),
      finder,
      now: clock.now,
    }),
    ...createImportActivities({
      now: Date.now,
      heardMs: 2 * legHoursMs,
      readNetwork: createNetworkReader({ ...config.network, now: Date.now }),
      flights,
      graph,
      snapshots,
      imports: createImportStore({ driver, labels }),
    }),
    ...createSearchActivities({
      finder,
      flights,
      offers: createOfferStore({ db, tables }),
      airports: airportSource,
      legHours,
      now: clock.now,
      newResultId: () => randomBytes(16).toString('base64url'),
      holdMinutes: Math.round(config.clocks.holdSeconds / 60),
      notCompared: (error) => log.warn({ err: error }, 'a search was not compared along with its routes'),
    }),
    ...createDateActivities({ flights, airports: airportSource, legHours, now: clock.now }),
  };
  const close = async (): Promise<void> => {
    await computing.close();
    await driver.close();
    client.destroy();
  };
  return { activities, close };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  // Open connections would keep a process alive that does nothing, and that nobody starts anew.
  process.exit(1);
});
