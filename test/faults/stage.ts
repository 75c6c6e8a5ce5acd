import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { Client, Connection } from '@temporalio/client';
import { createBookingIds } from '../../src/api/bookingIds';
import { developmentSecrets } from '../../src/config';
import type { HoldSlot } from '../../src/domain/bookings';
import { createBookingStore } from '../../src/stores/dynamodb/bookings';
import { createPatientDynamo } from '../support/dynamo';
import { createSealing } from '../../src/stores/dynamodb/sealing';
import { createSeatStore } from '../../src/stores/dynamodb/seats';
import { tablesWithPrefix } from '../../src/stores/dynamodb/tables';
import { eventually } from '../support/eventually';
import { dynamodbDialect, startHttpProxy } from '../support/faults/httpProxy';
import { type Product, type ProgramName, startProduct } from '../support/product';
import { testServers } from '../support/servers';
import { createTraveller, type WireOffer } from '../support/traveller';
import type { Offset } from './cells/kinds';
import { createProviderDesk } from './providerDesk';

/** Holds of the node for outages, in seconds: an outage outlasts two of them. */
export const shortHoldSeconds = 8;
/** Two minutes: more than the store's grace and than a whole hold of the short kind. */
const skewMs = 120_000;
/** A hold that began late because its worker died is still wanted here: what is shown is that it comes to a right end. */
const environment = { HOLD_BY_SECONDS: '30', HOLDS_PER_ADDRESS: '100000', LATE_SUCCESS_MS: '20000' };
const quick = { RECONCILE_EVERY_SECONDS: '5', RECONCILE_AFTER_SECONDS: '15' };

/** The product behind its proxies, with two booking workers and two API nodes, kept alive over all cells. */
export async function openStage({ quickReconciler = true } = {}) {
  const product = await startProduct({ faults: true, env: { ...environment, ...(quickReconciler && quick) } });
  // The workers' own way to the tables, behind which is everybody's: they alone can be cut off.
  const workersStore = await startHttpProxy(product.proxies.dynamodb.url, dynamodbDialect);
  const env = { DYNAMODB_ENDPOINT: workersStore.url };
  const startWorker = (name: 'worker:booking' | 'worker:booking-2') => product.startWorker('booking', { name, env });
  const [secondNode] = await Promise.all([
    product.startNode('api-2'),
    startWorker('worker:booking-2'),
    product.kill('worker:booking').then(() => startWorker('worker:booking')),
  ]);
  const attendant = keepAlive(product, {
    'worker:booking': () => startWorker('worker:booking'),
    'worker:booking-2': () => startWorker('worker:booking-2'),
    api: () => product.startApi(),
  });
  const servers = testServers();
  const connection = await Connection.connect({ address: servers.temporalAddress });
  const temporal = new Client({ connection });
  const { client, db } = createPatientDynamo();
  const tables = tablesWithPrefix(product.environment['TABLE_PREFIX'] ?? '');
  const sealing = createSealing(developmentSecrets.SEALING_KEY);
  let shortNode: Promise<string> | undefined;
  const otherClocks = new Map<Offset, Promise<string>>();
  let outages = 0;

  return {
    product,
    workersStore,
    nodes: [product.url, secondNode],
    temporal,
    ids: createBookingIds(developmentSecrets.BOOKING_ID_SECRET),
    bookings: createBookingStore({ db, tables, sealing }),
    seats: createSeatStore({ db, tables }),
    provider: createProviderDesk(product.providerUrl),
    takeSeats: createSeatSupply(product.url),

    /** The node whose holds are short, started when the first cell asks for it. */
    startShortNode: () =>
      (shortNode ??= product.startNode('api-short', {
        HOLD_SECONDS: String(shortHoldSeconds),
        STORE_GRACE_SECONDS: '1',
        PAYMENT_GRACE_SECONDS: '2',
      })),

    /** A node whose bookings are worked at by one worker alone, with its clock two minutes off; both are started for the first cell. */
    startNodeWithClock(offset: Offset): Promise<string> {
      const known = otherClocks.get(offset);
      if (known) return known;
      const apart = { BOOKING_TASK_QUEUE: `${product.environment['BOOKING_TASK_QUEUE'] ?? ''}-${offset}` };
      const clockOffsetMs = offset === 'ahead' ? skewMs : -skewMs;
      const url = product
        .startWorker('booking', { name: `worker:booking-${offset}`, clockOffsetMs, env: { ...env, ...apart } })
        // Longer than Temporal is away for other cells, two of which may overlap.
        .then(() => product.startNode(`api-${offset}`, { ...apart, HOLD_SECONDS: '40', STORE_GRACE_SECONDS: '3' }));
      otherClocks.set(offset, url);
      return url;
    },
    /** Whether the worker with that clock has worked at the booking, by the history of its workflow. */
    async wasWorkedAt(bookingId: string, offset: Offset): Promise<boolean> {
      const pid = product.pidOf(`worker:booking-${offset}`);
      const { events } = await temporal.workflow.getHandle(bookingId).fetchHistory();
      return (events ?? []).some((e) => e.workflowTaskCompletedEventAttributes?.identity?.startsWith(`${pid}@`));
    },

    /** Temporal is away for longer than two short holds; for outages that overlap, from the first to the end of the last. */
    async outage(): Promise<void> {
      const { goAway, comeBack } = product.proxies.temporal;
      outages++;
      goAway();
      await new Promise((resolve) => setTimeout(resolve, 2 * shortHoldSeconds * 1000 + 500));
      if (--outages === 0) comeBack();
      await eventually('the outage is over', () => outages === 0, 300_000);
    },

    async slotOwner({ owner, slot }: HoldSlot): Promise<unknown> {
      const Key = { Owner: owner, Slot: slot };
      const { Item } = await db.send(new GetCommand({ TableName: tables.Slots, Key, ConsistentRead: true }));
      return Item?.['BookingID'];
    },

    async close(): Promise<void> {
      await attendant.stop();
      await connection.close();
      client.destroy();
      await product.stop().finally(() => workersStore.close());
    },
  };
}
export type Stage = Awaited<ReturnType<typeof openStage>>;

