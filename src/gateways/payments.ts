import type { EpochMs } from '../domain/instants';
import type { ListedPayment, PaymentOrder, ProviderPayment, RefusedOrder } from '../domain/payments';

/**
 * The payment provider as the booking sees it. Every call carries an idempotency key made from the payment id, so each
 * may run twice with one effect. Network trouble, 5xx and rate limits are thrown as they are: Temporal retries them.
 */
export interface PaymentGateway {
  /**
   * Creates the provider's payment, unconfirmed: no money moves. Repeated calls answer the same payment, as it stands now.
   * `refused` when the provider never takes this amount or currency.
   */
  create(order: PaymentOrder): Promise<ProviderPayment | RefusedOrder>;
  /** Confirms it with a payment method, to be captured later. A decline is an answer (`requires_payment_method`), not an error. */
  confirm(input: {
    providerId: string;
    paymentId: string;
    methodToken: string;
    returnUrl: string;
  }): Promise<ProviderPayment>;
  retrieve(providerId: string): Promise<ProviderPayment>;
  /** The same for an id that somebody named: undefined when the provider knows no such payment. */
  find(providerId: string): Promise<ProviderPayment | undefined>;
  /** Captures the whole amount. `declined` when the provider refuses for good. */
  capture(input: { providerId: string; paymentId: string }): Promise<ProviderPayment | { readonly declined: string }>;
  /** Cancels what is not captured. Answers the payment as it then is: `cancelled`, or `captured` when it was too late. */
  cancel(input: { providerId: string; paymentId: string }): Promise<ProviderPayment>;
  /** Sends back what was captured and not yet refunded. */
  refund(input: { providerId: string; paymentId: string }): Promise<ProviderPayment>;
  /**
   * Every payment of ours that was created at `createdAfter` or later, to the second, newest first and each as it stands
   * when its page is read. Payments of other shops under the same account are left out.
   */
  list(input: { createdAfter: EpochMs }): AsyncIterable<ListedPayment>;
}
