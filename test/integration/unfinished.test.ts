import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { holdIdOf } from '../../src/domain/bookings';
import { plusSeconds } from '../../src/domain/instants';
import { createClosing } from '../../src/stores/dynamodb/closing';
import { createRowWriter, rowUpdate } from '../../src/stores/dynamodb/rowWrites';
import { createUnfinishedBookings } from '../../src/stores/dynamodb/unfinished';
import { type BookingBench, createBookingBench, newBooking, someSegment } from '../support/bookings';

const amount = { amount: 12_178, currency: 'EUR' };
const payment = { paymentId: 'pay_1', providerId: 'pi_1', status: 'authorised', amount } as const;

describe('bookings that somebody still has to bring to an end', () => {
  let bench: BookingBench;
  let unfinished: ReturnType<typeof createUnfinishedBookings>;
  beforeAll(async () => {
    bench = createBookingBench();
    await bench.create();
    unfinished = createUnfinishedBookings(bench);
  });
  afterAll(() => bench.end());

  async function held(designators: string[], segments = [someSegment()]) {
    const booking = await bench.put(newBooking(segments, designators));
    expect(await bench.hold(booking)).toMatchObject({ outcome: 'held' });
    const { bookingId, owner } = booking;
    return { booking, bookingId, owner, segments, ref: { bookingId, holdNumber: 1 }, leg: segments[0]!.flightId };
  }
  const until = (seconds = 300) => plusSeconds(bench.now(), seconds);
  const reopen = (bookingId: string, holdNumber = 1) =>
    bench.holds.reopenBooking({ bookingId, holdNumber, payment, deadline: until(), lockExpiresAt: until(330) });
  async function listed(): Promise<string[]> {
    const all: string[] = [];
    for await (const ids of unfinished.listUnfinished()) all.push(...ids);
    return all;
  }

  it('lists a booking until it is ticketed, or closed with nothing left to free', async () => {
    const put = await bench.put(newBooking([someSegment()], ['5A']));
    const closed = await held(['5A']);
    const sold = await held(['5A']);
    expect(await listed()).toEqual(expect.arrayContaining([put.bookingId, closed.bookingId, sold.bookingId]));
    await bench.holds.closeBooking({ bookingId: put.bookingId, holdNumber: 1, reason: 'refused' });
    await bench.holds.closeBooking({ ...closed.ref, reason: 'cancelled' });
    await bench.holds.secureSeats({ ...sold.ref, payment, lockExpiresAt: until() });
    await bench.holds.confirmSeats({ ...sold.ref, paymentId: 'pay_1' });
    expect(await listed()).toContain(sold.bookingId);
    await bench.holds.ticketBooking({ ...sold.ref, paymentId: 'pay_1' });
    const left = await listed();
    for (const id of [put.bookingId, closed.bookingId, sold.bookingId]) expect(left).not.toContain(id);
  });

  it('keeps listing a booking that was closed before its seats were free, as earlier code did, and clears it when closed again', async () => {
    const one = await held(['6A', '6B']);
    await bench.holds.secureSeats({ ...one.ref, payment, lockExpiresAt: until() });
    await bench.holds.confirmSeats({ ...one.ref, paymentId: 'pay_1' });
    const row = (await bench.bookings.findBooking(one.bookingId))!;
    const closed = { ...row, state: 'CLOSED', closeReason: 'cancelled', closedAt: bench.now() } as const;
    await bench.db.send(new TransactWriteCommand({ TransactItems: [rowUpdate(bench.tables, row, closed)] }));
    expect(await bench.seat(one.leg, '6A')).toMatchObject({ Status: 'reserved' });
    expect(await listed()).toContain(one.bookingId);
    expect(await bench.workersHolds().closeBooking({ ...one.ref, reason: 'cancelled' })).toEqual({ outcome: 'closed' });
    expect([await bench.seat(one.leg, '6A'), await bench.seat(one.leg, '6B')]).toEqual([undefined, undefined]);
    expect(await listed()).not.toContain(one.bookingId);
  });

  it('closes the row and gives seats and slots back in one write, so that none of them is ever left behind', async () => {
    const one = await held(['12A', '12B']);
    const sent: string[] = [];
    const db = Object.assign(Object.create(bench.db) as typeof bench.db, {
      send: async (command: Parameters<typeof bench.db.send>[0]) => {
        sent.push(command.constructor.name);
        return bench.db.send(command);
      },
    });
    const deps = { ...bench, db, random: Math.random };
    const closing = createClosing(deps, createRowWriter(deps));
    expect(await closing.closeBooking({ ...one.ref, reason: 'expired' })).toEqual({ outcome: 'closed' });
    expect(sent.filter((name) => name !== 'GetCommand')).toEqual(['TransactWriteCommand']);
    expect([await bench.seat(one.leg, '12A'), await bench.seat(one.leg, '12B')]).toEqual([undefined, undefined]);
    expect(await bench.slotsOf(one.owner)).toEqual([]);
    expect(await listed()).not.toContain(one.bookingId);
  });

  it('gives back what is left of a hold that lost a seat and a slot to others', async () => {
    const one = await held(['16A', '16B']);
    bench.passSeconds(931);
    const other = await held(['16A'], one.segments);
    const [slot] = (await bench.bookings.findBooking(one.bookingId))!.slots;
    await bench.db.send(
      new DeleteCommand({ TableName: bench.tables.Slots, Key: { Owner: slot!.owner, Slot: slot!.slot } }),
    );
    expect(await bench.holds.closeBooking({ ...one.ref, reason: 'expired' })).toEqual({ outcome: 'closed' });
    expect(await bench.seat(one.leg, '16A')).toMatchObject({ HoldID: holdIdOf(other.bookingId, 1) });
    expect(await bench.seat(one.leg, '16B')).toBeUndefined();
    expect(await bench.slotsOf(one.owner)).toEqual([]);
    expect(await listed()).not.toContain(one.bookingId);
  });

  it('gives back a seat too that was swept at first and then locked again and sold, while the close was tried again', async () => {
    const one = await held(['16C', '16D']);
    bench.passSeconds(931);
    await unfinished.sweepExpiredLocks();
    let refused = 0;
    const db = Object.assign(Object.create(bench.db) as typeof bench.db, {
      send: async (command: Parameters<typeof bench.db.send>[0]) => {
        const answer = bench.db.send(command);
        if (!(command instanceof TransactWriteCommand) || refused > 0) return answer;
        return answer.catch(async (error: unknown) => {
          refused++;
          expect(await bench.holds.secureSeats({ ...one.ref, payment, lockExpiresAt: until() })).toEqual({
            outcome: 'done',
          });
          expect(await bench.holds.confirmSeats({ ...one.ref, paymentId: 'pay_1' })).toEqual({ outcome: 'done' });
          throw error;
        });
      },
    });
    const deps = { ...bench, db, random: Math.random };
    const closing = createClosing(deps, createRowWriter(deps));
    expect(await closing.closeBooking({ ...one.ref, reason: 'expired' })).toEqual({ outcome: 'closed' });
    expect(refused).toBe(1);
    expect([await bench.seat(one.leg, '16C'), await bench.seat(one.leg, '16D')]).toEqual([undefined, undefined]);
    expect(await bench.slotsOf(one.owner)).toEqual([]);
  });

  it('frees the seats and slots of a hold whose lock has run out, and touches nothing before', async () => {
    const one = await held(['7A']);
    expect(await unfinished.sweepExpiredLocks()).not.toContain(one.bookingId);
    expect(await bench.seat(one.leg, '7A')).toMatchObject({ Status: 'locked' });
    bench.passSeconds(931);
    expect(await unfinished.sweepExpiredLocks()).toContain(one.bookingId);
    expect(await bench.seat(one.leg, '7A')).toBeUndefined();
    expect(await bench.slotsOf(one.owner)).toEqual([]);
    expect((await bench.bookings.findBooking(one.bookingId))?.state).toBe('HELD');
  });

  it('sweeps a lock once, and again when it was prolonged and ran out again', async () => {
    const one = await held(['14A']);
    bench.passSeconds(931);
    expect(await unfinished.sweepExpiredLocks()).toContain(one.bookingId);
    expect(await unfinished.sweepExpiredLocks()).not.toContain(one.bookingId);
    await bench.holds.secureSeats({ ...one.ref, payment, lockExpiresAt: until() });
    expect(await unfinished.sweepExpiredLocks()).not.toContain(one.bookingId);
    bench.passSeconds(301);
    expect(await unfinished.sweepExpiredLocks()).toContain(one.bookingId);
    expect(await bench.seat(one.leg, '14A')).toBeUndefined();
  });

  it('leaves what somebody is just writing to its next look, and sweeps the others', async () => {
    const [busy, other] = [await held(['17A']), await held(['17A'])];
    bench.passSeconds(931);
    let conflicts = 1;
    const db = Object.assign(Object.create(bench.db) as typeof bench.db, {
      send: async (command: Parameters<typeof bench.db.send>[0]) => {
        const meets = command instanceof DeleteCommand && command.input.Key?.['FlightLeg'] === busy.leg;
        if (meets && conflicts-- > 0) throw new TransactionConflictException({ message: 'busy', $metadata: {} });
        return bench.db.send(command);
      },
    });
    const meeting = createUnfinishedBookings({ ...bench, db });
    const first = await meeting.sweepExpiredLocks();
    expect(first).toContain(other.bookingId);
    expect(first).not.toContain(busy.bookingId);
    expect(await meeting.sweepExpiredLocks()).toEqual([busy.bookingId]);
    expect(await bench.seat(busy.leg, '17A')).toBeUndefined();
  });

  it('sweeps a crowd of locks that run out together in several looks', async () => {
    const crowd = await Promise.all(Array.from({ length: 110 }, () => held(['15A'])));
    bench.passSeconds(931);
    const looks = [await unfinished.sweepExpiredLocks(), await unfinished.sweepExpiredLocks()];
    expect(looks[0]!.length).toBeGreaterThanOrEqual(100);
    expect(looks[0]!.length).toBeLessThan(120);
    expect(new Set(looks.flat())).toEqual(new Set([...looks.flat(), ...crowd.map(({ bookingId }) => bookingId)]));
    expect(looks.flat()).toHaveLength(new Set(looks.flat()).size);
  });

  it('sweeps a crowd to its end, also when that takes longer than the time in which a lock is looked for', async () => {
    const crowd = await Promise.all(Array.from({ length: 130 }, () => held(['15B'])));
    bench.passSeconds(931);
    const first = await unfinished.sweepExpiredLocks();
    bench.passSeconds(300);
    const second = await unfinished.sweepExpiredLocks();
    const swept = new Set([...first, ...second]);
    expect(crowd.filter(({ bookingId }) => !swept.has(bookingId))).toEqual([]);
    expect(first.length).toBeLessThan(130);
  });

  it('sweeps no seat that somebody else has by now, and none that is sold', async () => {
    const first = await held(['8A']);
    const sold = await held(['8B'], first.segments);
    await bench.holds.secureSeats({ ...sold.ref, payment, lockExpiresAt: until() });
    await bench.holds.confirmSeats({ ...sold.ref, paymentId: 'pay_1' });
    bench.passSeconds(931);
    const second = await held(['8A'], first.segments);
    await unfinished.sweepExpiredLocks();
    expect(await bench.seat(first.leg, '8A')).toMatchObject({ HoldID: holdIdOf(second.bookingId, 1) });
    expect(await bench.seat(first.leg, '8B')).toMatchObject({ Status: 'reserved' });
  });

  it('sells late what was swept, as long as nobody took it', async () => {
    const [late, lost] = [await held(['9A']), await held(['9B'])];
    bench.passSeconds(931);
    await unfinished.sweepExpiredLocks();
    await held(['9B'], lost.segments);
    const secured = (ref: typeof late.ref) => bench.holds.secureSeats({ ...ref, payment, lockExpiresAt: until() });
    expect(await secured(late.ref)).toEqual({ outcome: 'done' });
    expect(await secured(lost.ref)).toEqual({ outcome: 'lost' });
    expect(await bench.seat(late.leg, '9A')).toMatchObject({ Status: 'locked', HoldID: holdIdOf(late.bookingId, 1) });
  });

  it('reopens a booking as open also when it was read a moment before its close came to its end', async () => {
    const one = await held(['11A']);
    await bench.holds.closeBooking({ ...one.ref, reason: 'expired' });
    const earlier = bench.workersHolds({
      findBooking: async (bookingId) => {
        const { clearedAt, ...row } = (await bench.bookings.findBooking(bookingId))!;
        expect(clearedAt).toBeDefined();
        return row;
      },
    });
    const times = { deadline: until(), lockExpiresAt: until(330) };
    expect(await earlier.reopenBooking({ ...one.ref, payment, ...times })).toMatchObject({ outcome: 'reopened' });
    expect(await bench.bookings.findBooking(one.bookingId)).toMatchObject({ state: 'HELD', holdNumber: 2 });
    expect((await bench.bookings.findBooking(one.bookingId))?.clearedAt).toBeUndefined();
  });

  it('reopens a closed booking with all its seats under the next hold, so that writes of the old hold change nothing', async () => {
    const one = await held(['10A', '10B']);
    await bench.holds.closeBooking({ ...one.ref, reason: 'expired' });
    expect(await reopen(one.bookingId)).toEqual({ outcome: 'reopened', holdNumber: 2 });
    expect(await reopen(one.bookingId)).toEqual({ outcome: 'reopened', holdNumber: 2 });
    const row = await bench.bookings.findBooking(one.bookingId);
    expect(row).toMatchObject({ state: 'HELD', holdNumber: 2, reopenedFor: 'pay_1', slots: [] });
    expect([row?.closeReason, row?.closedAt, row?.clearedAt]).toEqual([undefined, undefined, undefined]);
    expect(row?.payments).toEqual([payment]);
    expect(await bench.holds.closeBooking({ ...one.ref, reason: 'expired' })).toEqual({ outcome: 'overtaken' });
    expect(await bench.seat(one.leg, '10A')).toMatchObject({ HoldID: holdIdOf(one.bookingId, 2) });
    const events = await bench.bookings.listEvents(one.bookingId);
    expect(events.map(({ type }) => type)).toEqual(['booking.held', 'booking.expired', 'booking.held']);
  });

  it('reopens nothing for money that has gone back meanwhile, however late the try to reopen comes', async () => {
    for (const status of ['voided', 'refunded'] as const) {
      const one = await held([status === 'voided' ? '14A' : '14B']);
      await bench.holds.closeBooking({ ...one.ref, reason: 'expired' });
      await bench.holds.recordPayment(one.bookingId, { ...payment, status });
      expect(await reopen(one.bookingId)).toEqual({ outcome: 'lost' });
      expect((await bench.bookings.findBooking(one.bookingId))?.state).toBe('CLOSED');
    }
  });

  it('reopens nothing when a flight of it is not open any more', async () => {
    const one = await held(['12A']);
    await bench.holds.closeBooking({ ...one.ref, reason: 'expired' });
    const Key = { FlightLeg: one.leg };
    await bench.db.send(
      new UpdateCommand({
        TableName: bench.tables.FlightLegs,
        Key,
        UpdateExpression: 'SET #Status = :cancelled',
        ExpressionAttributeNames: { '#Status': 'Status' },
        ExpressionAttributeValues: { ':cancelled': 'cancelled' },
      }),
    );
    expect(await reopen(one.bookingId)).toEqual({ outcome: 'flight_not_open' });
    expect(await bench.seat(one.leg, '12A')).toBeUndefined();
  });

  it('reopens nothing when one of the seats is taken, or the booking is not closed under that hold', async () => {
    const one = await held(['11A', '11B']);
    expect(await reopen(one.bookingId)).toEqual({ outcome: 'lost' });
    await bench.holds.closeBooking({ ...one.ref, reason: 'expired' });
    await held(['11B'], one.segments);
    expect(await reopen(one.bookingId)).toEqual({ outcome: 'taken' });
    expect(await reopen(one.bookingId, 2)).toEqual({ outcome: 'lost' });
    expect(await bench.seat(one.leg, '11A')).toBeUndefined();
    expect((await bench.bookings.findBooking(one.bookingId))?.state).toBe('CLOSED');
  });
});
