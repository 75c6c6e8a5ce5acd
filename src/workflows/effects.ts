import { isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import type { PaymentActivities } from '../activities/payments';
import type { SeatActivities } from '../activities/seats';
import type { SellingActivities } from '../activities/selling';

/** Seat writes take milliseconds and may run twice, so they run inside the workflow task, for three seconds at most. */
const quick = proxyLocalActivities<SeatActivities>({
  scheduleToCloseTimeout: '3 seconds',
  startToCloseTimeout: '2 seconds',
  retry: { initialInterval: '50 milliseconds', maximumInterval: '500 milliseconds' },
});
/** The same code as ordinary activities: an outage of the store never blocks the workflow task, and is waited out. */
const patient = proxyActivities<SeatActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '250 milliseconds', maximumInterval: '10 seconds' },
});
/** For a hold, which somebody is waiting for and which may just as well be refused. */
const impatient = proxyActivities<SeatActivities>({
  startToCloseTimeout: '3 seconds',
  scheduleToCloseTimeout: '10 seconds',
});

/**
 * Payment calls somebody waits for: given up after a while, because the timer or a webhook asks again. One that begins as a
 * hold ends is given up before the store's grace is over, so that the seats can still be kept for it.
 */
export const provider = proxyActivities<PaymentActivities>({
  startToCloseTimeout: '15 seconds',
  scheduleToCloseTimeout: '25 seconds',
  retry: { initialInterval: '250 milliseconds', maximumInterval: '5 seconds' },
});
/** Payment calls that must come to an end, whatever it takes: stopping money. */
export const stubbornProvider = proxyActivities<PaymentActivities>({
  startToCloseTimeout: '15 seconds',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '1 minute' },
});
/** A capture is tried for days: the seats are reserved meanwhile, and an authorisation lives for about a week. */
export const patientCapture = proxyActivities<PaymentActivities>({
  startToCloseTimeout: '15 seconds',
  scheduleToCloseTimeout: '3 days',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '1 minute' },
});
/** Once, and not for long: whoever hangs on the provider keeps a workflow task that others wait for. */
export const { sellStraight } = proxyLocalActivities<SellingActivities>({
  startToCloseTimeout: '4 seconds',
  retry: { maximumAttempts: 1 },
});

/** A refusal is final. Anything else that fails a step is a fault, and the patient form of the step takes over. */
function isFinal(error: unknown): boolean {
  if (isCancellation(error)) return true;
  return (
    error instanceof ActivityFailure && error.cause instanceof ApplicationFailure && error.cause.nonRetryable === true
  );
}

function firstQuickly<A extends unknown[], R>(
  quickly: (...args: A) => Promise<R>,
  patiently: (...args: A) => Promise<R>,
) {
  return async (...args: A): Promise<R> => {
    try {
      return await quickly(...args);
    } catch (error) {
      if (isFinal(error)) throw error;
      return patiently(...args);
    }
  };
}

export const seats: SeatActivities = {
  holdSeats: firstQuickly(quick.holdSeats, impatient.holdSeats),
  extendHold: firstQuickly(quick.extendHold, patient.extendHold),
  changeSeats: firstQuickly(quick.changeSeats, patient.changeSeats),
  secureSeats: firstQuickly(quick.secureSeats, patient.secureSeats),
  confirmSeats: firstQuickly(quick.confirmSeats, patient.confirmSeats),
  ticketBooking: firstQuickly(quick.ticketBooking, patient.ticketBooking),
  recordPayment: firstQuickly(quick.recordPayment, patient.recordPayment),
  closeBooking: firstQuickly(quick.closeBooking, patient.closeBooking),
  reopenBooking: firstQuickly(quick.reopenBooking, patient.reopenBooking),
};

export type CloseOutcome = Awaited<ReturnType<SeatActivities['closeBooking']>>;
/** A hold that the row shows, with what is to be gone on from. */
export type StandingHold = Extract<CloseOutcome, { outcome: 'held' }>;
export function isStanding<R extends { readonly outcome: string }>(answer: R | StandingHold): answer is StandingHold {
  return answer.outcome === 'held';
}

/** The answer, or undefined when a bounded step gave up without one. Refusals and cancellation go through. */
export async function unlessFault<T>(step: Promise<T>): Promise<T | undefined> {
  try {
    return await step;
  } catch (error) {
    if (isFinal(error)) throw error;
    return undefined;
  }
}
