import fc from 'fast-check';
import { bestAvailable, completeSeats } from '../../src/domain/bestSeats';
import { isoDate } from '../../src/domain/instants';
import { formatFlightId } from '../../src/domain/flights';
import type { Segment } from '../../src/domain/offers';
import { freeSeats } from '../../src/domain/seatChoice';
import { anOffer } from '../support/offers';

const [base] = anOffer('off_1').slices[0]!.segments;
const flightId = formatFlightId({ carrier: 'X7', number: '1', originOn: isoDate('2031-05-10'), boardPoint: 'LIS' });
const segment: Segment = { ...base!, flightId, legs: [flightId], cabin: 'economy', seatPlanId: 'E90-104' };
const all = freeSeats(segment, 'economy', new Set());
const adults = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `pax_${i}`, type: 'adult' as const }));
const rowOf = (designator: string) => Number.parseInt(designator, 10);

const maps = fc.subarray(all.map(({ designator }) => designator)).map((taken) => new Set(taken));
const strays = fc.record({
  reach: fc.integer({ min: 1, max: 2000 }),
  draw: fc.double({ min: 0, max: 0.999, noNaN: true }),
});

test('a party gets free seats of its own, one each, or nothing when there are too few', () => {
  fc.assert(
    fc.property(maps, fc.integer({ min: 1, max: 9 }), strays, (taken, size, stray) => {
      const chosen = bestAvailable(segment, 0, adults(size), taken, stray);
      const left = all.length - taken.size;
      expect(chosen === undefined).toBe(left < size);
      const designators = chosen?.map((seat) => seat.designator) ?? [];
      expect(new Set(designators).size).toBe(chosen === undefined ? 0 : size);
      expect(designators.filter((d) => taken.has(d) || !all.some((seat) => seat.designator === d))).toEqual([]);
    }),
  );
});

test('a party sits in one row as long as a row has room, however far its choice strays', () => {
  fc.assert(
    fc.property(maps, fc.integer({ min: 1, max: 4 }), strays, (taken, size, stray) => {
      const free = all.filter(({ designator }) => !taken.has(designator));
      const room = free.some(({ row }) => free.filter((seat) => seat.row === row).length >= size);
      const chosen = bestAvailable(segment, 0, adults(size), taken, stray);
      if (room) expect(new Set(chosen!.map(({ designator }) => rowOf(designator))).size).toBe(1);
    }),
  );
});

test('nobody but adults is put into an exit row', () => {
  const exits = new Set(all.filter((s) => s.characteristics.includes('exit_row')).map((s) => s.designator));
  expect(exits.size).toBeGreaterThan(0);
  const family = [...adults(1), { id: 'pax_c', type: 'child' as const }];
  fc.assert(
    fc.property(maps, strays, (taken, stray) => {
      const chosen = bestAvailable(segment, 0, family, taken, stray) ?? [];
      expect(chosen.filter(({ designator }) => exits.has(designator))).toEqual([]);
    }),
  );
});

test('seats that were named stay as they are, and the segment with too few is named', () => {
  const named = [{ segment: 0, passenger: 'pax_0', designator: all[5]!.designator }];
  const complete = completeSeats(named, adults(3), [segment, segment], () => []);
  expect(complete).toMatchObject({ outcome: 'chosen' });
  const seats = complete.outcome === 'chosen' ? complete.seats : [];
  expect(seats[0]).toEqual(named[0]);
  expect(seats.map(({ segment: s, passenger }) => `${s}/${passenger}`).sort()).toEqual(
    [0, 1].flatMap((s) => [0, 1, 2].map((p) => `${s}/pax_${p}`)),
  );
  const full = (s: Segment) => (s === segment ? all.map(({ designator }) => designator) : []);
  expect(completeSeats([], adults(1), [{ ...segment }, segment], full)).toEqual({
    outcome: 'too_few_seats',
    segment: 1,
  });
});
