import type { StrandedVerdict } from './bookingPolicy';
import type { BookingState, CloseReason } from './bookings';
import type { EpochMs } from './instants';
import type { Money } from './money';

/** A booking that is not at its end and on which nothing works any more. */
export interface StrandedBooking {
  readonly bookingId: string;
  readonly holdNumber: number;
  readonly state: BookingState;
  readonly closeReason?: CloseReason;
  readonly timeIsOver: boolean;
  /** The payment that its seats are sold for. */
  readonly soldFor?: string;
  readonly payments: readonly {
    readonly paymentId: string;
    readonly providerId?: string;
    readonly amount: Money;
  }[];
}

/** A payment at the provider that no booking stands for. */
export interface StrayPayment {
  readonly bookingId: string;
  readonly paymentId: string;
  readonly providerId: string;
  readonly state: string;
}

/** What was done with one stranded booking, and why. */
export interface SettledBooking {
  readonly bookingId: string;
  readonly was: BookingState;
  readonly did: StrandedVerdict | 'failed';
  readonly because: string;
}

/** What one run of the reconciler did and why. Lists are cut at `reportedAtMost`; the counts are whole. */
export interface ReconcileReport {
  readonly id: string;
  readonly payments: 'recent' | 'all';
  readonly startedAt: EpochMs;
  readonly finishedAt: EpochMs;
  readonly settledCount: number;
  readonly strayCount: number;
  readonly settled: readonly SettledBooking[];
  readonly strays: readonly StrayPayment[];
}

export const reportedAtMost = 50;
