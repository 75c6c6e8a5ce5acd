import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Invariant, invariantNames } from '../../src/domain/audit/invariants';
import type { Booking } from '../../src/domain/bookings';
import { type AuditShop, openAuditShop } from '../support/auditShop';
import { eventually } from '../support/eventually';

let shop: AuditShop;
beforeAll(async () => {
  shop = await openAuditShop();
}, 120_000);
afterAll(() => shop.close());

const leg = (booking: Booking) => booking.seats[0]!.legs[0]!;
const seatKey = (booking: Booking, n = 0) => ({ FlightLeg: leg(booking), Seat: booking.seats[n]!.designator });
const rowKey = ({ bookingId }: Booking) => ({ BookingID: bookingId, Entry: 'ROW' });
const eventKey = ({ bookingId }: Booking, seq: number) => ({
  BookingID: bookingId,
  Entry: `E#${String(seq).padStart(8, '0')}`,
});
const seatOf = (booking: Booking, more: Record<string, unknown>) => ({
  ...seatKey(booking),
  HoldID: `${booking.bookingId}#1`,
  BookingID: booking.bookingId,
  UserID: booking.owner,
  ...more,
});

/** One fault for each invariant, written past every condition, and all that the audit finds then. */
const faults: readonly (readonly [Invariant, string, () => Promise<unknown>, readonly string[]])[] = [
  [
    'I1',
    'two tickets for one seat',
    async () => {
      const [first, second] = [await shop.sold('20A'), await shop.sold('20A')];
      await shop.setAttribute('Bookings', rowKey(second), 'Seats', first.seats);
    },
    ['I1 sold-twice', 'I2 sold-without-seats', 'I4 taken-too-early', 'I6 seat-not-of-booking'],
  ],
  [
    'I1',
    'a sold seat with an expiry',
    async () => shop.setAttribute('Seats', seatKey(await shop.sold('20A')), 'LockExpiresAt', Date.now()),
    ['I1 reserved-with-expiry'],
  ],
  [
    'I2',
    'money captured for a closed booking',
    async () => shop.payments.capture(await shop.authorise(await shop.closed('20A'))),
    ['I2 captured-without-ticket'],
  ],
  [
    'I2',
    'a ticket without a seat',
    async () => shop.deleteItem('Seats', seatKey(await shop.sold('20A'))),
    ['I2 sold-without-seats'],
  ],
  [
    'I3',
    'a lock that outlasts its hold by an hour',
    async () => shop.setAttribute('Seats', seatKey(await shop.held('20A')), 'LockExpiresAt', Date.now() + 4_600_000),
    ['I3 lock-too-long'],
  ],
  [
    'I3',
    'a lock that ends in seconds',
    async () =>
      shop.setAttribute('Seats', seatKey(await shop.held('20A')), 'LockExpiresAt', Math.round(Date.now() / 1000)),
    ['I3 lock-without-end', 'I4 hold-not-kept'],
  ],
  [
    'I4',
    'a seat that is gone before the deadline',
    async () => shop.deleteItem('Seats', seatKey(await shop.held('20A'))),
    ['I4 hold-not-kept'],
  ],
  [
    'I5',
    'a sold seat of no booking',
    async () => {
      const booking = await shop.closed('20A');
      await shop.putItem('Seats', {
        ...seatOf(booking, { Status: 'reserved' }),
        BookingID: 'bkg_nobody',
        HoldID: 'bkg_nobody#1',
      });
    },
    ['I5 reserved-without-booking'],
  ],
  [
    'I5',
    'a ticket whose money went back',
    async () => shop.payments.refund(await shop.sold('20A')),
    ['I5 seats-without-money'],
  ],
  [
    'I6',
    'a ticket that lacks one of two seats',
    async () => shop.deleteItem('Seats', seatKey(await shop.sold('20A', '20B'), 1)),
    ['I6 sold-without-all-seats'],
  ],
  [
    'I7',
    'a second capture',
    async () => shop.payments.capture(await shop.authorise(await shop.sold('20A'))),
    ['I7 captured-twice'],
  ],
  [
    'I7',
    'a capture of another amount',
    async () => {
      const booking = await shop.sold('20A');
      const total = { ...booking.price.total, amount: booking.price.total.amount + 1 };
      await shop.setAttribute('Bookings', rowKey(booking), 'Price', { ...booking.price, total });
    },
    ['I7 captured-other-amount'],
  ],
  [
    'I8',
    'a lock that a closed booking left',
    async () => {
      const booking = await shop.closed('20A');
      await shop.putItem('Seats', seatOf(booking, { Status: 'locked', LockExpiresAt: Date.now() + 60_000 }));
    },
    ['I8 lock-after-close'],
  ],
  [
    'I8',
    'a slot that a closed booking left',
    async () => {
      const { bookingId, slots } = await shop.closed('20A');
      const { owner, slot } = slots[0]!;
      await shop.putItem('Slots', {
        Owner: owner,
        Slot: slot,
        BookingID: bookingId,
        LockExpiresAt: Date.now() + 60_000,
      });
    },
    ['I8 slot-left-behind'],
  ],
  [
    'I9',
    'a confirmation that was taken back',
    async () => {
      const booking = await shop.sold('20A');
      await shop.setAttribute('Bookings', rowKey(booking), 'State', 'CLOSED');
      await shop.setAttribute('Bookings', rowKey(booking), 'CloseReason', 'refused');
      await shop.setAttribute('Bookings', rowKey(booking), 'ClearedAt', Date.now());
    },
    [
      'I2 captured-without-ticket',
      'I8 reserved-after-close',
      'I9 confirmed-and-taken-back',
      'LOCATORS locator-without-ticket',
      'LOG log-not-the-row',
    ],
  ],
  [
    'I10',
    'an authorisation for a closed booking',
    async () => shop.authorise(await shop.closed('20A')),
    ['I10 authorised-for-nothing'],
  ],
  [
    'LOG',
    'an event that is gone',
    async () => shop.deleteItem('Bookings', eventKey(await shop.sold('20A'), 2)),
    ['LOG log-gap'],
  ],
  [
    'LOG',
    'a row that cannot be read',
    async () => shop.setAttribute('Bookings', rowKey(await shop.closed('20A')), 'Version', 'three'),
    ['LOG row-unreadable'],
  ],
  [
    'LOCATORS',
    'a locator that is gone',
    async () => {
      const { locator } = await shop.sold('20A');
      await shop.deleteItem('Bookings', { BookingID: `LOC#${locator!}`, Entry: 'ROW' });
    },
    ['LOCATORS locator-of-another'],
  ],
  [
    'RUNS',
    'a booking whose workflow was terminated',
    async () => shop.client.workflow.getHandle((await shop.held('20A')).bookingId).terminate(),
    ['RUNS open-without-workflow'],
  ],
];

