import { createReconcilingActivities, type ReconcilingDeps } from '../../src/activities/reconciling';
import type { Booking } from '../../src/domain/bookings';
import { epochMs } from '../../src/domain/instants';
import type { ListedPayment } from '../../src/domain/payments';
import { newBooking, someSegment } from '../support/bookings';

const now = epochMs(1_900_000_000_000);
const secondsAgo = (seconds: number) => epochMs(now - seconds * 1000);
const held = (changes: Partial<Booking> = {}): Booking =>
  newBooking([someSegment()], ['5A'], { state: 'HELD', version: 1, createdAt: secondsAgo(31), ...changes });

/** What the reconciler looks at, as a test says that it is: a booking that is stranded, unless something is changed. */
function look(row: Booking, changes: Partial<ReconcilingDeps> & { running?: string; lateMoneyRuns?: boolean } = {}) {
  const { running, lateMoneyRuns = false, ...rest } = changes;
  return createReconcilingActivities({
    listUnfinished: async function* () {
      yield [row.bookingId];
    },
    findBooking: async () => row,
    findStandings: async () => new Map([[row.bookingId, row]]),
    runs: {
      // The listing lags behind: a workflow that has just begun is not in it.
      listWorking: async () => new Set<string>(),
      isOver: async (bookingId) => bookingId !== running,
      isLateMoneyOver: async () => !lateMoneyRuns,
    },
    payments: { list: async function* () {} },
    report: () => undefined,
    settings: { afterSeconds: 30, recentSeconds: 3600, allSeconds: 86_400 },
    now: () => now,
    ...rest,
  });
}
const isTaken = async (...given: Parameters<typeof look>) => (await look(...given).listStranded()).length === 1;

describe('the reconciler takes a booking for stranded', () => {
  it('when it is open, of some age, and no workflow works on it', async () => {
    const row = held();
    expect(await look(row).listStranded()).toMatchObject([{ bookingId: row.bookingId, state: 'HELD' }]);
    expect(await isTaken(held({ state: 'CLOSED', closeReason: 'expired' }))).toBe(true);
  });

  it('not while its workflow runs, though the listing of workflows does not show it yet', async () => {
    const row = held();
    expect(await isTaken(row, { running: row.bookingId })).toBe(false);
  });

  it('not while the late money for which it was reopened is being settled', async () => {
    const row = held({ reopenedFor: 'pay_1' });
    expect(await isTaken(row, { lateMoneyRuns: true })).toBe(false);
    expect(await isTaken(row)).toBe(true);
  });

  it('not when it moved on while that was being found out', async () => {
    const row = held();
    let version = 0;
    expect(await isTaken(row, { findBooking: async () => ({ ...row, version: ++version }) })).toBe(false);
  });

  it('not when it is so young that its workflow may not have begun', async () => {
    expect(await isTaken(held({ state: 'NEW', version: 0, createdAt: secondsAgo(29) }))).toBe(false);
  });

  it('not when it has come to its end and left nothing behind', async () => {
    expect(await isTaken(held({ state: 'TICKETED' }))).toBe(false);
    expect(await isTaken(held({ state: 'CLOSED', clearedAt: secondsAgo(1) }))).toBe(false);
  });
});

describe('the reconciler takes a payment for nobody’s', () => {
  const amount = { amount: 12_178, currency: 'EUR' };
  const strays = async (row: Booking, payment: Partial<ListedPayment>, changes: Parameters<typeof look>[1] = {}) => {
    const { bookingId } = row;
    const listed = { paymentId: 'pay_1', providerId: 'pi_1', bookingId, amount, state: 'authorised' } as const;
    const refunded = { amount: 0, currency: 'EUR' };
    const one: ListedPayment = { ...listed, refunded, createdAt: secondsAgo(31), ...payment };
    const list = async function* () {
      yield one;
    };
    return (await look(row, { ...changes, payments: { list } }).listStrayPayments({ payments: 'recent' })).length;
  };

  it('when its booking is closed and nothing works on that', async () => {
    expect(await strays(held({ state: 'CLOSED' }), {})).toBe(1);
  });

  it('not while its booking is open, or being closed by its workflow, or the payment is young', async () => {
    const closed = held({ state: 'CLOSED' });
    expect(await strays(held(), {})).toBe(0);
    expect(await strays(closed, {}, { running: closed.bookingId })).toBe(0);
    expect(await strays(closed, { createdAt: secondsAgo(29) })).toBe(0);
  });
});
