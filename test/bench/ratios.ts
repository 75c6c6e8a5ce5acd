import { randomUUID } from 'node:crypto';
import { median, post, quantile, timeEach } from './load';
import { cpuMs } from './processes';
import type { Stage } from './stage';
import { bookingOf, expectStatus, findSeats, patiently, type Seat } from './supply';

const rounds = Number(process.env['ROUNDS'] ?? 5);
const single = Number(process.env['SINGLE'] ?? 40);
const crowd = Number(process.env['CROWD'] ?? 192);
const bookings = Number(process.env['BOOKINGS'] ?? 160);

/** One way of booking: the product's, or the floor's. */
interface Contender {
  /** Processes whose work is part of the comparison. */
  readonly counted: Readonly<Record<string, number>>;
  /** Processes that work for it as well: shown apart. */
  readonly apart: Readonly<Record<string, number>>;
  hold(): Promise<() => Promise<void>>;
}

interface Round {
  readonly holdAt1: readonly number[];
  readonly payAt1: readonly number[];
  readonly holdAt64: readonly number[];
  readonly cpuPerBooking: number;
  /** CPU-ms of a booking by process. */
  readonly cpuBy: Readonly<Record<string, number>>;
  readonly bookingsPerSecond: number;
}

function productContender(stage: Stage, token: string, seats: Seat[]): Contender {
  const { url } = stage.product;
  const headers = () => ({ authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() });
  return {
    counted: {
      api: stage.product.pidOf('api'),
      worker: stage.product.pidOf('worker:booking'),
      temporal: stage.temporal,
    },
    apart: { provider: stage.product.pidOf('provider'), dynamodb: stage.dynamodb },
    async hold() {
      const seat = seats.pop();
      if (!seat) throw new Error('the bench has used up its seats');
      const booked = await patiently(`${url}/v1/bookings`, bookingOf(seat), headers());
      const { id, price } = expectStatus(booked, 201).body as { id: string; price: { total: unknown } };
      const body = {
        amount: price.total,
        method: { type: 'card', token: 'pm_card_visa' },
        return_url: 'https://example.com/back',
      };
      return async () => {
        const paid = await patiently(`${url}/v1/bookings/${id}/payments`, body, { ...headers(), prefer: 'wait=60' });
        expectStatus(paid, 200);
      };
    },
  };
}

function floorContender({ floor, temporal }: Stage): Contender {
  return {
    counted: { api: floor.api, worker: floor.worker, temporal },
    apart: {},
    async hold() {
      const id = `floor-${randomUUID()}`;
      expectStatus(await post(`${floor.url}/hold/${id}`), 200);
      return async () => {
        expectStatus(await post(`${floor.url}/pay/${id}`), 200);
      };
    },
  };
}

async function runRound(contender: Contender): Promise<Round> {
  const paying: (() => Promise<void>)[] = [];
  const hold = async () => void paying.push(await contender.hold());
  const holdAt1 = await timeEach(Array<typeof hold>(single).fill(hold), 1);
  const payAt1 = await timeEach(paying.splice(0), 1);
  const holdAt64 = await timeEach(Array<typeof hold>(crowd).fill(hold), 64);
  await timeEach(paying.splice(0), 32);
  const processes = { ...contender.counted, ...contender.apart };
  const usage = () => Object.entries(processes).map(([name, pid]) => [name, cpuMs(pid)] as const);
  const before = new Map(usage());
  const startedAt = performance.now();
  await timeEach(
    Array<() => Promise<void>>(bookings).fill(async () => (await contender.hold())()),
    32,
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const cpuBy = Object.fromEntries(usage().map(([name, ms]) => [name, (ms - (before.get(name) ?? 0)) / bookings]));
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
  const names = Object.keys(done[0]?.cpuBy ?? {});
  return names.map((name) => `${name} ${median(done.map((round) => round.cpuBy[name] ?? 0)).toFixed(1)}`).join(', ');
}

/**
 * The product beside a floor that does nothing but Temporal's part of a booking, in one run and by turns, so that a noisy
 * machine disturbs both. Ratios are of medians over the rounds.
 */
export async function compareWithFloor(stage: Stage, token: string): Promise<string[]> {
  const seats = await findSeats(stage, token, (rounds + 1) * (single + crowd + bookings));
  const contenders = { floor: floorContender(stage), product: productContender(stage, token, seats) };
  const results: Record<keyof typeof contenders, Round[]> = { floor: [], product: [] };
  process.stderr.write('warming up\n');
  for (const name of ['floor', 'product'] as const) await runRound(contenders[name]);
  for (let n = 1; n <= rounds; n++) {
    for (const name of ['floor', 'product'] as const) {
      const round = await runRound(contenders[name]);
      results[name].push(round);
      const cells = figures.map(([, figure]) => figure(round).toFixed(1));
      process.stderr.write(`round ${n}, ${name.padEnd(7)} ${cells.join('  ')}\n`);
    }
  }
  const of = (name: keyof typeof contenders, figure: (round: Round) => number) => median(results[name].map(figure));
  const splits = (['floor', 'product'] as const).map((name) => `${name} ${split(results[name])}`);
  return [
    `medians of ${rounds} rounds`.padEnd(44) + '    floor  product    ratio   goal',
    ...figures.map(([what, figure, goal]) => {
      const [floor, product] = [of('floor', figure), of('product', figure)];
      const cells = [floor.toFixed(1), product.toFixed(1), (product / floor).toFixed(2)].map((c) => c.padStart(9));
      return `${what.padEnd(44)}${cells.join('')}   ${goal}`;
    }),
    `CPU-ms a booking by process: ${splits.join('; ')}`,
  ];
}
