import { CancellationScope, condition, proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { LateMoneyActivities } from '../activities/lateMoney';
import { lateMoneyPolicy } from '../domain/bookingPolicy';
import type { PaymentAttempt } from '../domain/bookings';
import { decide } from '../domain/decisionTables';
import { epochMs, plusSeconds } from '../domain/instants';
import { holdsMoney, isStray, isUnderWay, lateMoneyFacts, type PaidBooking } from '../domain/lateMoney';
import { seats } from './effects';
import { type LateMoneyEnd, type LateMoneyInput, paymentReported } from './messages';
import { openPaymentDesk } from './paymentDesk';
import { sellSeats } from './selling';
import { stopMoney } from './stopping';

const { readLateMoney } = proxyActivities<LateMoneyActivities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '250 milliseconds', maximumInterval: '1 minute' },
});

/** How long until the provider is asked again about a payment it is processing, in ms. A webhook comes sooner. */
const firstWaitMs = 10_000;
const longestWaitMs = 600_000;

/**
 * One payment that may hold money although its booking has ended: the booking is reopened and sold if the policy says so
 * and all its seats are free, else the money goes back. It knows nothing but what row and provider say, and ends when
 * the payment is either its booking's or holds nothing.
 */
export async function lateMoney({ bookingId, paymentId, providerId, clocks }: LateMoneyInput): Promise<LateMoneyEnd> {
  let reported = false;
  setHandler(paymentReported, () => void (reported = true));
  let end: LateMoneyEnd = { outcome: 'left', because: 'it holds nothing, or is what its booking was paid with' };
  return CancellationScope.nonCancellable(settle);

  async function settle(): Promise<LateMoneyEnd> {
    for (let wait = firstWaitMs; ; wait = Math.min(wait * 2, longestWaitMs)) {
      reported = false;
      const { booking, payment } = await readLateMoney({ bookingId, providerId });
      // A hint of a payment that is none of ours, or of another provider's books.
      if (!payment) return { outcome: 'left', because: 'the provider knows no such payment' };
      // This very workflow may have reopened the booking in a run before this one.
      const goesOn = booking?.reopenedFor === paymentId && isUnderWay(booking) && holdsMoney(payment);
      if (!goesOn && !isStray(booking, payment)) return end;
      const attempt: PaymentAttempt = { paymentId, providerId, amount: payment.amount, status: 'authorised' };
      if (payment.state === 'processing') {
        show(`waiting: the provider is processing it`);
        await condition(() => reported, wait);
      } else if (!holdsMoney(payment)) {
        await giveBack(attempt, booking, 'nothing was taken, and nothing shall be');
      } else {
        const { then, because } = decide(lateMoneyPolicy, lateMoneyFacts(booking, payment, Date.now()));
        if (goesOn || (then === 'reopen' && booking)) await reopen(attempt, booking);
        else await giveBack(attempt, booking, because);
      }
    }
  }

  /** All seats again under the next hold, then the way every sale goes. What is lost on it is undone, and the money goes back. */
  async function reopen(payment: PaymentAttempt, booking: PaidBooking): Promise<void> {
    const { closeReason = 'expired' } = booking;
    const goesOn = isUnderWay(booking);
    const before = { bookingId, holdNumber: booking.holdNumber - (goesOn ? 1 : 0) };
    // A close that was cut short may still keep seats under the old hold.
    if (!goesOn) await seats.closeBooking({ ...before, reason: closeReason });
    const deadline = plusSeconds(epochMs(Date.now()), clocks.confirmBudgetSeconds);
    const lockExpiresAt = plusSeconds(deadline, clocks.storeGraceSeconds);
    const reopened = await seats.reopenBooking({ ...before, payment, deadline, lockExpiresAt });
    if (reopened.outcome === 'lost') return;
    if (reopened.outcome !== 'reopened') return giveBack(payment, booking, 'a seat is taken, or the flight is closed');
    const ref = { bookingId, holdNumber: reopened.holdNumber };
    const desk = openPaymentDesk(bookingId, clocks);
    desk.resume(payment);
    const sale = await sellSeats(ref, desk, clocks);
    if (sale.outcome === 'ticketed') {
      end = { outcome: 'confirmed', because: 'the seats were free and the customer had paid for them' };
      return show('reopened and confirmed');
    }
    // Nobody changes the seats of a booking that was reopened: what is not lost is as good as lost.
    const { reason, refusal } = sale.outcome === 'lost' ? sale : ({ reason: closeReason } as const);
    await seats.closeBooking({ ...ref, reason, ...(refusal && { refusal }) });
    await giveBack(payment, booking, refusal?.detail ?? 'the seats were lost again');
  }

  async function giveBack(payment: PaymentAttempt, booking: PaidBooking | undefined, because: string): Promise<void> {
    show(`giving back: ${because}`);
    end = { outcome: 'given_back', because };
    const told = booking?.payments.find((one) => one.paymentId === paymentId)?.status ?? 'none';
    await stopMoney(bookingId, { ...payment, status: told }, { known: booking !== undefined });
  }
}

/** For people in the Web UI. */
function show(details: string): void {
  setCurrentDetails(details);
}
