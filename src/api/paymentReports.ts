import { setTimeout as pause } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Booking } from '../domain/bookings';
import { standsFor } from '../domain/lateMoney';
import type { ReportedPayment } from '../domain/paymentHints';
import { reportWorth } from '../domain/reportWorth';
import {
  type LateMoneyInput,
  lateMoneyId,
  lateMoneyType,
  paymentReported,
  type WorkflowClocks,
} from '../workflows/messages';

/** How long one call to the Temporal server may take, in ms; the provider sends an unanswered webhook again. */
const patienceMs = 8_000;

/**
 * When a hint is looked at whose news the booking is about to be answered directly, each after the one before, in ms. Not at
 * once: most bookings have their ticket by then, and one look is enough.
 */
const hearsayMs = [150, 250, 500, 1000];

export interface PaymentReportsDeps {
  readonly client: Client;
  readonly taskQueue: string;
  readonly clocks: WorkflowClocks;
  /** A strong read. */
  readonly findBooking: (bookingId: string) => Promise<Booking | undefined>;
  readonly now: () => number;
}

/** Where webhooks' hints go: to the booking, and when that has ended, news of money to the workflow of late money. */
export function createPaymentReports({ client, taskQueue, clocks, findBooking, now }: PaymentReportsDeps) {
  /** False when nothing works on the booking any more. */
  async function wakeBooking({ bookingId, paymentId }: ReportedPayment): Promise<boolean> {
    const booking = client.workflow.getHandle(bookingId);
    try {
      await client.withDeadline(now() + patienceMs, () => booking.signal(paymentReported, { paymentId }));
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  async function settleLate({ bookingId, paymentId, providerId }: ReportedPayment): Promise<void> {
    const input: LateMoneyInput = { bookingId, paymentId, providerId, clocks };
    await client.withDeadline(now() + patienceMs, () =>
      client.workflow.signalWithStart<(input: LateMoneyInput) => Promise<unknown>, [{ paymentId: string }]>(
        lateMoneyType,
        {
          workflowId: lateMoneyId(paymentId),
          taskQueue,
          args: [input],
          signal: paymentReported,
          signalArgs: [{ paymentId }],
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          staticSummary: `Money that came after the end of ${bookingId}`,
        },
      ),
    );
  }

  /** A booking that is talking to the provider itself gets a moment to hear the same from there. */
  async function isWanted(payment: ReportedPayment): Promise<boolean> {
    for (const waitMs of hearsayMs) {
      await pause(waitMs);
      const worth = reportWorth(await findBooking(payment.bookingId), payment);
      if (worth !== 'soon') return worth === 'wake';
    }
    return true;
  }

  return {
    async reportPayment(payment: ReportedPayment): Promise<void> {
      if (!(await isWanted(payment))) return;
      if ((await wakeBooking(payment)) || !payment.ofMoney) return;
      // Most such hints only come after their own booking was confirmed with them.
      if (!standsFor(await findBooking(payment.bookingId), payment)) await settleLate(payment);
    },
  };
}
