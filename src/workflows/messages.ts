import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { BookingPrice, CloseReason, SeatAssignment } from '../domain/bookings';
import type { FlightId } from '../domain/flights';
import type { EpochMs } from '../domain/instants';
import type { Money } from '../domain/money';

/** Durations of a booking in seconds; the meaning of each stands in `BookingClocks` of the configuration. */
export interface WorkflowClocks {
  readonly holdSeconds: number;
  readonly extensionSeconds: number;
  readonly hardCapSeconds: number;
  readonly paymentGraceSeconds: number;
  readonly confirmBudgetSeconds: number;
  readonly storeGraceSeconds: number;
}

/** Ids and durations only: passengers, contacts and prices stay in the row. */
export interface BookingInput {
  readonly bookingId: string;
  /** A hold that has not begun by then is refused: the caller was told long ago that the outcome is unknown. */
  readonly holdBy: EpochMs;
  /** The legs whose seats are wanted, so that they can be looked at while the row is read. */
  readonly legs?: readonly FlightId[];
  readonly clocks: WorkflowClocks;
  /** The `BookingStatus` it was started with, which need not be written again. Histories of earlier versions have none. */
  readonly shownAs?: string;
  /** A sale is tried as one step before it goes step by step, as it does in histories of earlier versions. */
  readonly straightSale?: boolean;
}

/** A booking that is not held yet is about to be: as a rule it is never shown as anything else, which saves a write each. */
export const firstShownAs = 'held';

export interface BookingEnd {
  readonly status: 'confirmed' | CloseReason;
}

/** One payment at the provider that may hold money although its booking has ended. */
export interface LateMoneyInput {
  readonly bookingId: string;
  readonly paymentId: string;
  readonly providerId: string;
  readonly clocks: WorkflowClocks;
}

/** `left`: it is the booking's own, or holds nothing. */
export interface LateMoneyEnd {
  readonly outcome: 'left' | 'confirmed' | 'given_back';
  readonly because: string;
}

export interface PayRequest {
  readonly paymentId: string;
  readonly amount: Money;
  readonly methodToken: string;
  readonly returnUrl: string;
  readonly fingerprint: string;
  /** Answer only when the payment is settled or needs the customer. */
  readonly wait: boolean;
}

export interface SeatChangeRequest {
  readonly seats: readonly SeatAssignment[];
  readonly price: BookingPrice;
}

/**
 * What a message did. The caller builds its answer from the row; `over` means that the booking had ended before the
 * message was read, `in_progress` that another payment is under way, `too_many` that more seats would change than can in one write.
 */
export type MessageAnswer =
  /** To whoever has just put the row and waits for this hold. Anybody who comes later reads the row. */
  | {
      readonly outcome: 'held';
      readonly hold: { readonly holdNumber: number; readonly deadline: EpochMs; readonly hardCapAt: EpochMs };
    }
  | { readonly outcome: 'done' | 'over' | 'in_progress' | 'already_extended' | 'too_many' }
  | { readonly outcome: 'taken'; readonly seats: readonly { readonly segment: number; readonly designator: string }[] };

/** `recent` looks at the payments of the last hour or so, `all` as far back as an authorisation lives. */
export interface ReconcileInput {
  readonly payments: 'recent' | 'all';
  readonly clocks: WorkflowClocks;
}

export const bookingWorkflowType = 'booking';
export const heldUpdateId = 'held';
export const lateMoneyType = 'lateMoney';
/** One at a time for each payment. */
export const lateMoneyId = (paymentId: string): string => `late-${paymentId}`;

export const reconcileType = 'reconcile';
/** Schedules and runs of one installation, which its task queue names. */
export const reconcileIds = (taskQueue: string) =>
  ({ recent: `${taskQueue}/reconcile`, all: `${taskQueue}/reconcile-all` }) as const;
/** Where the report of a run that did something is found without reading its history. */
export const reconcileReportMemo = 'report';

/** Waits until the hold has succeeded or was refused. */
export const held = defineUpdate<MessageAnswer>('held');
export const pay = defineUpdate<MessageAnswer, [PayRequest]>('pay');
export const cancel = defineUpdate<MessageAnswer>('cancel');
export const extend = defineUpdate<MessageAnswer>('extend');
export const changeSeats = defineUpdate<MessageAnswer, [SeatChangeRequest]>('changeSeats');
/** A hint that something happened at the provider. What happened is asked for, never taken from the hint. */
export const paymentReported = defineSignal<[{ paymentId: string }]>('paymentReported');

export const bookingStatusAttribute = defineSearchAttributeKey('BookingStatus', SearchAttributeType.KEYWORD);
export const flightIdsAttribute = defineSearchAttributeKey('FlightIds', SearchAttributeType.KEYWORD_LIST);
