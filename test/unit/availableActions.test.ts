import { availableActions } from '../../src/api/http/bookingShape';
import type { BookingState, PaymentStatus } from '../../src/domain/bookings';
import { newBooking, somePrice, someSegment } from '../support/bookings';

const put = newBooking([someSegment()], ['11A']);
const inState = (state: BookingState, ...statuses: PaymentStatus[]) =>
  availableActions({
    ...put,
    state,
    payments: statuses.map((status, n) => ({ paymentId: `pay_${n}`, status, amount: somePrice.total })),
  });

test('a held booking may be paid, extended, reseated and given back', () => {
  expect(inState('HELD')).toEqual(['pay', 'extend', 'change_seats', 'cancel']);
  expect(inState('HELD', 'declined')).toEqual(['pay', 'extend', 'change_seats', 'cancel']);
});

test('a booking whose payment is under way takes no other payment and no other seats', () => {
  for (const status of ['requires_action', 'processing', 'authorised'] as const)
    expect(inState('HELD', 'declined', status)).toEqual(['extend', 'cancel']);
});

test('a booking that is not held takes nothing', () => {
  for (const state of ['PAYING', 'SEATED', 'TICKETED', 'CLOSED'] as const) expect(inState(state)).toEqual([]);
});
