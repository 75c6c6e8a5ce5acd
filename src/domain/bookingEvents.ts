import { type Booking, type BookingEventType, currentAttempt, paymentStatusOf, statusOf } from './bookings';
import { toRfc3339 } from './instants';

/**
 * What an event says: the state after the change, so that a client needs no second request. Nothing personal. `paymentId` is the
 * payment that it is about; without it, the one that counts.
 */
export function eventData(type: BookingEventType, after: Booking, paymentId?: string): Record<string, unknown> {
  return {
    bookingId: after.bookingId,
    status: statusOf(after),
    ...(after.deadline !== undefined && { expiresAt: toRfc3339(after.deadline) }),
    ...(type.startsWith('payment.') && paymentData(after, paymentId)),
    ...((type === 'booking.held' || type === 'booking.seats_changed') && {
      seats: seatsData(after),
      total: after.price.total,
    }),
    ...(type === 'booking.extended' &&
      after.protectedUntil !== undefined && { protectedUntil: toRfc3339(after.protectedUntil) }),
    ...((type === 'booking.confirmed' || type === 'booking.ticketed') && {
      reference: after.locator,
      seats: seatsData(after),
    }),
    ...(after.refusal && { refusal: after.refusal.code }),
    paymentStatus: paymentStatusOf(after),
  };
}

function paymentData(after: Booking, paymentId: string | undefined): Record<string, unknown> {
  const attempt = after.payments.find((one) => one.paymentId === paymentId) ?? currentAttempt(after);
  return {
    paymentId: attempt?.paymentId,
    amount: attempt?.amount,
    ...(attempt?.action && { action: attempt.action }),
    ...(attempt?.declineCode !== undefined && { declineCode: attempt.declineCode }),
  };
}

function seatsData(after: Booking): unknown {
  return after.seats.map(({ segment, passenger, designator }) => ({ segment, passenger, designator }));
}
