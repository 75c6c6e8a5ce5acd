import { bestAvailable } from '../../src/domain/bestSeats';
import { type Booking, holdIdOf } from '../../src/domain/bookings';
import type { Segment } from '../../src/domain/offers';
import { freeSeats } from '../../src/domain/seatChoice';
import { expectCleanStores } from '../support/audited';
import { type BookingBench, createBookingBench, newBooking, someSegment } from '../support/bookings';

describe('seats that are chosen for the customer', () => {
  let bench: BookingBench;
  beforeAll(async () => {
    bench = createBookingBench();
    await bench.create();
  });
  afterAll(() => bench.end());

  /** A couple whose seats were chosen from a map that showed `taken`. */
  async function couple(segment: Segment, taken: readonly string[] = []): Promise<Booking> {
    const travellers = ['pax_1', 'pax_2'].map((id) => ({ id, type: 'adult' as const }));
    const chosen = bestAvailable(segment, 0, travellers, new Set(taken));
    return bench.put(
      newBooking(
        [segment],
        chosen!.map((s) => s.designator),
        { namedSeats: [] },
      ),
    );
  }
  const rowOf = async (booking: Booking) => (await bench.bookings.findBooking(booking.bookingId))!;
  const designatorsOf = (row: Booking) => row.seats.map((s) => s.designator);

  /** A fault of a step is retried, as the workflow does. */
  async function holdPatiently(booking: Booking): Promise<string> {
    for (let time = 1; ; time++) {
      try {
        return (await bench.hold(booking)).outcome;
      } catch (error) {
        if (time === 10) throw error;
      }
    }
  }

  it('are chosen again under the next hold number when somebody else was faster', async () => {
    const segment = someSegment();
    const [first, second] = [await couple(segment), await couple(segment)];
    expect(designatorsOf(first)).toEqual(designatorsOf(second));
    expect(await bench.hold(first)).toMatchObject({ outcome: 'held', holdNumber: 1 });
    expect(await bench.hold(second)).toMatchObject({ outcome: 'held', holdNumber: 2 });
    const row = await rowOf(second);
    expect(row).toMatchObject({ state: 'HELD', holdNumber: 2, version: 1 });
    expect(new Set([...designatorsOf(first), ...designatorsOf(row)]).size).toBe(4);
    for (const designator of designatorsOf(row))
      expect(await bench.seat(segment.flightId, designator)).toMatchObject({ HoldID: holdIdOf(row.bookingId, 2) });
    for (const designator of designatorsOf(first))
      expect(await bench.seat(segment.flightId, designator)).toMatchObject({ BookingID: first.bookingId });
    const seatLines = row.price.lines.filter((line) => line.kind === 'seat').map((line) => line.label);
    expect(seatLines).toEqual(designatorsOf(row).map((designator) => `segment 0, seat ${designator}`));
    expect((await bench.bookings.listEvents(row.bookingId)).map((e) => e.type)).toEqual(['booking.held']);
  });

  it('survive a late undo of the try that was lost', async () => {
    const segment = someSegment();
    await bench.hold(await couple(segment));
    const second = await couple(segment);
    await bench.hold(second);
    const late = { bookingId: second.bookingId, holdNumber: 1, reason: 'refused' } as const;
    expect(await bench.holds.closeBooking(late)).toMatchObject({ outcome: 'held', holdNumber: 2 });
    const row = await rowOf(second);
    expect(row.state).toBe('HELD');
    for (const designator of designatorsOf(row))
      expect(await bench.seat(segment.flightId, designator)).toMatchObject({ BookingID: row.bookingId });
  });

  it('are freed when nobody learnt under which number they were held in the end', async () => {
    const segment = someSegment();
    await bench.hold(await couple(segment));
    const second = await couple(segment);
    await bench.hold(second);
    const undo = { bookingId: second.bookingId, holdNumber: 1, reason: 'refused', unlearnt: true } as const;
    expect(await bench.holds.closeBooking(undo)).toEqual({ outcome: 'closed' });
    for (const designator of designatorsOf(await rowOf(second)))
      expect(await bench.seat(segment.flightId, designator)).toBeUndefined();
    expect(await bench.slotsOf(second.owner)).toEqual([]);
  });

  it('leave alone those that the customer named, and are refused when one of these is lost', async () => {
    const segment = someSegment();
    const named = [{ segment: 0, passenger: 'pax_1', designator: '20C' }];
    const rival = await couple(segment);
    await bench.hold(rival);
    const theirs = designatorsOf(rival)[0]!;
    const mixed = await bench.put(newBooking([segment], ['20C', theirs], { namedSeats: named }));
    expect(await bench.hold(mixed)).toMatchObject({ outcome: 'held', holdNumber: 2 });
    expect(designatorsOf(await rowOf(mixed))[0]).toBe('20C');
    const late = await bench.put(newBooking([segment], ['20C', theirs], { namedSeats: named }));
    expect(await bench.hold(late)).toMatchObject({ outcome: 'taken' });
    expect((await rowOf(late)).state).toBe('NEW');
  });

  it('seat every one of 140 simultaneous couples on a plane of 280 seats, and nobody after them', async () => {
    const segment = { ...someSegment(), aircraft: '77W', seatPlanId: '77W-348' };
    expect(freeSeats(segment, 'economy', new Set())).toHaveLength(280);
    const couples = await Promise.all(Array.from({ length: 140 }, () => couple(segment)));
    const outcomes = await Promise.all(couples.map(holdPatiently));
    expect(outcomes.filter((outcome) => outcome !== 'held')).toEqual([]);
    const rows = await Promise.all(couples.map(rowOf));
    expect(new Set(rows.flatMap(designatorsOf)).size).toBe(280);
    for (const row of rows)
      for (const designator of designatorsOf(row))
        expect(await bench.seat(segment.flightId, designator)).toMatchObject({
          HoldID: holdIdOf(row.bookingId, row.holdNumber),
        });
    const tooLate = await couple(segment);
    expect(await bench.hold(tooLate)).toEqual({ outcome: 'too_few_seats', segment: 0 });
    expect(await bench.slotsOf(tooLate.owner)).toEqual([]);
    await expectCleanStores(bench);
  });

  it('are taken from expired holds too', async () => {
    const segment = { ...someSegment(), aircraft: 'AT7', seatPlanId: 'AT7-72' };
    const all = freeSeats(segment, 'economy', new Set()).map((s) => s.designator);
    for (let i = 0; i < all.length; i += 9)
      await bench.hold(await bench.put(newBooking([segment], all.slice(i, i + 9))));
    const couples = [await couple(segment), await couple(segment)];
    expect(await bench.hold(couples[0]!)).toEqual({ outcome: 'too_few_seats', segment: 0 });
    bench.passSeconds(931);
    expect(await bench.hold(couples[1]!)).toMatchObject({ outcome: 'held' });
  });
});
