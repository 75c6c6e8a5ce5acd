import type { TestCard } from './cards';
import type { EventType, Intent, IntentStatus, PaymentError, Refund } from './records';
import { Refusal } from './refusals';

/**
 * The states of a payment and the ways between them, as of Stripe's PaymentIntents
 * (https://docs.stripe.com/payments/paymentintents/lifecycle). Pure: instants and ids are arguments. What the state forbids
 * is thrown as a Refusal; a declined card is a step of its own, because it changes the payment and is answered with 402.
 */
export interface Step {
  readonly intent: Intent;
  readonly events: readonly EventType[];
  /** The card was refused: the caller is told so, though the payment was written. */
  readonly declined?: PaymentError;
}

const messages: Readonly<Record<string, string>> = {
  insufficient_funds: 'Your card has insufficient funds.',
  expired_card: 'Your card has expired.',
  processing_error: 'An error occurred while processing your card. Try again in a little bit.',
};

export function cardError(code: string, declineCode: string): PaymentError {
  return { type: 'card_error', code, declineCode, message: messages[declineCode] ?? 'Your card was declined.' };
}

function demand(intent: Intent, verb: string, allowed: readonly IntentStatus[]): void {
  if (allowed.includes(intent.status)) return;
  const message = `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be used: ${allowed.join(', ')}.`;
  throw new Refusal(400, 'invalid_request_error', message, { code: 'payment_intent_unexpected_state', kept: true });
}

interface NewIntent {
  readonly id: string;
  readonly secret: string;
  readonly amount: number;
  readonly currency: string;
  readonly captureMethod: Intent['captureMethod'];
  readonly metadata: Readonly<Record<string, string>>;
  readonly description: string | null;
  readonly paymentMethod: string | null;
  readonly at: number;
}

export function createIntent({ at, metadata, ...wanted }: NewIntent): Step {
  const intent: Intent = {
    ...wanted,
    metadata: { ...metadata },
    status: wanted.paymentMethod === null ? 'requires_payment_method' : 'requires_confirmation',
    createdAt: at,
    returnUrl: null,
    amountCapturable: 0,
    amountReceived: 0,
    amountRefunded: 0,
    chargeId: null,
    challengeId: null,
    settlesAt: null,
    lastError: null,
    canceledAt: null,
    cancellationReason: null,
  };
  return { intent, events: ['payment_intent.created'] };
}

interface Confirmation {
  readonly card: TestCard;
  readonly paymentMethod: string;
  readonly returnUrl: string | null;
  readonly chargeId: string;
  readonly challengeId: string;
  readonly settlesAt: number;
}

/** Confirms with a card. Throws when the payment is past confirming. */
export function confirmIntent(intent: Intent, confirmation: Confirmation): Step {
  demand(intent, 'confirm', ['requires_payment_method', 'requires_confirmation']);
  const { card, paymentMethod, returnUrl, chargeId, challengeId, settlesAt } = confirmation;
  const tried: Intent = { ...intent, paymentMethod, returnUrl, lastError: null };
  switch (card.confirm) {
    case 'authorise':
      return authorise({ ...tried, chargeId });
    case 'decline':
      return decline({ ...tried, chargeId }, card);
    case 'challenge':
      return {
        intent: { ...tried, status: 'requires_action', challengeId },
        events: ['payment_intent.requires_action'],
      };
    case 'process_soon':
    case 'process_late':
      return {
        intent: { ...tried, chargeId, status: 'processing', settlesAt },
        events: ['payment_intent.processing'],
      };
  }
}

function authorise(intent: Intent): Step {
  const settled = { ...intent, settlesAt: null, lastError: null };
  return intent.captureMethod === 'manual'
    ? {
        intent: { ...settled, status: 'requires_capture', amountCapturable: intent.amount },
        events: ['payment_intent.amount_capturable_updated'],
      }
    : {
        intent: { ...settled, status: 'succeeded', amountReceived: intent.amount },
        events: ['payment_intent.succeeded'],
      };
}

