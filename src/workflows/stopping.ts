import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, patched, startChild } from '@temporalio/workflow';
import type { PaymentAttempt } from '../domain/bookings';
import { isOpenAttempt } from '../domain/paymentAttempts';
import type { StopAnswer } from '../domain/payments';
import { seats, stubbornProvider } from './effects';
import { type LateMoneyInput, lateMoneyId, lateMoneyType } from './messages';

type Stopped = StopAnswer | { readonly outcome: 'refunded' };

/** Makes sure that a payment keeps no money, without end, and writes what became of it on the row of a booking that is known. */
export async function stopMoney(
  bookingId: string,
  attempt: PaymentAttempt,
  { known = true }: { readonly known?: boolean } = {},
): Promise<Stopped> {
  const { paymentId, providerId, amount } = attempt;
  const order = { bookingId, paymentId, amount };
  const answer = await stubbornProvider.stopPayment({ ...order, ...(providerId !== undefined && { providerId }) });
  // Not done by the step above: delayed and overtaken, that would refund what has been sold meanwhile.
  const stopped =
    answer.outcome === 'captured'
      ? await stubbornProvider.refundPayment({ ...order, providerId: answer.providerId })
      : answer;
  const told = known ? toldAs(stopped, attempt) : undefined;
  if (told) await seats.recordPayment(bookingId, { ...attempt, status: told });
  return stopped;
}

/** Also one that never came to anything is over now: whoever was told that it is under way is told that it is not. */
function toldAs({ outcome }: Stopped, attempt: PaymentAttempt): 'voided' | 'refunded' | undefined {
  if (outcome === 'voided' || outcome === 'refunded') return outcome;
  const isOver = outcome === 'nothing' && isOpenAttempt(attempt) && patched('unbegun-payments-are-told-to-be-over');
  return isOver ? 'voided' : undefined;
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
