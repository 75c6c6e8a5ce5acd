import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Booking, PaymentAttempt } from '../../domain/bookings';
import type { EpochMs } from '../../domain/instants';
import type { BookingStore } from './bookings';
import type { LegStore } from './legs';
import type { SlotLimits } from './slots';
import type { Tables } from './tables';

export interface TakenSeat {
  readonly segment: number;
  readonly designator: string;
}
export type HoldOutcome =
  | {
      readonly outcome: 'held';
      readonly deadline: EpochMs;
      readonly holdNumber: number;
      readonly payment?: PaymentAttempt;
    }
  | { readonly outcome: 'taken'; readonly seats: readonly TakenSeat[] }
  | { readonly outcome: 'too_many_holds' }
  | { readonly outcome: 'flight_not_open' }
  | { readonly outcome: 'closed' };
export type ExtendOutcome =
  { readonly outcome: 'extended'; readonly deadline: EpochMs } | { readonly outcome: 'already_extended' | 'lost' };
export type ChangeSeatsOutcome =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'lost' }
  | { readonly outcome: 'taken'; readonly seats: readonly TakenSeat[] };
/** `lost`: the seats are somebody else's, or the booking is no longer in a state from which this step goes on. */
export type StepOutcome = { readonly outcome: 'done' | 'lost' };
/** Without the locator: it opens a booking, so it stays out of workflow histories. */
export type TicketOutcome = { readonly outcome: 'ticketed' | 'lost' };
export type CloseOutcome = { readonly outcome: 'closed' | 'left_alone' };

/** Names one hold of one booking: the fence of every write. */
export interface HoldRef {
  readonly bookingId: string;
  readonly holdNumber: number;
}

export interface HoldStoreDeps {
  readonly db: DynamoDBDocumentClient;
  readonly tables: Tables;
  readonly bookings: Pick<BookingStore, 'findBooking'>;
  readonly legs: Pick<LegStore, 'getLegs'>;
  /** The data store's clock. */
  readonly now: () => EpochMs;
  readonly random: () => number;
  readonly slotLimits: SlotLimits;
}

export const lost = { outcome: 'lost' } as const;

export function isCurrent(row: Pick<Booking, 'holdNumber'>, ref: HoldRef): boolean {
  return row.holdNumber === ref.holdNumber;
}
