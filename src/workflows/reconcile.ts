import { proxyActivities, setCurrentDetails, upsertMemo, workflowInfo } from '@temporalio/workflow';
import type { PaymentActivities } from '../activities/payments';
import type { ReconcilingActivities } from '../activities/reconciling';
import type { SeatActivities } from '../activities/seats';
import { strandedPolicy, strandedRefusal, type StrandedFacts, type StrandedVerdict } from '../domain/bookingPolicy';
import { currentAttempt } from '../domain/bookings';
import { decide } from '../domain/decisionTables';
import { epochMs } from '../domain/instants';
import {
  type ReconcileReport,
  reportedAtMost,
  type SettledBooking,
  type StrandedBooking,
  type StrayPayment,
} from '../domain/reconciliations';
import { unlessFault } from './effects';
import { type ReconcileInput, reconcileReportMemo } from './messages';
import { leaveToLateMoney } from './stopping';

/** Whatever fails here is met again by the next run, so nothing is tried for long. */
const bounded = proxyActivities<SeatActivities & PaymentActivities & ReconcilingActivities>({
  startToCloseTimeout: '20 seconds',
  scheduleToCloseTimeout: '30 seconds',
  retry: { initialInterval: '250 milliseconds', maximumInterval: '5 seconds' },
});
const atOnce = 8;

/** Brings to an end what nobody works on any more: first bookings, by the policy, then payments that no booking stands for. */
export async function reconcile({ payments, clocks }: ReconcileInput): Promise<ReconcileReport> {
  const startedAt = epochMs(Date.now());
  const settled: SettledBooking[] = [];
  const stranded = (await unlessFault(bounded.listStranded())) ?? [];
  await inLanes(stranded, async (booking) => void settled.push(await settle(booking)));
  const strays = (await unlessFault(bounded.listStrayPayments({ payments }))) ?? [];
  await inLanes(strays, settleLate);
  return report();

  async function settle(booking: StrandedBooking): Promise<SettledBooking> {
    const { bookingId, state: was, timeIsOver } = booking;
    const { then, because } = decide(strandedPolicy, { state: was, timeIsOver, money: await askMoney(booking) });
    const done = await unlessFault(carryOut(booking, then).then(() => true));
    return { bookingId, was, did: done ? then : 'failed', because };
  }

  /** Only where seats are reserved does it matter whether the capture took place. */
  async function askMoney(booking: StrandedBooking): Promise<StrandedFacts['money']> {
    const { bookingId, state } = booking;
    const payment = currentAttempt(booking);
    if (state !== 'SEATED' || payment?.providerId === undefined) return 'not_captured';
    const { providerId, paymentId, amount } = payment;
    const answer = await unlessFault(bounded.retrievePayment({ bookingId, paymentId, amount, providerId }));
    if (!answer) return 'unknown';
    return answer.outcome === 'captured' ? 'captured' : 'not_captured';
  }

  async function carryOut(booking: StrandedBooking, verdict: StrandedVerdict): Promise<void> {
    const { bookingId, holdNumber, closeReason = 'cancelled' } = booking;
    const ref = { bookingId, holdNumber };
    const paymentId = currentAttempt(booking)?.paymentId ?? '';
    switch (verdict) {
      case 'leave':
        return;
      case 'ticket':
        await bounded.ticketBooking({ ...ref, paymentId });
        return;
      case 'clear':
        await bounded.closeBooking({ ...ref, reason: closeReason });
        return stopMoneyOf(booking);
      default: {
        const refusal = verdict === 'refused' ? { refusal: strandedRefusal } : {};
        await bounded.closeBooking({ ...ref, reason: verdict, ...refusal });
        return stopMoneyOf(booking);
      }
    }
  }

  /** Payments that the row knows of need not wait until the provider's list shows them. */
  async function stopMoneyOf({ bookingId, payments: attempts }: StrandedBooking): Promise<void> {
    for (const { paymentId, providerId } of attempts)
      if (providerId !== undefined) await settleLate({ bookingId, paymentId, providerId });
  }

  function settleLate({ bookingId, paymentId, providerId }: Omit<StrayPayment, 'state'>): Promise<void> {
    return leaveToLateMoney({ bookingId, paymentId, providerId, clocks });
  }

  async function report(): Promise<ReconcileReport> {
    const counts = { settledCount: settled.length, strayCount: strays.length };
    const lists = { settled: settled.slice(0, reportedAtMost), strays: strays.slice(0, reportedAtMost) };
    const times = { startedAt, finishedAt: epochMs(Date.now()) };
    const whole: ReconcileReport = { id: workflowInfo().runId, payments, ...times, ...counts, ...lists };
    setCurrentDetails(`${settled.length} bookings settled, ${strays.length} payments taken up`);
    if (settled.length + strays.length === 0) return whole;
    upsertMemo({ [reconcileReportMemo]: whole });
    await unlessFault(bounded.reportReconciliation(whole));
    return whole;
  }
}

async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items[Symbol.iterator]();
  const lane = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
