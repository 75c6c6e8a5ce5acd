import type { BookingRefusal, BookingState, CloseReason } from './bookings';
import type { Rule } from './decisionTables';
import { epochMs, type EpochMs, plusSeconds } from './instants';

/**
 * What the business decides about bookings, as tables (`decide` reads them from above). Workflows ask these and hold no
 * rule of their own; the order of steps and their undo is the protocol, and is not here.
 */

/** What to do when the shown or the protected time of a hold is over. */
export interface TimeFacts {
  /** What the provider says of the payment, asked just now. */
  readonly money: 'authorised' | 'pending' | 'none';
  /** The seats stay protected beyond now. */
  readonly protectedStill: boolean;
  /** The payment grace was not granted before, and ends later than now. */
  readonly graceLeft: boolean;
}
export const timeIsUpPolicy: readonly Rule<TimeFacts, 'sell' | 'wait' | 'grant_grace' | 'expired'>[] = [
  { when: { money: 'authorised' }, then: 'sell', because: 'the money is there' },
  { when: { protectedStill: true }, then: 'wait', because: 'the seats are protected still' },
  { when: { money: 'pending', graceLeft: true }, then: 'grant_grace', because: 'a payment is in flight, once' },
  { when: {}, then: 'expired', because: 'the time is over' },
];

/** By how much a hold may be prolonged, never past its hard cap. */
export type Prolonging = 'extension' | 'grace';
const prolongedBy = { extension: 'extensionSeconds', grace: 'paymentGraceSeconds' } as const;
export function prolongedUntil(
  kind: Prolonging,
  { deadline, hardCapAt }: { readonly deadline: EpochMs; readonly hardCapAt: EpochMs },
  clocks: Readonly<Record<(typeof prolongedBy)[Prolonging], number>>,
): EpochMs {
  return epochMs(Math.min(plusSeconds(deadline, clocks[prolongedBy[kind]]), hardCapAt));
}

/** What the money meets that turned out to be authorised or captured after its booking had ended. */
export interface LateMoneyFacts {
  /** No such booking; one that another payment has paid for; or one that ended, and why. */
  readonly booking: 'unknown' | 'ticketed' | CloseReason;
  /** The amount and currency that were quoted, whole, for this booking. */
  readonly amount: 'quoted' | 'other';
  /** Something was captured for this booking before, by whichever payment, and went back. */
  readonly refundedBefore: boolean;
  /** Captured after all: by a capture whose answer came too late, or by somebody at the provider. */
  readonly money: 'authorised' | 'captured';
  readonly minutesSinceClose: number;
  readonly minutesToDeparture: number;
  /** Known only after trying: the seats are taken all at once or not at all. */
  readonly seats: 'free' | 'taken';
}
export const lateMoneyPolicy: readonly Rule<LateMoneyFacts, 'reopen' | 'give_back'>[] = [
  { when: { booking: 'unknown' }, then: 'give_back', because: 'there is no such booking' },
  { when: { booking: 'ticketed' }, then: 'give_back', because: 'the booking is paid by another payment' },
  { when: { booking: 'cancelled' }, then: 'give_back', because: 'the booking was given up' },
  { when: { booking: 'refused' }, then: 'give_back', because: 'the customer was told that it failed' },
  { when: { amount: 'other' }, then: 'give_back', because: 'it is not the amount that was quoted' },
  { when: { refundedBefore: true }, then: 'give_back', because: 'a booking is captured once' },
  { when: { money: 'captured' }, then: 'give_back', because: 'it was taken already, and its refund may be on its way' },
  { when: { minutesSinceClose: { over: 60 } }, then: 'give_back', because: 'the hold ended more than an hour ago' },
  { when: { minutesToDeparture: { under: 360 } }, then: 'give_back', because: 'it departs within six hours' },
  { when: { seats: 'taken' }, then: 'give_back', because: 'a seat is taken by somebody else' },
  { when: {}, then: 'reopen', because: 'the seats are free and the customer paid for them' },
];

/** A booking that is not at its end although nothing works on it any more: its workflow was terminated, or never began. */
export interface StrandedFacts {
  readonly state: BookingState;
  /** The time until which its seats were promised is over. */
  readonly timeIsOver: boolean;
  /** What the provider says of the payment the seats were reserved for; `unknown` while it does not answer. */
  readonly money: 'captured' | 'not_captured' | 'unknown';
}
/** `clear` frees what a booking that was closed before has left behind; `ticket` makes the one step that is missing. */
export type StrandedVerdict = CloseReason | 'ticket' | 'clear' | 'leave';
export const strandedPolicy: readonly Rule<StrandedFacts, StrandedVerdict>[] = [
  { when: { state: 'TICKETED' }, then: 'leave', because: 'it is sold' },
  { when: { state: 'CLOSED' }, then: 'clear', because: 'it was closed, and something of it may not be free yet' },
  { when: { state: 'NEW' }, then: 'refused', because: 'nobody made the hold in time' },
  { when: { state: 'SEATED', money: 'unknown' }, then: 'leave', because: 'the provider must answer first' },
  { when: { state: 'SEATED', money: 'captured' }, then: 'ticket', because: 'seats and money are there' },
  { when: { state: 'HELD', timeIsOver: true }, then: 'expired', because: 'its time is over' },
  { when: {}, then: 'cancelled', because: 'nothing goes on with it' },
];

/** Told to whoever repeats the request of a booking that was refused because nothing worked on it. */
export const strandedRefusal: BookingRefusal = {
  code: 'service_unavailable',
  detail: 'The hold could not be made in time and nothing was booked. Try again with a new key.',
};
