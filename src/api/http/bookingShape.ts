import { type Booking, currentAttempt, type PaymentAttempt, paymentStatusOf, statusOf } from '../../domain/bookings';
import { epochMs, toRfc3339 } from '../../domain/instants';
import { openAttempt } from '../../domain/paymentAttempts';
import type { PersonalData } from '../../stores/dynamodb/bookings';
import { sliceShape } from './offerShape';

/** What may be done with a booking now, in the words of the API's paths. */
export function availableActions(booking: Booking): string[] {
  if (booking.state !== 'HELD') return [];
  // While a payment may still become money, there is no other, and no other seats.
  const isBeingPaid = openAttempt(booking.payments) !== undefined;
  const all = { pay: !isBeingPaid, extend: isExtendable(booking), change_seats: !isBeingPaid, cancel: true };
  return Object.entries(all).flatMap(([name, isOpen]) => (isOpen ? [name] : []));
}

function isExtendable(booking: Booking): boolean {
  return booking.state === 'HELD' && !booking.extended;
}

/** A booking as its owner sees it. `personal` is left out where nobody asked for it. */
export function bookingShape(booking: Booking, now: number, personal?: PersonalData): Record<string, unknown> {
  const serverTime = toRfc3339(epochMs(now));
  const { deadline, hardCapAt } = booking;
  return {
    id: booking.bookingId,
    status: statusOf(booking),
    version: booking.version,
    reference: booking.locator,
    ...(deadline !== undefined &&
      hardCapAt !== undefined && {
        hold: {
          expiresAt: toRfc3339(deadline),
          serverTime,
          extendable: isExtendable(booking),
          hardCap: toRfc3339(hardCapAt),
        },
      }),
    price: { ...booking.price, ...(deadline !== undefined && { guaranteedUntil: toRfc3339(deadline) }) },
    payment: { status: paymentStatusOf(booking), ...currentPayment(booking) },
    offerId: booking.offer.id,
    slices: booking.offer.slices.map(sliceShape),
    seats: booking.seats.map(({ segment, passenger, designator }) => ({ segment, passenger, designator })),
    passengers: personal?.passengers ?? booking.passengers,
    contact: personal?.contact,
    availableActions: availableActions(booking),
    metadata: booking.metadata,
    createdAt: toRfc3339(booking.createdAt),
    serverTime,
  };
}

function currentPayment(booking: Booking): Record<string, unknown> {
  const attempt = currentAttempt(booking);
  if (!attempt) return {};
  const { paymentId, amount, action, declineCode } = attempt;
  return { id: paymentId, amount, action: attempt.status === 'requires_action' ? action : undefined, declineCode };
}

/** One payment. `seat_protected_until` is the instant until which the seats stay the booking's while it is decided. */
export function paymentShape(booking: Booking, attempt: PaymentAttempt, now: number): Record<string, unknown> {
  const protectedUntil = booking.state === 'HELD' ? (booking.protectedUntil ?? booking.deadline) : undefined;
  return {
    id: attempt.paymentId,
    bookingId: booking.bookingId,
    status: attempt.status,
    amount: attempt.amount,
    action: attempt.status === 'requires_action' ? attempt.action : undefined,
    declineCode: attempt.declineCode,
    seatProtectedUntil: protectedUntil === undefined ? undefined : toRfc3339(protectedUntil),
    serverTime: toRfc3339(epochMs(now)),
  };
}
