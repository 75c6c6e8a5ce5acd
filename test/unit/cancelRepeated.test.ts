import { createBookingIds } from '../../src/api/bookingIds';
import { bookingActionRoutes } from '../../src/api/http/bookingActions';
import type { Booking } from '../../src/domain/bookings';
import { epochMs } from '../../src/domain/instants';
import { newBooking, someSegment } from '../support/bookings';

const ids = createBookingIds('a-secret-for-tests-only');
const put = newBooking([someSegment()], ['11A']);
const cancelled = (key: string): Booking => ({
  ...put,
  state: 'CLOSED',
  closeReason: 'cancelled',
  closedBy: `cancel-${ids.paymentId(put.bookingId, key)}`,
  closedAt: epochMs(1_900_000_000_000),
});

/** Cancels a booking whose workflow knows nothing of the request any more. */
function cancel(booking: Booking, idempotencyKey: string) {
  const routes = bookingActionRoutes({
    bookings: { findWithPersonalData: async () => ({ booking, personal: undefined }) },
    workflows: { cancel: async () => ({ outcome: 'over' }) },
    ids,
    now: () => epochMs(1_900_000_000_000),
  } as never);
  const route = routes.find(({ spec }) => spec.operationId === 'cancelBooking');
  const caller = { kind: 'user', userId: put.owner, roles: [] };
  return route!.handle({ caller, params: { id: put.bookingId }, idempotencyKey } as never);
}

test('a repeated cancellation is answered as the first one would have been, when its workflow has forgotten it', async () => {
  expect(await cancel(cancelled('key-1'), 'key-1')).toMatchObject({ status: 200, body: { status: 'cancelled' } });
});

test('a cancellation under another key comes too late', async () => {
  await expect(cancel(cancelled('key-1'), 'key-2')).rejects.toMatchObject({ code: 'already_cancelled' });
});
