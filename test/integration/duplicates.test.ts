import { createBookingIds } from '../../src/api/bookingIds';
import { createDuplicateGuard } from '../../src/api/duplicates';
import type { Booking, Passenger } from '../../src/domain/bookings';
import { epochMs, plusSeconds } from '../../src/domain/instants';
import type { Segment } from '../../src/domain/offers';
import { createErasureStore } from '../../src/stores/dynamodb/erasures';
import { createTravelStore } from '../../src/stores/dynamodb/travels';
import { type BookingBench, createBookingBench, newBooking, someSegment } from '../support/bookings';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';

const person = (givenName: string, familyName: string): Passenger => ({
  id: 'pax_1',
  type: 'adult',
  givenName,
  familyName,
  bornOn: '1986-12-09',
});
const grace = person('Grace', 'Hopper');
const amount = { amount: 12_178, currency: 'EUR' };
const payment = { paymentId: 'pay_1', providerId: 'pi_1', status: 'processing', amount, fingerprint: 'f' } as const;

describe('a second booking for the same people on the same flight', () => {
  let bench: BookingBench;
  let guard: ReturnType<typeof createDuplicateGuard>;
  beforeAll(async () => {
    bench = createBookingBench();
    await bench.create();
    const travels = createTravelStore({ db: bench.db, tables: bench.tables });
    guard = createDuplicateGuard({ travels, ids: createBookingIds('a-secret-for-tests-only') });
  });
  afterAll(() => bench.end());

  async function held(segments: Segment[], seat: string, people: Passenger[], owner = 'usr_a'): Promise<Booking> {
    const designators = people.map((_, i) => (i === 0 ? seat : `${20 + i}${seat.slice(-1)}`));
    const travellerKeys = guard.travellerKeys(owner, people);
    const booking = await bench.put(newBooking(segments, designators, { owner, travellerKeys }));
    expect(await bench.hold(booking)).toMatchObject({ outcome: 'held' });
    return booking;
  }
  async function ticketed(booking: Booking): Promise<void> {
    const ref = { bookingId: booking.bookingId, holdNumber: 1, paymentId: 'pay_1' };
    await bench.holds.secureSeats({ ...ref, payment, lockExpiresAt: plusSeconds(bench.now(), 300) });
    await bench.holds.confirmSeats(ref);
    expect(await bench.holds.ticketBooking(ref)).toEqual({ outcome: 'ticketed' });
  }
  /** A request for the same flight by somebody, as the door would ask about it. */
  const asked = (segments: Segment[], passenger: Passenger, owner = 'usr_a') =>
    guard.refuseDuplicate(
      newBooking(segments, ['30A'], { owner, travellerKeys: guard.travellerKeys(owner, [passenger]) }),
    );

  it('is refused once the first has its ticket, however the name is spelled, and not before', async () => {
    const segments = [someSegment()];
    const first = await held(segments, '5A', [grace]);
    await expect(asked(segments, grace)).resolves.toBeUndefined();
    await ticketed(first);
    for (const passenger of [grace, person('GRACE', 'hopper'), person('Grâce', 'Hop-per')]) {
      await expect(asked(segments, passenger)).rejects.toMatchObject({
        code: 'possible_duplicate_booking',
        extras: { members: { booking: `/v1/bookings/${first.bookingId}`, flights: [segments[0]!.flightId] } },
      });
    }
  });

  it('is refused when the journeys share a single flight', async () => {
    const [shared, other] = [someSegment(), someSegment()];
    await ticketed(await held([shared, other], '6A', [grace, person('Ada', 'Lovelace')]));
    await expect(asked([someSegment(), other], person('Ada', 'Lovelace'))).rejects.toMatchObject({
      extras: { members: { flights: [other.flightId] } },
    });
  });

  it('is not the same booking once more', async () => {
    const booking = await held([someSegment()], '12A', [grace]);
    await ticketed(booking);
    await expect(guard.refuseDuplicate(booking)).resolves.toBeUndefined();
  });

  it('is not taken for one when owner, person or flight is another', async () => {
    const segments = [someSegment()];
    await ticketed(await held(segments, '7A', [grace]));
    await expect(asked(segments, grace, 'usr_b')).resolves.toBeUndefined();
    await expect(asked(segments, person('Grace', 'Kelly'))).resolves.toBeUndefined();
    await expect(asked(segments, { ...grace, bornOn: '1986-12-10' })).resolves.toBeUndefined();
    await expect(asked([someSegment()], grace)).resolves.toBeUndefined();
  });

  it('leaves both tickets on record when it was meant', async () => {
    const segments = [someSegment()];
    const [first, second] = [await held(segments, '8A', [grace]), await held(segments, '8B', [grace])];
    await ticketed(first);
    await ticketed(second);
    const travels = createTravelStore({ db: bench.db, tables: bench.tables });
    const [key] = guard.travellerKeys('usr_a', [grace]);
    expect(await travels.listConfirmed([key!.key], [segments[0]!.flightId])).toEqual([
      expect.objectContaining({ bookingIds: [first.bookingId, second.bookingId].sort() }),
    ]);
  });

  it('may hold two people of one name and birthday, who get their tickets', async () => {
    const segments = [someSegment()];
    await ticketed(await held(segments, '9A', [grace, { ...grace, id: 'pax_2' }]));
    await expect(asked(segments, grace)).rejects.toMatchObject({ code: 'possible_duplicate_booking' });
  });

  it('is forgotten with the people of the first', async () => {
    const segments = [someSegment()];
    const [first, second] = [await held(segments, '11A', [grace]), await held(segments, '11B', [grace])];
    await ticketed(first);
    await ticketed(second);
    const { db, tables, bookings } = bench;
    const now = () => epochMs(Date.parse('2040-01-01T00:00:00Z'));
    const erasures = createErasureStore({ db, tables, bookings, now });
    const travels = createTravelStore({ db, tables });
    const [key] = guard.travellerKeys('usr_a', [grace]);
    const known = () => travels.listConfirmed([key!.key], [segments[0]!.flightId]);
    expect(await erasures.eraseBooking(first.bookingId)).toEqual({ outcome: 'erased' });
    expect(await known()).toEqual([expect.objectContaining({ bookingIds: [second.bookingId] })]);
    expect(await erasures.eraseBooking(second.bookingId)).toEqual({ outcome: 'erased' });
    expect(await known()).toEqual([]);
    expect(await bookings.findBooking(first.bookingId)).not.toHaveProperty('travellerKeys');
  });

  it('is noticed without a name in any table', async () => {
    const segments = [someSegment()];
    await ticketed(await held(segments, '10A', [person('Hedy', 'Lamarr')]));
    const tables = [bench.tables.Travels, bench.tables.Bookings];
    const scans = await Promise.all(tables.map((TableName) => bench.db.send(new ScanCommand({ TableName }))));
    expect(scans[0]!.Count).toBeGreaterThan(0);
    for (const { Items } of scans) expect(JSON.stringify(Items)).not.toMatch(/hedy|lamarr/i);
  });
});
