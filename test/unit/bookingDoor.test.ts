import { createAdmission } from '../../src/api/admission';
import { createBookingIds, fingerprintOf } from '../../src/api/bookingIds';
import { type BookingRouteDeps, bookingRoutes } from '../../src/api/http/bookings';
import { exampleNewBooking } from '../../src/api/http/bookingSchemas';
import { DomainError } from '../../src/domain/problems';

const secret = 'a-secret-for-tests-only';
const taken = new DomainError('seat_unavailable', 'Seat 22C is taken.');

/** Work that goes no further until it is let, counted as it begins. */
function createGate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let begun = 0;
  return { begun: () => begun, open: () => open(), pass: () => (begun++, opened) };
}

/** As many turns of the event loop as anybody needs who waits for nothing else. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** The answers to so many customers at once, by a door of which only this is there. */
function askEach(count: number, deps: object): Promise<unknown>[] {
  const [createBooking] = bookingRoutes(deps as unknown as BookingRouteDeps);
  return Array.from({ length: count }, (_, n) => {
    const caller = { kind: 'user', userId: `usr_${n}`, roles: [] };
    const request = { body: exampleNewBooking, caller, addressKey: 'adr', idempotencyKey: `key-${n}` };
    return createBooking!.handle(request as never);
  });
}

test('a node considers 32 new bookings side by side, looks at the seats of as many, and refuses all of a crowd in the end', async () => {
  const [reading, looking] = [createGate(), createGate()];
  const deps = {
    bookings: { findBooking: () => reading.pass() },
    accepting: { accept: async () => ({ booking: { seats: [] }, personal: {} }) },
    seating: { look: () => looking.pass().then(() => Promise.reject(taken)) },
    admission: createAdmission(() => taken),
    ids: createBookingIds(secret),
    fingerprintSecret: secret,
    now: Date.now,
  };
  // Only what the way to a refusal for a taken seat needs.
  const answers = Promise.allSettled(askEach(100, deps));
  await quiet();
  expect(reading.begun()).toBe(32);
  reading.open();
  await quiet();
  expect(looking.begun()).toBe(32);
  looking.open();
  const reasons = (await answers).map((answer) => (answer.status === 'rejected' ? (answer.reason as unknown) : 'held'));
  expect(reasons).toEqual(reasons.map(() => taken));
  expect([reading.begun(), looking.begun()]).toEqual([100, 100]);
});

test('a node has 16 holds under way, and the time of each begins with its turn', async () => {
  const starting = createGate();
  const put: number[] = [];
  let at = 1000;
  const deps = {
    bookings: {
      findBooking: async () => undefined,
      putNewBooking: async ({ holdBy }: { holdBy: number }) => {
        put.push(holdBy);
        return true;
      },
    },
    accepting: {
      accept: async () => ({ booking: { seats: [], holdBy: at }, personal: {} }),
      dated: (booking: object) => ({ ...booking, holdBy: at }),
    },
    seating: { look: async (booking: object) => () => booking, forgetSeats: () => undefined },
    duplicates: { refuseDuplicate: async () => undefined },
    workflows: { start: () => starting.pass().then(() => Promise.reject(taken)) },
    admission: createAdmission(() => taken),
    ids: createBookingIds(secret),
    fingerprintSecret: secret,
    now: Date.now,
  };
  const answers = Promise.allSettled(askEach(40, deps));
  await quiet();
  expect(starting.begun()).toBe(16);
  at = 9000;
  starting.open();
  await answers;
  expect(put).toEqual([...Array<number>(16).fill(1000), ...Array<number>(24).fill(9000)]);
});

test.each(['too_many_holds', 'service_unavailable'] as const)(
  'whoever was refused for something that passes by itself is told that it takes a new key: %s',
  async (code) => {
    const refused = {
      state: 'CLOSED',
      fingerprint: fingerprintOf(secret, exampleNewBooking),
      refusal: { code, detail: 'Refused.' },
    };
    const deps = {
      bookings: { findBooking: async () => refused, findWithPersonalData: async () => ({ booking: refused }) },
      accepting: { accept: async () => Promise.reject(taken) },
      ids: createBookingIds(secret),
      fingerprintSecret: secret,
      now: Date.now,
    };
    await expect(askEach(1, deps)[0]).rejects.toMatchObject({
      code,
      extras: { replayed: true, nextActions: ['repeat with a new Idempotency-Key'] },
    });
  },
);
