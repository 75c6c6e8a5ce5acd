import * as fc from 'fast-check';
import { auditFacts } from '../../src/domain/audit/audit';
import { type Invariant, invariantNames } from '../../src/domain/audit/invariants';
import { holdIdOf } from '../../src/domain/bookings';
import { epochMs, plusSeconds } from '../../src/domain/instants';
import { type AuditWorld, auditedLegs, auditWorld, seatOf } from '../support/auditWorld';

const [leg, next] = auditedLegs as [(typeof auditedLegs)[0], (typeof auditedLegs)[0]];
const booking = (world: AuditWorld, id: string) => world.bookings.find(({ bookingId }) => bookingId === id)!;
const rowOf = (world: AuditWorld, id: string) => booking(world, id).row!;
const seatsOf = (world: AuditWorld, id: string) => world.seats.filter(({ bookingId }) => bookingId === id);
const payment = (world: AuditWorld, id: string) => world.payments.find(({ bookingId }) => bookingId === id)!;
const remove = <T>(items: T[], gone: (item: T) => boolean): T[] =>
  items.splice(0, items.length, ...items.filter((item) => !gone(item)));
const found = (world: AuditWorld) =>
  auditFacts(world).findings.map(
    ({ invariant, rule, passing }) =>
      `${invariant} ${rule}${passing ? (passing.inWork ? ' (in work)' : ' (for a while)') : ''}`,
  );

test('finds nothing where nothing is wrong, and has looked at something for every invariant', () => {
  const { findings, lookedAt } = auditFacts(auditWorld());
  expect(findings).toEqual([]);
  expect(invariantNames.filter((name) => (lookedAt.get(name) ?? 0) === 0)).toEqual([]);
});

