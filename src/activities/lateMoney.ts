import type { Booking } from '../domain/bookings';
import { type PaidBooking, paidBookingOf } from '../domain/lateMoney';
import type { ProviderPayment } from '../domain/payments';
import type { PaymentGateway } from '../gateways/payments';

export interface LateMoneyDeps {
  /** A strong read. */
  readonly findBooking: (bookingId: string) => Promise<Booking | undefined>;
  readonly payments: Pick<PaymentGateway, 'find'>;
}

export function createLateMoneyActivities({ findBooking, payments }: LateMoneyDeps) {
  return {
    /** A payment as the provider says it stands, if it knows it, beside the booking it was made for. Twice: reads only. */
    async readLateMoney({
      bookingId,
      providerId,
    }: {
      readonly bookingId: string;
      readonly providerId: string;
    }): Promise<{ readonly booking?: PaidBooking; readonly payment?: ProviderPayment }> {
      // The provider first: money that came is then judged by what the row says afterwards.
      const payment = await payments.find(providerId);
      const row = await findBooking(bookingId);
      return { ...(row && { booking: paidBookingOf(row) }), ...(payment && { payment }) };
    },
  };
}
export type LateMoneyActivities = ReturnType<typeof createLateMoneyActivities>;
