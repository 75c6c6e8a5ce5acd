import type { Booking } from './bookings';
import type { ReportedPayment } from './paymentHints';

/**
 * What a hint about a payment is worth to its booking: `wake` it; ask again `soon`, because the booking is just talking to
 * the provider itself; or `needless`, because the booking knows. Waking costs a booking as much as one of its own steps,
 * and most hints only tell of what the booking has just been answered.
 */
export type ReportWorth = 'wake' | 'soon' | 'needless';

export function reportWorth(row: Booking | undefined, { paymentId, ofMoney }: ReportedPayment): ReportWorth {
  const attempt = row?.payments.find((payment) => payment.paymentId === paymentId);
  switch (row?.state) {
    case 'HELD':
      if (!attempt) return 'soon';
      return attempt.status === 'declined' && !ofMoney ? 'needless' : 'wake';
    case 'PAYING':
    case 'SEATED':
      return attempt ? 'needless' : 'wake';
    case 'TICKETED':
      return attempt?.status === 'captured' ? 'needless' : 'wake';
    default:
      return 'wake';
  }
}
