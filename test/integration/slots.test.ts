import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { plusSeconds } from '../../src/domain/instants';
import { type BookingBench, createBookingBench, newBooking, someSegment } from '../support/bookings';

const amount = { amount: 12_178, currency: 'EUR' };
const payment = { paymentId: 'pay_1', providerId: 'pi_1', status: 'processing', amount, fingerprint: 'f' } as const;

describe('the hold slots of a booking that is sold', () => {
  let bench: BookingBench;
  beforeAll(async () => {
    bench = createBookingBench();
    await bench.create();
  });
  afterAll(() => bench.end());

  async function paying() {
    const booking = await bench.put(newBooking([someSegment()], ['5A']));
    const ref = { bookingId: booking.bookingId, holdNumber: 1 };
    expect(await bench.hold(booking)).toMatchObject({ outcome: 'held' });
    await bench.holds.secureSeats({ ...ref, payment, lockExpiresAt: plusSeconds(bench.now(), 300) });
    const row = await bench.bookings.findBooking(booking.bookingId);
    return { booking, ref, slots: row?.slots ?? [] };
  }

  it('are given back by the write that sells the seats', async () => {
    const { ref, slots } = await paying();
    expect(slots).toHaveLength(2);
    for (const { owner } of slots) expect(await bench.slotsOf(owner)).toHaveLength(1);
    expect(await bench.holds.confirmSeats({ ...ref, paymentId: 'pay_1' })).toEqual({ outcome: 'done' });
    for (const { owner } of slots) expect(await bench.slotsOf(owner)).toEqual([]);
  });

  it('stay with the booking that has taken one over since it ran out, and the seats are sold all the same', async () => {
    const { ref, booking, slots } = await paying();
    const [taken, kept] = slots;
    if (!taken || !kept) throw new Error('a hold has two slots');
    const lockExpiresAt = plusSeconds(bench.now(), 900);
    const Item = { Owner: taken.owner, Slot: taken.slot, BookingID: 'bkg_other', LockExpiresAt: lockExpiresAt };
    await bench.db.send(new PutCommand({ TableName: bench.tables.Slots, Item }));
    expect(await bench.holds.confirmSeats({ ...ref, paymentId: 'pay_1' })).toEqual({ outcome: 'done' });
    expect(await bench.bookings.findBooking(booking.bookingId)).toMatchObject({ state: 'SEATED' });
    expect(await bench.slotsOf(taken.owner)).toEqual([Item]);
    expect(await bench.slotsOf(kept.owner)).toEqual([]);
  });
});