/** Starts again what a failpoint has killed, as a supervisor would. */
function keepAlive(product: Product, restarts: Readonly<Record<string, () => Promise<unknown>>>) {
  const busy = new Map<string, Promise<unknown>>();
  const watch = setInterval(() => {
    for (const [name, restart] of Object.entries(restarts)) {
      if (busy.has(name) || product.isRunning(name as ProgramName)) continue;
      const restarted = restart()
        .catch(() => undefined)
        .finally(() => busy.delete(name));
      busy.set(name, restarted);
    }
  }, 100);
  return {
    async stop(): Promise<void> {
      clearInterval(watch);
      await Promise.all(busy.values());
    },
  };
}

/** Seats that no other cell uses, flight by flight. Offers are searched anew before they run out. */
function createSeatSupply(url: string) {
  const traveller = createTraveller(url);
  const reused = 8 * 60_000;
  let day = 30;
  let current: { offer: WireOffer; free: string[]; searchedAt: number } | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  async function search(): Promise<{ offer: WireOffer; free: string[]; searchedAt: number }> {
    const date = new Date(Date.now() + day++ * 86_400_000).toISOString().slice(0, 10);
    const [offer] = await traveller.offers('LIS', 'JFK', date, { max_connections: 0 });
    if (!offer) throw new Error(`nothing flies on ${date}`);
    const [free = []] = await traveller.freeSeats(offer.id);
    return { offer, free, searchedAt: performance.now() };
  }

  async function next(count: number): Promise<{ offer: WireOffer; seats: string[] }> {
    while (!current || current.free.length < count || performance.now() - current.searchedAt > reused)
      current = await search();
    return { offer: current.offer, seats: current.free.splice(0, count) };
  }

  return (count: number): Promise<{ offer: WireOffer; seats: string[] }> => {
    const taken = queue.then(() => next(count));
    queue = taken.catch(() => undefined);
    return taken;
  };
}
