import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import type { PaymentAttempt } from '../domain/bookings';
import { seats, stubbornProvider } from './effects';
import { type LateMoneyInput, lateMoneyId, lateMoneyType, type WorkflowClocks } from './messages';

/**
 * Makes sure that a payment keeps no money, and writes what became of it. Tried without end. What the provider cannot stop
 * yet, because it is processing, is left to the workflow of late money.
 */
export async function stopMoney(bookingId: string, attempt: PaymentAttempt, clocks: WorkflowClocks): Promise<void> {
  const { paymentId, providerId, amount } = attempt;
  const order = { bookingId, paymentId, amount };
  const stopped = await stubbornProvider.stopPayment({ ...order, ...(providerId !== undefined && { providerId }) });
  if (stopped.outcome === 'nothing') return;
  if (stopped.outcome === 'pending') {
    await leaveToLateMoney({ bookingId, paymentId, providerId: stopped.providerId, clocks });
    return;
  }
  await seats.recordPayment(bookingId, { ...attempt, status: stopped.outcome });
}

/** Starts the workflow that settles a payment whose booking has ended, unless it runs already. */
export async function leaveToLateMoney(input: LateMoneyInput): Promise<void> {
  try {
    await startChild(lateMoneyType, {
      workflowId: lateMoneyId(input.paymentId),
      args: [input],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: `Money that came after the end of ${input.bookingId}`,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