describe('the audit of real tables, a real provider and real workflows', () => {
  it.each(faults)('finds a breach of %s: %s', async (_, __, plant, expected) => {
    expect(await shop.newViolations()).toEqual([]);
    await plant();
    expect(await shop.newViolations()).toEqual([...expected]);
  });

  const toldFaults: readonly (readonly [
    Invariant,
    string,
    (told: AuditShop, booking: Booking) => Promise<unknown>,
    string,
  ])[] = [
    [
      'MAPS',
      'a seat map that stands at another version',
      (told, booking) => told.setAttribute('Channels', { Channel: `seatmap:${leg(booking)}`, Seq: -1 }, 'Version', 1),
      'MAPS map-head',
    ],
    [
      'MAPS',
      'a seat map that lost a change',
      (told, booking) => told.deleteItem('Channels', { Channel: `seatmap:${leg(booking)}`, Seq: 2 }),
      'MAPS map-gap',
    ],
  ];
  it.each(toldFaults)('finds a breach of %s: %s', async (_, __, plant, expected) => {
    const told = await openAuditShop();
    try {
      const settled = async () => (await told.audit({ told: true })).suspected === 0;
      const booking = await told.held('20A');
      await eventually('the hold is told', settled, 30_000);
      await told.bench.holds.closeBooking({ bookingId: booking.bookingId, holdNumber: 1, reason: 'expired' });
      await eventually('its end is told', settled, 30_000);
      await plant(told, booking);
      expect(await told.newViolations({ told: true })).toEqual([expected]);
    } finally {
      await told.close();
    }
  });

  it('has broken every invariant once', () => {
    const broken = new Set<string>([...faults.map(([name]) => name), ...toldFaults.map(([name]) => name)]);
    expect(invariantNames.filter((name) => !broken.has(name))).toEqual([]);
  });
});