/** What is planted, and all that the audit must find then. */
const planted: readonly (readonly [string, (world: AuditWorld) => unknown, readonly string[]])[] = [
  [
    'a seat on two tickets',
    (w) => {
      const twin = structuredClone(booking(w, 'bkg_sold'));
      twin.bookingId = 'bkg_twin';
      Object.assign(twin.row!, { bookingId: 'bkg_twin', locator: 'KLMNPQ' });
      for (const event of twin.events)
        if (event.type === 'booking.confirmed') event.data = { ...event.data, reference: 'KLMNPQ' };
      w.bookings.push(twin);
      w.locators.push({ locator: 'KLMNPQ', bookingId: 'bkg_twin' });
      w.payments.push({
        ...payment(w, 'bkg_sold'),
        bookingId: 'bkg_twin',
        providerId: 'pi_twin',
        paymentId: 'pay_twin',
      });
    },
    ['I2 sold-without-seats', 'I1 sold-twice', 'I1 sold-twice', 'I4 taken-too-early', 'I4 taken-too-early'],
  ],
  [
    'a sold seat that carries an expiry',
    (w) => (seatsOf(w, 'bkg_sold')[0]!.lockExpiresAt = w.now),
    ['I1 reserved-with-expiry'],
  ],
  [
    'captured money of a closed booking',
    (w) => (payment(w, 'bkg_refunded').refunded = { amount: 0, currency: 'EUR' }),
    ['I2 captured-without-ticket (for a while)'],
  ],
  [
    'captured money that went back in part',
    (w) => (payment(w, 'bkg_refunded').refunded = { amount: 12_177, currency: 'EUR' }),
    ['I2 captured-without-ticket (for a while)'],
  ],
  [
    'captured money of no booking',
    (w) => {
      payment(w, 'bkg_refunded').refunded = { amount: 0, currency: 'EUR' };
      remove(w.bookings, ({ bookingId }) => bookingId === 'bkg_refunded');
    },
    ['I2 captured-without-ticket (for a while)'],
  ],
  [
    'money captured before the ticket',
    (w) => Object.assign(payment(w, 'bkg_seated'), { state: 'captured', captures: 1 }),
    ['I2 captured-without-ticket (in work)'],
  ],
  [
    'a ticket without any of its seats',
    (w) => remove(w.seats, ({ bookingId }) => bookingId === 'bkg_sold'),
    ['I2 sold-without-seats'],
  ],
  [
    'a ticket without one of its seats',
    (w) => w.seats.splice(w.seats.indexOf(seatsOf(w, 'bkg_sold')[1]!), 1),
    ['I6 sold-without-all-seats'],
  ],
  [
    'a ticket whose seat is only locked',
    (w) => Object.assign(seatsOf(w, 'bkg_sold')[0]!, { status: 'locked', lockExpiresAt: w.now }),
    ['I6 sold-without-all-seats'],
  ],
  [
    'a lock without an end',
    (w) => delete seatsOf(w, 'bkg_held')[0]!.lockExpiresAt,
    ['I3 lock-without-end', 'I4 hold-not-kept'],
  ],
  [
    'a lock that ends in seconds instead of milliseconds',
    (w) => (seatsOf(w, 'bkg_paying')[0]!.lockExpiresAt = 1_790_000_930),
    ['I3 lock-without-end'],
  ],
  ['a lock longer than its hold', (w) => (seatsOf(w, 'bkg_held')[0]!.lockExpiresAt! += 1001), ['I3 lock-too-long']],
  [
    'a lock longer than a payment may take',
    (w) => (seatsOf(w, 'bkg_paying')[0]!.lockExpiresAt = w.now + 331_001),
    ['I3 lock-too-long'],
  ],
  [
    'a lock of no booking',
    (w) => w.seats.push(seatOf({ ...rowOf(w, 'bkg_held'), bookingId: 'bkg_gone' }, leg, '30A', 'locked')),
    ['I3 lock-without-booking'],
  ],
  [
    'a hold whose seat is free before its deadline',
    (w) => remove(w.seats, ({ bookingId }) => bookingId === 'bkg_held'),
    ['I4 hold-not-kept'],
  ],
  [
    'a hold whose lock ends before its deadline',
    (w) => (seatsOf(w, 'bkg_held')[0]!.lockExpiresAt = rowOf(w, 'bkg_held').deadline! - 1),
    ['I4 hold-not-kept'],
  ],
  [
    'a hold that another booking got during its time',
    (w) => {
      const other = structuredClone(booking(w, 'bkg_expired'));
      other.bookingId = 'bkg_other';
      Object.assign(other.row!, { bookingId: 'bkg_other', seats: rowOf(w, 'bkg_expired').seats });
      for (const event of other.events) event.at = plusSeconds(event.at, 30);
      for (const event of booking(w, 'bkg_expired').events)
        if (event.type === 'booking.expired') event.at = plusSeconds(event.at, 300);
      w.bookings.push(other);
    },
    ['I4 taken-too-early', 'I4 taken-too-early'],
  ],
  [
    'a sold seat of no booking',
    (w) => w.seats.push(seatOf({ ...rowOf(w, 'bkg_sold'), bookingId: 'bkg_gone' }, leg, '30A', 'reserved')),
    ['I5 reserved-without-booking'],
  ],
  [
    'a sold seat of a booking on hold',
    (w) => Object.assign(seatsOf(w, 'bkg_paying')[0]!, { status: 'reserved', lockExpiresAt: undefined }),
    ['I5 reserved-before-sale'],
  ],
  [
    'a ticket without a payment',
    (w) => remove(w.payments, ({ bookingId }) => bookingId === 'bkg_sold'),
    ['I5 seats-without-money'],
  ],
  [
    'a ticket whose money went back',
    (w) => (payment(w, 'bkg_sold').refunded = payment(w, 'bkg_sold').amount),
    ['I5 seats-without-money'],
  ],
  [
    'a ticket whose money is only authorised',
    (w) => Object.assign(payment(w, 'bkg_sold'), { state: 'authorised', captures: 0 }),
    ['I10 authorised-for-nothing (for a while)', 'I5 seats-without-money'],
  ],
  [
    'confirmed seats whose payment was cancelled',
    (w) => (payment(w, 'bkg_seated').state = 'cancelled'),
    ['I5 seats-without-money (in work)'],
  ],
  [
    'a seat under an earlier hold of its booking',
    (w) => (seatsOf(w, 'bkg_paying')[0]!.holdId = holdIdOf('bkg_paying', 7)),
    ['I6 seat-not-of-booking'],
  ],
  [
    'a seat of a booking that does not have it',
    (w) => w.seats.push(seatOf(rowOf(w, 'bkg_sold'), next, '30A', 'reserved')),
    ['I6 seat-not-of-booking'],
  ],
  [
    'a lock of a booking that has not held yet',
    (w) => w.seats.push(seatOf(rowOf(w, 'bkg_new'), next, '1A', 'locked')),
    ['I6 lock-before-hold'],
  ],
  [
    'a second captured payment',
    (w) => w.payments.push({ ...payment(w, 'bkg_sold'), providerId: 'pi_2' }),
    ['I7 captured-twice'],
  ],
  ['a payment captured twice', (w) => (payment(w, 'bkg_sold').captures = 2), ['I7 captured-twice']],
  [
    'a capture of another amount',
    (w) => (payment(w, 'bkg_sold').amount = { amount: 12_179, currency: 'EUR' }),
    ['I7 captured-other-amount'],
  ],
  [
    'a capture in another currency',
    (w) => (payment(w, 'bkg_sold').amount = { amount: 12_178, currency: 'USD' }),
    ['I7 captured-other-amount'],
  ],
  [
    'a lock of a closed booking',
    (w) => w.seats.push(seatOf(rowOf(w, 'bkg_expired'), leg, '6A', 'locked')),
    ['I8 lock-after-close (for a while)'],
  ],
  [
    'a sold seat of a closed booking',
    (w) => w.seats.push(seatOf(rowOf(w, 'bkg_expired'), leg, '6A', 'reserved')),
    ['I8 reserved-after-close (for a while)'],
  ],
  [
    'a slot of a closed booking',
    (w) => {
      const slot = { owner: 'usr_bkg_expired', slot: 1 };
      Object.assign(rowOf(w, 'bkg_expired'), { slots: [slot] });
      w.slots.push({ ...slot, bookingId: 'bkg_expired' });
    },
    ['I8 slot-left-behind (for a while)'],
  ],
  [
    'a slot of no booking',
    (w) => w.slots.push({ owner: 'usr_x', slot: 1, bookingId: 'bkg_gone' }),
    ['I8 slot-without-booking'],
  ],
  [
    'a slot of a booking of somebody else',
    (w) => w.slots.push({ owner: 'usr_x', slot: 1, bookingId: 'bkg_held' }),
    ['I8 slot-of-another'],
  ],
  [
    'a confirmation that was taken back',
    (w) => {
      const { row, events } = booking(w, 'bkg_sold');
      Object.assign(row!, { state: 'CLOSED', closeReason: 'refused', clearedAt: w.now });
      for (const event of events) event.data = { ...event.data, status: 'refused' };
      w.payments = w.payments.map((p) => (p.bookingId === 'bkg_sold' ? { ...p, refunded: p.amount } : p));
      remove(w.seats, ({ bookingId }) => bookingId === 'bkg_sold');
      w.locators = [];
      tell(w);
    },
    ['I9 confirmed-and-taken-back'],
  ],
  [
    'a ticket that was never told',
    (w) => {
      const sold = booking(w, 'bkg_sold');
      sold.events = sold.events.slice(0, 3);
      sold.row!.version = 3;
    },
    ['I9 ticketed-and-not-told'],
  ],
  [
    'a confirmation under another locator',
    (w) =>
      (booking(w, 'bkg_sold').events[3]!.data = {
        ...booking(w, 'bkg_sold').events[3]!.data,
        reference: 'XXXXXX',
      }),
    ['I9 confirmed-by-another-locator'],
  ],
  [
    'a booking that was confirmed twice',
    (w) => {
      const { events, row } = booking(w, 'bkg_sold');
      events.push({ ...events[3]!, seq: 6 }, { ...events[4]!, seq: 7 });
      row!.version = 7;
    },
    ['LOG log-order', 'I9 confirmed-twice'],
  ],
  [
    'an authorisation of a closed booking',
    (w) => Object.assign(payment(w, 'bkg_refunded'), { state: 'authorised', refunded: { amount: 0, currency: 'EUR' } }),
    ['I10 authorised-for-nothing (for a while)'],
  ],
  [
    'an authorisation of no booking',
    (w) => w.payments.push({ ...payment(w, 'bkg_seated'), bookingId: 'bkg_gone', providerId: 'pi_gone' }),
    ['I10 authorised-for-nothing (for a while)'],
  ],
  [
    'an authorisation of an open booking that nobody works on',
    (w) => w.runs.delete('bkg_paying'),
    ['I10 authorised-for-nothing (for a while)', 'RUNS open-without-workflow (for a while)'],
  ],
  [
    'a second authorisation beside a ticket',
    (w) => w.payments.push({ ...payment(w, 'bkg_seated'), bookingId: 'bkg_sold', providerId: 'pi_second' }),
    ['I10 authorised-for-nothing (for a while)'],
  ],
  ['a gap in a log', (w) => booking(w, 'bkg_sold').events.splice(1, 1), ['LOG log-gap']],
  [
    'a log shorter than its row says',
    (w) => {
      rowOf(w, 'bkg_held').version = 2;
    },
    ['LOG log-not-as-long'],
  ],
  [
    'a log that ends otherwise than its row',
    (w) =>
      (booking(w, 'bkg_held').events[0]!.data = {
        ...booking(w, 'bkg_held').events[0]!.data,
        status: 'confirmed',
      }),
    ['LOG log-not-the-row'],
  ],
  [
    'a log that goes on after its end',
    (w) => {
      const { events, row } = booking(w, 'bkg_expired');
      events.push({ ...events[1]!, type: 'booking.extended', seq: 3 });
      row!.version = 3;
    },
    ['LOG log-order'],
  ],
  ['a log without a row', (w) => (booking(w, 'bkg_expired').row = undefined), ['LOG log-without-row']],
  [
    'a row that cannot be read',
    (w) => Object.assign(booking(w, 'bkg_expired'), { row: undefined, damage: 'State not as expected' }),
    ['LOG row-unreadable'],
  ],
  ['an open booking outside the index of open ones', (w) => (rowOf(w, 'bkg_held').open = false), ['LOG open-index']],
  ['a ticket in the index of open bookings', (w) => (rowOf(w, 'bkg_sold').open = true), ['LOG open-index']],
  [
    'a ticket without a locator',
    (w) => {
      delete rowOf(w, 'bkg_sold').locator;
      w.locators = [];
      for (const event of booking(w, 'bkg_sold').events) event.data = { ...event.data, reference: undefined };
    },
    ['LOCATORS ticket-without-locator'],
  ],
  [
    'a locator that another booking has',
    (w) => (w.locators[0]!.bookingId = 'bkg_held'),
    ['LOCATORS locator-without-ticket', 'LOCATORS locator-of-another'],
  ],
  [
    'a locator of no booking',
    (w) => w.locators.push({ locator: 'RTVWXY', bookingId: 'bkg_gone' }),
    ['LOCATORS locator-without-ticket'],
  ],
  [
    'an open booking that nobody works on',
    (w) => w.runs.delete('bkg_held'),
    ['RUNS open-without-workflow (for a while)'],
  ],
  [
    'a workflow without a booking',
    (w) => w.runs.set('bkg_gone', { running: true }),
    ['RUNS workflow-without-booking (for a while)'],
  ],
  [
    'a seat map that does not say what the table says',
    (w) => w.seats.push(seatOf(rowOf(w, 'bkg_new'), leg, '1A', 'locked')),
    ['I6 lock-before-hold', 'MAPS map-not-the-table (for a while)'],
  ],
  [
    'a seat map at another version than its channel',
    (w) => (w.told.maps[0]!.image = { ...w.told.maps[0]!.image, version: 2 }),
    ['MAPS map-head'],
  ],
  [
    'a seat map with a gap',
    (w) => {
      const map = w.told.maps[0]!;
      map.head = 3;
      map.image = { ...map.image, version: 3 };
      map.deltas = [map.deltas[0]!, { version: 3, at: epochMs(w.now), changes: [] }];
    },
    ['MAPS map-gap'],
  ],
  [
    'a seat map that is not the sum of its changes',
    (w) => {
      w.told.maps[0]!.deltas = [
        { ...w.told.maps[0]!.deltas[0]!, changes: w.told.maps[0]!.deltas[0]!.changes.slice(1) },
      ];
    },
    ['MAPS map-not-the-sum'],
  ],
];