function failed(intent: Intent, error: PaymentError): Step {
  return {
    intent: { ...intent, status: 'requires_payment_method', paymentMethod: null, settlesAt: null, lastError: error },
    events: ['payment_intent.payment_failed'],
    declined: error,
  };
}

function decline(intent: Intent, card: TestCard): Step {
  return failed(
    intent,
    cardError(card.decline?.code ?? 'card_declined', card.decline?.declineCode ?? 'generic_decline'),
  );
}

/** The customer's decision on the 3-D Secure page. Throws when it was already made or the payment was cancelled meanwhile. */
export function decideChallenge(intent: Intent, card: TestCard, passed: boolean, chargeId: string): Step {
  demand(intent, 'authenticate', ['requires_action']);
  if (!passed) {
    return failed(intent, {
      type: 'invalid_request_error',
      code: 'payment_intent_authentication_failure',
      declineCode: null,
      message: 'The provided PaymentMethod has failed authentication. Provide a new PaymentMethod and try again.',
    });
  }
  return card.decline ? decline({ ...intent, chargeId }, card) : authorise({ ...intent, chargeId });
}

/** Ends `processing` in success. Undefined when there is nothing left to settle. */
export function settleIntent(intent: Intent): Step | undefined {
  return intent.status === 'processing' ? authorise(intent) : undefined;
}

/** Captures all or part; the rest of the authorisation is released. */
export function captureIntent(intent: Intent, card: TestCard | undefined, wanted: number | undefined): Step {
  demand(intent, 'capture', ['requires_capture']);
  const amount = wanted ?? intent.amountCapturable;
  if (amount > intent.amountCapturable) {
    throw new Refusal(
      400,
      'invalid_request_error',
      `The amount to capture is greater than the ${intent.amountCapturable} that can be captured.`,
      {
        code: 'amount_too_large',
        param: 'amount_to_capture',
      },
    );
  }
  if (card?.captureDeclines) return { intent, events: [], declined: cardError('card_declined', 'generic_decline') };
  return {
    intent: { ...intent, status: 'succeeded', amountCapturable: 0, amountReceived: amount },
    events: ['payment_intent.succeeded'],
  };
}

/** Cancels what is not captured; an authorisation is released by it. `processing` cannot be cancelled. */
export function cancelIntent(intent: Intent, reason: string | null, at: number): Step {
  demand(intent, 'cancel', ['requires_payment_method', 'requires_confirmation', 'requires_action', 'requires_capture']);
  return {
    intent: { ...intent, status: 'canceled', amountCapturable: 0, canceledAt: at, cancellationReason: reason },
    events: ['payment_intent.canceled'],
  };
}

/** Sends back all of what is left, or part of it. The sum of all refunds never exceeds what was captured. */
export function refundIntent(
  intent: Intent,
  wanted: number | undefined,
  refund: Pick<Refund, 'id' | 'createdAt' | 'reason' | 'metadata'>,
): Step & { readonly refund: Refund } {
  const left = intent.amountReceived - intent.amountRefunded;
  if (intent.chargeId === null || intent.amountReceived === 0) {
    throw new Refusal(400, 'invalid_request_error', 'This PaymentIntent does not have a successful charge to refund.', {
      kept: true,
    });
  }
  if (left === 0) {
    throw new Refusal(400, 'invalid_request_error', `Charge ${intent.chargeId} has already been refunded.`, {
      code: 'charge_already_refunded',
      kept: true,
    });
  }
  const amount = wanted ?? left;
  if (amount > left) {
    throw new Refusal(
      400,
      'invalid_request_error',
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left}).`,
      {
        param: 'amount',
      },
    );
  }
  return {
    intent: { ...intent, amountRefunded: intent.amountRefunded + amount },
    refund: { ...refund, intentId: intent.id, chargeId: intent.chargeId, amount, currency: intent.currency },
    events: ['charge.refunded'],
  };
}
