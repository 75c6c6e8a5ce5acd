import type { Booking, BookingState, PaymentStatus } from '../../src/domain/bookings';
import { reportWorth } from '../../src/domain/reportWorth';

const amount = { amount: 100, currency: 'EUR' };
const hint = { bookingId: 'bkg_1', paymentId: 'pay_1', providerId: 'pi_1', ofMoney: true };

function row(state: BookingState, status?: PaymentStatus, paymentId = 'pay_1'): Booking {
  const payments = status === undefined ? [] : [{ paymentId, status, amount, fingerprint: 'f' }];
  // Nothing else of the row is looked at.
  return { bookingId: 'bkg_1', state, payments } as unknown as Booking;
}

describe('a hint about a payment', () => {
  it.each([
    ['is looked at again while the booking itself is asking the provider', row('HELD'), 'soon'],
    ['wakes a booking whose customer was sent to the bank', row('HELD', 'requires_action'), 'wake'],
    ['wakes a booking that got no answer from the provider', row('HELD', 'processing'), 'wake'],
    ['wakes a booking that holds the payment for declined, when it tells of money', row('HELD', 'declined'), 'wake'],
    ['is needless to a booking that is selling for this payment', row('PAYING', 'processing'), 'needless'],
    ['is needless to a booking that is taking this payment', row('SEATED', 'authorised'), 'needless'],
    ['is told to a booking that is selling for another payment', row('SEATED', 'authorised', 'pay_2'), 'wake'],
    ['is needless to a booking that was paid with it', row('TICKETED', 'captured'), 'needless'],
    ['of money matters to a booking that was paid otherwise', row('TICKETED', 'captured', 'pay_2'), 'wake'],
    ['of money matters to a booking that is over', row('CLOSED', 'voided'), 'wake'],
    ['of money matters where there is no booking', undefined, 'wake'],
  ] as const)('%s', (_name, booking, worth) => {
    expect(reportWorth(booking, hint)).toBe(worth);
  });

  it('of a decline is needless to a booking that knows of it', () => {
    expect(reportWorth(row('HELD', 'declined'), { ...hint, ofMoney: false })).toBe('needless');
  });
});
