import { randomBytes, randomUUID } from 'node:crypto';
import type { Booking } from '../../src/domain/bookings';
import { epochMs, plusSeconds } from '../../src/domain/instants';
import type { Segment } from '../../src/domain/offers';
import { loadConfig } from '../../src/config';
import { createBookingWorkflows } from '../../src/api/bookingWorkflows';
import { Client, Connection } from '@temporalio/client';
import { createBookingStore } from '../../src/stores/dynamodb/bookings';
import { createDynamo } from '../../src/stores/dynamodb/client';
import { createLegStore } from '../../src/stores/dynamodb/legs';
import { createSealing } from '../../src/stores/dynamodb/sealing';
import { tablesWithPrefix } from '../../src/stores/dynamodb/tables';
import { freeSeats } from '../../src/domain/seatChoice';
import { expectCleanAudit } from '../support/audited';
import { newBooking, someSegment } from '../support/bookings';
import { eventually } from '../support/eventually';
import { quantile, timeEach } from './load';
import { cpuMs, residentMb } from './processes';
import type { Stage } from './stage';
import { bookingOf, findSeats, patiently, type Seat } from './supply';

/** One line of figures, as it is known. */
type Tell = (line: string) => void;

const repeats = 3;
const lookAgainMs = 250;

/** Everybody at once, each with a key and a name of their own; how each was answered, and after how long. */
async function crowd(stage: Stage, token: string, wishes: readonly (readonly Seat[])[]) {
  const statuses = new Map<number, number>();
  const codes = new Map<string, number>();
  const startedAt = performance.now();
  const ask = (seats: readonly Seat[]) => async () => {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() };
    const { status, body } = await patiently(`${stage.product.url}/v1/bookings`, partyOf(seats), headers);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const code = typeof body['code'] === 'string' ? body['code'] : 'held';
    codes.set(code, (codes.get(code) ?? 0) + 1);
  };
  await timeEach(wishes.map(ask), wishes.length);
  return { statuses, codes, lastAnswerMs: performance.now() - startedAt };
}

/** One booking of a passenger for each of these seats of one flight. */
function partyOf(seats: readonly Seat[]) {
  const [first] = seats;
  if (!first) throw new Error('a party has at least one seat');
  const one = bookingOf(first);
  const party = seats.map((_, i) => ({ ...one.passengers[0], id: `pax_${i + 1}` }));
  return {
    ...one,
    passengers: party,
    seats: seats.map(({ designator }, i) => ({ segment: 0, passenger: `pax_${i + 1}`, designator })),
  };
}

const spell = (counts: ReadonlyMap<unknown, number>) =>
  [...counts].map(([what, n]) => `${n} x ${String(what)}`).join(', ');

/** Five hundred callers for one seat, a few times over: one is served. */
async function hotSeat(stage: Stage, token: string, tell: Tell): Promise<void> {
  const seats = await findSeats(stage, token, repeats);
  const times: number[] = [];
  const api = stage.product.pidOf('api');
  const cpuBefore = cpuMs(api);
  for (const seat of seats.slice(0, repeats)) {
    const { statuses, lastAnswerMs } = await crowd(stage, token, Array<readonly Seat[]>(500).fill([seat]));
    if (statuses.get(201) !== 1 || statuses.get(409) !== 499) throw new Error(`one seat: ${spell(statuses)}`);
    times.push(lastAnswerMs);
  }
  tell(
    `500 callers for one seat: one winner, 499 x 409, last answer after ${times.map((ms) => (ms / 1000).toFixed(2)).join(', ')} s (goal 0.7); ${((cpuMs(api) - cpuBefore) / (500 * repeats)).toFixed(1)} ms of the API's CPU each`,
  );
}

