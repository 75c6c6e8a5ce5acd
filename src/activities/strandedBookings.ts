import type { Booking } from '../domain/bookings';
import type { StrandedBooking } from '../domain/reconciliations';

/** The workflows of bookings, as the server that runs them tells. */
export interface BookingRuns {
  /** Ids of bookings with a running workflow; may lag a moment. */
  readonly listWorking: () => Promise<ReadonlySet<string>>;
  /** No workflow of this booking runs: it ended, was terminated, or never began. */
  readonly isOver: (bookingId: string) => Promise<boolean>;
  /** The same for the workflow of a late payment. */
  readonly isLateMoneyOver: (paymentId: string) => Promise<boolean>;
}

interface Deps {
  readonly runs: BookingRuns;
  readonly findBooking: (bookingId: string) => Promise<Booking | undefined>;
}

/** Nothing works on the booking, and nothing changed it while that was being found out. */
export async function isStranded(row: Booking, { runs, findBooking }: Deps): Promise<boolean> {
  const { bookingId, reopenedFor, state, clearedAt, version } = row;
  if (state === 'TICKETED' || (state === 'CLOSED' && clearedAt !== undefined)) return false;
  if (!(await runs.isOver(bookingId))) return false;
  if (reopenedFor !== undefined && !(await runs.isLateMoneyOver(reopenedFor))) return false;
  return (await findBooking(bookingId))?.version === version;
}

export function strandedOf(row: Booking, now: number): StrandedBooking {
  const { bookingId, holdNumber, state, closeReason, deadline, protectedUntil, soldFor, payments } = row;
  const seatsUntil = protectedUntil ?? deadline;
  return {
    bookingId,
    holdNumber,
    state,
    ...(closeReason !== undefined && { closeReason }),
    ...(soldFor !== undefined && { soldFor }),
    timeIsOver: seatsUntil !== undefined && seatsUntil < now,
    payments: payments
      .filter(({ status }) => status !== 'voided' && status !== 'refunded')
      .map(({ paymentId, providerId, amount }) => ({
        paymentId,
        amount,
        ...(providerId !== undefined && { providerId }),
      })),
  };
}
