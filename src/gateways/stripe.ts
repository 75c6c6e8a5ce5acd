import Stripe from 'stripe';
import { epochMs } from '../domain/instants';
import type { PaymentOrder, ProviderPayment, RefusedOrder } from '../domain/payments';
import { underStableKey, wasReplayed } from './idempotencyKeys';
import type { PaymentGateway } from './payments';
import { fromStripe, inStripesUnits, isOurs } from './stripePayments';

interface StripeGatewayOptions {
  readonly secretKey: string;
  readonly host: string;
  readonly port: number;
  readonly protocol: 'http' | 'https';
  /** Retries inside one call. None by default: the caller retries, where people can see it. */
  readonly maxNetworkRetries?: number;
  readonly timeoutMs?: number;
}

/** The version whose shapes this adapter reads, whatever the account's default is. Raised together with the package. */
const apiVersion = '2026-10-28.endive';

// Refunds are counted on the charge, so it is always asked for along with the payment.
const expand = ['latest_charge'];

const { StripeCardError, StripeInvalidRequestError } = Stripe.errors;

/**
 * `PaymentGateway` over Stripe's PaymentIntents with manual capture. Money moves in two steps, create and confirm, so that
 * an undo may create the payment it is about to cancel without authorising anything.
 *
 * Creating, confirming, capturing and refunding carry keys made from the payment id. Cancelling carries none: it is
 * harmless to repeat, while a kept refusal ("still processing") would be answered long after it stopped being true.
 */
export function createStripeGateway(options: StripeGatewayOptions): PaymentGateway {
  const { secretKey, host, port, protocol, maxNetworkRetries = 0, timeoutMs: timeout = 10_000 } = options;
  const stripe = new Stripe(secretKey, {
    apiVersion,
    host,
    port,
    protocol,
    maxNetworkRetries,
    timeout,
    telemetry: false,
  });

  async function retrieve(providerId: string): Promise<ProviderPayment> {
    return fromStripe(await stripe.paymentIntents.retrieve(providerId, { expand }));
  }

  /** A replayed answer tells how things stood then; what counts is how they stand now. */
  async function present(answer: Stripe.Response<Stripe.PaymentIntent>): Promise<ProviderPayment> {
    return wasReplayed(answer.lastResponse) ? retrieve(answer.id) : fromStripe(answer);
  }

  async function find(providerId: string): Promise<ProviderPayment | undefined> {
    try {
      return await retrieve(providerId);
    } catch (error) {
      if (error instanceof StripeInvalidRequestError && error.code === 'resource_missing') return undefined;
      throw error;
    }
  }

  return {
    retrieve,
    find,

    async *list({ createdAfter }) {
      const wanted = { created: { gte: Math.floor(createdAfter / 1000) }, limit: 100, expand: ['data.latest_charge'] };
      for await (const intent of stripe.paymentIntents.list(wanted)) {
        if (isOurs(intent)) yield { ...fromStripe(intent), createdAt: epochMs(intent.created * 1000) };
      }
    },

    async create(order) {
      const wanted = newIntent(order);
      try {
        const created = await underStableKey(`${order.paymentId}-create`, (idempotencyKey) =>
          stripe.paymentIntents.create(wanted, { idempotencyKey }),
        );
        return await present(created);
      } catch (error) {
        return refusedOrder(error);
      }
    },

    async confirm({ providerId, paymentId, methodToken, returnUrl }) {
      const wanted = { payment_method: methodToken, return_url: returnUrl, expand };
      try {
        const confirmed = await underStableKey(`${paymentId}-confirm`, (idempotencyKey) =>
          stripe.paymentIntents.confirm(providerId, wanted, { idempotencyKey }),
        );
        return await present(confirmed);
      } catch (error) {
        if (error instanceof StripeCardError) {
          // A replayed decline stays this decline, so it is read from the answer itself.
          const payment = error.payment_intent ? fromStripe(error.payment_intent) : await retrieve(providerId);
          return { ...payment, state: 'requires_payment_method', declineCode: declineCodeOf(error) };
        }
        if (!(error instanceof StripeInvalidRequestError)) throw error;
        // The token is what the customer sent; a wrong one is theirs to change, like a declined card.
        if (error.param === 'payment_method') {
          return {
            ...(await retrieve(providerId)),
            state: 'requires_payment_method',
            declineCode: 'invalid_payment_method',
          };
        }
        if (error.code === 'payment_intent_unexpected_state') return retrieve(providerId);
        throw error;
      }
    },

    async capture({ providerId, paymentId }) {
      try {
        const captured = await underStableKey(`${paymentId}-capture`, (idempotencyKey) =>
          stripe.paymentIntents.capture(providerId, { expand }, { idempotencyKey }),
        );
        return await present(captured);
      } catch (error) {
        if (error instanceof StripeCardError) return { declined: declineCodeOf(error) };
        if (!(error instanceof StripeInvalidRequestError)) throw error;
        const payment = await retrieve(providerId);
        if (payment.state === 'captured') return payment;
        // Cancelled, or an authorisation that has lapsed: repeating will not help.
        if (payment.state === 'cancelled' || payment.state === 'authorised')
          return { declined: error.code ?? payment.state };
        throw error;
      }
    },

    async cancel({ providerId }) {
      try {
        return fromStripe(await stripe.paymentIntents.cancel(providerId, { cancellation_reason: 'abandoned', expand }));
      } catch (error) {
        if (error instanceof StripeInvalidRequestError && error.code === 'payment_intent_unexpected_state') {
          return retrieve(providerId);
        }
        throw error;
      }
    },

    async refund({ providerId, paymentId }) {
      const wanted = { payment_intent: providerId, metadata: { payment_id: paymentId } };
      try {
        await underStableKey(`${paymentId}-refund`, (idempotencyKey) =>
          stripe.refunds.create(wanted, { idempotencyKey }),
        );
        return await retrieve(providerId);
      } catch (error) {
        if (!(error instanceof StripeInvalidRequestError)) throw error;
        const payment = await retrieve(providerId);
        if (payment.state === 'captured' && payment.refunded.amount >= payment.amount.amount) return payment;
        throw error;
      }
    },
  };
}

function newIntent({ amount, bookingId, paymentId }: PaymentOrder): Stripe.PaymentIntentCreateParams {
  return {
    ...inStripesUnits(amount),
    capture_method: 'manual',
    allowed_payment_method_types: ['card'],
    metadata: { booking_id: bookingId, payment_id: paymentId },
    expand,
  };
}

/** An amount or currency the provider will never take is an answer; anything else that went wrong is a fault. */
function refusedOrder(error: unknown): RefusedOrder {
  if (!(error instanceof StripeInvalidRequestError)) throw error;
  if (error.param !== 'amount' && error.param !== 'currency') throw error;
  return { refused: error.code ?? `invalid_${error.param}` };
}

/** The issuer's reason where there is one; the package promises it for every card error, Stripe does not. */
function declineCodeOf(error: InstanceType<typeof Stripe.errors.StripeError>): string {
  return error.decline_code ?? error.code ?? 'card_declined';
}
