import type { z } from 'zod';
import type { Book } from './book';
import { testCards, type TestCard } from './cards';
import type { NewId } from './ids';
import {
  cancelIntent,
  captureIntent,
  cardError,
  confirmIntent,
  createIntent,
  decideChallenge,
  refundIntent,
  settleIntent,
  type Step,
} from './intents';
import type {
  cancelSchema,
  captureSchema,
  confirmSchema,
  createSchema,
  refundSchema,
  updateSchema,
} from './parameters';
import type { EventType, Intent, PaymentError, Refund } from './records';
import { badParameter, noSuch, Refusal } from './refusals';

/** What an operation changed. It is not in force before the ledger has it. */
export interface Change {
  readonly operation: string;
  readonly intent: Intent;
  readonly refund?: Refund;
  readonly events: readonly { readonly id: string; readonly type: EventType }[];
  readonly declined?: PaymentError;
}

/** How long `processing` takes, in milliseconds. */
export interface Delays {
  readonly soonMs: number;
  readonly lateMs: number;
}

interface Dependencies {
  readonly book: Book;
  readonly newId: NewId;
  readonly now: () => number;
  readonly delays: Delays;
}

/**
 * One function per request that changes something: it reads the book, asks the state machine and answers the change. It
 * runs in one go, so two requests never see the same state.
 */
export function createOperations({ book, newId, now, delays }: Dependencies) {
  function getIntent(id: string): Intent {
    const intent = book.findIntent(id);
    if (!intent) throw noSuch('payment_intent', id, 'id');
    return intent;
  }

  function getCard(name: string | null): TestCard {
    const card = name === null ? undefined : testCards[name];
    if (name !== null && !card) throw noSuch('PaymentMethod', name, 'payment_method');
    if (!card) {
      throw new Refusal(
        400,
        'invalid_request_error',
        'You cannot confirm this PaymentIntent because it is missing a payment method.',
        {
          code: 'payment_intent_unexpected_state',
        },
      );
    }
    return card;
  }

  function change(operation: string, step: Step & { readonly refund?: Refund }): Change {
    const events = step.events.map((type) => ({ id: newId('evt'), type }));
    const { intent, refund, declined } = step;
    return { operation, intent, events, ...(refund ? { refund } : {}), ...(declined ? { declined } : {}) };
  }

  function confirmed(intent: Intent, method: string | null, returnUrl: string | null): Step {
    const card = getCard(method);
    return confirmIntent(intent, {
      card,
      paymentMethod: method ?? '',
      returnUrl,
      chargeId: newId('ch'),
      challengeId: newId('tds'),
      settlesAt: now() + (card.confirm === 'process_late' ? delays.lateMs : delays.soonMs),
    });
  }

  return {
    create(wanted: z.output<typeof createSchema>): Change {
      const id = newId('pi');
      const method = wanted.payment_method ?? null;
      if (method !== null) getCard(method);
      const step = createIntent({
        id,
        secret: newId(`${id}_secret`),
        amount: wanted.amount,
        currency: wanted.currency,
        captureMethod: wanted.capture_method === 'manual' ? 'manual' : 'automatic',
        metadata: wanted.metadata,
        description: wanted.description ?? null,
        paymentMethod: method,
        at: now(),
      });
      if (!wanted.confirm) return change('create', step);
      const further = confirmed(step.intent, method, wanted.return_url ?? null);
      return change('create', { ...further, events: [...step.events, ...further.events] });
    },

    update(id: string, wanted: z.output<typeof updateSchema>): Change {
      const intent = getIntent(id);
      const merged = Object.entries({ ...intent.metadata, ...wanted.metadata }).filter(([, value]) => value !== '');
      const description = wanted.description ?? intent.description;
      return change('update', { intent: { ...intent, metadata: Object.fromEntries(merged), description }, events: [] });
    },

    confirm(id: string, wanted: z.output<typeof confirmSchema>): Change {
      const intent = getIntent(id);
      const method = wanted.payment_method ?? intent.paymentMethod;
      return change('confirm', confirmed(intent, method, wanted.return_url ?? intent.returnUrl));
    },

    capture(id: string, wanted: z.output<typeof captureSchema>): Change {
      const intent = getIntent(id);
      const card = intent.paymentMethod === null ? undefined : testCards[intent.paymentMethod];
      return change('capture', captureIntent(intent, card, wanted.amount_to_capture));
    },

    cancel(id: string, wanted: z.output<typeof cancelSchema>): Change {
      return change('cancel', cancelIntent(getIntent(id), wanted.cancellation_reason ?? null, now()));
    },

    refund(wanted: z.output<typeof refundSchema>): Change {
      const { payment_intent: intentId, charge: chargeId } = wanted;
      const intent = intentId === undefined ? book.findIntentByCharge(chargeId ?? '') : book.findIntent(intentId);
      if (intentId === undefined && chargeId === undefined) {
        throw badParameter(
          'payment_intent',
          'One of the following params should be provided for this request: payment_intent or charge.',
        );
      }
      if (!intent)
        throw noSuch(
          intentId ? 'payment_intent' : 'charge',
          intentId ?? chargeId ?? '',
          intentId ? 'payment_intent' : 'charge',
        );
      const details = { id: newId('re'), createdAt: now(), reason: wanted.reason ?? null, metadata: wanted.metadata };
      return change('refund', refundIntent(intent, wanted.amount, details));
    },

    /** A decline that a fault switch asks for: the card is refused, whatever card it is. */
    declineByFault(operation: 'confirm' | 'capture', id: string, declineCode: string): Change {
      const intent = getIntent(id);
      const card: TestCard = {
        confirm: 'decline',
        decline: { code: 'card_declined', declineCode },
        captureDeclines: true,
        webhook: 'once',
        means: '',
      };
      if (operation === 'capture') {
        return {
          ...change(operation, captureIntent(intent, card, undefined)),
          declined: cardError('card_declined', declineCode),
        };
      }
      const confirmation = {
        card,
        paymentMethod: '',
        returnUrl: null,
        chargeId: newId('ch'),
        challengeId: '',
        settlesAt: 0,
      };
      return change(operation, confirmIntent(intent, confirmation));
    },

    decideChallenge(intent: Intent, passed: boolean): Change {
      const card = getCard(intent.paymentMethod);
      return change(
        passed ? 'challenge_approved' : 'challenge_failed',
        decideChallenge(intent, card, passed, newId('ch')),
      );
    },

    settle(id: string): Change | undefined {
      const step = settleIntent(getIntent(id));
      return step && change('settle', step);
    },
  };
}

export type Operations = ReturnType<typeof createOperations>;
