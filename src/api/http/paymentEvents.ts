import { z } from 'zod';
import { epochMs, type EpochMs } from '../../domain/instants';
import type { ReadPaymentHint, ReportedPayment } from '../../domain/paymentHints';
import { route, type Route } from './route';

interface Dependencies {
  readonly readPaymentHint: ReadPaymentHint;
  /** Wakes whoever works on the booking, or on money that came after its end, to ask the provider itself. */
  readonly reportPayment: (hint: ReportedPayment) => Promise<void>;
  readonly now?: () => EpochMs;
}

const receipt = z.object({ received: z.literal(true) }).meta({ id: 'WebhookReceipt' });

/**
 * The payment provider's webhooks. A hint changes nothing by itself, so duplicates, late and overtaken ones are harmless:
 * each only makes the booking look. Anything but 2xx makes the provider send it again.
 */
export function paymentEventRoutes({
  readPaymentHint,
  reportPayment,
  now = () => epochMs(Date.now()),
}: Dependencies): Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/v1/payment-events',
        operationId: 'receivePaymentEvent',
        summary: "The payment provider's signed webhook",
        tag: 'payments',
        access: 'public',
        idempotency: 'none',
        lane: 'selling',
        raw: true,
        answers: {
          200: {
            description: 'Received. Also for events that are unknown, repeated or of no interest.',
            schema: receipt,
            example: { received: true },
          },
        },
        problems: ['bad_signature', 'timestamp_skew', 'malformed_request'],
      },
      async ({ rawBody, header }) => {
        const hint = readPaymentHint(rawBody, header('stripe-signature'), now());
        if (hint.outcome === 'hint') {
          const { bookingId, paymentId, providerId, ofMoney } = hint;
          await reportPayment({ bookingId, paymentId, providerId, ofMoney });
        }
        return { status: 200, body: { received: true } };
      },
    ),
  ];
}
