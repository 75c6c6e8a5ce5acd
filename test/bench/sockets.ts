import { cpus, loadavg } from 'node:os';
import { io, type Socket } from 'socket.io-client';
import { findRunning } from '../../scripts/demo/running';
import { createTraveller } from '../support/traveller';

/**
 * `npm run bench:sockets -- [sockets] [changes]`: that many sockets follow one seat map of the running product while seats are
 * held and given back. Measured is the time from the answer to the hold until each socket has the change; a socket that
 * hears of it before the holder does counts as 0. Ends by itself; a socket that misses a change is an error.
 */
const [wanted = 2000, changes = 20] = process.argv.slice(2).map(Number);
const connectingAtOnce = 50;
const longestWaitMs = 20_000;

interface SeatMapEvent {
  readonly seq: number;
  readonly data: { readonly changes: readonly { readonly seat: string; readonly state: string }[] };
}

/** When each socket heard that a seat was held: seat -> one instant per socket. */
const heard = new Map<string, number[]>();

function connect(url: string): Promise<Socket> {
  const socket = io(`${url}/v1/stream`, { transports: ['websocket'], reconnection: false, forceNew: true });
  socket.on('event', ({ data }: SeatMapEvent) => {
    const at = performance.now();
    for (const { seat, state } of data.changes) {
      if (state !== 'held') continue;
      const times = heard.get(seat);
      if (times) times.push(at);
      else heard.set(seat, [at]);
    }
  });
  return new Promise((resolve, reject) =>
    socket.once('connect', () => resolve(socket)).once('connect_error', (error) => reject(error)),
  );
}

async function follow(url: string, channel: string): Promise<Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < wanted) {
    const count = Math.min(connectingAtOnce, wanted - sockets.length);
    const joined = await Promise.all(Array.from({ length: count }, () => connect(url)));
    const answers = (await Promise.all(
      joined.map((socket) => socket.timeout(longestWaitMs).emitWithAck('subscribe', { channel })),
    )) as { ok: boolean }[];
    if (answers.some(({ ok }) => !ok)) throw new Error('a subscription was refused');
    sockets.push(...joined);
  }
  return sockets;
}

async function until(what: string, done: () => boolean): Promise<void> {
  const startedAt = performance.now();
  while (!done()) {
    if (performance.now() - startedAt > longestWaitMs) throw new Error(`waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const percentile = (sorted: readonly number[], share: number) =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN);

async function main(): Promise<void> {
  const { apiUrl: url, tokenOf } = findRunning(process.env['API_URL']);
  const token = await tokenOf('traveller-1');
  const traveller = createTraveller(url, token);
  const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  const [offer] = await traveller.offers('LIS', 'JFK', day, { max_connections: 0 });
  const flight = offer?.slices[0]?.segments[0]?.flight_id;
  if (!offer || flight === undefined) throw new Error('no offer to hold seats of');
  const [free = []] = await traveller.freeSeats(offer.id);
  const startedAt = performance.now();
  const sockets = await follow(url, `seatmap:${flight}`);
  process.stdout.write(
    `${sockets.length} sockets follow ${flight} after ${Math.round(performance.now() - startedAt)} ms\n`,
  );

  const delays: number[] = [];
  for (const seat of free.slice(0, changes)) {
    const held = await traveller.hold(offer, [[seat]]);
    const answeredAt = performance.now();
    if (held.status !== 201) throw new Error(`the hold of ${seat} was answered ${held.status}`);
    await until(`every socket to hear of ${seat}`, () => (heard.get(seat)?.length ?? 0) >= sockets.length);
    for (const at of heard.get(seat) ?? []) delays.push(Math.max(0, at - answeredAt));
    const back = `/v1/bookings/${String(held.body['id'])}/actions/cancel`;
    await traveller.call('POST', back, {}, { 'idempotency-key': `back-${seat}` });
  }
  const sorted = delays.sort((a, b) => a - b);
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  process.stdout.write(
    `${sorted.length} deltas: p50 ${percentile(sorted, 0.5)} ms, p99 ${percentile(sorted, 0.99)} ms, last ${percentile(sorted, 1)} ms ` +
      `(${cpus().length} cores shared with the servers and the sockets, load ${load})\n`,
  );
  for (const socket of sockets) socket.disconnect();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
