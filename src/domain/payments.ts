import type { EpochMs } from './instants';
import type { Money } from './money';

/** What the provider says of a payment. Its answer, asked for by us, is the only truth: webhooks are hints. */
export interface ProviderPayment {
  readonly providerId: string;
  readonly paymentId: string;
  readonly bookingId: string;
  readonly amount: Money;
  readonly state:
    'requires_payment_method' | 'requires_action' | 'processing' | 'authorised' | 'captured' | 'cancelled';
  /** Page on which the customer passes a 3-D Secure challenge; present with `requires_action`. */
  readonly actionUrl?: string;
  readonly declineCode?: string;
  readonly refunded: Money;
}

/** A payment from the provider's list. It counts in whole seconds, so `createdAt` is rounded down. */
export type ListedPayment = ProviderPayment & { readonly createdAt: EpochMs };

/** The provider takes no payment of this amount or currency, so there is none. */
export interface RefusedOrder {
  readonly refused: string;
}

export interface PaymentOrder {
  readonly paymentId: string;
  readonly bookingId: string;
  readonly amount: Money;
}

/** What the workflow branches on after asking the provider. */
export type PaymentAnswer =
  | { readonly outcome: 'authorised'; readonly providerId: string }
  | { readonly outcome: 'requires_action'; readonly providerId: string; readonly actionUrl: string }
  | { readonly outcome: 'processing'; readonly providerId: string }
  /** Without an id when the provider would not even create it. */
  | { readonly outcome: 'declined'; readonly providerId?: string; readonly declineCode: string }
  | { readonly outcome: 'captured'; readonly providerId: string }
  | { readonly outcome: 'cancelled'; readonly providerId: string };

export type CaptureAnswer =
  { readonly outcome: 'captured' } | { readonly outcome: 'declined'; readonly declineCode: string };

/**
 * How a payment was stopped: nothing had been taken, the authorisation was voided, the captured money was sent back; it
 * can not be stopped yet, because the provider is still processing it; or it was captured, and is to be refunded.
 */
export type StopAnswer =
  | { readonly outcome: 'nothing' | 'voided' | 'refunded' }
  | { readonly outcome: 'pending' | 'captured'; readonly providerId: string };

/** Translates the provider's state. An authorisation over another amount, currency or booking is a decline, never a payment. */
export function answerOf(payment: ProviderPayment, order: PaymentOrder): PaymentAnswer {
  const { providerId } = payment;
  if (
    payment.bookingId !== order.bookingId ||
    payment.amount.amount !== order.amount.amount ||
    payment.amount.currency !== order.amount.currency
  ) {
    return { outcome: 'declined', providerId, declineCode: 'order_mismatch' };
  }
  switch (payment.state) {
    case 'requires_payment_method':
      return { outcome: 'declined', providerId, declineCode: payment.declineCode ?? 'card_declined' };
    case 'requires_action':
      return { outcome: 'requires_action', providerId, actionUrl: payment.actionUrl ?? '' };
    case 'processing':
      return { outcome: 'processing', providerId };
    case 'authorised':
      return { outcome: 'authorised', providerId };
    case 'captured':
      return { outcome: 'captured', providerId };
    case 'cancelled':
      return { outcome: 'cancelled', providerId };
  }
}
