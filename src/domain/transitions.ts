import type { BookingState } from './bookings';
import type { SeatRow } from './seatRows';

/** Where a booking row may go. CLOSED -> HELD reopens for late money; a ticket is cancelled by an operation of its own. */
export const rowTransitions: Readonly<Record<BookingState, readonly BookingState[]>> = {
  NEW: ['NEW', 'HELD', 'CLOSED'],
  HELD: ['HELD', 'PAYING', 'CLOSED'],
  PAYING: ['PAYING', 'SEATED', 'CLOSED'],
  SEATED: ['SEATED', 'TICKETED', 'CLOSED'],
  TICKETED: ['TICKETED'],
  CLOSED: ['CLOSED', 'HELD'],
};

const states = Object.keys(rowTransitions);
function isBookingState(text: string | undefined): text is BookingState {
  return text !== undefined && states.includes(text);
}

/** The parts of a booking row that a transition is judged by. */
export interface RowFacts {
  readonly state: string | undefined;
  readonly version: number | undefined;
  readonly holdNumber: number | undefined;
}

/** A write that the protocol does not know: which rule it breaks, in words. */
export type Breach = string | undefined;

/** Judges one change of a booking row; undefined when it is legal. */
export function rowBreach(before: RowFacts | undefined, after: RowFacts | undefined): Breach {
  if (!after) return 'a booking row was deleted';
  if (!isBookingState(after.state)) return `${String(after.state)} is no state of a booking`;
  if (!before) return after.state === 'NEW' ? undefined : `a booking began as ${after.state}`;
  if (!isBookingState(before.state)) return undefined; // Told when it was written.
  if (!rowTransitions[before.state].includes(after.state)) return `${before.state} -> ${after.state}`;
  const step = (after.version ?? NaN) - (before.version ?? NaN);
  if (!(step >= 0)) return 'the version of a booking went back';
  if (before.state !== after.state && step === 0) return `${before.state} -> ${after.state} without an event`;
  if ((after.holdNumber ?? 0) < (before.holdNumber ?? 0)) return 'the hold number of a booking went back';
  if (before.state === 'CLOSED' && after.state === 'HELD' && after.holdNumber !== (before.holdNumber ?? 0) + 1)
    return 'a booking was reopened without the next hold number';
  return undefined;
}

/** The writer's idea of the store's clock, and the judge's, are good to about a second. */
const clockToleranceMs = 2000;
const plausibleMs = 1_000_000_000_000;

function shapeBreach(row: SeatRow): Breach {
  const { status, holdId, lockExpiresAt } = row;
  if (status !== undefined && holdId === undefined) return `I3: ${status} without a hold`;
  if (status === 'reserved' && lockExpiresAt !== undefined) return 'F1: reserved with an expiry';
  if (status === 'locked' && (lockExpiresAt === undefined || lockExpiresAt < plausibleMs))
    return 'F3: locked without an expiry in epoch milliseconds';
  return undefined;
}

/** Judges one change of a seat, written at `at` or before; undefined when it is legal, or may have been. */
export function seatBreach(before: SeatRow | undefined, after: SeatRow | undefined, at: number): Breach {
  const shape = after && shapeBreach(after);
  if (shape !== undefined) return shape;
  const was = before?.status ?? 'free';
  const is = after?.status ?? 'free';
  if (is === 'free') return undefined; // An undo frees what is its own, held or reserved.
  if (was === 'free') return is === 'locked' ? undefined : 'I5: a seat was reserved without having been held';
  if (was === 'reserved' && is === 'locked') return 'I1: a reserved seat was locked again';
  if (before?.holdId === after?.holdId) return undefined;
  if (is === 'reserved') return `I1: a seat ${was} for one hold was reserved for another`;
  if (before?.bookingId === after?.bookingId) return undefined; // Kept in a seat change, under the next hold.
  const expired = before?.lockExpiresAt !== undefined && before.lockExpiresAt < at + clockToleranceMs;
  return expired ? undefined : 'I4: a seat was taken from a hold before its time had passed';
}
