import type { PaymentAttempt, PaymentStatus } from './bookings';

/** The attempts with this one in place of its earlier self, or added as the latest. */
export function withAttempt(attempts: readonly PaymentAttempt[], attempt: PaymentAttempt): readonly PaymentAttempt[] {
  const at = attempts.findIndex((a) => a.paymentId === attempt.paymentId);
  return at < 0 ? [...attempts, attempt] : attempts.map((a, i) => (i === at ? { ...a, ...attempt } : a));
}

/** The attempts with this one as the latest, whose status is the booking's payment status. */
export function withLatest(attempts: readonly PaymentAttempt[], attempt: PaymentAttempt): readonly PaymentAttempt[] {
  const known = attempts.find((a) => a.paymentId === attempt.paymentId);
  return [...attempts.filter((a) => a !== known), { ...known, ...attempt }];
}

/** It may still become money: neither declined nor stopped. */
export function isOpenAttempt({ status }: Pick<PaymentAttempt, 'status'>): boolean {
  return status === 'requires_action' || status === 'processing' || status === 'authorised';
}

/** The attempt that may still become money. */
export function openAttempt(attempts: readonly PaymentAttempt[]): PaymentAttempt | undefined {
  return attempts.find(isOpenAttempt);
}

/** The attempts with one of them in another status. */
export function withStatus(
  attempts: readonly PaymentAttempt[],
  paymentId: string,
  status: PaymentStatus,
): readonly PaymentAttempt[] {
  return attempts.map((attempt) => (attempt.paymentId === paymentId ? { ...attempt, status } : attempt));
}