/** A thousand couples for two hundred seats that are sold in pairs: every pair goes to one couple, none to half of one. */
async function pairs(stage: Stage, token: string, tell: Tell): Promise<void> {
  const seats = await findSeats(stage, token, 1200, 2, 2);
  const flights = [...new Set(seats.map(({ offer }) => offer.id))];
  const plane = flights.map((id) => seats.filter(({ offer }) => offer.id === id)).find((free) => free.length >= 200);
  if (!plane) throw new Error('no flight has two hundred free seats');
  const couples = Array.from({ length: 100 }, (_, i) => plane.slice(2 * i, 2 * i + 2));
  const wishes = Array.from({ length: 1000 }, (_, i) => couples[i % couples.length] ?? []);
  const { statuses, lastAnswerMs } = await crowd(stage, token, wishes);
  // Fewer than a hundred only when a hold was refused because the machine was too slow for it, which is a 503.
  if ((statuses.get(201) ?? 0) > 100) throw new Error(`pairs: ${spell(statuses)}`);
  tell(
    `1,000 couples for 200 seats in pairs: ${spell(statuses)}, last answer after ${(lastAnswerMs / 1000).toFixed(2)} s`,
  );
}

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

/** Thousands of holds that run out in the same second: how long until the last of them is closed. */
async function deadlines(stage: Stage, count: number, tell: Tell): Promise<void> {
  const holding = await openHolding(stage);
  // Enough time to make them all, at a pace that a slow machine keeps.
  const deadline = Date.now() + 60_000 + count * 60;
  const { held } = await holding.holdMany(count, deadline);
  const early = deadline - Date.now();
  if (early < 0) throw new Error(`the machine took too long to make ${count} holds`);
  await new Promise((resolve) => setTimeout(resolve, early));
  const processes = {
    worker: stage.product.pidOf('worker:booking'),
    Temporal: stage.temporal,
    'DynamoDB Local': stage.dynamodb,
  };
  const usage = () => Object.values(processes).map(cpuMs);
  const before = usage();
  const open = held.map(({ bookingId }) => bookingId);
  await eventually(
    'all holds have run out',
    async () => {
      // One that is open still is asked for again a little later: who looks all the time takes part in the race.
      for (let id = open.at(-1); id !== undefined; id = open.at(-1)) {
        const row = await holding.bookings.findBooking(id);
        if (row?.state !== 'CLOSED') break;
        open.pop();
      }
      if (open.length > 0) await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
      return open.length === 0;
    },
    600_000,
  );
  const seconds = (Date.now() - deadline) / 1000;
  const used = usage().map((ms, i) => (ms - (before[i] ?? 0)) / count);
  const cpu = Object.keys(processes).map((name, i) => `${name} ${(used[i] ?? 0).toFixed(1)}`);
  tell(
    `${count} deadlines in one second: the last hold was closed after ${seconds.toFixed(1)} s (goal for 5,000: 75); CPU-ms each: ${cpu.join(', ')}`,
  );
  await holding.close();
}

/** Many open holds: what they cost in memory, and that one more is still made. */
async function openHolds(stage: Stage, count: number, tell: Tell): Promise<void> {
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

const loads = {
  'hot-seat': hotSeat,
  pairs,
  deadlines: (stage: Stage, _token: string, tell: Tell) =>
    deadlines(stage, Number(process.env['DEADLINES'] ?? 5000), tell),
  'open-holds': (stage: Stage, _token: string, tell: Tell) =>
    openHolds(stage, Number(process.env['HOLDS'] ?? 10_000), tell),
} as const;
export type LoadName = keyof typeof loads;
export const loadNames = Object.keys(loads) as LoadName[];

/** Runs the loads one after the other, each followed by the audit of I1 to I10. */
export async function runLoads(stage: Stage, token: string, names: readonly LoadName[], tell: Tell): Promise<void> {
  for (const name of names) {
    process.stderr.write(`${name} ...\n`);
    await loads[name](stage, token, tell);
    // Open holds are no unrest: only their end would be awaited in vain.
    if (name !== 'open-holds') await expectCleanAudit(stage.product, { withinMs: 300_000 });
    tell(`  audited after ${name}`);
  }
}
