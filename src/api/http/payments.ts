import { z } from 'zod';
import { type Booking, currentAttempt, type PaymentAttempt } from '../../domain/bookings';
import { sameMoney } from '../../domain/money';
import { isOpenAttempt } from '../../domain/paymentAttempts';
import { DomainError } from '../../domain/problems';
import type { BookingStore } from '../../stores/dynamodb/bookings';
import { type BookingIds, fingerprintOf } from '../bookingIds';
import type { BookingWorkflows } from '../bookingWorkflows';
import { notHeld, refuseUnlessHeld } from './bookingRefusals';
import { newPaymentSchema, paymentSchema } from './bookingSchemas';
import { paymentShape } from './bookingShape';
import { ownBooking } from './ownership';
import { type Answer, route, type Route } from './route';
import { idSchema } from './schemas';

export interface PaymentRouteDeps {
  readonly bookings: BookingStore;
  readonly workflows: BookingWorkflows;
  readonly ids: BookingIds;
  readonly fingerprintSecret: string;
  readonly now: () => number;
}

export function paymentRoutes({ bookings, workflows, ids, fingerprintSecret, now }: PaymentRouteDeps): Route[] {
  /** From the row: captured is 200, under way is 202, declined is 402 for a caller who waited for it. */
  function answerPayment(booking: Booking, attempt: PaymentAttempt, waited: boolean, replayed: boolean): Answer {
    // Another one was faster, and nobody writes down any more what becomes of this one: it is given back.
    if (booking.state === 'TICKETED' && isOpenAttempt(attempt)) throw notHeld(booking);
    const failed = attempt.status === 'declined' || attempt.status === 'voided' || attempt.status === 'refunded';
    if (failed && waited) {
      throw new DomainError('payment_declined', declineText(booking, attempt), {
        replayed,
        members: { payment: paymentShape(booking, attempt, now()) },
        nextActions: [nextAfterDecline(booking, attempt)],
      });
    }
    return { status: attempt.status === 'captured' ? 200 : 202, body: paymentShape(booking, attempt, now()), replayed };
  }

  return [
    route(
      {
        method: 'post',
        path: '/v1/bookings/:id/payments',
        operationId: 'createPayment',
        cost: 20,
        waits: true,
        summary: 'Pay for held seats',
        tag: 'payments',
        access: 'caller',
        idempotency: 'in_id',
        lane: 'selling',
        params: z.strictObject({ id: idSchema('bkg') }),
        body: newPaymentSchema,
        bodyExample: {
          amount: { amount: 22178, currency: 'GBP' },
          method: { type: 'card', token: 'pm_card_visa' },
          return_url: 'https://example.com/back',
        },
        answers: {
          200: { description: 'The money is captured and the booking confirmed', schema: paymentSchema },
          202: { description: 'Under way: follow the booking, or the action', schema: paymentSchema },
        },
        problems: [
          ...(['payment_declined', 'payment_amount_mismatch', 'payment_in_progress', 'already_paid'] as const),
          ...(['hold_expired', 'already_cancelled', 'not_held', 'request_in_progress'] as const),
        ],
      },
      async ({ caller, params: { id }, body, idempotencyKey, waitSeconds }) => {
        const { booking } = await ownBooking(bookings, caller, id);
        const paymentId = ids.paymentId(id, idempotencyKey);
        const fingerprint = fingerprintOf(fingerprintSecret, body);
        const waited = waitSeconds > 0;
        const known = booking.payments.find((p) => p.paymentId === paymentId);
        if (known?.fingerprint !== undefined && known.fingerprint !== fingerprint) {
          throw new DomainError(
            'idempotency_key_reused',
            'This key made another payment. Use a new key for a new request.',
          );
        }
        if (known && (!waited || known.status !== 'processing')) return answerPayment(booking, known, waited, true);
        if (!known) {
          refuseUnlessHeld(booking);
          refuseWrongAmount(booking, body.amount);
        }
        const { method, returnUrl, amount } = body;
        const request = { paymentId, amount, methodToken: method.token, returnUrl, fingerprint, wait: waited };
        const answer = await workflows.pay(id, request, waitSeconds).catch(asOutcome);
        const after = (await ownBooking(bookings, caller, id)).booking;
        const attempt = after.payments.find((p) => p.paymentId === paymentId);
        if (attempt) return answerPayment(after, attempt, waited, known !== undefined);
        if ('unknown' in answer) throw answer.unknown;
        if (answer.outcome === 'in_progress')
          throw new DomainError('payment_in_progress', 'Another payment for this booking is under way.');
        if (answer.outcome === 'over') throw notHeld(after);
        // Accepted, and nothing written yet: the provider is being asked.
        return answerPayment(after, { paymentId, amount, fingerprint, status: 'processing' }, waited, false);
      },
    ),
  ];
}

/** The end of a bounded wait is no fault when the row shows the payment: it is kept until the row has been read. */
function asOutcome(error: unknown): { unknown: DomainError } {
  if (error instanceof DomainError && error.code === 'outcome_unknown') return { unknown: error };
  throw error;
}

function refuseWrongAmount(booking: Booking, amount: { amount: number; currency: string }): void {
  if (sameMoney(booking.price.total, amount)) return;
  const { total } = booking.price;
  throw new DomainError(
    'payment_amount_mismatch',
    `The price of this booking is ${total.amount} ${total.currency} in minor units.`,
    {
      current: { total },
      errors: [
        {
          pointer: '/amount',
          code: 'payment_amount_mismatch',
          message: 'Pay the total of the booking.',
          example: total,
        },
      ],
    },
  );
}

/** It was not over what the booking costs by now, because its seats were changed while it was being asked for. */
function isOutdated(booking: Booking, attempt: PaymentAttempt): boolean {
  return booking.state === 'HELD' && !sameMoney(booking.price.total, attempt.amount);
}

/** It goes on, or went well, with another payment than this one. */
function isSoldForAnother(booking: Booking, { paymentId }: PaymentAttempt): boolean {
  const isSold = booking.state !== 'HELD' && booking.state !== 'CLOSED';
  return isSold && currentAttempt(booking)?.paymentId !== paymentId;
}

function nextAfterDecline(booking: Booking, attempt: PaymentAttempt): string {
  if (isOutdated(booking, attempt)) return 'pay the new total';
  if (booking.state === 'HELD') return 'pay with another card';
  return isSoldForAnother(booking, attempt) ? 'read the booking: another payment is for it' : 'search again';
}

function declineText(booking: Booking, attempt: PaymentAttempt): string {
  const why = attempt.declineCode ?? 'declined';
  if (isSoldForAnother(booking, attempt))
    return `This payment did not go through (${why}), and nothing is kept of it: the booking has another payment.`;
  if (attempt.status === 'refunded')
    return `The payment did not go through (${why}). What was charged has been sent back in full.`;
  if (isOutdated(booking, attempt))
    return 'The seats were changed meanwhile, and with them the price. Nothing was charged; pay the new total.';
  return booking.state === 'HELD'
    ? `The card was declined (${why}). The seats stay held while their time lasts; try another card.`
    : `The payment did not go through (${why}). Nothing was charged.`;
}
