import type { BookingRefusal, CloseReason, PaymentAttempt } from '../domain/bookings';
import { epochMs, plusSeconds } from '../domain/instants';
import { seats, sellStraight, type StandingHold, unlessFault } from './effects';
import type { WorkflowClocks } from './messages';
import type { PaymentDesk } from './paymentDesk';

/** `lost`: the booking is to be closed for that reason; the undo of all steps is the close. */
export type Sale =
  | { readonly outcome: 'ticketed' }
  /** Nothing was written: its seats were changed meanwhile, under a hold to go on from, or to another price; or they are another payment's. */
  | StandingHold
  | { readonly outcome: 'repriced' }
  | { readonly outcome: 'other_payment'; readonly payment?: PaymentAttempt }
  | { readonly outcome: 'lost'; readonly reason: CloseReason; readonly refusal?: BookingRefusal };

/**
 * The money is authorised: secure the seats, confirm them, capture, ticket. Nothing is told "confirmed" before the last step.
 * Most sales meet no obstacle and are one step; whatever comes of that otherwise, each step finds what it has done already.
 */
export async function sellSeats(
  ref: { readonly bookingId: string; readonly holdNumber: number },
  desk: PaymentDesk,
  clocks: WorkflowClocks,
  { straight = false }: { readonly straight?: boolean | undefined } = {},
): Promise<Sale> {
  const payment = desk.attempt();
  if (!payment) throw new Error('no payment to sell for');
  const { paymentId } = payment;
  const lockExpiresAt = plusSeconds(epochMs(Date.now()), clocks.confirmBudgetSeconds + clocks.storeGraceSeconds);
  const sale = straight ? await unlessFault(sellStraight({ ...ref, payment, lockExpiresAt })) : undefined;
  if (sale?.outcome === 'ticketed') return { outcome: 'ticketed' };
  const secured = await seats.secureSeats({ ...ref, payment, lockExpiresAt });
  if (secured.outcome === 'held' || secured.outcome === 'repriced' || secured.outcome === 'other_payment')
    return secured;
  if (secured.outcome === 'lost') return { outcome: 'lost', reason: 'expired' };
  const confirmed = await seats.confirmSeats({ ...ref, paymentId });
  if (confirmed.outcome === 'lost') return { outcome: 'lost', reason: 'expired' };
  const captured = await desk.capture();
  if (captured !== 'captured') return { outcome: 'lost', reason: 'refused', refusal: refusalOfCapture[captured] };
  const ticketed = await seats.ticketBooking({ ...ref, paymentId });
  return ticketed.outcome === 'ticketed' ? { outcome: 'ticketed' } : { outcome: 'lost', reason: 'refused' };
}

const refusalOfCapture = {
  declined: { code: 'payment_declined', detail: 'The payment could not be captured. Nothing was charged.' },
  unknown: {
    code: 'payment_declined',
    detail: 'The payment could not be completed. If it was charged, it has been sent back in full.',
  },
} as const satisfies Record<string, BookingRefusal>;
