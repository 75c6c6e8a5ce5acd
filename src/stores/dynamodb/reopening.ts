import type { Booking, PaymentAttempt } from '../../domain/bookings';
import type { EpochMs } from '../../domain/instants';
import { withLatest } from '../../domain/paymentAttempts';
import { type HoldRef, type HoldStoreDeps, isCurrent, lost, type ReopenOutcome } from './holdTypes';
import { areLegsOpen } from './legs';
import { createRowWriter } from './rowWrites';
import { lockSeat, placesOf } from './seatItems';

/** The way back for a booking that had ended when its money came. */
export function createReopening(deps: HoldStoreDeps) {
  const { tables, legs, now } = deps;
  // Its own, which remembers no row: that a booking was cleared does not move the version by which a memory is found out.
  const writeRow = createRowWriter(deps);
  return {
    /**
     * CLOSED -> HELD under the next hold number, for a late payment: all seats of the booking that are free now, or nothing
     * changes. It takes no slot, because its money is there.
     */
    async reopenBooking(
      ref: HoldRef & { payment: PaymentAttempt; deadline: EpochMs; lockExpiresAt: EpochMs },
    ): Promise<ReopenOutcome> {
      const holdNumber = ref.holdNumber + 1;
      return writeRow<ReopenOutcome>(ref.bookingId, async (row) => {
        const mine = row.reopenedFor === ref.payment.paymentId && row.holdNumber === holdNumber;
        if (mine && row.state !== 'CLOSED') return { done: { outcome: 'reopened', holdNumber } };
        if (row.state !== 'CLOSED' || !isCurrent(row, ref)) return { done: lost };
        // A try that was given up and comes long after: what it came with has gone back since.
        if (wentBack(row, ref.payment)) return { done: lost };
        // Nobody knows any more who should fly.
        if (row.erasedAt !== undefined) return { done: { outcome: 'erased' } };
        if (!(await areLegsOpen(legs, row.offer))) return { done: { outcome: 'flight_not_open' } };
        const { payment, deadline, lockExpiresAt } = ref;
        const at = now();
        return {
          change: {
            set: {
              ...{
                state: 'HELD',
                holdNumber,
                heldAt: at,
                deadline,
                lockedUntil: lockExpiresAt,
                extended: true,
                slots: [],
              },
              ...{ reopenedFor: payment.paymentId, payments: withLatest(row.payments, payment) },
            },
            unset: [
              ...(['closeReason', 'closedBy', 'changedBy', 'closedAt', 'clearedAt'] as const),
              ...(['refusal', 'protectedUntil', 'soldFor'] as const),
            ],
            events: ['booking.held'],
            items: placesOf(row.seats).map((place) => lockSeat(tables, place, row, holdNumber, at, lockExpiresAt)),
            result: { outcome: 'reopened', holdNumber },
            onFailed: () => ({ outcome: 'taken' }),
          },
        };
      });
    },
  };
}

function wentBack({ payments }: Booking, { paymentId }: PaymentAttempt): boolean {
  const known = payments.find((payment) => payment.paymentId === paymentId);
  return known?.status === 'voided' || known?.status === 'refunded';
}
