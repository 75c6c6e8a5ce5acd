import { type Booking, statusOf } from '../../domain/bookings';
import { DomainError, problemKinds } from '../../domain/problems';

/** Why a booking that is not (or no longer) held cannot take this message. */
export function refuseUnlessHeld(booking: Booking): void {
  if (booking.state !== 'HELD') throw notHeld(booking);
}

/** A refusal that a key has brought about before, and that is answered again. What is still open is no repetition. */
export function asReplay(error: unknown): never {
  if (!(error instanceof DomainError) || problemKinds[error.code].retryable === 'same_key') throw error;
  throw new DomainError(error.code, error.detail, { ...error.extras, replayed: true });
}

/** The same for a cancellation: a hold is given back, a ticket is not cancelled that way. */
export function notCancellable(booking: Booking): DomainError {
  if (booking.state !== 'TICKETED') return notHeld(booking);
  return new DomainError('not_cancellable', 'This booking is confirmed, and a ticket is not cancelled by this action.');
}

export function notHeld(booking: Booking): DomainError {
  switch (booking.state) {
    case 'TICKETED':
      return new DomainError('already_paid', `This booking is confirmed as ${booking.locator ?? ''}.`);
    case 'PAYING':
    case 'SEATED':
      return new DomainError('payment_in_progress', 'The payment of this booking is being processed.');
    case 'CLOSED':
      return booking.closeReason === 'expired'
        ? new DomainError('hold_expired', 'The hold ran out. Nothing was charged; search again.')
        : booking.closeReason === 'cancelled'
          ? new DomainError('already_cancelled', 'This booking was cancelled.')
          : new DomainError('not_held', 'This booking was refused and holds no seat.');
    case 'NEW':
      return new DomainError('request_in_progress', 'The hold of this booking is still being made.', {
        retryAfterSeconds: 1,
      });
    case 'HELD':
      return new DomainError(
        'request_in_progress',
        `This booking is ${statusOf(booking)}; the request did not reach it. Try again.`,
        {
          retryAfterSeconds: 1,
        },
      );
  }
}
