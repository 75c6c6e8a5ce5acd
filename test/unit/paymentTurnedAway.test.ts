import { createBookingIds } from '../../src/api/bookingIds';
import { paymentRoutes } from '../../src/api/http/payments';
import type { Booking, BookingState, PaymentAttempt } from '../../src/domain/bookings';
import { epochMs } from '../../src/domain/instants';
import { newBooking, someSegment } from '../support/bookings';

const secret = 'a-secret-for-tests-only';
const put = newBooking([someSegment()], ['11A']);
const amount = put.price.total;

/** Pays a booking that is held when it is looked at, and for which its row says `after` once its workflow has answered. */
function payFor(after: Booking, waitSeconds = 0) {
  const rows: Booking[] = [{ ...put, state: 'HELD' }, after];
  const [createPayment] = paymentRoutes({
    bookings: { findWithPersonalData: async () => ({ booking: rows.shift(), personal: undefined }) },
    workflows: { pay: async () => ({ outcome: 'done' }) },
    ids: createBookingIds(secret),
    fingerprintSecret: secret,
    now: () => epochMs(1_900_000_000_000),
  } as never);
  const caller = { kind: 'user', userId: put.owner, roles: [] };
  const body = { amount, method: { type: 'card', token: 'pm_card_visa' }, returnUrl: 'https://example.com/back' };
  return createPayment!.handle({
    caller,
    params: { id: put.bookingId },
    body,
    idempotencyKey: 'k',
    waitSeconds,
  } as never);
}
const paymentId = createBookingIds(secret).paymentId(put.bookingId, 'k');
const paidBefore = (state: BookingState, ...then: readonly PaymentAttempt[]): Booking => ({
  ...put,
  state,
  locator: 'ABC234',
  soldFor: 'pay_1',
  payments: [{ paymentId: 'pay_1', providerId: 'pi_1', status: 'captured', amount }, ...then],
});

test('a payment that a confirmed booking turned away is refused, and not said to be under way', async () => {
  await expect(payFor(paidBefore('TICKETED'))).rejects.toMatchObject({ code: 'already_paid' });
});

test('a payment of which nothing is written yet is under way', async () => {
  expect(await payFor({ ...put, state: 'HELD' })).toMatchObject({ status: 202, body: { status: 'processing' } });
});

test('a payment that a confirmed booking had heard of before it was sold for another one is refused, too', async () => {
  const open = { paymentId, amount, status: 'requires_action' } as const;
  await expect(payFor(paidBefore('TICKETED', open))).rejects.toMatchObject({ code: 'already_paid' });
});

test.each(['SEATED', 'TICKETED'] as const)(
  'nobody whose second payment went back is told to search again, as long as the booking is sold for the first: %s',
  async (state) => {
    const wentBack = { paymentId, amount, status: 'voided', declineCode: 'already_paid' } as const;
    await expect(payFor(paidBefore(state, wentBack), 10)).rejects.toMatchObject({
      code: 'payment_declined',
      detail: expect.stringContaining('another payment'),
      extras: { nextActions: ['read the booking: another payment is for it'] },
    });
  },
);

test('whoever was declined is told to search again when the booking has ended, or is about to because of that', async () => {
  const declined = { paymentId, amount, status: 'declined', declineCode: 'already_paid' } as const;
  const ended: Booking = { ...paidBefore('CLOSED', declined), closeReason: 'refused' };
  const ending: Booking = { ...put, state: 'SEATED', soldFor: paymentId, payments: [declined] };
  for (const booking of [ended, ending])
    await expect(payFor(booking, 10)).rejects.toMatchObject({ extras: { nextActions: ['search again'] } });
});
