import { bareContender, type Contender, floorContender, productContender } from './contenders';
import { median, quantile, timeEach } from './load';
import { cpuMs } from './processes';
import type { Stage } from './stage';
import { findSeats } from './supply';

const rounds = Number(process.env['ROUNDS'] ?? 5);
const single = Number(process.env['SINGLE'] ?? 40);
const crowd = Number(process.env['CROWD'] ?? 192);
const bookings = Number(process.env['BOOKINGS'] ?? 160);

interface Round {
  readonly holdAt1: readonly number[];
  readonly payAt1: readonly number[];
  readonly holdAt64: readonly number[];
  readonly cpuPerBooking: number;
  /** CPU-ms of a booking by process. */
  readonly cpuBy: Readonly<Record<string, number>>;
  readonly bookingsPerSecond: number;
}

async function runRound(contender: Contender): Promise<Round> {
  const paying: (() => Promise<void>)[] = [];
  const hold = async () => {
    const { pay } = await contender.hold();
    paying.push(pay);
  };
  const holdAt1 = await timeEach(Array<typeof hold>(single).fill(hold), 1);
  const payAt1 = await timeEach(paying.splice(0), 1);
  const holdAt64 = await timeEach(Array<typeof hold>(crowd).fill(hold), 64);
  await timeEach(paying.splice(0), 32);
  const processes = { ...contender.counted, ...contender.apart };
  const usage = () => Object.entries(processes).map(([name, pid]) => [name, cpuMs(pid)] as const);
  const before = new Map(usage());
  const startedAt = performance.now();
  await timeEach(
    Array<() => Promise<void>>(bookings).fill(async () => (await contender.hold()).pay()),
    32,
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const cpuBy = Object.fromEntries(usage().map(([name, ms]) => [name, (ms - (before.get(name) ?? 0)) / bookings]));
  await contender.prove?.();
  return {
    holdAt1,
    payAt1,
    holdAt64,
    cpuPerBooking: Object.keys(contender.counted).reduce((sum, name) => sum + (cpuBy[name] ?? 0), 0),
    cpuBy,
    bookingsPerSecond: bookings / seconds,
  };
}

const figures: readonly [string, (round: Round) => number, string][] = [
  ['hold, 1 client, p50 ms', (r) => median(r.holdAt1), '<= 1.5'],
  ['hold, 1 client, p99 ms', (r) => quantile(r.holdAt1, 0.99), ''],
  ['hold, 64 clients, p50 ms', (r) => median(r.holdAt64), ''],
  ['hold, 64 clients, p99 ms', (r) => quantile(r.holdAt64, 0.99), ''],
  ['pay, 1 client, p50 ms', (r) => median(r.payAt1), ''],
  ['CPU-ms a booking, API + worker + Temporal', (r) => r.cpuPerBooking, '<= 1.5'],
  ['bookings a second, 32 clients', (r) => r.bookingsPerSecond, '>= 0.6'],
];

function split(done: readonly Round[]): string {
  const processes = Object.keys(done[0]?.cpuBy ?? {});
  return processes
    .map((name) => `${name} ${median(done.map((round) => round.cpuBy[name] ?? 0)).toFixed(1)}`)
    .join(', ');
}

const names = ['floor', 'bare', 'product'] as const;
type Name = (typeof names)[number];

async function openContenders(stage: Stage, token: string): Promise<Record<Name, Contender>> {
  const seats = await findSeats(stage, token, (rounds + 1) * (single + crowd + bookings) + 1);
  const product = productContender(stage, token, seats);
  const sold = await product.hold();
  await sold.pay();
  return { floor: floorContender(stage), bare: await bareContender(stage, sold.id, [...seats]), product };
}

/**
 * The product beside a floor that does nothing but Temporal's part of a booking, and beside that floor with the protocol's
 * requests to store and provider, in one run and by turns, so that a noisy machine disturbs all. Ratios are of medians over
 * the rounds.
 */
export async function compareWithFloor(stage: Stage, token: string): Promise<string[]> {
  const contenders = await openContenders(stage, token);
  const results: Record<Name, Round[]> = { floor: [], bare: [], product: [] };
  process.stderr.write('warming up\n');
  for (const name of names) await runRound(contenders[name]);
  for (let n = 1; n <= rounds; n++) {
    for (const name of names) {
      const round = await runRound(contenders[name]);
      results[name].push(round);
      const cells = figures.map(([, figure]) => figure(round).toFixed(1));
      process.stderr.write(`round ${n}, ${name.padEnd(7)} ${cells.join('  ')}\n`);
    }
  }
  return tableOf(results);
}

function tableOf(results: Record<Name, Round[]>): string[] {
  const line = (what: string, cells: readonly string[]) => what.padEnd(42) + cells.map((c) => c.padStart(15)).join('');
  const lines = figures.map(([what, figure, goal]) => {
    const [floor, bare, product] = names.map((name) => median(results[name].map(figure))) as [number, number, number];
    const ratios = [product / floor, bare / floor, product / bare].map((ratio) => ratio.toFixed(2));
    return line(what, [...[floor, bare, product].map((value) => value.toFixed(1)), ...ratios, goal]);
  });
  return [
    line(`medians of ${rounds} rounds`, [...names, 'product/floor', 'bare/floor', 'product/bare', 'goal']),
    ...lines,
    `CPU-ms a booking by process: ${names.map((name) => `${name} ${split(results[name])}`).join('; ')}`,
  ];
}
