import { randomUUID } from 'node:crypto';
import { expectCleanAudit } from '../support/audited';
import { deadlines, openHolds } from './expiry';
import { timeEach } from './load';
import { cpuMs } from './processes';
import type { Stage, Tell } from './stage';
import { bookingOf, findSeats, patiently, type Seat } from './supply';

const repeats = 3;

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