/** Writes past every condition, each of them one that no step of the protocol makes. */
const illegal: readonly (readonly [string, (target: AuditShop) => Promise<unknown>, string])[] = [
  [
    'a seat that is sold without having been held',
    async (target) => target.putItem('Seats', seatOf(await target.closed('20A'), { Status: 'reserved' })),
    'I5',
  ],
  [
    'a sold seat that is locked again',
    async (target) =>
      target.putItem('Seats', seatOf(await target.sold('20A'), { Status: 'locked', LockExpiresAt: Date.now() })),
    'I1',
  ],
  [
    'a held seat that somebody else gets before its time',
    async (target) => {
      const lock = { Status: 'locked', LockExpiresAt: Date.now() + 900_000 };
      await target.putItem(
        'Seats',
        seatOf(await target.held('20A'), { ...lock, HoldID: 'bkg_x#1', BookingID: 'bkg_x' }),
      );
    },
    'I4',
  ],
  [
    'a closed booking that sells',
    async (target) => target.setAttribute('Bookings', rowKey(await target.closed('20A')), 'State', 'SEATED'),
    'protocol',
  ],
  [
    'a version that jumps',
    async (target) => target.setAttribute('Bookings', rowKey(await target.held('20A')), 'Version', 9),
    'LOG',
  ],
  [
    'seats that change under the same hold',
    async (target) => {
      const booking = await target.held('20A');
      await target.setAttribute('Bookings', rowKey(booking), 'Seats', [{ ...booking.seats[0]!, designator: '21A' }]);
    },
    'I6',
  ],
  [
    'a payment that is captured without a ticket',
    async (target) => {
      const booking = await target.held('20A');
      const attempt = { paymentId: 'pay_x', status: 'captured', amount: booking.price.total, fingerprint: 'f' };
      await target.setAttribute('Bookings', rowKey(booking), 'Payments', [attempt]);
    },
    'I2',
  ],
  [
    'a ticket that loses its locator',
    async (target) => target.setAttribute('Bookings', rowKey(await target.sold('20A')), 'Locator', 'XXXXXX'),
    'I9',
  ],
];

describe('the auditor of every write', () => {
  it.each(illegal)('reports %s, within its lag', async (_, write, invariant) => {
    const before = shop.streamViolations.length;
    await write(shop);
    const [violation] = await eventually('it is reported', () => {
      const fresh = shop.streamViolations.slice(before).filter((known) => known.invariant === invariant);
      return fresh.length > 0 && fresh;
    });
    expect(JSON.stringify(violation)).not.toContain('usr_');
  });
});

describe('the audit of a shop that is open', () => {
  it('raises no alarm while bookings are made, paid and closed', async () => {
    const open = await openAuditShop();
    try {
      const shopping = Promise.all(
        Array.from({ length: 12 }, async (_, n) => {
          for (let round = 0; round < 4; round++) {
            const ways = [open.closed, open.sold, open.soldOverAnother];
            await ways[(n + round) % 3]?.('21A', '21B');
          }
        }),
      ).then(() => true);
      let audits = 0;
      for (let done = false; !done; audits++) {
        const { violations } = await open.audit({ told: true }, 30_000);
        expect(violations).toEqual([]);
        done = await Promise.race([shopping, Promise.resolve(false)]);
      }
      await shopping;
      const { violations, lookedAt } = await open.audit({ told: true }, 30_000);
      expect([violations, audits > 0, lookedAt.I1, lookedAt.I2]).toEqual([[], true, 64, 32]);
      expect(open.streamViolations).toEqual([]);
    } finally {
      await open.close();
    }
  }, 180_000);

  async function runAudit(
    environment: Record<string, string>,
    ...args: string[]
  ): Promise<{ code: number | null; said: string }> {
    const root = join(__dirname, '..', '..');
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/audit/main.ts', '--patience', '0', ...args], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'test', ...environment },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, said };
  }

  it('ends with 1 and the evidence when something is wrong, with 0 when nothing is, with 2 when it cannot tell', async () => {
    const { bookingId } = await shop.closed('20A');
    const { providerId } = await shop.authorise((await shop.bench.bookings.findBooking(bookingId))!);
    const wrong = await runAudit(shop.environment);
    expect(wrong.code).toBe(1);
    for (const evidence of ['VIOLATION of I10', bookingId, providerId]) expect(wrong.said).toContain(evidence);
    const clean = await openAuditShop();
    try {
      await clean.sold('20A');
      await eventually('what was sold is told', async () => (await clean.audit({ told: true })).suspected === 0);
      const { code, said } = await runAudit(clean.environment, '--json');
      expect([code, (JSON.parse(said) as { lookedAt: Record<string, number> }).lookedAt['I1']]).toEqual([0, 1]);
    } finally {
      await clean.close();
    }
    const unreadable = await runAudit({ ...shop.environment, TABLE_PREFIX: 'nobody-made-these-' });
    expect([unreadable.code, unreadable.said]).toEqual([2, expect.stringContaining('The audit could not be made')]);
  }, 120_000);
});
