import { patched } from '@temporalio/workflow';
import type { PaymentAttempt } from '../domain/bookings';
import type { PaymentAnswer } from '../domain/payments';
import { patientCapture, provider, seats, unlessFault } from './effects';
import type { PayLetter } from './mailbox';
import type { MessageAnswer, WorkflowClocks } from './messages';
import { leaveToLateMoney, stopMoney } from './stopping';

/** How the money of a booking stands: `authorised` can be captured now, `pending` may still become so. */
export type Standing = 'authorised' | 'pending' | 'none';

/** When the provider gave no answer at all it is asked again after this, in ms. */
const askAgainMs = 20_000;

interface OpenPayment {
  attempt: PaymentAttempt;
  /** Absent after a reset, when only the row knows of the payment. */
  letter?: PayLetter;
}

/** The payments of one booking, one open at a time. Each is registered for stopping before the provider hears of it. */
export function openPaymentDesk(bookingId: string, clocks: WorkflowClocks) {
  let open: OpenPayment | undefined;
  let askAgainAt = Infinity;
  /** Every payment there ever was, each as it was last known. */
  const begun: OpenPayment[] = [];
  const order = (attempt: PaymentAttempt) => ({ bookingId, paymentId: attempt.paymentId, amount: attempt.amount });

  async function record(payment: OpenPayment, change: Partial<PaymentAttempt>): Promise<void> {
    payment.attempt = { ...payment.attempt, ...change };
    await seats.recordPayment(bookingId, payment.attempt);
  }

  async function settle(payment: OpenPayment, answer: PaymentAnswer | undefined): Promise<Standing> {
    askAgainAt = answer ? Infinity : Date.now() + askAgainMs;
    if (answer?.providerId !== undefined) payment.attempt = { ...payment.attempt, providerId: answer.providerId };
    switch (answer?.outcome) {
      case 'authorised':
      case 'captured':
        if (!payment.letter?.request.wait) tell({ outcome: 'done' });
        return 'authorised';
      case 'requires_action':
        await record(payment, { status: 'requires_action', action: { type: 'redirect', url: answer.actionUrl } });
        tell({ outcome: 'done' });
        return 'pending';
      case 'declined':
      case 'cancelled':
        await record(payment, {
          status: 'declined',
          declineCode: answer.outcome === 'declined' ? answer.declineCode : 'cancelled',
        });
        tell({ outcome: 'done' });
        open = undefined;
        return 'none';
      case 'processing':
      case undefined:
        await record(payment, { status: 'processing' });
        if (!payment.letter?.request.wait) tell({ outcome: 'done' });
        return 'pending';
    }
  }

  function tell(answer: MessageAnswer): void {
    open?.letter?.answer(answer);
  }

  /** What the provider cannot stop yet, because it is processing, is left to the workflow of late money. */
  async function stop({ attempt }: OpenPayment): Promise<void> {
    const stopped = await stopMoney(bookingId, attempt);
    if (stopped.outcome !== 'pending') return;
    await leaveToLateMoney({ bookingId, paymentId: attempt.paymentId, providerId: stopped.providerId, clocks });
  }

  return {
    tell,
    askAgainAt: () => askAgainAt,
    /** The provider has just been asked, and gave no answer. */
    wasLeftUnanswered: () => askAgainAt !== Infinity && askAgainAt > Date.now(),
    attempt: () => open?.attempt,

    /** Takes up a payment that the row knows of, to be asked for at once. */
    resume(attempt: PaymentAttempt): void {
      open = { attempt };
      begun.push(open);
      askAgainAt = Date.now();
    },

    async begin(letter: PayLetter): Promise<Standing> {
      if (open) {
        letter.answer({ outcome: 'in_progress' });
        return 'pending';
      }
      const { paymentId, amount, fingerprint } = letter.request;
      open = { letter, attempt: { paymentId, amount, fingerprint, status: 'processing' } };
      begun.push(open);
      return settle(open, await unlessFault(provider.authorisePayment({ bookingId, ...letter.request })));
    },

    /**
     * Asks the provider, whose answer is the truth. A payment of which it never gave an id is begun again, to the same effect; after
     * a reset nobody knows any more how, so that it is looked for.
     */
    async ask(): Promise<Standing> {
      if (!open) return 'none';
      const { attempt, letter } = open;
      if (attempt.providerId !== undefined) {
        return settle(
          open,
          await unlessFault(provider.retrievePayment({ ...order(attempt), providerId: attempt.providerId })),
        );
      }
      if (letter) return settle(open, await unlessFault(provider.authorisePayment({ bookingId, ...letter.request })));
      // Bookings that run on from earlier code asked nobody, again and again.
      if (!patched('payment-without-id-is-asked-for')) return 'none';
      return settle(open, await unlessFault(provider.findPayment(order(attempt))));
    },

    /** Takes the authorised money, once the seats are reserved. `unknown` when days of asking brought no answer. */
    async capture(): Promise<'captured' | 'declined' | 'unknown'> {
      const providerId = open?.attempt.providerId;
      if (!open || providerId === undefined) throw new Error('nothing is authorised that could be captured');
      const answer = await unlessFault(patientCapture.capturePayment({ ...order(open.attempt), providerId }));
      if (answer?.outcome === 'captured') return 'captured';
      await record(open, { status: 'declined', declineCode: answer?.declineCode ?? 'capture_timed_out' });
      return answer ? 'declined' : 'unknown';
    },

    /** Gives the open payment back, whose money there is no use for, as if it had been declined. The booking goes on. */
    async turnAway(declineCode: string): Promise<undefined> {
      if (!open) return;
      await record(open, { status: 'declined', declineCode });
      await stop(open);
      tell({ outcome: 'done' });
      open = undefined;
    },

    /** Makes sure that no payment of this booking keeps money. One that fails does not keep the next from being stopped. */
    async stopAll(): Promise<void> {
      await Promise.all(begun.map(stop));
    },

    /** After a sale: cancels the payments that were declined before, so that nobody can still confirm them. */
    async stopOthers(): Promise<void> {
      const others = begun.filter((payment) => payment !== open);
      if (others.length === 0 || !patched('declined-payments-are-cancelled')) return;
      tell({ outcome: 'done' });
      await Promise.all(others.map(stop));
    },
  };
}
export type PaymentDesk = ReturnType<typeof openPaymentDesk>;
