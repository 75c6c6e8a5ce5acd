import { hostname } from 'node:os';
import { NativeConnection, Worker } from '@temporalio/worker';
import pino from 'pino';
import { Client } from '@temporalio/client';
import { createErasureActivities } from '../activities/erasures';
import { createLateMoneyActivities } from '../activities/lateMoney';
import { createPaymentActivities } from '../activities/payments';
import { createReconcilingActivities } from '../activities/reconciling';
import { createSeatActivities } from '../activities/seats';
import { createSellingActivities } from '../activities/selling';
import type { ChannelName } from '../domain/channels';
import { loadConfig, temporalConnectionOptions } from '../config';
import { createFailpoints } from '../failpoints';
import { createStripeGateway } from '../gateways/stripe';
import { createBookingStore } from '../stores/dynamodb/bookings';
import { createDynamo, createDynamoStreams } from '../stores/dynamodb/client';
import { createStoreClock } from '../stores/dynamodb/clock';
import { createTables } from '../stores/dynamodb/createTables';
import { createErasureStore } from '../stores/dynamodb/erasures';
import { createFlightStore } from '../stores/dynamodb/flights';
import { createHoldStore } from '../stores/dynamodb/holds';
import { createLegStore } from '../stores/dynamodb/legs';
import { createSealing } from '../stores/dynamodb/sealing';
import { createSeatStore } from '../stores/dynamodb/seats';
import { tablesWithPrefix } from '../stores/dynamodb/tables';
import { createUnfinishedBookings } from '../stores/dynamodb/unfinished';
import { connectRedis } from '../stores/redis/client';
import { createWakeCalls } from '../stores/redis/wakeCalls';
import { createBookingRuns } from './bookingRuns';
import { createBookingSchedules } from './bookingSchedules';
import { workflowBundle } from './bundle';
import { activityInterceptors } from './interceptors';
import { createWorkerMetrics, startMonitoring } from './monitoring';
import { startProjector } from './projector';
import { createProjectorMetrics } from './projectorMetrics';
import { announceReady } from './ready';
import { startSweeper } from './sweeper';
import { createViolationSink } from './violations';

/** Sells: runs the booking workflows, their seat writes and payment calls, and the projector that tells what happened. */
async function main(): Promise<void> {
  const config = loadConfig();
  const log = pino({ level: config.logLevel, name: 'worker:booking' });
  const { client: dynamo, db } = createDynamo(config.dynamodb);
  const tables = tablesWithPrefix(config.dynamodb.tablePrefix);
  const clock = createStoreClock(dynamo, Date.now);
  // Also the read from which the clock learns the store's time, before this worker polls.
  await createTables(dynamo, tables);

  const redis = config.redisUrl === undefined ? undefined : connectRedis({ url: config.redisUrl, logger: log });
  const wakeCalls = redis && createWakeCalls({ redis, prefix: config.dynamodb.tablePrefix });
  const ring = (channel: ChannelName) => wakeCalls?.ring(channel);

  const sealing = createSealing(config.secrets.sealingKey);
  const bookings = createBookingStore({ db, tables, sealing });
  const legs = createLegStore({ db, tables });
  const holds = createHoldStore({
    db,
    tables,
    bookings,
    legs,
    seats: createSeatStore({ db, tables }),
    now: clock.now,
    random: Math.random,
    slotLimits: {
      perUser: config.limits.holdsPerUser,
      perAddress: config.limits.holdsPerAddress,
      perPartner: config.limits.holdsPerPartner,
    },
    ring,
  });
  const flights = createFlightStore({ db, tables });
  const payments = createStripeGateway(config.payments);

  const connection = await NativeConnection.connect(temporalConnectionOptions(config));
  const client = new Client({ connection, namespace: config.temporal.namespace });
  const unfinished = createUnfinishedBookings({ db, tables, bookings, now: clock.now });
  const metrics = createWorkerMetrics();
  const { findBooking, findStandings } = bookings;
  const reconciling = createReconcilingActivities({
    ...{ findBooking, findStandings, payments, listUnfinished: unfinished.listUnfinished, now: clock.now },
    runs: createBookingRuns({ client, taskQueue: config.temporal.bookingTaskQueue }),
    report: (reconciliation) => {
      metrics.countReconciled(reconciliation);
      log.warn({ reconciliation }, 'the reconciler brought something to an end');
    },
    settings: config.reconciling,
  });
  const failpoints = createFailpoints(config.failpoints);
  const seatSteps = createSeatActivities({ holds });
  const paymentSteps = createPaymentActivities({ payments });
  const worker = await Worker.create({
    connection,
    namespace: config.temporal.namespace,
    taskQueue: config.temporal.bookingTaskQueue,
    workflowBundle: await workflowBundle({ stackTraces: config.temporal.bookingStackTraces }),
    activities: {
      ...seatSteps,
      ...paymentSteps,
      ...createSellingActivities({ steps: { ...seatSteps, ...paymentSteps }, around: failpoints.around }),
      ...createErasureActivities({ erasures: createErasureStore({ db, tables, bookings, now: clock.now }) }),
      ...createLateMoneyActivities({ findBooking, payments }),
      ...reconciling,
    },
    interceptors: activityInterceptors(failpoints),
    shutdownGraceTime: '8 seconds',
    maxCachedWorkflows: 600,
    nonStickyToStickyPollRatio: 0.5,
    // How long a booking waits for a worker that died, before another takes it.
    stickyQueueScheduleToStartTimeout: '2 seconds',
  });
  const monitoring = await startMonitoring(
    { registry: metrics.registry, isReady: () => worker.getState() === 'RUNNING' },
    config.api,
  );
  const projector = startProjector({
    client: dynamo,
    db,
    streams: createDynamoStreams(config.dynamodb),
    tables,
    writeAvailability: async (bucket, flightId, availability) => {
      await flights.writeAvailability(bucket, flightId, availability);
    },
    logger: log,
    owner: `${hostname()}/${process.pid}`,
    now: clock.now,
    onViolation: createViolationSink({ count: metrics.countViolation, file: config.violationsFile }),
    watch: createProjectorMetrics(metrics.registry, clock.now),
    ring,
  });
  const sweeper = startSweeper({ unfinished, logger: log });
  await createBookingSchedules(client, config);
  announceReady(config.readyFile);
  log.info({ taskQueue: config.temporal.bookingTaskQueue }, 'polling');
  await worker.run();
  await sweeper.stop();
  await projector.stop();
  await monitoring.close();
  redis?.disconnect();
  await connection.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  // Open connections would keep a process alive that does nothing, and that nobody starts anew.
  process.exit(1);
});
