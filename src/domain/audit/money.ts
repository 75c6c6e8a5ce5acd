import type { Book } from './book';
import type { AuditedPayment, AuditedRow } from './facts';
import type { Finding, Notebook } from './findings';
import { rowEvidence } from './seats';

const isRefunded = ({ amount, refunded }: AuditedPayment): boolean => refunded.amount >= amount.amount;
const isKept = (payment: AuditedPayment): boolean => payment.state === 'captured' && !isRefunded(payment);

/** Every payment the provider knows, and every booking that money must stand behind (I2, I5, I7, I10). */
export function checkMoney(book: Book, notebook: Notebook): void {
  if (!book.facts.payments) return;
  for (const payment of book.facts.payments) {
    notebook.look('I10');
    if (payment.state === 'captured') checkCaptured(book, payment, notebook);
    if (payment.state === 'authorised') checkAuthorised(book, payment, notebook);
  }
  for (const { row } of book.facts.bookings) {
    if (!row) continue;
    checkCaptures(book, row, notebook);
    checkBacking(book, row, notebook);
  }
}

function checkCaptured(book: Book, payment: AuditedPayment, { look, find }: Notebook): void {
  look('I2');
  look('I7');
  const row = book.row(payment.bookingId);
  const { amount } = payment;
  if (row && (amount.amount !== row.total.amount || amount.currency !== row.total.currency)) {
    const says = `captured ${money(amount)} for ${row.bookingId}, whose price is ${money(row.total)}.`;
    find(about(book, payment, 'I7', 'captured-other-amount', says));
  }
  if (isRefunded(payment) || row?.state === 'TICKETED') return;
  const says = row
    ? `captured ${money(amount)} for ${row.bookingId}, which is ${row.closeReason ?? row.state}, and has not given it back.`
    : `captured ${money(amount)} for ${payment.bookingId}, of which there is no row.`;
  find({ ...about(book, payment, 'I2', 'captured-without-ticket', says), passing: passingOf(book, payment) });
}

function checkAuthorised(book: Book, payment: AuditedPayment, { find }: Notebook): void {
  const row = book.row(payment.bookingId);
  const open = row !== undefined && row.state !== 'CLOSED' && row.state !== 'TICKETED';
  if (open && book.inWork(row.bookingId)) return;
  const where = !row
    ? 'of which there is no row'
    : open
      ? 'which nobody works on'
      : `which is ${row.closeReason ?? row.state}`;
  const says = `keeps ${money(payment.amount)} authorised for ${payment.bookingId}, ${where}.`;
  find({ ...about(book, payment, 'I10', 'authorised-for-nothing', says), passing: passingOf(book, payment) });
}

function checkCaptures(book: Book, row: AuditedRow, { find }: Notebook): void {
  const captured = book.paymentsOf(row.bookingId).filter(({ state }) => state === 'captured');
  const captures = captured.reduce((sum, payment) => sum + (payment.captures ?? 1), 0);
  const attempts = row.payments.filter(({ status }) => status === 'captured').length;
  if (captures <= 1 && attempts <= 1) return;
  find({
    invariant: 'I7',
    rule: 'captured-twice',
    subject: row.bookingId,
    says: `${row.bookingId} was captured ${Math.max(captures, attempts)} times.`,
    about: { bookings: [row.bookingId], payments: captured.map(({ providerId }) => providerId) },
    evidence: { booking: rowEvidence(row), payments: captured },
  });
}

function checkBacking(book: Book, row: AuditedRow, { look, find }: Notebook): void {
  if (row.state !== 'SEATED' && row.state !== 'TICKETED') return;
  look('I5');
  const payments = book.paymentsOf(row.bookingId);
  const capturable = row.state === 'SEATED' && payments.some(({ state }) => state === 'authorised');
  if (capturable || payments.some(isKept)) return;
  find({
    invariant: 'I5',
    rule: 'seats-without-money',
    subject: row.bookingId,
    says: `${row.bookingId} is ${row.state}, and no money is ${row.state === 'SEATED' ? 'authorised or ' : ''}captured for it.`,
    about: { bookings: [row.bookingId], payments: payments.map(({ providerId }) => providerId) },
    evidence: { booking: rowEvidence(row), payments },
    // A declined capture is undone in a moment.
    ...(row.state === 'SEATED' && {
      passing: { since: book.since(row.bookingId), inWork: book.inWork(row.bookingId) },
    }),
  });
}

function about(
  book: Book,
  payment: AuditedPayment,
  invariant: Finding['invariant'],
  rule: string,
  says: string,
): Finding {
  const { bookingId, paymentId, providerId } = payment;
  const row = book.row(bookingId);
  return {
    invariant,
    rule,
    subject: providerId,
    says: `Payment ${paymentId} (${providerId}) ${says}`,
    about: { bookings: [bookingId], payments: [providerId] },
    evidence: { payment, booking: row && rowEvidence(row) },
  };
}

/** Money may come to a booking that was closed long ago; only the provider's ledger tells when. Without it the wait begins now. */
function passingOf(book: Book, { bookingId, changedAt, createdAt }: AuditedPayment) {
  const since = changedAt === undefined ? undefined : book.since(bookingId, changedAt, createdAt);
  return { since, inWork: book.inWork(bookingId) };
}

const money = ({ amount, currency }: { amount: number; currency: string }): string => `${amount} ${currency}`;
