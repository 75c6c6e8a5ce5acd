import {
  type Client,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import type { Booking } from '../domain/bookings';
import { segmentsOf } from '../domain/offers';
import { DomainError } from '../domain/problems';
import {
  bookingStatusAttribute,
  bookingWorkflowType,
  cancel,
  changeSeats,
  extend,
  firstShownAs,
  flightIdsAttribute,
  held,
  heldUpdateId,
  type BookingInput,
  type MessageAnswer,
  pay,
  type PayRequest,
  type SeatChangeRequest,
  type WorkflowClocks,
} from '../workflows/messages';

/** How long the API waits for a booking before it says that the outcome is not known yet, in ms. */
const patienceMs = 8_000;
const over: MessageAnswer = { outcome: 'over' };

export interface BookingWorkflowsDeps {
  readonly client: Client;
  readonly taskQueue: string;
  readonly clocks: WorkflowClocks;
  readonly now: () => number;
}

/** The bookings' workflows, as the API talks to them. What became of a message is always read from the row afterwards. */
export function createBookingWorkflows({ client, taskQueue, clocks, now }: BookingWorkflowsDeps) {
  async function within(ms: number, bookingId: string, call: () => Promise<MessageAnswer>): Promise<MessageAnswer> {
    try {
      return await client.withDeadline(now() + ms, call);
    } catch (error) {
      if (hasEnded(error)) return over;
      throw new DomainError(
        'outcome_unknown',
        `It is not known yet what became of ${bookingId}. Send the same request with the same key again.`,
        {
          retryAfterSeconds: 2,
        },
      );
    }
  }

  const update = (
    bookingId: string,
    ms: number,
    call: (handle: ReturnType<typeof client.workflow.getHandle>) => Promise<MessageAnswer>,
  ) => within(ms, bookingId, () => call(client.workflow.getHandle(bookingId)));

  return {
    /** Starts the booking, or joins the run that is under way, and waits until the hold succeeded or was refused. */
    async start(booking: Booking): Promise<MessageAnswer> {
      const { bookingId, holdBy } = booking;
      const segments = segmentsOf(booking.offer);
      const input: BookingInput = {
        bookingId,
        holdBy,
        legs: segments.flatMap((s) => s.legs),
        clocks,
        shownAs: firstShownAs,
        straightSale: true,
      };
      const startWorkflowOperation = new WithStartWorkflowOperation<(input: BookingInput) => Promise<unknown>>(
        bookingWorkflowType,
        {
          workflowId: bookingId,
          taskQueue,
          args: [input],
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          staticSummary: summaryOf(booking),
          typedSearchAttributes: [
            { key: bookingStatusAttribute, value: firstShownAs },
            { key: flightIdsAttribute, value: segments.map((s) => s.flightId) },
          ],
        },
      );
      return within(patienceMs, bookingId, () =>
        client.workflow.executeUpdateWithStart(held, { startWorkflowOperation, updateId: heldUpdateId }),
      );
    },

    /** `waitSeconds` > 0 waits for the end of the payment; a time-out of that is no fault, the row tells how far it got. */
    async pay(bookingId: string, request: PayRequest, waitSeconds: number): Promise<MessageAnswer> {
      const ms = waitSeconds > 0 ? waitSeconds * 1000 : patienceMs;
      return update(bookingId, ms, (handle) =>
        handle.executeUpdate(pay, { args: [request], updateId: request.paymentId }),
      );
    },

    cancel: (bookingId: string, updateId: string) =>
      update(bookingId, patienceMs, (h) => h.executeUpdate(cancel, { updateId })),

    extend: (bookingId: string, updateId: string) =>
      update(bookingId, patienceMs, (h) => h.executeUpdate(extend, { updateId })),

    changeSeats: (bookingId: string, updateId: string, request: SeatChangeRequest) =>
      update(bookingId, patienceMs, (h) => h.executeUpdate(changeSeats, { args: [request], updateId })),
  };
}
export type BookingWorkflows = ReturnType<typeof createBookingWorkflows>;

/** The run is over, or was over before the message came: not a fault, because the row says the rest. */
function hasEnded(error: unknown): boolean {
  return (
    error instanceof WorkflowNotFoundError ||
    error instanceof WorkflowExecutionAlreadyStartedError ||
    error instanceof WorkflowUpdateFailedError
  );
}

/** `LIS-JFK 2026-12-01 · 2 seats`, for the Web UI. */
function summaryOf({ offer, passengers }: Booking): string {
  const ways = offer.slices.map(
    (s) => `${s.origin}-${s.destination} ${s.segments[0]?.depart.local.slice(0, 10) ?? ''}`,
  );
  const count = passengers.filter((p) => p.type !== 'infant_lap').length;
  return `${ways.join(', ')} · ${count} seat${count === 1 ? '' : 's'}`;
}
