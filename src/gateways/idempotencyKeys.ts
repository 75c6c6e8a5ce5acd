import Stripe from 'stripe';

/** Answers kept under a key are marked so: https://docs.stripe.com/api/idempotent_requests */
export function wasReplayed({ headers }: { readonly headers?: Readonly<Record<string, string>> }): boolean {
  return headers?.['idempotent-replayed'] === 'true';
}

const { StripeError, StripeIdempotencyError } = Stripe.errors;
const mostKeys = 3;

/**
 * Stripe keeps the first answer under a key, also a 500 and also "not in this state", and gives nothing else for a day.
 * Such a kept answer says that the key is spent, not that the request failed now.
 */
function isSpent(error: unknown): boolean {
  if (!(error instanceof StripeError) || error instanceof StripeIdempotencyError || !wasReplayed(error)) return false;
  return (error.statusCode ?? 0) >= 500 || error.code === 'payment_intent_unexpected_state';
}

/**
 * Makes a request under a key that every repetition uses, and goes on to `<key>-2`, `<key>-3` when the key is spent. This
 * can repeat no effect: a second unconfirmed payment moves no money, and confirming, capturing and refunding what is
 * already so is refused by the payment's own state.
 */
export async function underStableKey<T>(key: string, request: (idempotencyKey: string) => Promise<T>): Promise<T> {
  for (let nth = 1; ; nth += 1) {
    try {
      return await request(nth === 1 ? key : `${key}-${nth}`);
    } catch (error) {
      if (nth === mostKeys || !isSpent(error)) throw error;
    }
  }
}
