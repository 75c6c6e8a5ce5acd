import { randomUUID } from 'node:crypto';
import { cpus, loadavg } from 'node:os';
import { z } from 'zod';
import { bookingSchema, paymentSchema } from '../src/api/http/bookingSchemas';
import { offerSchema } from '../src/api/http/offerSchemas';
import { searchSchema } from '../src/api/http/searchSchemas';
import { StackError } from '../src/stack/errors';
import { createRequests, type Requests, Refused } from './demo/requests';
import { findRunning } from './demo/running';
import { freeSeats, readSeatMaps } from './demo/seatMap';
import type { Offer } from './demo/words';

/**
 * `npm run measure`: how long one client waits, one request after the other, against the running product. Medians, because
 * one machine does other things too; its load stands beside them.
 */
const rounds = 30;
const answeredSearchSchema = searchSchema.extend({ offers: z.array(offerSchema) });

interface Measured {
  readonly what: string;
  readonly ms: readonly number[];
}

async function timed<T>(times: number[], call: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const answer = await call();
  times.push(performance.now() - startedAt);
  return answer;
}

const dayAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

interface SearchWish {
  readonly origin: string;
  readonly destination: string;
  readonly date: string;
  readonly adults: number;
  readonly connections: number;
}

async function search(api: Requests, { origin, destination, date, adults, connections }: SearchWish) {
  const body = {
    slices: [{ origin, destination, date }],
    passengers: Array.from({ length: adults }, () => ({ type: 'adult' })),
    max_connections: connections,
  };
  return api.post('/v1/searches', answeredSearchSchema, { body, wait: 30 });
}

/** A different day each, once with one adult to have the day's flights made, then measured with two: equal searches share a result. */
async function measureSearches(api: Requests): Promise<Measured[]> {
  const cold: number[] = [];
  const warm: number[] = [];
  const first = 150 + Math.floor(Math.random() * 100);
  for (const [adults, times] of [
    [1, cold],
    [2, warm],
  ] as const) {
    for (let n = 0; n < rounds; n++) {
      const wish = { origin: 'LIS', destination: 'NRT', date: dayAhead(first + n), adults, connections: 2 };
      await timed(times, () => search(api, wish));
    }
  }
  return [
    { what: 'search, LIS-NRT, a day nobody asked for before', ms: cold },
    { what: 'search, LIS-NRT, warm', ms: warm },
  ];
}

async function findNonstop(api: Requests): Promise<Offer> {
  const date = dayAhead(30 + Math.floor(Math.random() * 100));
  const { offers } = await search(api, { origin: 'LIS', destination: 'JFK', date, adults: 1, connections: 0 });
  const [offer] = offers;
  if (!offer) throw new StackError(`No nonstop LIS-JFK on ${date}.`, 'Try again: another day is taken each time.');
  return offer;
}

async function measureBookings(api: Requests): Promise<Measured[]> {
  const [maps, hold, pay]: number[][] = [[], [], []];
  const offer = await findNonstop(api);
  const [map] = await readSeatMaps(api, offer);
  const seats = map === undefined ? [] : freeSeats(map).slice(0, rounds);
  for (const { designator } of seats) {
    await timed(maps ?? [], () => readSeatMaps(api, offer));
    const booking = await timed(hold ?? [], () =>
      api.post('/v1/bookings', bookingSchema, { body: bookingOf(offer, designator) }),
    );
    const body = {
      amount: booking.price.total,
      method: { type: 'card', token: 'pm_card_visa' },
      return_url: 'https://example.com/back',
    };
    await timed(pay ?? [], () => api.post(`/v1/bookings/${booking.id}/payments`, paymentSchema, { body, wait: 30 }));
  }
  return [
    { what: 'seat map', ms: maps ?? [] },
    { what: 'hold, one seat', ms: hold ?? [] },
    { what: 'pay: authorise, confirm, capture, ticket', ms: pay ?? [] },
  ];
}

function bookingOf(offer: Offer, designator: string) {
  return {
    offer_id: offer.id,
    expected_total: offer.total,
    passengers: [{ id: 'pax_1', type: 'adult', given_name: 'Ada', family_name: 'Traveller', born_on: '1990-12-10' }],
    seats: [{ segment: 0, passenger: 'pax_1', designator }],
    contact: { email: `measure-${randomUUID()}@example.com`, phone: '+44 20 7946 0958' },
    // The same traveller, over and over.
    allow_duplicate: true,
  };
}

function quantile(ms: readonly number[], share: number): string {
  const sorted = [...ms].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0).padStart(8);
}

async function main(): Promise<void> {
  const running = findRunning(process.env['API_URL']);
  const api = createRequests(running.apiUrl, await running.tokenOf('traveller-1'));
  const load = () => loadavg()[0]?.toFixed(1) ?? '?';
  const before = load();
  const measured = [...(await measureSearches(api)), ...(await measureBookings(api))];
  const [cpu] = cpus();
  const lines = [
    `${cpus().length} x ${cpu?.model ?? 'unknown'}, Node ${process.version}, load ${before} before, ${load()} after; ${rounds} each, one client, ms`,
    `${''.padEnd(58)}     p50     p95`,
    ...measured.map(({ what, ms }) => `${what.padEnd(58)}${quantile(ms, 0.5)}${quantile(ms, 0.95)}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

main().catch((error: unknown) => {
  const known = error instanceof StackError || error instanceof Refused;
  process.stderr.write(`${known ? error.message : error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
  process.exitCode = 1;
});