/** Lets the seat maps say what the seats now are, so that only the planted fault is one. */
function tell(world: AuditWorld): void {
  const fresh = auditWorld().told.maps.map(({ flightId }) => flightId);
  world.told.maps = fresh.map((flightId) => {
    const seats = new Map(
      world.seats
        .filter((seat) => seat.flightId === flightId)
        .map(({ seat, status }) => [seat, { state: status === 'reserved' ? ('sold' as const) : ('held' as const) }]),
    );
    return { flightId, head: 7, image: { version: 7, seats }, deltas: [] };
  });
}

test.each(planted)('finds %s, and that alone', (_, plant, expected) => {
  const world = auditWorld();
  plant(world);
  if (!expected.some((text) => text.startsWith('MAPS'))) tell(world);
  expect(found(world)).toEqual(expected);
});

test('has a planted fault for every invariant', () => {
  const named = new Set(planted.flatMap(([, , expected]) => expected.map((text) => text.split(' ')[0] as Invariant)));
  expect(invariantNames.filter((name) => !named.has(name))).toEqual([]);
});

test('counts as nothing wrong what people may meet: a hold past its time, a payment before its booking, an undo under way', () => {
  const world = auditWorld();
  const { deadline } = rowOf(world, 'bkg_held');
  world.now = deadline! + 31_000;
  remove(world.seats, ({ bookingId }) => bookingId === 'bkg_held');
  tell(world);
  world.payments.push({
    ...payment(world, 'bkg_seated'),
    bookingId: 'bkg_expired',
    providerId: 'pi_open',
    state: 'requires_action',
  });
  expect(found(world)).toEqual([]);
  world.seats.push(seatOf(rowOf(world, 'bkg_expired'), leg, '6A', 'locked'));
  world.runs.set('bkg_expired', { running: true });
  tell(world);
  expect(found(world)).toEqual(['I8 lock-after-close (in work)']);
});

