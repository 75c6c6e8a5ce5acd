import { modelMoves } from '../../model/transitions';
import type { BookingState } from '../../src/domain/bookings';
import type { FlightId } from '../../src/domain/flights';
import type { SeatRow } from '../../src/domain/seatRows';
import { rowBreach, rowTransitions, seatBreach } from '../../src/domain/transitions';

const now = 1_790_000_000_000;
const place = { flightId: 'X9-1-2026-12-10-LIS' as FlightId, seat: '12A' };
const locked = (holdId: string, lockExpiresAt = now + 60_000): SeatRow => ({
  ...place,
  status: 'locked',
  holdId,
  bookingId: holdId.split('#')[0] ?? '',
  lockExpiresAt,
});
const reserved = (holdId: string): SeatRow => ({
  ...place,
  status: 'reserved',
  holdId,
  bookingId: holdId.split('#')[0] ?? '',
});

test.each<[string, SeatRow | undefined, SeatRow | undefined]>([
  ['a hold', undefined, locked('a#1')],
  ['an extension', locked('a#1'), locked('a#1', now + 120_000)],
  ['a seat kept in a seat change', locked('a#1'), locked('a#2')],
  ['a confirmation', locked('a#1'), reserved('a#1')],
  ['an undo of a hold', locked('a#1'), undefined],
  ['an undo of a confirmation', reserved('a#1'), undefined],
  ['a hold over one whose time has passed', locked('a#1', now - 1), locked('b#1')],
])('takes %s for legal', (_, before, after) => {
  expect(seatBreach(before, after, now)).toBeUndefined();
});

test.each<[string, SeatRow | undefined, SeatRow | undefined]>([
  ['a sale without a hold', undefined, reserved('a#1')],
  ['a sold seat that is held again', reserved('a#1'), locked('b#1')],
  ['a sold seat that is sold again', reserved('a#1'), reserved('b#1')],
  ['a hold of one that is sold to another', locked('a#1'), reserved('b#1')],
  ['a hold over one whose time has not passed', locked('a#1', now + 60_000), locked('b#1')],
  ['an expiry that stays on a sold seat', locked('a#1'), { ...reserved('a#1'), lockExpiresAt: now }],
  ['an expiry in seconds', undefined, locked('a#1', Math.round(now / 1000))],
  ['a hold without a fence', undefined, { ...place, status: 'locked', lockExpiresAt: now }],
])('reports %s', (_, before, after) => {
  expect(seatBreach(before, after, now)).toEqual(expect.any(String));
});

const row = (state: string, version: number, holdNumber = 1) => ({ state, version, holdNumber });

test('knows every step of a booking, and no other', () => {
  const states: readonly BookingState[] = ['NEW', 'HELD', 'PAYING', 'SEATED', 'TICKETED', 'CLOSED'];
  for (const from of states) {
    for (const to of states) {
      // A booking that is reopened goes on under its next hold; any other step may.
      const breach = rowBreach(row(from, 1, 1), row(to, 2, from === 'CLOSED' && to === 'HELD' ? 2 : 1));
      expect([from, to, breach === undefined]).toEqual([from, to, rowTransitions[from].includes(to)]);
    }
  }
  expect(rowBreach(undefined, row('NEW', 0))).toBeUndefined();
});

test('lets a closed booking be reopened under the next hold number only, so that writes of the old hold stay fenced', () => {
  expect(rowBreach(row('CLOSED', 2, 1), row('HELD', 3, 2))).toBeUndefined();
  expect(rowBreach(row('CLOSED', 2, 1), row('HELD', 3, 1))).toMatch(/reopened/);
  expect(rowBreach(row('CLOSED', 2, 1), row('HELD', 3, 3))).toMatch(/reopened/);
});

test('reports a booking that begins in the middle, goes back, changes without an event, or vanishes', () => {
  expect(rowBreach(undefined, row('HELD', 1))).toMatch(/began/);
  expect(rowBreach(row('HELD', 2), row('HELD', 1))).toMatch(/went back/);
  expect(rowBreach(row('HELD', 2), row('PAYING', 2))).toMatch(/without an event/);
  expect(rowBreach(row('HELD', 2, 2), row('HELD', 3, 1))).toMatch(/hold number/);
  expect(rowBreach(row('HELD', 2), undefined)).toMatch(/deleted/);
  expect(rowBreach(row('HELD', 2), row('SOLD', 3))).toMatch(/no state/);
});

test('the searched model knows the same moves between states, and no other', () => {
  const moves = Object.entries(rowTransitions).map(([from, to]) => [from, to.filter((state) => state !== from)]);
  expect(Object.fromEntries(moves)).toEqual(modelMoves);
});
