import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { ReadPaymentHint } from '../domain/paymentHints';
import { DomainError } from '../domain/problems';

const toleranceSeconds = 300;

/**
 * Events that can end a booking's wait. The others tell of what our own calls did (creating, capturing, refunding), and
 * were answered there: passing them on would only wake the booking for nothing. The webhook endpoint at the provider is to
 * be registered for these; others are taken and left alone.
 */
const ofMoney = 'payment_intent.amount_capturable_updated';
export const tellingEvents: readonly string[] = [ofMoney, 'payment_intent.payment_failed', 'payment_intent.canceled'];
const telling = new Set(tellingEvents);

const eventSchema = z.object({
  id: z.string().max(255),
  type: z.string().max(255),
  data: z.object({ object: z.unknown() }),
});

/** Payments of other shops under the same account carry no such metadata, and are none of ours. */
const ourPaymentSchema = z.object({
  id: z.string().max(255),
  object: z.literal('payment_intent'),
  metadata: z.object({ booking_id: z.string().min(1).max(255), payment_id: z.string().min(1).max(255) }),
});

/**
 * Makes the reader of `Stripe-Signature` webhooks (https://docs.stripe.com/webhooks/signature): HMAC-SHA256 over
 * `<seconds>.<body>`, compared in constant time, against every live secret, so that a secret can be rolled without losing
 * events. The reader throws `bad_signature`, `timestamp_skew` for a true signature further than 300 s from `now`, and
 * `malformed_request` for a signed body that is no event.
 */
export function createPaymentHintReader({ secrets }: { readonly secrets: readonly string[] }): ReadPaymentHint {
  return (rawBody, signature, now) => {
    const seconds = verifiedTimestamp(rawBody, signature ?? '', secrets);
    if (Math.abs(now / 1000 - seconds) > toleranceSeconds) {
      throw new DomainError('timestamp_skew', `The webhook was signed more than ${toleranceSeconds} seconds from now.`);
    }
    const event = parseEvent(rawBody);
    const payment = ourPaymentSchema.safeParse(event.data.object);
    if (!telling.has(event.type) || !payment.success)
      return { outcome: 'ignored', eventId: event.id, type: event.type };
    const { id: providerId, metadata } = payment.data;
    const { booking_id: bookingId, payment_id: paymentId } = metadata;
    const named = { providerId, bookingId, paymentId };
    return { outcome: 'hint', eventId: event.id, type: event.type, ...named, ofMoney: event.type === ofMoney };
  };
}

/** The signed instant in seconds, once one of the signatures is found true. */
function verifiedTimestamp(rawBody: Uint8Array, header: string, secrets: readonly string[]): number {
  const parts = header.split(',').map((part) => part.trim().split('='));
  const timestamp = parts.find(([name]) => name === 't')?.[1] ?? '';
  const signatures = parts.flatMap(([name, value]) => (name === 'v1' && value ? [value] : []));
  const expected = secrets.map((secret) =>
    createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest(),
  );
  // No early way out: each signature is compared with each secret, so the time taken says nothing.
  let genuine = false;
  for (const signature of signatures) {
    const given = Buffer.from(signature, 'hex');
    for (const digest of expected)
      genuine = (given.length === digest.length && timingSafeEqual(given, digest)) || genuine;
  }
  if (!genuine || !/^\d{1,12}$/.test(timestamp)) {
    throw new DomainError('bad_signature', 'The Stripe-Signature header does not sign this body.');
  }
  return Number(timestamp);
}

function parseEvent(rawBody: Uint8Array): z.output<typeof eventSchema> {
  const parsed = eventSchema.safeParse(parseJson(Buffer.from(rawBody).toString('utf8')));
  if (!parsed.success) throw new DomainError('malformed_request', 'The webhook is signed, but is not an event.');
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new DomainError('malformed_request', 'The webhook is signed, but is not JSON.');
    throw error;
  }
}
