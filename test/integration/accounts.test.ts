import { ScanCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { randomBytes } from 'node:crypto';
import { bookingShape } from '../../src/api/http/bookingShape';
import { merged } from '../../src/domain/accounts';
import type { Booking } from '../../src/domain/bookings';
import { plusSeconds } from '../../src/domain/instants';
import { createAccountStore } from '../../src/stores/dynamodb/accounts';
import { batchPut } from '../../src/stores/dynamodb/batches';
import { createBookingStore } from '../../src/stores/dynamodb/bookings';
import { createErasureStore } from '../../src/stores/dynamodb/erasures';
import { createSealing } from '../../src/stores/dynamodb/sealing';
import { createBookingBench, newBooking, someSegment } from '../support/bookings';

const bench = createBookingBench();
const { db, tables, now } = bench;
const sealing = createSealing(Buffer.alloc(32, 7).toString('base64'));
const accounts = createAccountStore({ db, tables, sealing, now, random: Math.random });
const erasures = createErasureStore({ db, tables, bookings: bench.bookings, now });
const someUser = () => `usr_${randomBytes(8).toString('hex')}`;
const ada = { givenName: 'Ada-canary', familyName: 'Lovelace-canary', bornOn: '1990-12-10' };
const adding = (id: string, fingerprint = 'f', limit = 50) => ({ id, fingerprint, details: ada, limit });

/** Everything that a table holds, as text. */
async function contentOf(table: string): Promise<string> {
  const { Items } = await db.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
  return JSON.stringify(Items);
}

beforeAll(bench.create);
afterAll(bench.end);

describe('an account', () => {
  it('keeps a profile and passengers, readable by nobody who only has the table', async () => {
    const owner = someUser();
    await accounts.changeProfile(owner, (before) => merged(before, { email: 'canary@example.com', phone: '+351 1' }));
    await accounts.changeProfile(owner, (before) => merged(before, { phone: null, currency: 'EUR' }));
    await accounts.addPassenger(owner, adding('sav_1'));
    expect(await accounts.getProfile(owner)).toEqual({
      profile: { email: 'canary@example.com', currency: 'EUR' },
      savedPassengers: 1,
    });
    expect(await accounts.listPassengers(owner)).toEqual([{ ...ada, id: 'sav_1' }]);
    expect(await contentOf(tables.Accounts)).not.toMatch(/canary/i);
  });

  it('loses none of twenty changes that are made at the same time', async () => {
    const owner = someUser();
    const names = ['givenName', 'familyName', 'email', 'phone'];
    await Promise.all([
      ...names.map((name) => accounts.changeProfile(owner, (before) => merged(before, { [name]: name }))),
      ...Array.from({ length: 8 }, (_, i) => accounts.addPassenger(owner, adding(`sav_${i}`))),
    ]);
    const kept = await accounts.getProfile(owner);
    expect(Object.keys(kept.profile).sort()).toEqual([...names].sort());
    expect(kept.savedPassengers).toBe(8);
  });

  it('saves a passenger once per request, also when the repetition comes after it was deleted', async () => {
    const owner = someUser();
    expect((await accounts.addPassenger(owner, adding('sav_1'))).outcome).toBe('added');
    expect((await accounts.addPassenger(owner, adding('sav_1'))).outcome).toBe('there_already');
    expect((await accounts.addPassenger(owner, adding('sav_1', 'other'))).outcome).toBe('other_request');
    expect(await accounts.deletePassenger(owner, 'sav_1')).toBe(true);
    expect(await accounts.deletePassenger(owner, 'sav_1')).toBe(false);
    expect((await accounts.addPassenger(owner, adding('sav_1'))).outcome).toBe('deleted');
    expect(await accounts.listPassengers(owner)).toEqual([]);
  });

  it('takes no more passengers than it may keep', async () => {
    const owner = someUser();
    await accounts.addPassenger(owner, adding('sav_1', 'f', 1));
    expect((await accounts.addPassenger(owner, adding('sav_2', 'f', 1))).outcome).toBe('full');
  });

  it('shows nobody what is kept for somebody else', async () => {
    const [mine, others] = [someUser(), someUser()];
    await accounts.addPassenger(mine, adding('sav_1'));
    expect(await accounts.listPassengers(others)).toEqual([]);
    expect(await accounts.changePassenger(others, 'sav_1', (before) => before)).toBeUndefined();
    expect(await accounts.deletePassenger(others, 'sav_1')).toBe(false);
    expect(await accounts.listPassengers(mine)).toHaveLength(1);
  });

  it('is gone with its key when it is erased, also what is being written meanwhile, and can begin anew', async () => {
    const owner = someUser();
    await accounts.addPassenger(owner, adding('sav_1'));
    const { key } = await keyOf(owner);
    await Promise.all([
      accounts.eraseAccount(owner),
      ...Array.from({ length: 5 }, (_, i) => accounts.addPassenger(owner, adding(`sav_late${i}`))),
    ]);
    await accounts.eraseAccount(owner);
    expect(await accounts.getProfile(owner)).toEqual({ profile: {}, savedPassengers: 0 });
    const left = await keyOf(owner);
    expect(left.all).toEqual([]);
    await accounts.addPassenger(owner, adding('sav_2'));
    expect((await keyOf(owner)).key).not.toBe(key);
  });

  it('keeps nothing that nobody can read: who has read before the erasure and writes after it begins anew', async () => {
    const owner = someUser();
    await accounts.addPassenger(owner, adding('sav_1'));
    const { key } = await keyOf(owner);
    let erased = false;
    const erasedMeanwhile = new Proxy(db, {
      get: (target, name) =>
        name === 'send'
          ? async (command: TransactWriteCommand) => {
              if (command instanceof TransactWriteCommand && !erased) {
                erased = true;
                await accounts.eraseAccount(owner);
              }
              return target.send(command);
            }
          : (Reflect.get(target, name) as unknown),
    });
    const late = createAccountStore({ db: erasedMeanwhile, tables, sealing, now, random: Math.random });
    expect((await late.addPassenger(owner, adding('sav_2'))).outcome).toBe('added');
    expect(erased).toBe(true);
    expect(await accounts.listPassengers(owner)).toEqual([{ ...ada, id: 'sav_2' }]);
    expect((await keyOf(owner)).key).not.toBe(key);
  });

  async function keyOf(owner: string): Promise<{ key: unknown; all: Record<string, unknown>[] }> {
    const { Items = [] } = await db.send(new ScanCommand({ TableName: tables.Accounts, ConsistentRead: true }));
    const all = Items.filter((item) => item['Account'] === owner);
    return { key: all.find((item) => item['Entry'] === 'KEY')?.['WrappedKey'], all };
  }
});

describe('erasing the people in bookings', () => {
  const personal = {
    passengers: [{ id: 'pax_1', type: 'adult' as const, ...ada }],
    contact: { email: 'canary@example.com', phone: '+351 1' },
  };
  async function held(owner: string, createdAt = now()) {
    const booking = newBooking([someSegment()], ['12A'], { owner, createdAt, metadata: { note: 'canary' } });
    await bench.legs.ensureLegs(booking.offer.slices.flatMap((s) => s.segments));
    await bench.bookings.putNewBooking(booking, personal);
    await bench.hold(booking);
    return booking;
  }
  const paymentOf = ({ price }: Booking) =>
    ({ paymentId: 'pay_1', status: 'authorised', amount: price.total, fingerprint: 'f' }) as const;
  const personalOf = async (id: string) => (await bench.bookings.findWithPersonalData(id))?.personal;

  it('waits for a booking that is on hold, and does it once that has closed', async () => {
    const owner = someUser();
    const booking = await held(owner);
    const first = await erasures.eraseBookings(owner, now());
    expect(first).toMatchObject({ erased: 0, kept: [{ bookingId: booking.bookingId, reason: 'live' }] });
    expect(await personalOf(booking.bookingId)).toEqual(personal);

    await bench.holds.closeBooking({ bookingId: booking.bookingId, holdNumber: 1, reason: 'cancelled' });
    expect(await erasures.eraseBookings(owner, now())).toEqual({ erased: 1, kept: [] });
    const after = await bench.bookings.findWithPersonalData(booking.bookingId);
    expect(after).toMatchObject({ personal: undefined, booking: { state: 'CLOSED', metadata: {} } });
    expect(after?.booking.erasedAt).toBeGreaterThan(0);
    expect(await contentOf(tables.Bookings)).not.toMatch(/canary/i);

    // Late money cannot bring it back: nobody knows any more who should fly.
    const payment = paymentOf(booking);
    const reopening = { payment, deadline: plusSeconds(now(), 300), lockExpiresAt: plusSeconds(now(), 330) };
    const reopened = await bench.holds.reopenBooking({ bookingId: booking.bookingId, holdNumber: 1, ...reopening });
    expect(reopened).toEqual({ outcome: 'erased' });
    expect((await bench.bookings.findBooking(booking.bookingId))?.state).toBe('CLOSED');
  });

  it('counts all bookings of an owner who has more than one answer of the store can count', async () => {
    // 1 MB is read at a time: 1,300 keys of 1 kB are more.
    const owner = 'o'.repeat(1000);
    const rows = Array.from({ length: 1300 }, (_, i) => ({
      TableName: tables.Bookings,
      Item: { BookingID: `bkg_counted_${i}`, Entry: 'ROW', OwnerKey: owner, CreatedAt: now() + i },
    }));
    await batchPut(db, rows);
    expect(await bench.bookings.countByOwner(owner)).toBe(rows.length);
  });

  it('leaves the rest of a booking readable whose personal data were damaged, and tells of it', async () => {
    const owner = someUser();
    const [damaged, whole] = [await held(owner), await held(owner)];
    await db.send(
      new UpdateCommand({
        TableName: tables.Bookings,
        Key: { BookingID: damaged.bookingId, Entry: 'ROW' },
        UpdateExpression: 'SET Sealed.box = :box',
        ExpressionAttributeValues: { ':box': Buffer.alloc(64, 1).toString('base64') },
      }),
    );
    const told: string[] = [];
    const bookings = createBookingStore({ db, tables, sealing, onUnreadable: (id) => told.push(id) });
    const listed = await Promise.all(
      (await bookings.listIdsByOwner(owner, 10)).map(({ bookingId }) => bookings.findWithPersonalData(bookingId)),
    );
    const shown = listed.flatMap((one) => (one ? [bookingShape(one.booking, now(), one.personal)] : []));
    expect(new Set(shown.map(({ id }) => id))).toEqual(new Set([damaged.bookingId, whole.bookingId]));
    const passengersOf = (id: string) => shown.find((one) => one['id'] === id)?.['passengers'];
    expect(passengersOf(damaged.bookingId)).toEqual([{ id: 'pax_1', type: 'adult' }]);
    expect(passengersOf(whole.bookingId)).toEqual(personal.passengers);
    expect(told).toEqual([damaged.bookingId]);
  });

  it('is not undone by somebody who read the booking before and opens it again', async () => {
    const booking = await held(someUser());
    const ref = { bookingId: booking.bookingId, holdNumber: 1 };
    await bench.holds.closeBooking({ ...ref, reason: 'expired' });
    const stale = await bench.bookings.findBooking(booking.bookingId);
    expect(await erasures.eraseBooking(booking.bookingId)).toEqual({ outcome: 'erased' });

    const reads = [stale];
    const late = bench.workersHolds({ findBooking: async (id) => reads.shift() ?? bench.bookings.findBooking(id) });
    const payment = paymentOf(booking);
    const times = { deadline: plusSeconds(now(), 300), lockExpiresAt: plusSeconds(now(), 330) };
    expect(await late.reopenBooking({ ...ref, payment, ...times })).toEqual({ outcome: 'erased' });
    expect(reads).toEqual([]);
    const after = await bench.bookings.findWithPersonalData(booking.bookingId);
    expect(after).toMatchObject({ personal: undefined, booking: { state: 'CLOSED', metadata: {} } });
  });

  it('leaves a booking its passengers that was opened again after the rule was asked', async () => {
    const booking = await held(someUser());
    const ref = { bookingId: booking.bookingId, holdNumber: 1 };
    await bench.holds.closeBooking({ ...ref, reason: 'expired' });
    const reads = [await bench.bookings.findBooking(booking.bookingId)];
    const times = { deadline: plusSeconds(now(), 300), lockExpiresAt: plusSeconds(now(), 330) };
    const reopened = await bench.holds.reopenBooking({ ...ref, payment: paymentOf(booking), ...times });
    expect(reopened).toEqual({ outcome: 'reopened', holdNumber: 2 });
    const findBooking: typeof bench.bookings.findBooking = async (id) =>
      reads.shift() ?? bench.bookings.findBooking(id);
    const late = createErasureStore({ db, tables, bookings: { ...bench.bookings, findBooking }, now });
    expect(await late.eraseBooking(booking.bookingId)).toMatchObject({ outcome: 'kept', reason: 'live' });
    expect(await personalOf(booking.bookingId)).toEqual(personal);
  });

  it('keeps a ticket until its last flight has arrived', async () => {
    const owner = someUser();
    const booking = await held(owner);
    const ref = { bookingId: booking.bookingId, holdNumber: 1 };
    const payment = paymentOf(booking);
    await bench.holds.secureSeats({ ...ref, payment, lockExpiresAt: plusSeconds(now(), 300) });
    await bench.holds.confirmSeats({ ...ref, paymentId: 'pay_1' });
    expect(await bench.holds.ticketBooking({ ...ref, paymentId: 'pay_1' })).toEqual({ outcome: 'ticketed' });
    const arrivesAt = booking.offer.slices[0]!.segments[0]!.arrive.at;
    expect(await erasures.eraseBooking(booking.bookingId)).toEqual({
      outcome: 'kept',
      reason: 'not_flown',
      lookAgainAt: arrivesAt,
    });
    const flown = createErasureStore({ db, tables, bookings: bench.bookings, now: () => arrivesAt });
    expect(await flown.eraseBooking(booking.bookingId)).toEqual({ outcome: 'erased' });
    expect(await personalOf(booking.bookingId)).toBeUndefined();
    expect((await bench.bookings.findBooking(booking.bookingId))?.locator).toBeDefined();
  });

  it('remembers a request under an id that names nobody, and leaves bookings made later alone', async () => {
    const owner = someUser();
    const before = await held(owner);
    await erasures.noteRequest('ers_1', owner);
    const later = await held(owner, plusSeconds(now(), 60));
    for (const { bookingId } of [before, later])
      await bench.holds.closeBooking({ bookingId, holdNumber: 1, reason: 'expired' });
    expect(await erasures.continueErasure({ requestId: 'ers_1' })).toEqual({});
    expect(await personalOf(before.bookingId)).toBeUndefined();
    expect(await personalOf(later.bookingId)).toEqual(personal);
  });
});
