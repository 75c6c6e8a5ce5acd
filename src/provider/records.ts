import { z } from 'zod';

/** What the ledger's lines hold. Amounts are integer minor units, instants epoch milliseconds. */
const paymentErrorSchema = z.object({
  type: z.enum(['card_error', 'invalid_request_error']),
  code: z.string(),
  declineCode: z.string().nullable(),
  message: z.string(),
});

export const intentStatuses = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'requires_capture',
  'succeeded',
  'canceled',
] as const;

const intentSchema = z
  .object({
    id: z.string(),
    secret: z.string(),
    amount: z.number(),
    currency: z.string(),
    captureMethod: z.enum(['manual', 'automatic']),
    status: z.enum(intentStatuses),
    createdAt: z.number(),
    description: z.string().nullable(),
    metadata: z.record(z.string(), z.string()),
    paymentMethod: z.string().nullable(),
    returnUrl: z.string().nullable(),
    amountCapturable: z.number(),
    amountReceived: z.number(),
    amountRefunded: z.number(),
    /** Charge of the latest attempt, whether it succeeded or not. */
    chargeId: z.string().nullable(),
    /** Unguessable name of the 3-D Secure page; kept after the decision, so that a second visit can say so. */
    challengeId: z.string().nullable(),
    /** When `processing` ends in success. */
    settlesAt: z.number().nullable(),
    lastError: paymentErrorSchema.nullable(),
    canceledAt: z.number().nullable(),
    cancellationReason: z.string().nullable(),
  })
  .readonly();

const refundSchema = z
  .object({
    id: z.string(),
    intentId: z.string(),
    chargeId: z.string(),
    amount: z.number(),
    currency: z.string(),
    createdAt: z.number(),
    reason: z.string().nullable(),
    metadata: z.record(z.string(), z.string()),
  })
  .readonly();

export const eventTypes = [
  'payment_intent.created',
  'payment_intent.requires_action',
  'payment_intent.processing',
  'payment_intent.amount_capturable_updated',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'charge.refunded',
] as const;

/** The answer kept under an idempotency key: the same status and body for whoever repeats the request. */
const answerSchema = z
  .object({ key: z.string(), fingerprint: z.string(), status: z.number(), body: z.string(), requestId: z.string() })
  .readonly();

/**
 * One line of the ledger, and one atomic change: the records after it, the events it causes and the answer it gives stand
 * or fall together. A line of delivery says that an event needs no further webhook.
 */
export const entrySchema = z
  .object({
    at: z.number(),
    operation: z.string(),
    intent: intentSchema.optional(),
    refund: refundSchema.optional(),
    events: z.array(z.object({ id: z.string(), type: z.enum(eventTypes) })).optional(),
    answer: answerSchema.optional(),
    delivered: z.object({ id: z.string(), outcome: z.enum(['accepted', 'abandoned']) }).optional(),
  })
  .readonly();

export type PaymentError = z.infer<typeof paymentErrorSchema>;
export type IntentStatus = (typeof intentStatuses)[number];
export type Intent = z.infer<typeof intentSchema>;
export type Refund = z.infer<typeof refundSchema>;
export type EventType = (typeof eventTypes)[number];
export type KeptAnswer = z.infer<typeof answerSchema>;
export type Entry = z.infer<typeof entrySchema>;
