import { createHmac } from 'node:crypto';

/**
 * `Stripe-Signature` of a webhook: HMAC-SHA256 over `<seconds>.<body>`, as https://docs.stripe.com/webhooks/signature
 * describes. Signed anew at each attempt, so that a late retry is not stale.
 */
export function signWebhook(body: string, secret: string, at: number): string {
  const seconds = Math.floor(at / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
