import { condition, currentUpdateInfo, setHandler } from '@temporalio/workflow';
import { checkPayRequest, checkSeatChange } from './messageChecks';
import {
  cancel,
  changeSeats,
  extend,
  held,
  type MessageAnswer,
  pay,
  paymentReported,
  type PayRequest,
  type SeatChangeRequest,
} from './messages';

type Answering = { readonly answer: (answer: MessageAnswer) => void };
export type PayLetter = Answering & { readonly kind: 'pay'; readonly request: PayRequest };
export type Letter =
  | PayLetter
  /** `by` names the request: a repetition of it knows by the row that it was heard. */
  | (Answering & { readonly kind: 'change_seats'; readonly request: SeatChangeRequest; readonly by: string })
  | (Answering & { readonly kind: 'extend' | 'cancel'; readonly by: string | undefined })
  | { readonly kind: 'payment_reported' };

/**
 * Everything that reaches a booking, in the order of its arrival, handled one at a time: no two messages ever
 * interleave, so a payment cannot overlap a seat change.
 */
export function openMailbox() {
  const letters: Letter[] = [];
  let over = false;
  let heldAnswer: MessageAnswer | undefined;

  const deliver = (make: (answering: Answering) => Letter): Promise<MessageAnswer> =>
    new Promise((resolve) => (over ? resolve({ outcome: 'over' }) : void letters.push(make({ answer: resolve }))));

  setHandler(pay, (request) => deliver((a) => ({ ...a, kind: 'pay', request })), { validator: checkPayRequest });
  const deliverChange = (request: SeatChangeRequest) => {
    const by = currentUpdateInfo()?.id ?? '';
    return deliver((a) => ({ ...a, kind: 'change_seats', request, by }));
  };
  setHandler(changeSeats, deliverChange, { validator: checkSeatChange });
  setHandler(cancel, () => {
    const by = currentUpdateInfo()?.id;
    return deliver((a) => ({ ...a, kind: 'cancel', by }));
  });
  setHandler(extend, () => {
    const by = currentUpdateInfo()?.id;
    return deliver((a) => ({ ...a, kind: 'extend', by }));
  });
  setHandler(paymentReported, () => void letters.push({ kind: 'payment_reported' }));
  setHandler(held, async (): Promise<MessageAnswer> => {
    await condition(() => heldAnswer !== undefined);
    return heldAnswer ?? { outcome: 'over' };
  });

  return {
    /** Lets the callers who wait for the hold go on. */
    announceHold: (hold: Extract<MessageAnswer, { outcome: 'held' }>['hold']) =>
      void (heldAnswer ??= { outcome: 'held', hold }),

    /** The next letter, or undefined when the time (epoch ms) has come. A letter that is there wins over the time. */
    async next(until: number): Promise<Letter | undefined> {
      if (letters.length === 0) await condition(() => letters.length > 0, Math.max(1, until - Date.now()));
      return letters.shift();
    },

    /** Answers whoever is still waiting: the booking has ended, the row tells how. */
    close(): void {
      over = true;
      heldAnswer ??= { outcome: 'over' };
      for (const letter of letters.splice(0)) if ('answer' in letter) letter.answer({ outcome: 'over' });
    },
  };
}
export type Mailbox = ReturnType<typeof openMailbox>;
