import { Client, Connection } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { expectCleanAudit } from '../support/audited';
import { eventually } from '../support/eventually';
import { type Product, startProduct } from '../support/product';
import { createTraveller, type Reply, type Traveller, type WireOffer } from '../support/traveller';

/** A month from today, so that the tests hold on any day. */
const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const contactOf = (crowd: string, n: number) => ({ email: `${crowd}${n}@example.com`, phone: '+44 20 7946 0958' });
const seatsIn = z.array(z.object({ designator: z.string() }));
const alternatives = z.array(z.object({ seats: z.array(z.string()) })).min(1);
const crowd = 1000;

describe('a crowd', () => {
  let product: Product;
  let guest: Traveller;
  let connection: Connection;
  let client: Client;
  beforeAll(async () => {
    // A hold that waits its turn behind a thousand others is none that nobody waits for.
    product = await startProduct({ env: { HOLD_BY_SECONDS: '300' } });
    guest = createTraveller(product.url);
    connection = await Connection.connect({ address: product.environment['TEMPORAL_ADDRESS']! });
    client = new Client({ connection });
  }, 180_000);
  afterAll(async () => {
    await connection.close();
    await product.stop();
  });

  async function workflowsOn(flightId: string): Promise<number> {
    const queue = product.environment['BOOKING_TASK_QUEUE']!;
    const query = `TaskQueue = '${queue}' AND WorkflowType = 'booking' AND FlightIds = '${flightId}'`;
    return (await client.workflow.count(query)).count;
  }
  const flightOf = (offer: WireOffer) => offer.slices[0]!.segments[0]!.flight_id;
  const tally = (replies: readonly Reply[]) => {
    const counts: Record<string, number> = {};
    for (const { status, body } of replies) {
      const what = status === 201 ? 'held' : `${status} ${String(body['code'])}`;
      counts[what] = (counts[what] ?? 0) + 1;
    }
    return counts;
  };

  it('of a thousand for one seat has one winner, 999 who are shown other seats, and one workflow', async () => {
    const [offer] = await guest.offers('LIS', 'JFK', day);
    const seat = (await guest.freeSeats(offer!.id)).map((free) => [free.at(-1)!]);
    const began = performance.now();
    const replies = await Promise.all(
      Array.from({ length: crowd }, (_, n) => insist(offer!, seat[0]!, { contact: contactOf('one', n) })),
    );
    const took = Math.round(performance.now() - began);
    process.stdout.write(`a thousand for one seat: last answer after ${took} ms, ${unsure} asked again\n`);
    // None, on a machine of one's own.
    expect(unsure).toBeLessThan(crowd / 20);
    expect(tally(replies)).toEqual({ held: 1, '409 seat_unavailable': crowd - 1 });
    for (const { body } of replies.filter(({ status }) => status === 409))
      expect(alternatives.parse(body['alternatives'])[0]!.seats.length).toBeGreaterThan(0);
    await eventually('the winner is in the list of workflows', async () => (await workflowsOn(flightOf(offer!))) > 0);
    expect(await workflowsOn(flightOf(offer!))).toBe(1);
    expect(await guest.seatState(offer!.id, seat[0]![0]!)).toBe('held');
  }, 300_000);

  it('of nine on six flights is given other seats once, when two of them ask for others on every flight at once', async () => {
    const ada = createTraveller(product.url, await product.tokenOf('traveller-1'));
    const slices = Array.from({ length: 6 }, (_, i) => ({
      ...(i % 2 === 0 ? { origin: 'LIS', destination: 'JFK' } : { origin: 'JFK', destination: 'LIS' }),
      date: new Date(Date.now() + (40 + 3 * i) * 86_400_000).toISOString().slice(0, 10),
    }));
    const passengers = Array(9).fill({ type: 'adult' });
    const [offer] = await ada.offers('LIS', 'JFK', slices[0]!.date, { slices, passengers, max_connections: 0 });
    const free = await ada.freeSeats(offer!.id);
    const nine = (from: number) => free.map((designators) => designators.slice(from, from + 9));
    const held = await ada.hold(offer!, nine(0));
    expect(held.status).toBe(201);
    const wanted = (designatorAt: (place: number) => string) =>
      Array.from({ length: 54 }, (_, i) => ({
        ...{ segment: Math.floor(i / 9), passenger: `pax_${(i % 9) + 1}` },
        designator: designatorAt(i),
      }));
    const at = (from: number, place: number) => nine(from)[Math.floor(place / 9)]![place % 9]!;
    const path = `/v1/bookings/${String(held.body['id'])}`;
    const post = (to: string, body: unknown) =>
      ada.call('POST', `${path}/${to}`, body, { 'idempotency-key': randomUUID() });
    // Each changes 44 of the seats that are held, and all 54 of those that the other leaves.
    const replies = await Promise.all([
      post('seats', { seats: wanted((i) => at(i < 44 ? 9 : 0, i)) }),
      post('seats', { seats: wanted((i) => at(i < 10 ? 0 : 18, i)) }),
    ]);
    const said = replies.map(({ status, body }) => `${status} ${String(body['code'] ?? body['status'])}`);
    expect(said.sort()).toEqual(['200 held', '422 seat_not_assignable']);
    expect((await post('actions/cancel', {})).status).toBe(200);
  }, 120_000);

  /** Leaves exactly `count` seats of a flight's cabin free, the others held nine at a time. */
  async function leaveFree(flight: WireOffer, count: number): Promise<string[]> {
    const free = (await guest.freeSeats(flight.id))[0]!;
    const surplus = free.slice(count);
    const party = (size: number) =>
      guest.offers('LIS', 'JFK', day, { passengers: Array(size).fill({ type: 'adult' }) });
    for (let n = 0; n < surplus.length; n += 9) {
      const seats = surplus.slice(n, n + 9);
      const same = (await party(seats.length)).find((offer) => isNonstop(offer, flightOf(flight)));
      const { status } = await guest.hold(same!, [seats], { contact: contactOf('early', n) });
      expect(status).toBe(201);
    }
    return free.slice(0, count);
  }
  const isNonstop = ({ slices }: WireOffer, flightId?: string) =>
    slices[0]!.segments.length === 1 && (flightId === undefined || slices[0]!.segments[0]!.flight_id === flightId);

  /** How often no outcome was told, so that the caller had to ask again. */
  let unsure = 0;

  /** The same key while the outcome is not known, a new one when nothing was booked: what each refusal asks for. */
  async function insist(offer: WireOffer, seats: readonly string[], more: Record<string, unknown>): Promise<Reply> {
    for (let key = randomUUID(); ;) {
      const reply = await guest.hold(offer, seats.length > 0 ? [seats] : [], { ...more, key });
      const code = String(reply.body['code']);
      if (reply.status >= 500) unsure++;
      if (code === 'service_unavailable') key = randomUUID();
      else if (code !== 'outcome_unknown' && code !== 'request_in_progress') return reply;
    }
  }

  /** Wants two seats side by side, then, when refused, any two that are left. */
  async function persist(offer: WireOffer, n: number, wanted: readonly string[]): Promise<Reply[]> {
    const names = { type: 'adult', given_name: 'Ada', born_on: '1990-12-10' };
    const passengers = ['pax_1', 'pax_2'].map((id) => ({ ...names, id, family_name: 'Lovelace' }));
    const who = { passengers, contact: contactOf('pair', n) };
    const first = await insist(offer, wanted, who);
    if (first.status === 201) return [first];
    return [first, await insist(offer, [], { ...who, seat_policy: 'best_available' })];
  }

  it('of a thousand for two hundred seats in pairs gets every seat, and nobody gets half a pair', async () => {
    const couple = await guest.offers('LIS', 'JFK', day, { passengers: [{ type: 'adult' }, { type: 'adult' }] });
    const sizes = await Promise.all(
      couple
        .filter((offer) => isNonstop(offer))
        .map(async (offer) => ({ offer, free: (await guest.freeSeats(offer.id))[0]!.length })),
    );
    const { offer } = sizes.find(({ free }) => free >= 200)!;
    const free = await leaveFree(offer, 200);
    const began = performance.now();
    const stories = await Promise.all(
      Array.from({ length: crowd }, (_, n) => persist(offer, n, [free[n % 200]!, free[(n + 1) % 200]!])),
    );
    process.stdout.write(`a thousand for 200 seats: last answer after ${Math.round(performance.now() - began)} ms\n`);
    const replies = stories.flat();
    expect(Object.keys(tally(replies)).sort()).toEqual(['409 seat_unavailable', 'held']);
    const given = replies
      .filter(({ status }) => status === 201)
      .map(({ body }) => seatsIn.parse(body['seats']).map(({ designator }) => designator));
    expect(given.filter((seats) => seats.length !== 2)).toEqual([]);
    expect(given.flat().sort()).toEqual([...free].sort());
    expect((await guest.freeSeats(offer.id))[0]).toEqual([]);
  }, 300_000);

  it('leaves nothing that the audit objects to', async () => {
    await expectCleanAudit(product);
  }, 180_000);
});
