import {
  answerOf,
  type CaptureAnswer,
  type PaymentAnswer,
  type PaymentOrder,
  type StopAnswer,
} from '../domain/payments';
import type { PaymentGateway } from '../gateways/payments';

/** One effect on the payment provider each. All may run twice: the gateway derives its idempotency keys from the payment id. */
export function createPaymentActivities({ payments }: { payments: PaymentGateway }) {
  return {
    /** Authorises without capturing. Twice: creation and confirmation repeat their first answer. */
    async authorisePayment(order: PaymentOrder & { methodToken: string; returnUrl: string }): Promise<PaymentAnswer> {
      const created = await payments.create(order);
      if ('refused' in created) return { outcome: 'declined', declineCode: created.refused };
      if (created.state !== 'requires_payment_method') return answerOf(created, order);
      const { paymentId, methodToken, returnUrl } = order;
      return answerOf(
        await payments.confirm({ providerId: created.providerId, paymentId, methodToken, returnUrl }),
        order,
      );
    },

    /**
     * Asks after a payment whose begin nobody heard the end of, not even the provider's id. One that never reached the
     * provider is declined: created, and never confirmed. Twice: creation repeats its first answer.
     */
    async findPayment(order: PaymentOrder): Promise<PaymentAnswer> {
      const found = await payments.create(order);
      return 'refused' in found ? { outcome: 'declined', declineCode: found.refused } : answerOf(found, order);
    },

    /** Asks the provider how a payment stands. Twice: reads only. */
    async retrievePayment(order: PaymentOrder & { providerId: string }): Promise<PaymentAnswer> {
      return answerOf(await payments.retrieve(order.providerId), order);
    },

    /** Takes the authorised money. Twice: a captured payment answers captured. */
    async capturePayment(order: PaymentOrder & { providerId: string }): Promise<CaptureAnswer> {
      const answer = await payments.capture(order);
      if ('declined' in answer) return { outcome: 'declined', declineCode: answer.declined };
      return answer.state === 'captured' ? { outcome: 'captured' } : { outcome: 'declined', declineCode: answer.state };
    },

    /**
     * Makes sure a payment keeps no money, whatever became of it: creates it unconfirmed if it may not have reached the
     * provider, and cancels what is open. What was captured it leaves to `refundPayment`. Twice: the second run finds
     * nothing left to stop.
     */
    async stopPayment({ providerId, ...order }: PaymentOrder & { providerId?: string }): Promise<StopAnswer> {
      const before = await (providerId === undefined ? payments.create(order) : payments.retrieve(providerId));
      if ('refused' in before) return { outcome: 'nothing' };
      const named = { ...order, providerId: before.providerId };
      const settled = before.state === 'cancelled' || before.state === 'captured';
      const after = settled ? before : await payments.cancel(named);
      if (after.state === 'processing') return { outcome: 'pending', providerId: after.providerId };
      if (after.state === 'captured') return { outcome: 'captured', providerId: after.providerId };
      if (after.state !== 'cancelled')
        throw new Error(`payment ${order.paymentId} is ${after.state} after its cancellation`);
      return { outcome: before.state === 'requires_payment_method' ? 'nothing' : 'voided' };
    },

    /** Sends captured money back, whole. A step of its own: whoever decides on it has just heard that it was captured. Twice: what went back is gone. */
    async refundPayment(order: PaymentOrder & { providerId: string }): Promise<{ outcome: 'refunded' }> {
      await payments.refund(order);
      return { outcome: 'refunded' };
    },
  };
}
export type PaymentActivities = ReturnType<typeof createPaymentActivities>;
