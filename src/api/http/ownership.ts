import type { Booking } from '../../domain/bookings';
import { DomainError } from '../../domain/problems';
import type { BookingStore, PersonalData } from '../../stores/dynamodb/bookings';
import type { Caller } from './route';

export function owns(caller: Caller, booking: Pick<Booking, 'bookingId' | 'owner'>): boolean {
  switch (caller.kind) {
    case 'user':
      return booking.owner === caller.userId;
    case 'booking':
      return booking.bookingId === caller.bookingId;
    case 'anonymous':
      return false;
  }
}

/** A booking of somebody else, and one whose hold is not decided yet, are as absent as one that never was. */
export async function ownBooking(
  bookings: Pick<BookingStore, 'findWithPersonalData'>,
  caller: Caller,
  bookingId: string,
): Promise<{ booking: Booking; personal: PersonalData | undefined }> {
  const found = await bookings.findWithPersonalData(bookingId);
  if (!found || !owns(caller, found.booking) || found.booking.state === 'NEW') {
    throw new DomainError('not_found', 'There is no such booking.');
  }
  return found;
}

/** A partner books for customers of its own: it owns and sees what it has booked, and may hold more at a time. */
export function ownerKindOf(caller: Caller): Booking['ownerKind'] {
  if (caller.kind !== 'user') return 'guest';
  return caller.roles.includes('partner') ? 'partner' : 'user';
}

/** The user behind a request of an operation that is for users: the door has let nobody else in. */
export function userOf(caller: Caller): Extract<Caller, { kind: 'user' }> {
  if (caller.kind === 'user') return caller;
  throw new DomainError('unauthenticated', 'Send "Authorization: Bearer <token>".');
}
