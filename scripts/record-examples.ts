import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * Records the answers that the API document shows as examples, from a running product: one short walk from a search to a
 * ticket. Long lists are cut to their first two entries.
 *
 *   npx tsx scripts/record-examples.ts http://127.0.0.1:3000 "$(npm run -s token -- traveller-1)"
 */
const [url, token] = process.argv.slice(2);
if (url === undefined || token === undefined)
  throw new Error('usage: record-examples.ts <url of the API> <token of a traveller>');

const recorded: Record<string, Record<string, unknown>> = {};

function cut(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 2).map(cut);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, cut(member)]));
}

async function record(
  operationId: string,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  prefer?: string,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${String(url)}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${String(token)}`,
      ...(method === 'POST' && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
      ...(prefer !== undefined && { prefer }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = z.record(z.string(), z.unknown()).parse(await response.json());
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${JSON.stringify(answer)}`);
  recorded[operationId] = { ...recorded[operationId], [response.status]: cut(answer) };
  return answer;
}

const named = z.looseObject({ id: z.string() });
const found = z.looseObject({
  id: z.string(),
  offers: z.array(z.looseObject({ id: z.string(), total: z.unknown() })).min(2),
});
const seatMaps = z.object({
  data: z.array(
    z.looseObject({
      flight_id: z.string(),
      cabins: z.array(
        z.object({
          rows: z.array(z.object({ sections: z.array(z.object({ elements: z.array(z.looseObject({})) })) })),
        }),
      ),
    }),
  ),
});
const contact = { email: 'ada@example.com', phone: '+44 20 7946 0958' };
const passengers = [{ id: 'pax_1', type: 'adult', given_name: 'Ada', family_name: 'Lovelace', born_on: '1990-12-10' }];

async function main(): Promise<void> {
  const date = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const query = {
    slices: [{ origin: 'LON', destination: 'LIS', date }],
    passengers: [{ type: 'adult' }],
    cabin: 'economy',
    currency: 'GBP',
  };
  await record('listAirports', 'GET', '/v1/airports?q=lond');
  await record('createSearch', 'POST', '/v1/searches', query);
  const { id: searchId, offers } = found.parse(await record('createSearch', 'POST', '/v1/searches', query, 'wait=25'));
  const [offer, other] = offers;
  if (!offer || !other) throw new Error('two offers are needed');
  await record('getSearch', 'GET', `/v1/searches/${searchId}`);
  await record('listSearchEvents', 'GET', `/v1/searches/${searchId}/events?after_seq=0`);
  await record('listOffers', 'GET', `/v1/offers?search_id=${searchId}&limit=2`);
  await record('getOffer', 'GET', `/v1/offers/${offer.id}`);
  await record('compareOffers', 'GET', `/v1/offers/compare?ids=${offer.id},${other.id}`);
  await record('priceOffer', 'POST', `/v1/offers/${offer.id}/actions/price`);
  const { data: maps } = seatMaps.parse(await record('getSeatMaps', 'GET', `/v1/seat-maps?offer_id=${offer.id}`));
  const seatsAt = (which: number) =>
    maps.map(({ cabins }, segment) => {
      const elements = cabins.flatMap(({ rows }) =>
        rows.flatMap(({ sections }) => sections.flatMap((s) => s.elements)),
      );
      return {
        segment,
        passenger: 'pax_1',
        designator: elements.filter((e) => e['state'] === 'free')[which]?.['designator'],
      };
    });
  const wanted = { offer_id: offer.id, expected_total: offer.total, passengers, seats: seatsAt(0), contact };
  const { id, price } = named.parse(await record('createBooking', 'POST', '/v1/bookings', wanted));
  const booking = `/v1/bookings/${id}`;
  await record('extendBooking', 'POST', `${booking}/actions/extend`);
  const changed = await record('changeSeats', 'POST', `${booking}/seats`, { seats: seatsAt(1) });
  const amount = z
    .object({ total: z.unknown() })
    .parse(z.looseObject({ price: z.unknown() }).parse(changed).price ?? price).total;
  const card = (name: string) => ({
    amount,
    method: { type: 'card', token: name },
    return_url: 'https://example.com/back',
  });
  await record('listSeatMapEvents', 'GET', `/v1/seat-maps/${maps[0]?.flight_id ?? ''}/events?after_seq=0&wait=5`);
  await record('createPayment', 'POST', `${booking}/payments`, card('pm_card_visa'), 'wait=20');
  await record('getBooking', 'GET', booking);
  await record('listBookings', 'GET', '/v1/bookings?limit=1');
  await record('getBookingHistory', 'GET', `${booking}/history`);
  await record('listBookingEvents', 'GET', `${booking}/events?after_seq=0`);
  const second = named.parse(await record('createBooking', 'POST', '/v1/bookings', { ...wanted, seats: seatsAt(3) }));
  await record('createPayment', 'POST', `/v1/bookings/${second.id}/payments`, {
    ...card('pm_card_threeDSecure2Required'),
    amount: z.object({ total: z.unknown() }).parse(second['price']).total,
  });
  const third = named.parse(await record('createBooking', 'POST', '/v1/bookings', { ...wanted, seats: seatsAt(4) }));
  await record('cancelBooking', 'POST', `/v1/bookings/${third.id}/actions/cancel`);
  await record('eraseBooking', 'POST', `/v1/bookings/${third.id}/actions/erase`);
  const file = join(__dirname, '..', 'src', 'api', 'answerExamples.json');
  writeFileSync(file, `${JSON.stringify(recorded, null, 1)}\n`);
  process.stdout.write(`${Object.keys(recorded).length} operations recorded in ${file}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
