import { plusSeconds } from '../../src/domain/instants';
import { type BookingBench, createBookingBench, newBooking, seatsOn, someSegment } from '../support/bookings';

const amount = { amount: 12_178, currency: 'EUR' };
const payment = { paymentId: 'pay_1', providerId: 'pi_1', status: 'processing', amount, fingerprint: 'f' } as const;

describe('two workers that write one booking by turns', () => {
  let bench: BookingBench;
  beforeAll(async () => {
    bench = createBookingBench();
    await bench.create();
  });
  afterAll(() => bench.end());
  const until = (seconds: number) => plusSeconds(bench.now(), seconds);

  async function heldBy(first: ReturnType<BookingBench['workersHolds']>) {
    const segments = [someSegment()];
    const booking = await bench.put(newBooking(segments, ['5A']));
    const ref = { bookingId: booking.bookingId, holdNumber: 1 };
    const hold = await first.holdSeats({
      ...ref,
      deadline: until(900),
      hardCapAt: until(1500),
      lockExpiresAt: until(930),
    });
    expect(hold).toMatchObject({ outcome: 'held' });
    return { booking, segments, ref, leg: segments[0]!.flightId };
  }

  it('never act on a row that the other has moved on: a worker that remembers seat 5A frees 6A, which is held now', async () => {
    const [first, second] = [bench.workersHolds(), bench.workersHolds()];
    const { booking, segments, ref, leg } = await heldBy(first);
    const seats = seatsOn(segments, '6A');
    const change = { ...ref, seats, price: booking.price, by: 'seats-1', lockExpiresAt: until(930) };
    expect(await second.changeSeats(change)).toEqual({ outcome: 'changed', holdNumber: 2 });
    expect(await first.closeBooking({ ...ref, holdNumber: 2, reason: 'cancelled' })).toEqual({ outcome: 'closed' });
    expect([await bench.seat(leg, '5A'), await bench.seat(leg, '6A')]).toEqual([undefined, undefined]);
    expect(await bench.bookings.findBooking(booking.bookingId)).toMatchObject({ state: 'CLOSED', holdNumber: 2 });
  });

  it('never answer from memory: the worker that saw the hold last hears that the other has sold the seats', async () => {
    const [first, second] = [bench.workersHolds(), bench.workersHolds()];
    const { ref, leg, booking } = await heldBy(first);
    await second.secureSeats({ ...ref, payment, lockExpiresAt: until(300) });
    await second.confirmSeats({ ...ref, paymentId: 'pay_1' });
    await second.ticketBooking({ ...ref, paymentId: 'pay_1' });
    // By its memory the booking is HELD, from which confirming and ticketing would be lost.
    expect(await first.confirmSeats({ ...ref, paymentId: 'pay_1' })).toEqual({ outcome: 'done' });
    expect(await first.ticketBooking({ ...ref, paymentId: 'pay_1' })).toEqual({ outcome: 'ticketed' });
    expect(await first.closeBooking({ ...ref, reason: 'expired' })).toEqual({ outcome: 'left_alone' });
    expect(await bench.seat(leg, '5A')).toMatchObject({ Status: 'reserved', BookingID: booking.bookingId });
  });
});
