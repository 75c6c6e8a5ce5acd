import {
  allHandlersFinished,
  CancellationScope,
  condition,
  isCancellation,
  patched,
  setCurrentDetails,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { prolongedUntil, timeIsUpPolicy } from '../domain/bookingPolicy';
import type { BookingRefusal, CloseReason, PaymentAttempt } from '../domain/bookings';
import { decide } from '../domain/decisionTables';
import { epochMs, type EpochMs, plusSeconds } from '../domain/instants';
import { type FailedHold, refusalOfHold } from '../domain/refusals';
import { type CloseOutcome, isStanding, seats, type StandingHold, unlessFault } from './effects';
import { type Letter, openMailbox } from './mailbox';
import { type BookingEnd, type BookingInput, bookingStatusAttribute, type MessageAnswer } from './messages';
import { openPaymentDesk, type Standing } from './paymentDesk';
import { sellSeats } from './selling';

/** What to do next: wait for more, sell (the money is there), or end for a reason. */
type Verdict = 'wait' | 'sell' | CloseReason;

/** One booking, from its hold to its ticket or its end. The row that it works on was put before it starts. */
export async function booking(input: BookingInput): Promise<BookingEnd> {
  const { bookingId, holdBy, legs, clocks, shownAs, straightSale } = input;
  const mail = openMailbox();
  const desk = openPaymentDesk(bookingId, clocks);
  const start = epochMs(Date.now());
  const hardCapAt = plusSeconds(start, clocks.hardCapSeconds);
  // Until the hold's outcome is learnt, an undo means whichever hold it made: lost seats may have been chosen anew.
  let ref: { bookingId: string; holdNumber: number; unlearnt?: boolean } = { bookingId, holdNumber: 1, unlearnt: true };
  let deadline = plusSeconds(start, clocks.holdSeconds);
  let protectedUntil = deadline;
  let answerCancel: ((answer: MessageAnswer) => void) | undefined;
  let cancelledBy: string | undefined;
  let shown = shownAs;
  const lockFor = (until: number) => plusSeconds(epochMs(until), clocks.storeGraceSeconds);

  try {
    const failed = start > holdBy ? ({ outcome: 'too_late' } as const) : await holdSeats();
    const refused = failed && (await refuse(failed));
    if (refused) return refused;
    mail.announceHold({ holdNumber: ref.holdNumber, deadline, hardCapAt });
    for (;;) {
      const letter = await mail.next(Math.min(protectedUntil, desk.askAgainAt()));
      const verdict = letter ? await read(letter) : await timeIsUp();
      if (verdict === 'wait') continue;
      const end = await carryOut(verdict);
      if (end) return end;
    }
  } catch (error) {
    const end = await close(isCancellation(error) ? 'cancelled' : 'refused');
    if (isCancellation(error)) return end;
    throw error;
  }

  /** Undefined when the booking goes on. */
  async function carryOut(verdict: Exclude<Verdict, 'wait'>): Promise<BookingEnd | undefined> {
    switch (verdict) {
      case 'sell':
        return CancellationScope.nonCancellable(sell);
      case 'expired':
        return expire();
      default:
        return close(verdict);
    }
  }

  async function holdSeats(): Promise<FailedHold | undefined> {
    const hold = await unlessFault(
      seats.holdSeats({ ...ref, legs, deadline, hardCapAt, lockExpiresAt: lockFor(deadline) }),
    );
    if (hold?.outcome !== 'held') return hold ?? { outcome: 'unavailable' };
    keep(hold);
    return undefined;
  }

  /** Goes on from the hold that the row shows: also from one that was changed and forgotten with the worker that did it. */
  function keep(hold: StandingHold): void {
    ref = { bookingId, holdNumber: hold.holdNumber };
    deadline = protectedUntil = hold.deadline;
    if (hold.payment && !desk.attempt()) desk.resume(hold.payment);
    show('held', `held until ${clockTime(deadline)}`);
  }

  /** Undefined when the hold stands after all: the row has shown it to its customer, who may count on it. */
  async function refuse(failed: FailedHold): Promise<BookingEnd | undefined> {
    const refusal = refusalOfHold(failed);
    return CancellationScope.nonCancellable(async () => {
      const closed = await closeRow('refused', refusal, { unlessHeld: true });
      if (closed.outcome !== 'held') return undone(closed, 'refused', refusal);
      keep(closed);
      return undefined;
    });
  }

  async function read(letter: Letter): Promise<Verdict> {
    switch (letter.kind) {
      case 'pay':
        return verdictOf(await desk.begin(letter));
      case 'payment_reported':
        // Reports that come again and again, of a provider that does not answer, must not keep the grace from being written.
        if (Date.now() >= protectedUntil && patched('reports-do-not-hold-up-the-time')) return timeIsUp();
        return verdictOf(await desk.ask());
      case 'cancel':
        // Answered once the row is closed; recorded bookings of earlier code were answered here.
        if (patched('cancel-is-answered-when-closed')) answerCancel = letter.answer;
        else letter.answer({ outcome: 'done' });
        cancelledBy = letter.by;
        return 'cancelled';
      case 'extend':
        letter.answer(await extend(letter.by));
        return 'wait';
      case 'change_seats':
        letter.answer(await changeSeats(letter));
        return 'wait';
    }
  }

  async function timeIsUp(): Promise<Verdict> {
    const graceUntil = prolongedUntil('grace', { deadline, hardCapAt }, clocks);
    const hasGraceLeft = () => protectedUntil === deadline && graceUntil > Date.now();
    // Asked in vain once more, the locks would run out meanwhile.
    if (hasGraceLeft() && desk.wasLeftUnanswered() && patched('grace-before-it-is-too-late'))
      return grantGrace(graceUntil);
    const money = await desk.ask();
    const graceLeft = hasGraceLeft();
    const { then } = decide(timeIsUpPolicy, { money, protectedStill: Date.now() < protectedUntil, graceLeft });
    return then === 'grant_grace' ? grantGrace(graceUntil) : then;
  }

  /** For a payment that is in flight at the deadline: a challenge in progress, an asynchronous method. */
  async function grantGrace(until: EpochMs): Promise<Verdict> {
    const write = () => seats.extendHold({ ...ref, until, lockExpiresAt: lockFor(until), kind: 'grace' });
    const granted = await underItsHold(write);
    if (granted.outcome !== 'extended') return 'expired';
    protectedUntil = until;
    return 'wait';
  }

  async function extend(by: string | undefined): Promise<MessageAnswer> {
    const until = prolongedUntil('extension', { deadline, hardCapAt }, clocks);
    // The grace of a payment may reach further than the extension, and is not taken back by it.
    const lockExpiresAt = lockFor(Math.max(until, protectedUntil));
    const request = { until, lockExpiresAt, kind: 'extension', ...(by !== undefined && { by }) } as const;
    const write = () => seats.extendHold({ ...ref, ...request });
    const extended = await underItsHold(write);
    if (extended.outcome !== 'extended') return { outcome: extended.outcome === 'lost' ? 'over' : 'already_extended' };
    deadline = extended.deadline;
    protectedUntil = epochMs(Math.max(deadline, protectedUntil));
    show('held', `held until ${clockTime(deadline)}, extended`);
    return { outcome: 'done' };
  }

  async function changeSeats({ request, by }: Extract<Letter, { kind: 'change_seats' }>): Promise<MessageAnswer> {
    if (desk.attempt()) return { outcome: 'in_progress' };
    const write = () => seats.changeSeats({ ...ref, ...request, by, lockExpiresAt: lockFor(protectedUntil) });
    const changed = await underItsHold(write);
    if (changed.outcome === 'changed') ref = { bookingId, holdNumber: changed.holdNumber ?? ref.holdNumber + 1 };
    if (changed.outcome === 'taken') return changed;
    if (changed.outcome === 'too_many') return { outcome: 'too_many' };
    return { outcome: changed.outcome === 'changed' ? 'done' : 'over' };
  }

  /** Undefined when another price was paid than the booking has by now, or a second time: it stays as it is. */
  async function sell(): Promise<BookingEnd | undefined> {
    const sale = await underItsHold(() => sellSeats(ref, desk, clocks, { straight: straightSale }));
    if (sale.outcome === 'lost') return close(sale.reason, sale.refusal);
    if (sale.outcome === 'repriced') return desk.turnAway('price_changed');
    if (sale.outcome === 'other_payment') return goOnSelling(sale.payment);
    await desk.stopOthers();
    return end({ status: 'confirmed' }, 'ticketed');
  }

  /**
   * A workflow that was reset took money for seats that it had begun to sell for another payment: it goes on selling for that
   * one, whose capture may be in doubt.
   */
  async function goOnSelling(sold: PaymentAttempt | undefined): Promise<BookingEnd | undefined> {
    await desk.turnAway('already_paid');
    if (sold?.providerId === undefined || !patched('goes-on-selling-for-the-first')) return undefined;
    desk.resume(sold);
    return sell();
  }

  /** A write that meets a later hold than is known here is made again under that one. */
  async function underItsHold<R extends { readonly outcome: string }>(
    write: () => Promise<R | StandingHold>,
  ): Promise<R> {
    for (;;) {
      const answer = await write();
      if (!isStanding(answer)) return answer;
      keep(answer);
    }
  }

  /** Undefined when the row promises the seats for longer, as after an extension that was forgotten: that counts. */
  function expire(): Promise<BookingEnd | undefined> {
    return CancellationScope.nonCancellable(async () => {
      const closed = await closeRow('expired', undefined, { timeOver: protectedUntil });
      if (closed.outcome !== 'held') return undone(closed, 'expired');
      keep(closed);
      return undefined;
    });
  }

  /** The undo of everything: the row and its seats first, then the money. Runs to its end also when cancelled. */
  function close(reason: CloseReason, refusal?: BookingRefusal): Promise<BookingEnd> {
    return CancellationScope.nonCancellable(async () => {
      return undone(await underItsHold(() => closeRow(reason, refusal)), reason, refusal);
    });
  }

  type Unless = Pick<Parameters<typeof seats.closeBooking>[0], 'unlessHeld' | 'timeOver'>;
  function closeRow(reason: CloseReason, refusal?: BookingRefusal, unless: Unless = {}) {
    const by = cancelledBy === undefined ? {} : { by: cancelledBy };
    return seats.closeBooking({ ...ref, reason, ...(refusal && { refusal }), ...by, ...unless });
  }

  async function undone({ outcome }: CloseOutcome, reason: CloseReason, refusal?: BookingRefusal): Promise<BookingEnd> {
    answerCancel?.({ outcome: outcome === 'closed' ? 'done' : 'over' });
    if (outcome === 'left_alone') return end({ status: 'confirmed' }, 'ticketed before');
    // A step that was given up has moved the hold on after all: the reconciler ends what nobody works on.
    if (outcome === 'overtaken') return end({ status: reason }, 'left to the reconciler');
    await desk.stopAll();
    return end({ status: reason }, refusal?.detail ?? reason);
  }

  /** For people in the Web UI. */
  function show(status: string, details: string): void {
    if (status !== shown) upsertSearchAttributes([{ key: bookingStatusAttribute, value: status }]);
    if (shownAs !== undefined) shown = status;
    setCurrentDetails(details);
  }

  async function end(how: BookingEnd, details: string): Promise<BookingEnd> {
    show(how.status, details);
    desk.tell({ outcome: 'done' });
    mail.close();
    await condition(allHandlersFinished);
    return how;
  }
}

function verdictOf(standing: Standing): Verdict {
  return standing === 'authorised' ? 'sell' : 'wait';
}

function clockTime(at: number): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`;
}
