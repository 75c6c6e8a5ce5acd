import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import type { PaymentAttempt } from '../domain/bookings';
import type { StopAnswer } from '../domain/payments';
import { seats, stubbornProvider } from './effects';
import { type LateMoneyInput, lateMoneyId, lateMoneyType } from './messages';

/** Makes sure that a payment keeps no money, without end, and writes what became of it on the row of a booking that is known. */
export async function stopMoney(
  bookingId: string,
  attempt: PaymentAttempt,
  { known = true }: { readonly known?: boolean } = {},
): Promise<StopAnswer | { readonly outcome: 'refunded' }> {
  const { paymentId, providerId, amount } = attempt;
  const order = { bookingId, paymentId, amount };
  const answer = await stubbornProvider.stopPayment({ ...order, ...(providerId !== undefined && { providerId }) });
  // Not done by the step above: delayed and overtaken, that would refund what has been sold meanwhile.
  const stopped =
    answer.outcome === 'captured'
      ? await stubbornProvider.refundPayment({ ...order, providerId: answer.providerId })
      : answer;
  if (known && (stopped.outcome === 'voided' || stopped.outcome === 'refunded'))
    await seats.recordPayment(bookingId, { ...attempt, status: stopped.outcome });
  return stopped;
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
