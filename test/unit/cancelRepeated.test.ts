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

/** Cancels or extends a booking of which the row that is read first says `before`, and whose workflow has ended when it is asked. */
function act(
  operationId: 'cancelBooking' | 'extendBooking',
  booking: Booking,
  idempotencyKey: string,
  before = booking,
) {
  const rows = [before, booking];
  const routes = bookingActionRoutes({
    bookings: { findWithPersonalData: async () => ({ booking: rows.shift(), personal: undefined }) },
    workflows: { cancel: async () => ({ outcome: 'over' }), extend: async () => ({ outcome: 'over' }) },
    ids,
    now: () => epochMs(1_900_000_000_000),
  } as never);
  const route = routes.find(({ spec }) => spec.operationId === operationId);
  const caller = { kind: 'user', userId: put.owner, roles: [] };
  return route!.handle({ caller, params: { id: put.bookingId }, idempotencyKey } as never);
}

const cancel = (booking: Booking, key: string, before?: Booking) => act('cancelBooking', booking, key, before);
const held: Booking = { ...put, state: 'HELD' };

test('a repeated cancellation is answered as the first one would have been, when its workflow has forgotten it', async () => {
  expect(await cancel(cancelled('key-1'), 'key-1')).toMatchObject({ status: 200, body: { status: 'cancelled' } });
});

test('a cancellation under another key comes too late', async () => {
  await expect(cancel(cancelled('key-1'), 'key-2')).rejects.toMatchObject({ code: 'already_cancelled' });
});

test('a cancellation that another one has overtaken is told so, and one that did it itself is not', async () => {
  await expect(cancel(cancelled('key-1'), 'key-2', held)).rejects.toMatchObject({ code: 'already_cancelled' });
  expect(await cancel(cancelled('key-1'), 'key-1', held)).toMatchObject({ status: 200 });
});

test('an extension that a cancellation has overtaken is refused', async () => {
  const extended = act('extendBooking', cancelled('key-1'), 'key-2', held);
  await expect(extended).rejects.toMatchObject({ code: 'already_cancelled' });
});
