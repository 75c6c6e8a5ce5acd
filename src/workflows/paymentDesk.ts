import type { PaymentAttempt } from '../domain/bookings';
import type { PaymentAnswer } from '../domain/payments';
import { patientCapture, provider, seats, stubbornProvider, unlessFault } from './effects';
import type { PayLetter } from './mailbox';
import type { MessageAnswer } from './messages';

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
export function openPaymentDesk(bookingId: string) {
  let open: OpenPayment | undefined;
  let askAgainAt = Infinity;
  const unstopped: PaymentAttempt[] = [];
  const order = (attempt: PaymentAttempt) => ({ bookingId, paymentId: attempt.paymentId, amount: attempt.amount });

  async function record(payment: OpenPayment, change: Partial<PaymentAttempt>): Promise<void> {
    payment.attempt = { ...payment.attempt, ...change };
    await seats.recordPayment(bookingId, payment.attempt);
  }

  async function settle(payment: OpenPayment, answer: PaymentAnswer | undefined): Promise<Standing> {
    askAgainAt = answer ? Infinity : Date.now() + askAgainMs;
    if (answer) payment.attempt = { ...payment.attempt, providerId: answer.providerId };
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

  return {
    tell,
    askAgainAt: () => askAgainAt,
    attempt: () => open?.attempt,

    /** Takes up a payment that the row knows of, to be asked for at once. */
    resume(attempt: PaymentAttempt): void {
      open = { attempt };
      unstopped.push(attempt);
      askAgainAt = Date.now();
    },

    async begin(letter: PayLetter): Promise<Standing> {
      if (open) {
        letter.answer({ outcome: 'in_progress' });
        return 'pending';
      }
      const { paymentId, amount, fingerprint } = letter.request;
      open = { letter, attempt: { paymentId, amount, fingerprint, status: 'processing' } };
      unstopped.push(open.attempt);
      return settle(open, await unlessFault(provider.authorisePayment({ bookingId, ...letter.request })));
    },

    /** Asks the provider, whose answer is the truth. A payment of which it never gave an id is begun again, to the same effect. */
    async ask(): Promise<Standing> {
      if (!open) return 'none';
      const { attempt, letter } = open;
      if (attempt.providerId !== undefined) {
        return settle(
          open,
          await unlessFault(provider.retrievePayment({ ...order(attempt), providerId: attempt.providerId })),
        );
      }
      return letter
        ? settle(open, await unlessFault(provider.authorisePayment({ bookingId, ...letter.request })))
        : 'none';
    },

    /** Takes the authorised money, once the seats are reserved. False when it is not to be had. */
    async capture(): Promise<boolean> {
      const providerId = open?.attempt.providerId;
      if (!open || providerId === undefined) throw new Error('nothing is authorised that could be captured');
      const answer = await unlessFault(patientCapture.capturePayment({ ...order(open.attempt), providerId }));
      if (answer?.outcome === 'captured') return true;
      await record(open, { status: 'declined', declineCode: answer?.declineCode ?? 'capture_timed_out' });
      return false;
    },

    /** Makes sure that no payment of this booking keeps money. Tried without end; one that fails does not keep the next from being stopped. */
    async stopAll(): Promise<void> {
      await Promise.all(
        unstopped.map(async (attempt) => {
          const stopped = await stubbornProvider.stopPayment(order(attempt));
          if (stopped.outcome === 'nothing') return;
          const latest = open?.attempt.paymentId === attempt.paymentId ? open.attempt : attempt;
          await seats.recordPayment(bookingId, { ...latest, status: stopped.outcome });
        }),
      );
    },
  };
}
export type PaymentDesk = ReturnType<typeof openPaymentDesk>;
