import type Stripe from 'stripe';
import type { Money } from '../domain/money';
import type { ProviderPayment } from '../domain/payments';

/**
 * Currencies without minor units in ISO 4217 that Stripe still counts in hundredths
 * (https://docs.stripe.com/currencies#special-cases). All others are the same integers on both sides.
 */
const countedInHundredths = new Set(['ISK', 'UGX']);

const scaleOf = (currency: string): number => (countedInHundredths.has(currency) ? 100 : 1);

export function inStripesUnits({ amount, currency }: Money): { readonly amount: number; readonly currency: string } {
  return { amount: amount * scaleOf(currency), currency: currency.toLowerCase() };
}

function toMoney(amount: number, code: string): Money {
  const currency = code.toUpperCase();
  return { amount: amount / scaleOf(currency), currency };
}

const states = {
  requires_payment_method: 'requires_payment_method',
  // Nothing was tried yet either way.
  requires_confirmation: 'requires_payment_method',
  requires_action: 'requires_action',
  processing: 'processing',
  requires_capture: 'authorised',
  succeeded: 'captured',
  canceled: 'cancelled',
} as const satisfies Record<string, ProviderPayment['state']>;

function isKnown(status: string): status is keyof typeof states {
  return status in states;
}

/** One account may serve several shops; ours name the booking. */
export function isOurs({ metadata }: Stripe.PaymentIntent): boolean {
  return metadata['booking_id'] !== undefined && metadata['payment_id'] !== undefined;
}

/** Reads a PaymentIntent. Throws on a status that this version of the product does not know. */
export function fromStripe(intent: Stripe.PaymentIntent): ProviderPayment {
  const { id, metadata, status, currency } = intent;
  if (!isKnown(status)) throw new Error(`payment ${id} has the unknown status ${status}`);
  const error = intent.last_payment_error;
  const declineCode = error?.decline_code ?? error?.code;
  const actionUrl = intent.next_action?.redirect_to_url?.url;
  return {
    providerId: id,
    paymentId: metadata['payment_id'] ?? '',
    bookingId: metadata['booking_id'] ?? '',
    amount: toMoney(intent.amount, currency),
    state: states[status],
    refunded: toMoney(refundedOf(intent), currency),
    ...(actionUrl ? { actionUrl } : {}),
    ...(declineCode ? { declineCode } : {}),
  };
}

/** Stripe counts a released authorisation as refunded too; here only captured money can be sent back. */
function refundedOf({ amount_received: captured, latest_charge: charge }: Stripe.PaymentIntent): number {
  return captured > 0 && typeof charge === 'object' && charge !== null ? charge.amount_refunded : 0;
}
