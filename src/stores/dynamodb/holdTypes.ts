import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  type Booking,
  type BookingRefusal,
  type CloseReason,
  currentAttempt,
  type PaymentAttempt,
} from '../../domain/bookings';
import type { ChannelName } from '../../domain/channels';
import type { EpochMs } from '../../domain/instants';
import { openAttempt } from '../../domain/paymentAttempts';
import type { BookingStore } from './bookings';
import type { LegStore } from './legs';
import type { SeatStore } from './seats';
import type { SlotLimits } from './slots';
import type { Tables } from './tables';

export interface TakenSeat {
  readonly segment: number;
  readonly designator: string;
}
/**
 * The hold stands, until its deadline, with the payment that was under way when the row was read. Also the answer of a
 * write to whoever names an earlier hold than stands: a change was made and forgotten with the worker that made it. Nothing
 * is written then; the booking's workflow goes on from what stands, and a stray attempt, which nobody hears, does not.
 */
export interface StandingHold {
  readonly outcome: 'held';
  readonly deadline: EpochMs;
  readonly holdNumber: number;
  readonly payment?: PaymentAttempt;
}
export type HoldOutcome =
  | StandingHold
  | { readonly outcome: 'taken'; readonly seats: readonly TakenSeat[] }
  /** Of seats that may be chosen for the customer there are not enough left on this segment. */
  | { readonly outcome: 'too_few_seats'; readonly segment: number }
  | { readonly outcome: 'too_many_holds' }
  | { readonly outcome: 'flight_not_open' }
  | { readonly outcome: 'closed' };
export type ExtendOutcome =
  | StandingHold
  | { readonly outcome: 'extended'; readonly deadline: EpochMs }
  | { readonly outcome: 'already_extended' | 'lost' };
export type ChangeSeatsOutcome =
  | StandingHold
  /** The number of the hold that it made; earlier code did not say. */
  | { readonly outcome: 'changed'; readonly holdNumber?: number }
  /** `too_many`: other seats than the booking has by now in a number that no write can change at once. */
  | { readonly outcome: 'lost' | 'too_many' }
  | { readonly outcome: 'taken'; readonly seats: readonly TakenSeat[] };
/** `lost`: the booking is not closed under this hold any more; `erased`: its passengers were forgotten. */
export type ReopenOutcome =
  | { readonly outcome: 'reopened'; readonly holdNumber: number }
  | { readonly outcome: 'taken' | 'flight_not_open' | 'erased' | 'lost' };
/** `lost`: the seats are somebody else's, or the booking is no longer in a state from which this step goes on. */
export type StepOutcome = { readonly outcome: 'done' | 'lost' };
/**
 * `repriced`: the payment is not over what the booking costs by now, because its seats were changed. `other_payment`: the
 * seats are being sold for another one, or were; earlier code did not say for which.
 */
export type SecureOutcome =
  | StepOutcome
  | StandingHold
  | { readonly outcome: 'repriced' }
  | { readonly outcome: 'other_payment'; readonly payment?: PaymentAttempt };
/** Without the locator: it opens a booking, so it stays out of workflow histories. */
export type TicketOutcome = { readonly outcome: 'ticketed' | 'lost' };
/**
 * `left_alone`: it is ticketed. `overtaken`: it is being paid or was reopened under another hold than the one that was to be
 * closed.
 */
export type CloseOutcome = { readonly outcome: 'closed' | 'left_alone' | 'overtaken' } | StandingHold;

/** Names one hold of one booking: the fence of every write. */
export interface HoldRef {
  readonly bookingId: string;
  readonly holdNumber: number;
}

/** What to undo, and how to say so. */
export interface CloseRequest extends HoldRef {
  readonly reason: CloseReason;
  readonly refusal?: BookingRefusal;
  /** The request of a customer who cancels. */
  readonly by?: string;
  /** The hold was tried and nobody learnt what became of it: whichever hold it made is undone, under whatever number. */
  readonly unlearnt?: boolean;
  /** For the refusal of a hold: one that stands after all has been shown to its customer, so it is kept and answered. */
  readonly unlessHeld?: boolean;
  /** The time that is over. A hold that was promised for longer is kept and answered. */
  readonly timeOver?: EpochMs;
}

export interface HoldStoreDeps {
  readonly db: DynamoDBDocumentClient;
  readonly tables: Tables;
  readonly bookings: Pick<BookingStore, 'findBooking'>;
  readonly legs: Pick<LegStore, 'getLegs'>;
  readonly seats: Pick<SeatStore, 'listSeats'>;
  /** The data store's clock. */
  readonly now: () => EpochMs;
  readonly random: () => number;
  readonly slotLimits: SlotLimits;
  /** Calls the API nodes to a channel that got new events. */
  readonly ring?: ((channel: ChannelName) => void) | undefined;
}

export const lost = { outcome: 'lost' } as const;

export function isCurrent(row: Pick<Booking, 'holdNumber'>, ref: HoldRef): boolean {
  return row.holdNumber === ref.holdNumber;
}

/** Its seats were changed after the hold that is named. One that was reopened is another workflow's to go on with. */
export function isUnderLaterHold(row: Booking, ref: HoldRef): boolean {
  return row.state === 'HELD' && row.reopenedFor === undefined && row.holdNumber > ref.holdNumber;
}

/** A workflow that runs again (after a reset, or a try without an answer) meets its own earlier hold, and goes on from what the row says. */
export function heldAlready(row: Booking): StandingHold {
  const current = currentAttempt(row);
  const payment = openAttempt(current ? [current, ...row.payments] : row.payments);
  if (row.deadline === undefined) throw new Error(`booking ${row.bookingId} is ${row.state} without a deadline`);
  return { outcome: 'held', deadline: row.deadline, holdNumber: row.holdNumber, ...(payment && { payment }) };
}
