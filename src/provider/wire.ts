import type { EventType, Intent, PaymentError, Refund } from './records';
import type { Refusal } from './refusals';

/** Records in Stripe's wire form. Instants are seconds there; what this provider has no notion of is null as Stripe has it. */
const seconds = (at: number): number => Math.floor(at / 1000);

export interface View {
  /** Where this provider is reached, for the 3-D Secure page. */
  readonly baseUrl: string;
  /** Members asked for in full instead of as ids. */
  readonly expand: readonly string[];
}

export function intentWire(intent: Intent, view: View): Readonly<Record<string, unknown>> {
  return {
    id: intent.id,
    object: 'payment_intent',
    amount: intent.amount,
    amount_capturable: intent.amountCapturable,
    amount_received: intent.amountReceived,
    automatic_payment_methods: null,
    canceled_at: intent.canceledAt === null ? null : seconds(intent.canceledAt),
    cancellation_reason: intent.cancellationReason,
    capture_method: intent.captureMethod,
    client_secret: intent.secret,
    confirmation_method: 'automatic',
    created: seconds(intent.createdAt),
    currency: intent.currency,
    customer: null,
    description: intent.description,
    last_payment_error: intent.lastError ? paymentErrorWire(intent.lastError, intent.chargeId) : null,
    latest_charge: view.expand.includes('latest_charge') && intent.chargeId ? chargeWire(intent) : intent.chargeId,
    livemode: false,
    metadata: intent.metadata,
    next_action: nextAction(intent, view.baseUrl),
    payment_method: intent.paymentMethod,
    payment_method_types: ['card'],
    processing: intent.status === 'processing' ? { type: 'card' } : null,
    status: intent.status,
  };
}

function nextAction(intent: Intent, baseUrl: string) {
  if (intent.status !== 'requires_action') return null;
  const url = `${baseUrl}/3ds/${intent.challengeId}`;
  return { type: 'redirect_to_url', redirect_to_url: { return_url: intent.returnUrl, url } };
}

/** The charge of the latest attempt. Its amounts are those of the payment: an attempt takes all or nothing. */
export function chargeWire(intent: Intent): Readonly<Record<string, unknown>> {
  const pending = intent.status === 'processing';
  const refused = intent.lastError !== null;
  return {
    id: intent.chargeId,
    object: 'charge',
    amount: intent.amount,
    amount_captured: intent.amountReceived,
    // Stripe counts a released authorisation as refunded, though nothing had been captured.
    amount_refunded: intent.status === 'canceled' && !refused ? intent.amount : intent.amountRefunded,
    captured: intent.amountReceived > 0,
    created: seconds(intent.createdAt),
    currency: intent.currency,
    failure_code: intent.lastError?.code ?? null,
    failure_message: intent.lastError?.message ?? null,
    livemode: false,
    metadata: intent.metadata,
    paid: !pending && !refused,
    payment_intent: intent.id,
    payment_method: intent.paymentMethod,
    refunded: intent.amountReceived > 0 && intent.amountRefunded === intent.amountReceived,
    status: pending ? 'pending' : refused ? 'failed' : 'succeeded',
  };
}

export function refundWire(refund: Refund): Readonly<Record<string, unknown>> {
  return {
    id: refund.id,
    object: 'refund',
    amount: refund.amount,
    charge: refund.chargeId,
    created: seconds(refund.createdAt),
    currency: refund.currency,
    metadata: refund.metadata,
    payment_intent: refund.intentId,
    reason: refund.reason,
    status: 'succeeded',
  };
}

export interface ProviderEvent {
  readonly id: string;
  readonly type: EventType;
  readonly at: number;
  /** The payment as the event found it; it stays so however late the event is sent. */
  readonly intent: Intent;
}

export function eventWire(
  event: ProviderEvent,
  apiVersion: string,
  baseUrl: string,
): Readonly<Record<string, unknown>> {
  const object =
    event.type === 'charge.refunded' ? chargeWire(event.intent) : intentWire(event.intent, { baseUrl, expand: [] });
  return {
    id: event.id,
    object: 'event',
    api_version: apiVersion,
    created: seconds(event.at),
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: null,
    type: event.type,
  };
}

function paymentErrorWire(error: PaymentError, chargeId: string | null) {
  return {
    type: error.type,
    code: error.code,
    ...(error.declineCode === null ? {} : { decline_code: error.declineCode }),
    ...(chargeId === null ? {} : { charge: chargeId }),
    message: error.message,
  };
}

/** Body of the 402 of a declined card: the error and the payment as it now is. */
export function declinedWire(error: PaymentError, intent: Intent, view: View) {
  return { error: { ...paymentErrorWire(error, intent.chargeId), payment_intent: intentWire(intent, view) } };
}

export function refusalWire({ type, message, details }: Refusal, intent?: Intent, view?: View) {
  return {
    error: {
      type,
      message,
      ...(details.code === undefined ? {} : { code: details.code }),
      ...(details.declineCode === undefined ? {} : { decline_code: details.declineCode }),
      ...(details.param === undefined ? {} : { param: details.param }),
      ...(intent && view ? { payment_intent: intentWire(intent, view) } : {}),
    },
  };
}

/** A page of a list, newest first, as Stripe pages. */
export function listWire(url: string, data: readonly unknown[], hasMore: boolean) {
  return { object: 'list', url, has_more: hasMore, data };
}
