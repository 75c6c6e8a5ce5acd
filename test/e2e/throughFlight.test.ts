import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { eventually } from '../support/eventually';
import { type Product, startProduct } from '../support/product';
import { createTraveller, type WireOffer } from '../support/traveller';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const [day, nextDay] = [inDays(30), inDays(31)];
/** K1 200 leaves Madrid in the evening, lands in Lisbon and goes on to New York after midnight. */
const timetable = [
  'carrier,number,leg,origin,destination,departs,departs_day,elapsed_minutes,aircraft',
  'K1,200,1,MAD,LIS,22:30,0,80,320',
  'K1,200,2,LIS,JFK,00:10,1,480,320',
].join('\n');

const stops = z.array(
  z.object({
    airport: z.string(),
    arrive: z.looseObject({ local: z.string(), zone: z.string(), utc: z.string() }),
    depart: z.looseObject({ local: z.string() }),
    duration: z.string(),
  }),
);

let folder: string;
let product: Product;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'skyhold-through-'));
  writeFileSync(join(folder, 'flights.csv'), timetable);
  product = await startProduct({ env: { IMPORT_FOLDER: folder } });
}, 180_000);
afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('sells a seat on both legs of a flight that lands on the way, and shows the landing', async () => {
  const operator = createTraveller(product.url, await product.tokenOf('operator'));
  const ada = createTraveller(product.url, await product.tokenOf('traveller-1'));
  const start = () =>
    operator.call(
      'POST',
      '/v1/ops/imports',
      { format: 'csv', files: ['flights.csv'], force: true },
      { 'idempotency-key': `import-${Math.random()}` },
    );
  // The import of a new installation may still be under way, and there is one at a time.
  await eventually('the import is accepted', async () => (await start()).status === 202, 50_000);
  const direct = () => ada.offers('MAD', 'JFK', day, { max_connections: 0 });
  const flightOf = (offer: WireOffer | undefined) => offer?.slices[0]?.segments[0]?.flight_id;
  // The network of before flies there as well.
  const [offer] = await eventually(
    'the new network is searched',
    async () => {
      const offers = await direct();
      return flightOf(offers[0])?.startsWith('K1') ? offers : undefined;
    },
    60_000,
  );
  const [segment, ...others] = offer?.slices[0]?.segments ?? [];
  expect(others).toEqual([]);
  expect(segment?.flight_id).toBe(`K1-200-${day}-MAD`);
  expect(stops.parse(segment?.['stops'])).toMatchObject([
    {
      airport: 'LIS',
      arrive: { local: `${day}T22:50`, zone: 'Europe/Lisbon' },
      depart: { local: `${nextDay}T00:10` },
      duration: 'PT1H20M',
    },
  ]);

  const legs = await Promise.all([ada.offers('MAD', 'LIS', day), ada.offers('LIS', 'JFK', nextDay)]);
  const [first, second] = legs.map(([one]) => one);
  if (!offer || !first || !second) throw new Error('each leg is sold by itself too');
  expect(first.slices[0]?.segments[0]).not.toHaveProperty('stops');
  const stateOnLegs = async (seat: string) => [
    await ada.seatState(first.id, seat),
    await ada.seatState(second.id, seat),
  ];

  const seat = (await ada.freeSeats(offer.id))[0]?.[3] ?? '';
  const held = await ada.hold(offer, [[seat]]);
  expect(held.status).toBe(201);
  for (const state of await stateOnLegs(seat)) expect(state).toMatch(/^held/);
  const price = z.looseObject({ total: z.unknown() }).parse(held.body['price']).total;
  expect((await ada.pay(String(held.body['id']), price)).body['status']).toBe('captured');
  expect(await stateOnLegs(seat)).toEqual(['sold', 'sold']);

  const ben = createTraveller(product.url, await product.tokenOf('traveller-2'));
  const rivals: WireOffer[] = [first, second];
  for (const rival of rivals) expect((await ben.hold(rival, [[seat]])).status).toBe(409);
}, 180_000);
