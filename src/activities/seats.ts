import type { HoldStore } from '../stores/dynamodb/holds';

/**
 * The writes of a booking as activities, by the same names as in the store. Each may run twice: the store decides from
 * the row, and a row that has moved on already answers with what it holds.
 */
export function createSeatActivities({ holds }: { holds: HoldStore }) {
  const { holdSeats, extendHold, changeSeats, secureSeats, confirmSeats, ticketBooking } = holds;
  const { recordPayment, closeBooking, reopenBooking } = holds;
  return {
    ...{ holdSeats, extendHold, changeSeats, secureSeats, confirmSeats, ticketBooking },
    ...{ recordPayment, closeBooking, reopenBooking },
  };
}
export type SeatActivities = ReturnType<typeof createSeatActivities>;
