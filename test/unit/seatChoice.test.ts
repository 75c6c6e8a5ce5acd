import type { FlightId } from '../../src/domain/flights';
import { partyFaults, seatChangeFaults } from '../../src/domain/seatChoice';

/** A party of so many on so many segments, each of two legs when asked for, in seats of this row. */
const party = (people: number, segments: number, { legs = 1, row = 10 } = {}) =>
  Array.from({ length: segments }, (_, segment) =>
    Array.from({ length: people }, (_, i) => ({
      segment,
      passenger: `pax_${i + 1}`,
      designator: `${row + Math.floor(i / 6)}${'ABCDEF'[i % 6] ?? ''}`,
      legs: Array.from({ length: legs }, (_, leg) => `L0-${segment + 1}${leg}-2026-12-24-LIS` as FlightId),
    })),
  ).flat();

describe('seats that one write must hold', () => {
  it.each([
    [9, 6, 1, 0],
    [8, 6, 2, 0],
    [9, 6, 2, 1],
  ])('of %i people on %i segments of %i legs: %i faults', (people, segments, legs, faults) => {
    expect(partyFaults(party(people, segments, { legs }))).toHaveLength(faults);
  });

  it('says how many there are and how many there may be', () => {
    expect(partyFaults(party(9, 6, { legs: 2 }))[0]).toMatchObject({
      refusal: 'seat_not_assignable',
      fault: {
        pointer: '/seats',
        message: expect.stringContaining('108 seats over all legs. A booking has 96') as string,
      },
    });
  });

  it('lets a party change as many seats as fit beside those it keeps, and no more', () => {
    const before = party(9, 6);
    const others = party(9, 6, { row: 20 });
    const changing = (count: number) => [...others.slice(0, count), ...before.slice(count)];
    expect(seatChangeFaults(before, changing(44))).toEqual([]);
    expect(seatChangeFaults(before, changing(45))[0]?.fault.message).toBe(
      'These are 45 other seats over all legs. Change 44 at once at most, and the rest next.',
    );
    expect(seatChangeFaults(before, before)).toEqual([]);
  });

  it('takes passengers who change places with each other for no change of seats', () => {
    const before = party(9, 6);
    const swapped = before.map((seat, i) => ({ ...seat, passenger: before[before.length - 1 - i]!.passenger }));
    expect(seatChangeFaults(before, swapped)).toEqual([]);
  });
});
