import type { Booking } from '../domain/bookings';
import { isStray } from '../domain/lateMoney';
import { epochMs, type EpochMs } from '../domain/instants';
import type { ListedPayment } from '../domain/payments';
import type { ReconcileReport, StrandedBooking, StrayPayment } from '../domain/reconciliations';
import type { PaymentGateway } from '../gateways/payments';
import { inParallel } from '../waiting';
import { type BookingRuns, isStranded, strandedOf } from './strandedBookings';

export interface ReconcilingDeps {
  /** Ids of unfinished bookings, page by page; may lag a moment. */
  readonly listUnfinished: () => AsyncIterable<readonly string[]>;
  /** A strong read. */
  readonly findBooking: (bookingId: string) => Promise<Booking | undefined>;
  /** State and payments of many bookings at once; may lag a moment. */
  readonly findStandings: (
    bookingIds: readonly string[],
  ) => Promise<ReadonlyMap<string, Pick<Booking, 'state' | 'payments'>>>;
  readonly runs: BookingRuns;
  readonly payments: Pick<PaymentGateway, 'list'>;
  readonly report: (report: ReconcileReport) => void;
  readonly settings: ReconcilingSettings;
  /** The data store's clock. */
  readonly now: () => EpochMs;
}

export interface ReconcilingSettings {
  /** Bookings and payments younger than this are left to whoever works on them. */
  readonly afterSeconds: number;
  /** How far back payments are looked at: in every run, and in the wide one. */
  readonly recentSeconds: number;
  readonly allSeconds: number;
}

/** What one run takes on; the next one takes the rest. */
const mostAtOnce = 500;
const width = 16;

/** What the reconciler looks at. Everything here only reads, so it may run twice. */
export function createReconcilingActivities(deps: ReconcilingDeps) {
  const { listUnfinished, findBooking, findStandings, runs, payments, settings, now } = deps;
  const ago = (seconds: number) => epochMs(now() - seconds * 1000);

  return {
    /** Bookings that are not at their end, of some age, on which no workflow works any more. */
    async listStranded(): Promise<StrandedBooking[]> {
      const working = await runs.listWorking();
      const suspects: string[] = [];
      for await (const ids of listUnfinished()) suspects.push(...ids.filter((id) => !working.has(id)));
      const found: StrandedBooking[] = [];
      await inParallel(suspects.slice(0, mostAtOnce), width, async (bookingId) => {
        const row = await findBooking(bookingId);
        if (row && row.createdAt < ago(settings.afterSeconds) && (await isStranded(row, { runs, findBooking })))
          found.push(strandedOf(row, now()));
      });
      return found;
    },

    /** Payments of the provider that hold money, or still may, without a booking that stands for them. */
    async listStrayPayments({ payments: span }: { readonly payments: 'recent' | 'all' }): Promise<StrayPayment[]> {
      const createdAfter = ago(span === 'all' ? settings.allSeconds : settings.recentSeconds);
      const listed: ListedPayment[] = [];
      for await (const payment of payments.list({ createdAfter })) {
        if (payment.createdAt < ago(settings.afterSeconds)) listed.push(payment);
      }
      const rows = await findStandings([...new Set(listed.map(({ bookingId }) => bookingId))]);
      const suspects = listed.filter((payment) => isStray(rows.get(payment.bookingId), payment)).slice(0, mostAtOnce);
      const strays: StrayPayment[] = [];
      await inParallel(suspects, width, async ({ bookingId, paymentId, providerId, state }) => {
        // A booking that is being closed stops its money itself.
        if (await runs.isOver(bookingId)) strays.push({ bookingId, paymentId, providerId, state });
      });
      return strays;
    },

    /** Says what a run did, where people look. Twice: is said twice. */
    async reportReconciliation(report: ReconcileReport): Promise<void> {
      deps.report(report);
    },
  };
}
export type ReconcilingActivities = ReturnType<typeof createReconcilingActivities>;
