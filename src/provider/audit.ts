import type { Book } from './book';
import type { Intent, Refund } from './records';

/**
 * The ledger as an audit reads it: every payment with what was taken and sent back, and each change of its state. Amounts
 * are minor units, instants epoch milliseconds.
 */
export function auditView(book: Book, filter: { readonly bookingId?: string; readonly paymentId?: string }) {
  const refundsOf = new Map<string, Refund[]>();
  for (const refund of book.listRefunds())
    refundsOf.set(refund.intentId, [...(refundsOf.get(refund.intentId) ?? []), refund]);
  const payments = book
    .listIntents()
    .filter(({ metadata }) => filter.bookingId === undefined || metadata['booking_id'] === filter.bookingId)
    .filter(({ metadata }) => filter.paymentId === undefined || metadata['payment_id'] === filter.paymentId)
    .map((intent) => paymentView(intent, refundsOf.get(intent.id) ?? [], book));
  return { payments, totals: totals(payments), pending_webhooks: book.countUndelivered() };
}

function paymentView(intent: Intent, refunds: readonly Refund[], book: Book) {
  const transitions = book.listTransitions(intent.id);
  return {
    provider_id: intent.id,
    payment_id: intent.metadata['payment_id'] ?? null,
    booking_id: intent.metadata['booking_id'] ?? null,
    status: intent.status,
    amount: intent.amount,
    currency: intent.currency.toUpperCase(),
    authorised: intent.amountCapturable,
    captured: intent.amountReceived,
    refunded: intent.amountRefunded,
    captures: transitions.filter(({ from, to }) => from !== 'succeeded' && to === 'succeeded').length,
    payment_method: intent.paymentMethod,
    decline_code: intent.lastError?.declineCode ?? intent.lastError?.code ?? null,
    created_at: intent.createdAt,
    refunds: refunds.map(({ id, amount, reason, createdAt }) => ({ id, amount, reason, at: createdAt })),
    transitions,
  };
}

type PaymentView = ReturnType<typeof paymentView>;

/** Sums per currency: what was captured, sent back, and is still only authorised. */
function totals(payments: readonly PaymentView[]) {
  const sums: Record<string, { captured: number; refunded: number; authorised: number }> = {};
  for (const { currency, captured, refunded, authorised } of payments) {
    const sum = (sums[currency] ??= { captured: 0, refunded: 0, authorised: 0 });
    sum.captured += captured;
    sum.refunded += refunded;
    sum.authorised += authorised;
  }
  return sums;
}
