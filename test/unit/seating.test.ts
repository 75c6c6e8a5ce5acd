import { createSeating } from '../../src/api/seating';
import { DomainError } from '../../src/domain/problems';
import { freeSeats } from '../../src/domain/seatChoice';
import type { SeatRow } from '../../src/domain/seatRows';
import { newBooking, someSegment } from '../support/bookings';

const nobodyTries = () => [];

/** A flight that is sold out but for one seat, which has the row. */
function lastSeatWith(row: Partial<SeatRow>) {
  const segment = someSegment();
  const [last, ...others] = freeSeats(segment, segment.cabin, new Set()).map(({ designator }) => designator);
  const rowOf = (seat: string, of: Partial<SeatRow>): SeatRow => ({ flightId: segment.flightId, seat, ...of });
  const rows = [...others.map((seat) => rowOf(seat, { status: 'reserved', bookingId: 'bkg_x' })), rowOf(last!, row)];
  return { segment, last: last!, seating: createSeating({ seats: { listSeats: async () => rows }, now: () => 1 }) };
}

describe('the last seat of a flight, for whom it is chosen', () => {
  const booking = newBooking([someSegment()], ['10A'], { namedSeats: [] });
  const ask = ({ segment, seating }: ReturnType<typeof lastSeatWith>, asBooking = booking) => {
    const wanted = { ...asBooking, offer: newBooking([segment], ['10A']).offer };
    return Promise.all([
      seating.bestSeats([], wanted, [segment]).then(([seat]) => seat?.designator),
      seating.look(wanted).then((choose) => choose(nobodyTries).seats[0]?.designator),
    ]);
  };

  it('is still there for the request that has held it and is sent again meanwhile', async () => {
    const flight = lastSeatWith({ status: 'locked', bookingId: booking.bookingId, lockExpiresAt: 2 });
    expect(await ask(flight)).toEqual([flight.last, flight.last]);
  });

  it('is refused to everybody else', async () => {
    const flight = lastSeatWith({ status: 'locked', bookingId: booking.bookingId, lockExpiresAt: 2 });
    const other = newBooking([flight.segment], ['10A'], { namedSeats: [] });
    const refused = await ask(flight, other).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DomainError);
    expect(refused).toMatchObject({ code: 'seat_unavailable' });
  });
});