test('leaves a booking to the workflow of its late money as it does to its own', () => {
  const world = auditWorld();
  world.runs.delete('bkg_paying');
  world.runs.set('late-pay_bkg_paying', { running: true });
  expect(found(world)).toEqual([]);
});

test('says since when a booking has stood so: its last event, its close, or the end of its workflow, whichever was last', () => {
  const world = auditWorld();
  world.runs.set('bkg_held', { running: false, closedAt: world.now - 5000 });
  expect(auditFacts(world).findings.map(({ passing }) => passing)).toEqual([
    { since: world.now - 5000, inWork: false },
  ]);
});

test('takes nobody’s word: where a source was not asked, what rests on it is neither judged nor counted', () => {
  const { payments, runs, told, ...stores } = auditWorld();
  const { findings, lookedAt } = auditFacts(stores);
  expect(findings).toEqual([]);
  expect(['I2', 'I7', 'I10', 'RUNS', 'MAPS'].filter((name) => lookedAt.has(name as Invariant))).toEqual([]);
  expect([payments.length, runs.size, told.maps.length]).not.toContain(0);
});

test('misses whatever goes missing, but for what nobody can tell from something that never was', () => {
  const kinds = ['seats', 'slots', 'bookings', 'locators', 'payments'] as const;
  const unmissed = kinds.flatMap((kind) =>
    auditWorld()[kind].flatMap((item, n) => {
      const world = auditWorld();
      world[kind].splice(n, 1);
      return found(world).length > 0 ? [] : [`${kind} of ${String(item.bookingId)}`];
    }),
  );
  // A lost slot limits nobody; a payment under way may never have begun; what is over leaves no claim.
  expect([...new Set(unmissed)].sort()).toEqual([
    'bookings of bkg_expired',
    'bookings of bkg_refunded',
    'payments of bkg_paying',
    'payments of bkg_refunded',
    'slots of bkg_held',
    'slots of bkg_paying',
  ]);
});

