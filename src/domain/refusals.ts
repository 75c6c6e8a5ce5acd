import type { BookingRefusal } from './bookings';

/** Why a hold did not come about. */
export type FailedHold =
  | { readonly outcome: 'taken'; readonly seats: readonly { readonly segment: number; readonly designator: string }[] }
  | { readonly outcome: 'too_few_seats'; readonly segment: number }
  | { readonly outcome: 'too_many_holds' | 'flight_not_open' | 'closed' | 'too_late' | 'unavailable' };

/** The refusal that is kept in the row and answered, word for word, to every repetition of the request. */
export function refusalOfHold(failed: FailedHold): BookingRefusal | undefined {
  switch (failed.outcome) {
    case 'taken': {
      const names = failed.seats.map((s) => s.designator).join(', ');
      return {
        code: 'seat_unavailable',
        detail: `Seat ${names} was taken by somebody else a moment ago.`,
        seats: failed.seats,
      };
    }
    case 'too_few_seats':
      return { code: 'seat_unavailable', detail: `Segment ${failed.segment} has too few seats left.` };
    case 'too_many_holds':
      return { code: 'too_many_holds', detail: 'Pay for or cancel one of your open bookings first.' };
    case 'flight_not_open':
      return { code: 'flight_not_open', detail: 'A flight of this offer is cancelled or has departed. Search again.' };
    case 'too_late':
    case 'unavailable':
      return {
        code: 'service_unavailable',
        detail: 'The hold could not be made in time and nothing was booked. Try again with a new key.',
      };
    case 'closed':
      return undefined;
  }
}
