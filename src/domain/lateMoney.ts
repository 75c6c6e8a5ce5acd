import type { LateMoneyFacts } from './bookingPolicy';
import type { Booking, BookingState, CloseReason, PaymentStatus } from './bookings';
import type { EpochMs } from './instants';
import { type Money, sameMoney } from './money';
import { segmentsOf } from './offers';
import type { ProviderPayment } from './payments';

/** What must be known of a booking to judge a payment that came after its end. Nothing personal. */
export interface PaidBooking {
  readonly state: BookingState;
  readonly holdNumber: number;
  readonly closeReason?: CloseReason;
  readonly closedAt?: EpochMs;
  readonly reopenedFor?: string;
  readonly departAt: EpochMs;
  readonly total: Money;
  readonly payments: readonly {
    readonly paymentId: string;
    readonly providerId?: string;
    readonly status: PaymentStatus;
  }[];
}

export function paidBookingOf(row: Booking): PaidBooking {
  const { state, holdNumber, closeReason, closedAt, reopenedFor, price, offer } = row;
  return {
    state,
    holdNumber,
    ...(closeReason !== undefined && { closeReason }),
    ...(closedAt !== undefined && { closedAt }),
    ...(reopenedFor !== undefined && { reopenedFor }),
    departAt: segmentsOf(offer)[0]?.depart.at ?? row.createdAt,
    total: price.total,
    payments: row.payments.map(({ paymentId, providerId, status }) => ({
      paymentId,
      ...(providerId !== undefined && { providerId }),
      status,
    })),
  };
}

/** The provider holds money for it: authorised, or captured and not sent back whole. */
export function holdsMoney({ state, amount, refunded }: ProviderPayment): boolean {
  return state === 'authorised' || (state === 'captured' && refunded.amount < amount.amount);
}

export function isUnderWay({ state }: Pick<PaidBooking, 'state'>): boolean {
  return state !== 'CLOSED' && state !== 'TICKETED';
}

/** Nothing can become of it any more. */
function isOver(payment: ProviderPayment): boolean {
  return payment.state === 'cancelled' || (payment.state === 'captured' && !holdsMoney(payment));
}

type Standing = Pick<PaidBooking, 'state' | 'payments'>;
type Named = Pick<ProviderPayment, 'paymentId' | 'providerId'>;

/**
 * A booking stands for this payment: it was paid with it, or is not at its end, so that its payments are the business of
 * whoever works on it.
 */
export function standsFor(booking: Standing | undefined, { paymentId, providerId }: Named): boolean {
  if (!booking || booking.state === 'CLOSED') return false;
  if (booking.state !== 'TICKETED') return true;
  const attempt = booking.payments.find((p) => p.paymentId === paymentId);
  return attempt?.status === 'captured' && (attempt.providerId ?? providerId) === providerId;
}

/** A payment that holds money or still may, and that no booking stands for. */
export function isStray(booking: Standing | undefined, payment: ProviderPayment): boolean {
  return !isOver(payment) && !standsFor(booking, payment);
}

const minutesBetween = (from: number, to: number): number => (to - from) / 60_000;

/** The facts that the table of late money asks for, as long as nobody tried for the seats. */
export function lateMoneyFacts(
  booking: PaidBooking | undefined,
  payment: ProviderPayment,
  now: number,
): LateMoneyFacts {
  const unknown = { booking: 'unknown', amount: 'other', minutesSinceClose: 0, minutesToDeparture: 0 } as const;
  const money = payment.state === 'captured' ? 'captured' : 'authorised';
  if (!booking) return { ...unknown, refundedBefore: false, money, seats: 'free' };
  return {
    booking: booking.state === 'TICKETED' ? 'ticketed' : (booking.closeReason ?? 'refused'),
    amount: sameMoney(booking.total, payment.amount) ? 'quoted' : 'other',
    refundedBefore: payment.refunded.amount > 0 || booking.payments.some(({ status }) => status === 'refunded'),
    money,
    minutesSinceClose: minutesBetween(booking.closedAt ?? 0, now),
    minutesToDeparture: minutesBetween(now, booking.departAt),
    seats: 'free',
  };
}
