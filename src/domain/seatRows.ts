import type { PublicSeatState } from './channels';
import type { FlightId } from './flights';

/** The row of a seat on a leg. No row, or a row without `status`, is a free seat (F2). */
export interface SeatRow {
  readonly flightId: FlightId;
  readonly seat: string;
  readonly status?: 'locked' | 'reserved';
  /** Fencing token of the hold that has the seat: `<booking id>#<n>`. */
  readonly holdId?: string;
  readonly bookingId?: string;
  /** Owner key of that booking. Never shown to anybody. */
  readonly userId?: string;
  /** Epoch milliseconds, only while locked. */
  readonly lockExpiresAt?: number;
}

type Lock = Pick<SeatRow, 'status' | 'lockExpiresAt'>;

/** What the row says to everybody, whatever the time: the form in which changes are told, because a change is a write. */
export function writtenStateOf(row: Lock | undefined): PublicSeatState {
  if (row?.status === 'reserved') return 'sold';
  return row?.status === 'locked' ? 'held' : 'free';
}

/** What everybody may do with the seat at `now`: a lock whose time has passed holds nobody off any more. */
export function stateAt(row: Lock | undefined, now: number): PublicSeatState {
  if (row?.status === 'locked' && row.lockExpiresAt !== undefined && row.lockExpiresAt < now) return 'free';
  return writtenStateOf(row);
}
