import {
  allHandlersFinished,
  CancellationScope,
  condition,
  isCancellation,
  setCurrentDetails,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { BookingRefusal, CloseReason } from '../domain/bookings';
import { epochMs, plusSeconds } from '../domain/instants';
import { refusalOfHold } from '../domain/refusals';
import { seats, unlessFault } from './effects';
import { type Letter, openMailbox } from './mailbox';
import { type BookingEnd, type BookingInput, bookingStatusAttribute, type MessageAnswer } from './messages';
import { openPaymentDesk, type Standing } from './paymentDesk';

/** What to do next: wait for more, sell (the money is there), or end for a reason. */
type Verdict = 'wait' | 'sell' | CloseReason;

/** One booking, from its hold to its ticket or its end. The row that it works on was put before it starts. */
export async function booking({ bookingId, holdBy, legs, clocks }: BookingInput): Promise<BookingEnd> {
  const mail = openMailbox();
  const desk = openPaymentDesk(bookingId);
  const start = epochMs(Date.now());
  const hardCapAt = plusSeconds(start, clocks.hardCapSeconds);
  // Until the hold's outcome is learnt, an undo means whichever hold it made: lost seats may have been chosen anew.
  let ref: { bookingId: string; holdNumber: number; unlearnt?: boolean } = { bookingId, holdNumber: 1, unlearnt: true };
  let deadline = plusSeconds(start, clocks.holdSeconds);
  let protectedUntil = deadline;
  const lockFor = (until: number) => plusSeconds(epochMs(until), clocks.storeGraceSeconds);

  try {
    const hold = start > holdBy ? { outcome: 'too_late' as const } : await holdSeats();
    if (hold.outcome !== 'held') return await close('refused', refusalOfHold(hold));
    mail.announceHold({ holdNumber: ref.holdNumber, deadline, hardCapAt });
    for (;;) {
      const letter = await mail.next(Math.min(protectedUntil, desk.askAgainAt()));
      const verdict = letter ? await read(letter) : await timeIsUp();
      if (verdict === 'sell') return await CancellationScope.nonCancellable(sell);
      if (verdict !== 'wait') return await close(verdict);
    }
  } catch (error) {
    const end = await close(isCancellation(error) ? 'cancelled' : 'refused');
    if (isCancellation(error)) return end;
    throw error;
  }

  async function holdSeats() {
    const hold = await unlessFault(
      seats.holdSeats({ ...ref, legs, deadline, hardCapAt, lockExpiresAt: lockFor(deadline) }),
    );
    if (hold?.outcome !== 'held') return hold ?? { outcome: 'unavailable' as const };
    ref = { bookingId, holdNumber: hold.holdNumber };
    deadline = protectedUntil = hold.deadline;
    if (hold.payment) desk.resume(hold.payment);
    show('held', `held until ${clockTime(deadline)}`);
    return hold;
  }

  async function read(letter: Letter): Promise<Verdict> {
    switch (letter.kind) {
      case 'pay':
        return verdictOf(await desk.begin(letter));
      case 'payment_reported':
        return verdictOf(await desk.ask());
      case 'cancel':
        letter.answer({ outcome: 'done' });
        return 'cancelled';
      case 'extend':
        letter.answer(await extend());
        return 'wait';
      case 'change_seats':
        letter.answer(await changeSeats(letter.request));
        return 'wait';
    }
  }

  async function timeIsUp(): Promise<Verdict> {
    const standing = await desk.ask();
    if (standing === 'authorised') return 'sell';
    if (Date.now() < protectedUntil) return 'wait';
    return standing === 'pending' && (await grantGrace()) ? 'wait' : 'expired';
  }

  /** Once, for a payment that is in flight at the deadline: a challenge in progress, an asynchronous method. */
  async function grantGrace(): Promise<boolean> {
    const until = epochMs(Math.min(plusSeconds(deadline, clocks.paymentGraceSeconds), hardCapAt));
    if (protectedUntil > deadline || until <= Date.now()) return false;
    const granted = await seats.extendHold({ ...ref, until, lockExpiresAt: lockFor(until), kind: 'grace' });
    if (granted.outcome === 'extended') protectedUntil = until;
    return granted.outcome === 'extended';
  }

  async function extend(): Promise<MessageAnswer> {
    const until = epochMs(Math.min(plusSeconds(deadline, clocks.extensionSeconds), hardCapAt));
    const extended = await seats.extendHold({ ...ref, until, lockExpiresAt: lockFor(until), kind: 'extension' });
    if (extended.outcome !== 'extended') return { outcome: extended.outcome === 'lost' ? 'over' : 'already_extended' };
    deadline = protectedUntil = extended.deadline;
    show('held', `held until ${clockTime(deadline)}, extended`);
    return { outcome: 'done' };
  }

  async function changeSeats(request: Extract<Letter, { kind: 'change_seats' }>['request']): Promise<MessageAnswer> {
    if (desk.attempt()) return { outcome: 'in_progress' };
    const changed = await seats.changeSeats({ ...ref, ...request, lockExpiresAt: lockFor(protectedUntil) });
    if (changed.outcome === 'changed') ref = { bookingId, holdNumber: ref.holdNumber + 1 };
    if (changed.outcome === 'taken') return changed;
    return { outcome: changed.outcome === 'changed' ? 'done' : 'over' };
  }

  /** The money is authorised: secure the seats, confirm them, capture, ticket. Any step that is lost undoes them all. */
  async function sell(): Promise<BookingEnd> {
    const payment = desk.attempt();
    if (!payment) throw new Error('no payment to sell for');
    const { paymentId } = payment;
    const secured = await seats.secureSeats({
      ...ref,
      payment,
      lockExpiresAt: lockFor(Date.now() + clocks.confirmBudgetSeconds * 1000),
    });
    if (secured.outcome === 'lost') return close('expired');
    const confirmed = await seats.confirmSeats({ ...ref, paymentId });
    if (confirmed.outcome === 'lost') return close('expired');
    if (!(await desk.capture()))
      return close('refused', {
        code: 'payment_declined',
        detail: 'The payment could not be captured. Nothing was charged.',
      });
    const ticketed = await seats.ticketBooking({ ...ref, paymentId });
    if (ticketed.outcome === 'lost') return close('refused');
    return end({ status: 'confirmed' }, 'ticketed');
  }

  /** The undo of everything: the row and its seats first, then the money. Runs to its end also when cancelled. */
  function close(reason: CloseReason, refusal?: BookingRefusal): Promise<BookingEnd> {
    return CancellationScope.nonCancellable(async () => {
      const closed = await seats.closeBooking({ ...ref, reason, ...(refusal && { refusal }) });
      if (closed.outcome === 'left_alone') return end({ status: 'confirmed' }, 'ticketed before');
      await desk.stopAll();
      return end({ status: reason }, refusal?.detail ?? reason);
    });
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

/** For people in the Web UI. */
function show(status: string, details: string): void {
  upsertSearchAttributes([{ key: bookingStatusAttribute, value: status }]);
  setCurrentDetails(details);
}

function clockTime(at: number): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`;
}
