import { randomBytes, randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { createBookingWorkflows } from '../../src/api/bookingWorkflows';
import { loadConfig } from '../../src/config';
import type { Booking } from '../../src/domain/bookings';
import { epochMs, plusSeconds } from '../../src/domain/instants';
import type { Segment } from '../../src/domain/offers';
import { freeSeats } from '../../src/domain/seatChoice';
import { createBookingStore } from '../../src/stores/dynamodb/bookings';
import { createDynamo } from '../../src/stores/dynamodb/client';
import { createLegStore } from '../../src/stores/dynamodb/legs';
import { createSealing } from '../../src/stores/dynamodb/sealing';
import { tablesWithPrefix } from '../../src/stores/dynamodb/tables';
import { newBooking, someSegment } from '../support/bookings';
import { eventually } from '../support/eventually';
import { expiringWorkflowType } from './floor/messages';
import { quantile, timeEach } from './load';
import { cpuMs, residentMb } from './processes';
import type { Stage, Tell } from './stage';

const lookAgainMs = 250;

/** Starts bookings as the API does, but past its door, with deadlines of the caller's choice. */
async function openHolding(stage: Stage) {
  const config = loadConfig(stage.product.environment);
  const { client: dynamo, db } = createDynamo(config.dynamodb);
  const tables = tablesWithPrefix(config.dynamodb.tablePrefix);
  const bookings = createBookingStore({ db, tables, sealing: createSealing(config.secrets.sealingKey) });
  const legs = createLegStore({ db, tables });
  const connection = await Connection.connect({ address: config.temporal.address });
  const client = new Client({ connection });
  const now = () => epochMs(Date.now());

  async function hold(segment: Segment, designator: string, deadline: number): Promise<Booking> {
    const booking = newBooking([segment], [designator], {
      holdBy: plusSeconds(now(), 120),
      owner: `usr_${randomBytes(8).toString('hex')}`,
    });
    await legs.ensureLegs([segment]);
    await bookings.putNewBooking(booking, { passengers: [], contact: { email: 'bench@example.com', phone: '+351 1' } });
    const holdSeconds = Math.max(1, Math.round((deadline - now()) / 1000));
    const clocks = { ...config.clocks, holdSeconds, hardCapSeconds: holdSeconds + 600 };
    const workflows = createBookingWorkflows({ client, taskQueue: config.temporal.bookingTaskQueue, clocks, now });
    await workflows.start(booking);
    return booking;
  }

  return {
    bookings,
    /** As many held seats as asked for, on planes of their own. */
    async holdMany(count: number, deadline: number): Promise<{ held: Booking[]; times: number[] }> {
      const held: Booking[] = [];
      const places: (readonly [Segment, string])[] = [];
      while (places.length < count) {
        const plane = someSegment();
        for (const { designator } of freeSeats(plane, 'economy', new Set())) places.push([plane, designator]);
      }
      const tasks = places.slice(0, count).map(
        ([plane, designator]) =>
          async () =>
            void held.push(await hold(plane, designator, deadline)),
      );
      const times = await timeEach(tasks, 32);
      return { held, times };
    },
    async close() {
      await connection.close();
      dynamo.destroy();
    },
  };
}

/** Waits for one moment, then for the end of what ends at it. Gives the seconds from the one to the other, and the CPU-ms of each of `count`. */
async function timeExpiry(
  { deadline, count }: { deadline: number; count: number },
  processes: Readonly<Record<string, number>>,
  isOver: () => Promise<boolean>,
): Promise<{ seconds: number; cpu: string }> {
  const early = deadline - Date.now();
  if (early < 0) throw new Error(`the machine took too long to make ${count} holds`);
  await new Promise((resolve) => setTimeout(resolve, early));
  const usage = () => Object.values(processes).map(cpuMs);
  const before = usage();
  await eventually(
    'all holds have run out',
    async () => {
      // Who looks all the time takes part in the race.
      const over = await isOver();
      if (!over) await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
      return over;
    },
    600_000,
  );
  const seconds = (Date.now() - deadline) / 1000;
  const used = usage().map((ms, i) => (ms - (before[i] ?? 0)) / count);
  return {
    seconds,
    cpu: Object.keys(processes)
      .map((name, i) => `${name} ${(used[i] ?? 0).toFixed(1)}`)
      .join(', '),
  };
}

/** As many holds without any effect, which run out in the same second. */
async function expireFloor(stage: Stage, count: number) {
  const connection = await Connection.connect({ address: loadConfig(stage.product.environment).temporal.address });
  const { workflow } = new Client({ connection });
  const deadline = Date.now() + 30_000 + count * 30;
  const starts = Array.from({ length: count }, () => async () => {
    const workflowId = randomUUID();
    await workflow.start(expiringWorkflowType, { workflowId, taskQueue: stage.floor.taskQueue, args: [deadline] });
  });
  await timeEach(starts, 32);
  const open = `WorkflowType = '${expiringWorkflowType}' AND ExecutionStatus = 'Running'`;
  const processes = { worker: stage.floor.worker, Temporal: stage.temporal };
  const spent = await timeExpiry({ deadline, count }, processes, async () => (await workflow.count(open)).count === 0);
  await connection.close();
  return spent;
}

/** Thousands of holds that run out in the same second: how long until the last of them is closed, beside holds without any effect. */
export async function deadlines(stage: Stage, count: number, tell: Tell): Promise<void> {
  const floor = await expireFloor(stage, count);
  const holding = await openHolding(stage);
  // Enough time to make them all, at a pace that a slow machine keeps.
  const deadline = Date.now() + 60_000 + count * 60;
  const { held } = await holding.holdMany(count, deadline);
  const processes = {
    worker: stage.product.pidOf('worker:booking'),
    Temporal: stage.temporal,
    'DynamoDB Local': stage.dynamodb,
  };
  const open = held.map(({ bookingId }) => bookingId);
  const product = await timeExpiry({ deadline, count }, processes, async () => {
    for (let id = open.at(-1); id !== undefined; id = open.at(-1)) {
      const row = await holding.bookings.findBooking(id);
      if (row?.state !== 'CLOSED') break;
      open.pop();
    }
    return open.length === 0;
  });
  const ratio = (product.seconds / floor.seconds).toFixed(2);
  tell(
    `${count} deadlines in one second: the last hold was closed after ${product.seconds.toFixed(1)} s (goal for 5,000: 75), of the floor after ${floor.seconds.toFixed(1)} s: ${ratio} times; CPU-ms each: ${product.cpu}; floor ${floor.cpu}`,
  );
  await holding.close();
}

/** Many open holds: what they cost in memory, and that one more is still made. */
export async function openHolds(stage: Stage, count: number, tell: Tell): Promise<void> {
  const holding = await openHolding(stage);
  const worker = stage.product.pidOf('worker:booking');
  const megabytes = () =>
    `worker ${residentMb(worker).toFixed(0)} MB, Temporal ${residentMb(stage.temporal).toFixed(0)} MB`;
  const before = megabytes();
  const { times } = await holding.holdMany(count, Date.now() + 3_600_000);
  const tail = times.slice(-200);
  tell(
    `${count} open holds: ${before} before, ${megabytes()} after; the last 200 at 32 clients took ${quantile(tail, 0.5).toFixed(0)} ms p50`,
  );
  await holding.close();
}
