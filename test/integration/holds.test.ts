import { DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { seatChangeFaults } from '../../src/domain/seatChoice';
import { holdIdOf, paymentStatusOf } from '../../src/domain/bookings';
import { epochMs, plusSeconds } from '../../src/domain/instants';
import {
  type BookingBench,
  createBookingBench,
  newBooking,
  seatsOn,
  segmentOverTwoLegs,
  someSegment,
} from '../support/bookings';

const amount = { amount: 12_178, currency: 'EUR' };
const payment = { paymentId: 'pay_1', providerId: 'pi_1', status: 'processing', amount, fingerprint: 'f' } as const;

describe('the writes of a booking', () => {
  let bench: BookingBench;
  beforeAll(async () => {
    bench = createBookingBench();
    await bench.create();
  });
  afterAll(() => bench.end());

  async function held(designators: string[], segments = [someSegment()]) {
    const booking = await bench.put(newBooking(segments, designators));
    expect(await bench.hold(booking)).toMatchObject({ outcome: 'held' });
    return { booking, segments, ref: { bookingId: booking.bookingId, holdNumber: 1 }, leg: segments[0]!.flightId };
  }
  const until = (seconds = 300) => plusSeconds(bench.now(), seconds);

  async function ticketed(designators = ['5A']) {
    const one = await held(designators);
    await bench.holds.secureSeats({ ...one.ref, payment, lockExpiresAt: until() });
    await bench.holds.confirmSeats({ ...one.ref, paymentId: 'pay_1' });
    expect(await bench.holds.ticketBooking({ ...one.ref, paymentId: 'pay_1' })).toEqual({ outcome: 'ticketed' });
    return one;
  }

  it('locks every seat of every passenger on every leg in one write, or none', async () => {
    const segments = [someSegment(), someSegment()];
    const first = await held(['5A'], [segments[1]!]);
    const second = await bench.put(newBooking(segments, ['5A', '5B']));
    expect(await bench.hold(second)).toEqual({ outcome: 'taken', seats: [{ segment: 1, designator: '5A' }] });
    expect(await bench.seat(segments[0]!.flightId, '5A')).toBeUndefined();
    expect(await bench.seat(segments[0]!.flightId, '5B')).toBeUndefined();
    expect(await bench.slotsOf(second.owner)).toEqual([]);
    expect(await bench.seat(segments[1]!.flightId, '5A')).toMatchObject({
      BookingID: first.booking.bookingId,
      Status: 'locked',
    });
  });

  it('calls whoever follows the booking after every write that told something, and after no other', async () => {
    const { booking, ref } = await held(['6A']);
    const calls = () => bench.rung.filter((channel) => channel === `booking:${booking.bookingId}`).length;
    expect(calls()).toBe(1);
    await bench.hold(booking);
    expect(calls()).toBe(1);
    await bench.holds.closeBooking({ ...ref, reason: 'cancelled' });
    expect(calls()).toBe(2);
  });

  it('locks both legs of a segment over two, against whoever rides only one of them', async () => {
    const { stages, legs, ...later } = segmentOverTwoLegs();
    const [first, second] = legs;
    const { booking } = await held(['7A'], [{ ...later, stages, legs }]);
    for (const leg of legs)
      expect(await bench.seat(leg, '7A')).toMatchObject({ BookingID: booking.bookingId, Status: 'locked' });
    const onlySecond = { ...later, stages, flightId: second, legs: [second] };
    const rival = await bench.put(newBooking([onlySecond], ['7A']));
    expect(await bench.hold(rival)).toEqual({ outcome: 'taken', seats: [{ segment: 0, designator: '7A' }] });
    const known = await bench.legs.getLegs(legs);
    expect(known.get(first)).toMatchObject({ offPoint: 'MAD', buckets: ['LIS-MAD#2031-05-10', 'LIS-LHR#2031-05-10'] });
    expect(known.get(second)).toMatchObject({ offPoint: 'LHR', buckets: ['LIS-LHR#2031-05-10', 'MAD-LHR#2031-05-11'] });
  });

  it('gives the last seat to exactly one of fifty simultaneous bookings', async () => {
    const segment = someSegment();
    const rivals = await Promise.all(Array.from({ length: 50 }, () => bench.put(newBooking([segment], ['9C']))));
    const outcomes = await Promise.all(rivals.map((rival) => bench.hold(rival)));
    const winners = rivals.filter((_, i) => outcomes[i]!.outcome === 'held');
    expect(winners).toHaveLength(1);
    expect(outcomes.filter((o) => o.outcome === 'taken')).toHaveLength(49);
    expect(await bench.seat(segment.flightId, '9C')).toMatchObject({ HoldID: holdIdOf(winners[0]!.bookingId, 1) });
  });

  it('answers a repeated hold with the first deadline and writes nothing more', async () => {
    const { booking } = await held(['6A']);
    const again = await bench.hold(booking, 9999);
    const row = await bench.bookings.findBooking(booking.bookingId);
    expect(again).toMatchObject({ outcome: 'held', deadline: row!.deadline });
    expect(row!.version).toBe(1);
    expect(await bench.bookings.listEvents(booking.bookingId)).toHaveLength(1);
  });

  it('gives an expired hold to somebody else, but not a second before its lock ends', async () => {
    const segment = someSegment();
    await held(['7A'], [segment]);
    bench.passSeconds(929);
    expect(await bench.hold(await bench.put(newBooking([segment], ['7A'])))).toMatchObject({ outcome: 'taken' });
    bench.passSeconds(2);
    const next = await bench.put(newBooking([segment], ['7A']));
    expect(await bench.hold(next)).toMatchObject({ outcome: 'held' });
    expect(await bench.seat(segment.flightId, '7A')).toMatchObject({ BookingID: next.bookingId });
  });

  it('never gives away a sold seat, however long ago its lock would have ended', async () => {
    const { segments, leg, booking } = await ticketed(['8A']);
    bench.passSeconds(10_000);
    expect(await bench.hold(await bench.put(newBooking(segments, ['8A'])))).toMatchObject({ outcome: 'taken' });
    const seat = await bench.seat(leg, '8A');
    expect(seat).toMatchObject({ Status: 'reserved', BookingID: booking.bookingId });
    expect(seat).not.toHaveProperty('LockExpiresAt');
  });

  it('secures seats after the deadline when nobody took them, and is lost when somebody did', async () => {
    const alone = await held(['9A']);
    const beaten = await held(['9B']);
    bench.passSeconds(1000);
    expect(await bench.holds.secureSeats({ ...alone.ref, payment, lockExpiresAt: until() })).toEqual({
      outcome: 'done',
    });
    await bench.hold(await bench.put(newBooking(beaten.segments, ['9B'])));
    expect(await bench.holds.secureSeats({ ...beaten.ref, payment, lockExpiresAt: until() })).toEqual({
      outcome: 'lost',
    });
    expect((await bench.bookings.findBooking(beaten.ref.bookingId))!.state).toBe('HELD');
  });

  it('answers every step again as done, with one event each', async () => {
    const { ref } = await held(['10A']);
    for (let time = 1; time <= 2; time++) {
      expect(await bench.holds.secureSeats({ ...ref, payment, lockExpiresAt: until() })).toEqual({ outcome: 'done' });
    }
    for (let time = 1; time <= 2; time++)
      expect(await bench.holds.confirmSeats({ ...ref, paymentId: 'pay_1' })).toEqual({ outcome: 'done' });
    for (let time = 1; time <= 2; time++)
      expect(await bench.holds.ticketBooking({ ...ref, paymentId: 'pay_1' })).toEqual({ outcome: 'ticketed' });
    const events = await bench.bookings.listEvents(ref.bookingId);
    expect(events.map((e) => [e.seq, e.type])).toEqual([
      [1, 'booking.held'],
      [2, 'payment.processing'],
      [3, 'payment.authorised'],
      [4, 'booking.confirmed'],
      [5, 'booking.ticketed'],
    ]);
    const row = await bench.bookings.findBooking(ref.bookingId);
    expect(row).toMatchObject({ state: 'TICKETED', version: 5 });
    expect(row!.locator).toMatch(/^[CDFGHJKLMNPQRTVWXY34679]{6}$/);
    expect(row!.payments).toMatchObject([{ status: 'captured' }]);
  });

  it('frees reserved seats too when a booking is undone before its ticket', async () => {
    const { ref, leg, booking } = await held(['11A']);
    await bench.holds.secureSeats({ ...ref, payment, lockExpiresAt: until() });
    await bench.holds.confirmSeats({ ...ref, paymentId: 'pay_1' });
    expect(await bench.holds.closeBooking({ ...ref, reason: 'refused' })).toEqual({ outcome: 'closed' });
    expect(await bench.seat(leg, '11A')).toBeUndefined();
    expect(await bench.slotsOf(booking.owner)).toEqual([]);
  });

  it('gives a seat that was given back to whoever asks next', async () => {
    const { ref, leg, segments } = await held(['11B']);
    await bench.holds.closeBooking({ ...ref, reason: 'cancelled', by: 'cancel-1' });
    expect(await bench.bookings.findBooking(ref.bookingId)).toMatchObject({ closedBy: 'cancel-1' });
    const next = await bench.put(newBooking(segments, ['11B']));
    expect(await bench.hold(next)).toMatchObject({ outcome: 'held' });
    expect(await bench.seat(leg, '11B')).toMatchObject({ BookingID: next.bookingId });
  });

  it('lets no table of seats, slots or bookings delete anything by itself', async () => {
    const { Seats, Slots, Bookings } = bench.tables;
    const answers = await Promise.all(
      [Seats, Slots, Bookings].map((TableName) => bench.client.send(new DescribeTimeToLiveCommand({ TableName }))),
    );
    expect(answers.map((answer) => answer.TimeToLiveDescription?.TimeToLiveStatus)).toEqual(Array(3).fill('DISABLED'));
  });

  it('keeps a hold that stands when it is to be refused, with whatever was paid for it, and refuses one that never came to be', async () => {
    const refusal = { code: 'service_unavailable', detail: 'Not in time.' } as const;
    const refuse = (bookingId: string) => {
      const request = { bookingId, holdNumber: 1, reason: 'refused', refusal } as const;
      return bench.holds.closeBooking({ ...request, unlearnt: true, unlessHeld: true });
    };
    const { booking, leg, ref } = await held(['6C']);
    const { bookingId } = booking;
    const deadline = (await bench.bookings.findBooking(bookingId))?.deadline;
    expect(await refuse(bookingId)).toEqual({ outcome: 'held', deadline, holdNumber: 1 });
    await bench.holds.secureSeats({ ...ref, payment, lockExpiresAt: until() });
    expect(await refuse(bookingId)).toMatchObject({ outcome: 'held', payment: { paymentId: 'pay_1' } });
    expect((await bench.bookings.findBooking(bookingId))?.state).toBe('PAYING');
    expect(await bench.seat(leg, '6C')).toMatchObject({ BookingID: bookingId });
    const put = await bench.put(newBooking([someSegment()], ['6C']));
    expect(await refuse(put.bookingId)).toEqual({ outcome: 'closed' });
    // The try to make it that comes after all.
    expect(await bench.hold(put)).toEqual({ outcome: 'closed' });
  });

  it('leaves a hold that is being paid to its own number, when an undo does not know under which one it is held', async () => {
    const { booking, leg, ref } = await held(['6D']);
    const { bookingId } = booking;
    await bench.holds.recordPayment(bookingId, payment);
    const undo = { ...ref, reason: 'cancelled', unlearnt: true } as const;
    expect(await bench.holds.closeBooking(undo)).toEqual({ outcome: 'overtaken' });
    expect(await bench.seat(leg, '6D')).toMatchObject({ BookingID: bookingId });
  });

  it('does not undo a ticket', async () => {
    const { ref, leg } = await ticketed(['12A']);
    expect(await bench.holds.closeBooking({ ...ref, reason: 'expired' })).toEqual({ outcome: 'left_alone' });
    expect(await bench.seat(leg, '12A')).toMatchObject({ Status: 'reserved' });
  });

  it('leaves a seat alone that somebody else has by now, when a late undo comes', async () => {
    const { ref, leg, segments } = await held(['14A']);
    bench.passSeconds(1000);
    const next = await bench.put(newBooking(segments, ['14A']));
    await bench.hold(next);
    expect(await bench.holds.closeBooking({ ...ref, reason: 'expired' })).toEqual({ outcome: 'closed' });
    expect(await bench.seat(leg, '14A')).toMatchObject({ BookingID: next.bookingId });
  });

  it('ignores every write of an earlier hold after a seat change', async () => {
    const { ref, leg, segments, booking } = await held(['15A', '15B']);
    const seats = seatsOn(segments, '15B', '15C');
    const change = { ...ref, seats, price: booking.price, by: 'seats-1', lockExpiresAt: until() };
    expect(await bench.holds.changeSeats(change)).toEqual({ outcome: 'changed', holdNumber: 2 });
    expect(await bench.seat(leg, '15A')).toBeUndefined();
    const second = holdIdOf(booking.bookingId, 2);
    expect(await bench.seat(leg, '15B')).toMatchObject({ HoldID: second });
    expect(await bench.seat(leg, '15C')).toMatchObject({ HoldID: second });
    const { deadline } = (await bench.bookings.findBooking(booking.bookingId))!;
    const standing = { outcome: 'held', deadline, holdNumber: 2 };
    expect(await bench.holds.closeBooking({ ...ref, reason: 'expired' })).toEqual(standing);
    expect(await bench.holds.secureSeats({ ...ref, payment, lockExpiresAt: until() })).toEqual(standing);
    const longer = { ...ref, until: until(900), lockExpiresAt: until(930), kind: 'extension' as const };
    expect(await bench.holds.extendHold(longer)).toEqual(standing);
    expect(await bench.seat(leg, '15C')).toMatchObject({ HoldID: second });
    expect(await bench.bookings.findBooking(booking.bookingId)).toMatchObject({ state: 'HELD', version: 2 });
  });

  it('takes a seat change for made only when that very request made it', async () => {
    const { ref, segments, booking } = await held(['18A']);
    const change = (designator: string, by: string, holdNumber = 1) =>
      bench.holds.changeSeats({
        ...{ ...ref, holdNumber, by, price: booking.price, lockExpiresAt: until() },
        seats: seatsOn(segments, designator),
      });
    expect(await change('18B', 'seats-1')).toEqual({ outcome: 'changed', holdNumber: 2 });
    // Another one, of a workflow that has forgotten the first with its worker.
    expect(await change('18C', 'seats-2')).toMatchObject({ outcome: 'held', holdNumber: 2 });
    expect(await change('18C', 'seats-2', 2)).toEqual({ outcome: 'changed', holdNumber: 3 });
    expect(await change('18C', 'seats-2')).toEqual({ outcome: 'changed', holdNumber: 3 });
    expect(await change('18B', 'seats-1')).toMatchObject({ outcome: 'held', holdNumber: 3 });
    expect((await bench.bookings.findBooking(ref.bookingId))?.seats).toMatchObject([{ designator: '18C' }]);
  });

  it('never shortens a lock by a seat change', async () => {
    const { ref, leg, segments, booking } = await held(['18D']);
    const seats = seatsOn(segments, '18E');
    const { lockedUntil } = (await bench.bookings.findBooking(ref.bookingId))!;
    await bench.holds.changeSeats({ ...ref, seats, price: booking.price, by: 'seats-1', lockExpiresAt: until(1) });
    expect(await bench.seat(leg, '18E')).toMatchObject({ LockExpiresAt: lockedUntil });
  });

  it('secures seats for no other amount than the booking costs', async () => {
    const { ref, leg, segments, booking } = await held(['18F']);
    const dearer = { total: { ...amount, amount: booking.price.total.amount + 1 }, lines: booking.price.lines };
    const change = { ...ref, seats: seatsOn(segments, '19F'), price: dearer, by: 'seats-1', lockExpiresAt: until() };
    await bench.holds.changeSeats(change);
    const paid = { ...payment, amount: booking.price.total };
    const secure = { ...ref, holdNumber: 2, payment: paid, lockExpiresAt: until() };
    expect(await bench.holds.secureSeats(secure)).toEqual({ outcome: 'repriced' });
    expect(await bench.bookings.findBooking(ref.bookingId)).toMatchObject({ state: 'HELD', payments: [] });
    expect(await bench.seat(leg, '19F')).toMatchObject({ Status: 'locked' });
    const right = { ...secure, payment: { ...payment, amount: dearer.total } };
    expect(await bench.holds.secureSeats(right)).toEqual({ outcome: 'done' });
  });

  it('never shortens by an extension what the grace of a payment has locked', async () => {
    const { ref, leg, booking } = await held(['18H']);
    const { deadline } = (await bench.bookings.findBooking(ref.bookingId))!;
    const graceEnd = plusSeconds(deadline!, 300);
    const extensionEnd = plusSeconds(deadline!, 60);
    const locked = plusSeconds(graceEnd, 30);
    await bench.holds.extendHold({ ...ref, until: graceEnd, lockExpiresAt: locked, kind: 'grace' });
    // A workflow that was reset has forgotten the grace.
    const extending = { until: extensionEnd, lockExpiresAt: plusSeconds(extensionEnd, 30), kind: 'extension' } as const;
    expect(await bench.holds.extendHold({ ...ref, ...extending })).toEqual({
      outcome: 'extended',
      deadline: extensionEnd,
    });
    const row = await bench.bookings.findBooking(booking.bookingId);
    expect(row).toMatchObject({ deadline: extensionEnd, lockedUntil: locked });
    expect(await bench.seat(leg, '18H')).toMatchObject({ LockExpiresAt: locked });
  });

  it('secures seats for one payment: another one, which a workflow that was reset may be asked for, is told', async () => {
    const { ref, booking } = await held(['18G']);
    const secure = { ...ref, payment, lockExpiresAt: until() };
    expect(await bench.holds.secureSeats(secure)).toEqual({ outcome: 'done' });
    const second = { ...secure, payment: { ...payment, paymentId: 'pay_second' } };
    const refused = { outcome: 'other_payment', payment: expect.objectContaining({ paymentId: payment.paymentId }) };
    expect(await bench.holds.secureSeats(second)).toEqual(refused);
    // Also when the row has heard of it meanwhile, as of one that was processed for a while.
    await bench.holds.recordPayment(ref.bookingId, { ...second.payment, status: 'processing' });
    expect(await bench.holds.secureSeats(second)).toEqual(refused);
    const hold = {
      ...ref,
      legs: booking.seats[0]!.legs,
      deadline: until(),
      hardCapAt: until(),
      lockExpiresAt: until(),
    };
    expect(await bench.holds.holdSeats(hold)).toMatchObject({ payment: { paymentId: payment.paymentId } });
    await bench.holds.confirmSeats({ ...ref, paymentId: payment.paymentId });
    await bench.holds.ticketBooking({ ...ref, paymentId: payment.paymentId });
    expect(await bench.holds.secureSeats(second)).toEqual(refused);
    const row = (await bench.bookings.findBooking(ref.bookingId))!;
    expect(row.payments.map(({ status }) => status)).toEqual(['captured', 'processing']);
    expect(paymentStatusOf(row)).toBe('captured');
    const told = await bench.bookings.listEvents(ref.bookingId);
    const payments = told.filter(({ type }) => type.startsWith('payment.'));
    expect(payments.map(({ data }) => data['paymentId'])).toEqual([payment.paymentId, 'pay_second', payment.paymentId]);
    expect(await bench.holds.secureSeats(secure)).toEqual({ outcome: 'done' });
  });

  it('lets no hold run out before the time that its row shows', async () => {
    const { ref, leg } = await held(['19A']);
    const { deadline } = (await bench.bookings.findBooking(ref.bookingId))!;
    const runOut = (timeOver: number) =>
      bench.holds.closeBooking({ ...ref, reason: 'expired', timeOver: epochMs(timeOver) });
    expect(await runOut(deadline! - 1)).toEqual({ outcome: 'held', deadline, holdNumber: 1 });
    expect(await bench.seat(leg, '19A')).toMatchObject({ Status: 'locked' });
    expect(await runOut(deadline!)).toEqual({ outcome: 'closed' });
  });

  it('says of a payment, once its booking is closed, only how the money went back', async () => {
    const { ref } = await held(['19B']);
    await bench.holds.recordPayment(ref.bookingId, payment);
    await bench.holds.closeBooking({ ...ref, reason: 'cancelled' });
    // An attempt from before the end, that was given up and comes all the same.
    const late = { ...payment, status: 'requires_action' } as const;
    expect(await bench.holds.recordPayment(ref.bookingId, late)).toEqual({ outcome: 'lost' });
    await bench.holds.recordPayment(ref.bookingId, { ...payment, status: 'voided' });
    expect(await bench.holds.recordPayment(ref.bookingId, late)).toEqual({ outcome: 'lost' });
    const row = await bench.bookings.findBooking(ref.bookingId);
    expect([row!.payments, row!.version]).toMatchObject([[{ status: 'voided' }], 4]);
  });

  it('says no more of a payment that went back, whatever its booking is by then', async () => {
    const { ref } = await held(['19D']);
    await bench.holds.recordPayment(ref.bookingId, { ...payment, status: 'voided' });
    // By a workflow that was reset and hears from the provider that it is cancelled.
    const again = { ...payment, status: 'declined', declineCode: 'cancelled' } as const;
    expect(await bench.holds.recordPayment(ref.bookingId, again)).toEqual({ outcome: 'lost' });
    expect((await bench.bookings.findBooking(ref.bookingId))?.payments).toMatchObject([{ status: 'voided' }]);
  });

  it('keeps whatever names a caller gives to its metadata', async () => {
    const metadata = { constructor: 'a', toString: 'b', hasOwnProperty: 'c', prototype: 'd', length: 'e' };
    const { bookingId } = await bench.put(newBooking([someSegment()], ['19C'], { metadata }));
    expect((await bench.bookings.findBooking(bookingId))?.metadata).toEqual(metadata);
  });

  it('holds, changes and gives back at once as many seats as the largest party is let have', async () => {
    const row = (n: number) => ['A', 'B', 'C', 'D', 'E', 'F'].map((letter) => `${n}${letter}`);
    const legs = Array.from({ length: 6 }, () => someSegment());
    const { ref, booking } = await held([...row(20), ...row(21).slice(0, 3)], legs);
    const others = seatsOn(legs, ...row(24), ...row(25).slice(0, 3));
    const asked = (count: number) => [...others.slice(0, count), ...booking.seats.slice(count)];
    expect(seatChangeFaults(booking.seats, asked(44))).toEqual([]);
    expect(seatChangeFaults(booking.seats, asked(45))).not.toEqual([]);
    const change = (seats: typeof others) =>
      bench.holds.changeSeats({ ...ref, seats, price: booking.price, by: 'seats-1', lockExpiresAt: until() });
    expect(await change(asked(45))).toEqual({ outcome: 'too_many' });
    expect(await change(asked(44))).toEqual({ outcome: 'changed', holdNumber: 2 });
    expect(await bench.seat(legs[0]!.flightId, '24A')).toMatchObject({ HoldID: holdIdOf(booking.bookingId, 2) });
    const closing = { bookingId: booking.bookingId, holdNumber: 2, reason: 'expired' } as const;
    expect(await bench.holds.closeBooking(closing)).toEqual({ outcome: 'closed' });
    const left = await Promise.all(asked(44).map(({ legs: [leg], designator }) => bench.seat(leg!, designator)));
    expect(left.filter(Boolean)).toEqual([]);
  });

  it('changes all seats or none', async () => {
    const { ref, leg, segments, booking } = await held(['16A', '16B']);
    await held(['16C'], segments);
    const changed = await bench.holds.changeSeats({
      ...ref,
      seats: seatsOn(segments, '16B', '16C'),
      price: booking.price,
      by: 'seats-1',
      lockExpiresAt: until(),
    });
    expect(changed).toEqual({ outcome: 'taken', seats: [{ segment: 0, designator: '16C' }] });
    expect(await bench.seat(leg, '16A')).toMatchObject({ HoldID: holdIdOf(booking.bookingId, 1) });
  });

  it('extends a hold once', async () => {
    const { ref, booking } = await held(['17A']);
    const first = await bench.bookings.findBooking(booking.bookingId);
    const later = plusSeconds(first!.deadline!, 300);
    const extension = { ...ref, until: later, lockExpiresAt: plusSeconds(later, 30), kind: 'extension' as const };
    expect(await bench.holds.extendHold(extension)).toEqual({ outcome: 'extended', deadline: later });
    expect(await bench.holds.extendHold(extension)).toEqual({ outcome: 'extended', deadline: later });
    expect(await bench.holds.extendHold({ ...extension, until: plusSeconds(later, 300) })).toEqual({
      outcome: 'already_extended',
    });
    expect(await bench.slotsOf(booking.owner)).toMatchObject([{ LockExpiresAt: extension.lockExpiresAt }]);
  });

  it('takes an extension for made only when that very request made it', async () => {
    const { ref, booking } = await held(['17B']);
    const { deadline } = (await bench.bookings.findBooking(booking.bookingId))!;
    const extend = (by: string, minutes: number) => {
      const later = plusSeconds(deadline!, minutes * 60);
      return bench.holds.extendHold({ ...ref, until: later, lockExpiresAt: later, kind: 'extension', by });
    };
    const made = { outcome: 'extended', deadline: plusSeconds(deadline!, 300) };
    expect(await extend('extend-1', 5)).toEqual(made);
    // Again, by a workflow that has forgotten it with its worker and read the later deadline from the row meanwhile.
    expect(await extend('extend-1', 10)).toEqual(made);
    expect(await extend('extend-2', 10)).toEqual({ outcome: 'already_extended' });
  });

  it('neither extends a hold nor changes its seats when the time is over before the request is read', async () => {
    const { ref, leg, segments, booking } = await held(['17C']);
    const before = await bench.bookings.findBooking(booking.bookingId);
    const leftMs = before!.deadline! - bench.now();
    bench.passSeconds(leftMs / 1000 + 300);
    const until = plusSeconds(before!.deadline!, 300);
    const extension = { ...ref, until, lockExpiresAt: until, kind: 'extension', by: 'extend-1' } as const;
    const change = { ...ref, seats: seatsOn(segments, '17D'), price: booking.price, by: 'seats-1' };
    expect(await bench.holds.extendHold(extension)).toEqual({ outcome: 'lost' });
    expect(await bench.holds.changeSeats({ ...change, lockExpiresAt: until })).toEqual({ outcome: 'lost' });
    expect(await bench.bookings.findBooking(booking.bookingId)).toEqual(before);
    expect(await bench.seat(leg, '17D')).toBeUndefined();
  });

  it('lets a user keep two unpaid bookings and no third until one is given back', async () => {
    const segment = someSegment();
    const owner = `usr_many${Date.now()}`;
    const [a, b, c] = await Promise.all(
      ['18A', '18B', '18C'].map((d) => bench.put(newBooking([segment], [d], { owner }))),
    );
    expect(await bench.hold(a!)).toMatchObject({ outcome: 'held' });
    expect(await bench.hold(b!)).toMatchObject({ outcome: 'held' });
    expect(await bench.hold(c!)).toEqual({ outcome: 'too_many_holds' });
    await bench.holds.closeBooking({ bookingId: a!.bookingId, holdNumber: 1, reason: 'cancelled' });
    expect(await bench.hold(c!)).toMatchObject({ outcome: 'held' });
    expect(await bench.slotsOf(owner)).toHaveLength(2);
  });

  it('refuses a hold on a flight that is not open', async () => {
    const booking = newBooking([someSegment()], ['19A']);
    await bench.bookings.putNewBooking(booking, {
      passengers: [],
      contact: { email: 'a@example.com', phone: '+351 1' },
    });
    expect(await bench.hold(booking)).toEqual({ outcome: 'flight_not_open' });
  });

  it('keeps passengers readable to nobody but the key holder', async () => {
    const booking = newBooking([someSegment()], ['20A']);
    const passenger = {
      id: 'pax_1',
      type: 'adult',
      givenName: 'Grace',
      familyName: 'Hopper',
      bornOn: '1986-12-09',
    } as const;
    await bench.bookings.putNewBooking(booking, {
      passengers: [passenger],
      contact: { email: 'grace@example.com', phone: '+1 1' },
    });
    const { GetCommand } = await import('@aws-sdk/lib-dynamodb');
    const stored = await bench.db.send(
      new GetCommand({ TableName: bench.tables.Bookings, Key: { BookingID: booking.bookingId, Entry: 'ROW' } }),
    );
    expect(JSON.stringify(stored.Item)).not.toMatch(/Grace|Hopper|grace@/);
    expect((await bench.bookings.findWithPersonalData(booking.bookingId))!.personal!.passengers).toEqual([passenger]);
  });
});