describe('the history of a seat', () => {
  /** Holds of one seat, one after the other: how long after the promise of the one before each began, and how long it lasted. */
  const holds = fc.array(
    fc.record({ gap: fc.integer({ min: 0, max: 600_000 }), lasts: fc.integer({ min: 20_000, max: 900_000 }) }),
    {
      minLength: 2,
      maxLength: 6,
    },
  );

  function worldOf(begins: readonly { at: number; until: number }[]): AuditWorld {
    const world = auditWorld();
    const model = booking(world, 'bkg_expired');
    world.bookings = begins.map(({ at, until }, n) => {
      const copy = structuredClone(model);
      copy.bookingId = `bkg_${n}`;
      Object.assign(copy.row!, { bookingId: copy.bookingId });
      copy.events.forEach((event, seq) => {
        event.at = epochMs(seq === 0 ? at : until);
        event.data = { ...event.data, expiresAt: new Date(until).toISOString() };
      });
      return copy;
    });
    return world;
  }
  const early = (world: AuditWorld) =>
    auditFacts(world).findings.filter(({ rule }) => rule === 'taken-too-early').length;
  const inTurn = (steps: readonly { gap: number; lasts: number }[], start = 1_790_000_000_000) =>
    steps.reduce<{ at: number; until: number }[]>((all, { gap, lasts }) => {
      const at = (all.at(-1)?.until ?? start) + gap;
      return [...all, { at, until: at + lasts }];
    }, []);

  it('is in order when each hold began after the one before had run out', () => {
    fc.assert(fc.property(holds, (steps) => expect(early(worldOf(inTurn(steps)))).toBe(0)));
  });

  it('is not when one began while another was still shown as held', () => {
    fc.assert(
      fc.property(holds, fc.nat(), fc.nat(), (steps, pick, by) => {
        const all = inTurn(steps);
        const n = 1 + (pick % (all.length - 1));
        const before = all[n - 1]!;
        const [hasty, length] = [all[n]!, before.until - before.at];
        // Later than the other began, and by more before its end than a write may be late.
        const room = length - 15_002;
        fc.pre(room > 0);
        const at = before.at + 1 + (by % room);
        all[n] = { at, until: hasty.until };
        expect(early(worldOf(all))).toBeGreaterThan(0);
      }),
    );
  });
});
