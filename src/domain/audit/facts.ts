import type { Booking, BookingEvent, HoldSlot } from '../bookings';
import type { FlightId } from '../flights';
import type { Money } from '../money';
import type { ListedPayment } from '../payments';
import type { SeatDelta, SeatMapImage } from '../seatDeltas';
import type { SeatRow } from '../seatRows';

/** The parts of a booking's row that an audit judges: nothing personal, and not the offer. */
export type AuditedRow = Pick<
  Booking,
  | 'bookingId'
  | 'state'
  | 'closeReason'
  | 'version'
  | 'holdNumber'
  | 'owner'
  | 'addressKey'
  | 'seats'
  | 'slots'
  | 'payments'
  | 'soldFor'
  | 'createdAt'
  | 'deadline'
  | 'protectedUntil'
  | 'locator'
  | 'closedAt'
  | 'clearedAt'
> & {
  readonly total: Money;
  /** Whether it stands in the index of open bookings. */
  readonly open: boolean;
};

export interface AuditedBooking {
  readonly bookingId: string;
  readonly row: AuditedRow | undefined;
  /** What of it no version of the product can have written. */
  readonly damage?: string;
  readonly events: readonly BookingEvent[];
}

export type AuditedSlot = HoldSlot & { readonly bookingId: string | undefined; readonly lockExpiresAt?: number };

/** As the provider lists it; `captures` and `changedAt` only where its ledger tells them. */
export type AuditedPayment = ListedPayment & { readonly captures?: number; readonly changedAt?: number };

/** A workflow by its id; one that is not listed is neither running nor known to have run. */
export type AuditedRun = { readonly running: true } | { readonly running: false; readonly closedAt: number };

export interface AuditedMap {
  readonly flightId: FlightId;
  readonly head: number;
  readonly image: SeatMapImage;
  /** What is kept of its changes; the oldest go after a while. */
  readonly deltas: readonly SeatDelta[];
}

/** What was read of the product's data: all of it, or all about some bookings and legs. */
export interface AuditFacts {
  /** The store's clock, read after everything else: what was found had not happened later. */
  readonly now: number;
  readonly clocks: { readonly storeGraceSeconds: number; readonly confirmBudgetSeconds: number };
  readonly seats: readonly SeatRow[];
  readonly slots: readonly AuditedSlot[];
  readonly bookings: readonly AuditedBooking[];
  readonly locators: readonly { readonly locator: string; readonly bookingId: string }[];
  /** Absent: nobody was asked, and nothing about money is judged. */
  readonly payments?: readonly AuditedPayment[];
  /** By workflow id. Absent: nobody was asked, and every booking counts as in work. */
  readonly runs?: ReadonlyMap<string, AuditedRun>;
  /** Absent: nobody tells. */
  readonly told?: { readonly maps: readonly AuditedMap[] };
}
