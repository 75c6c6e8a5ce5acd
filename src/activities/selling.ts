import type { PaymentAttempt } from '../domain/bookings';
import type { EpochMs } from '../domain/instants';
import type { Failpoints } from '../failpoints';
import type { PaymentActivities } from './payments';
import type { SeatActivities } from './seats';

type Steps = Pick<SeatActivities, 'secureSeats' | 'confirmSeats' | 'ticketBooking'> &
  Pick<PaymentActivities, 'capturePayment'>;

export interface SaleOrder {
  readonly bookingId: string;
  readonly holdNumber: number;
  readonly payment: PaymentAttempt;
  readonly lockExpiresAt: EpochMs;
}

/** A sale that meets no obstacle, as one step: each step costs Temporal and its worker some milliseconds beside its own. */
export function createSellingActivities({ steps, around }: { steps: Steps; around: Failpoints['around'] }) {
  const secureSeats = around('secureSeats', steps.secureSeats);
  const confirmSeats = around('confirmSeats', steps.confirmSeats);
  const capturePayment = around('capturePayment', steps.capturePayment);
  const ticketBooking = around('ticketBooking', steps.ticketBooking);
  const unfinished = { outcome: 'unfinished' } as const;

  return {
    /**
     * The steps of `sellSeats` in its order, as far as they go without a decision. Decides nothing: whoever hears `unfinished`, or
     * nothing, goes step by step, and each step knows its own effect. Twice: likewise.
     */
    async sellStraight({ payment, lockExpiresAt, ...ref }: SaleOrder): Promise<{ outcome: 'ticketed' | 'unfinished' }> {
      const { paymentId, amount, providerId } = payment;
      if (providerId === undefined) return unfinished;
      if ((await secureSeats({ ...ref, payment, lockExpiresAt })).outcome !== 'done') return unfinished;
      if ((await confirmSeats({ ...ref, paymentId })).outcome !== 'done') return unfinished;
      const order = { bookingId: ref.bookingId, paymentId, amount, providerId };
      if ((await capturePayment(order)).outcome !== 'captured') return unfinished;
      const { outcome } = await ticketBooking({ ...ref, paymentId });
      return outcome === 'ticketed' ? { outcome } : unfinished;
    },
  };
}
export type SellingActivities = ReturnType<typeof createSellingActivities>;
