import fc from 'fast-check';
import type { PublicSeatState } from '../../src/domain/channels';
import { epochMs } from '../../src/domain/instants';
import {
  applyRecords,
  applyTable,
  emptyImage,
  forgetOld,
  isLater,
  type SeatDelta,
  type SeatRecord,
} from '../../src/domain/seatDeltas';
import { packSeats, unpackSeats } from '../../src/stores/dynamodb/seatMapLog';

const at = epochMs(1_790_000_000_000);
const states: readonly PublicSeatState[] = ['free', 'held', 'sold'];

/** Writes to a few seats, in the order of their sequence numbers. */
const histories = fc
  .array(fc.record({ seat: fc.constantFrom('1A', '1B', '2A'), state: fc.constantFrom(...states) }), { maxLength: 40 })
  .map((writes) => writes.map((write, n): SeatRecord => ({ ...write, sequence: String((n + 1) * 97), at })));

const changesOf = (deltas: readonly SeatDelta[], seat: string) =>
  deltas.flatMap(({ changes }) => changes.filter((change) => change.seat === seat).map(({ state }) => state));

/** What a seat's changes are when nothing is told twice: its states without repetitions, beginning free. */
function distinct(history: readonly SeatRecord[], seat: string): PublicSeatState[] {
  let last: PublicSeatState = 'free';
  return history.flatMap((record) => {
    if (record.seat !== seat || record.state === last) return [];
    last = record.state;
    return [record.state];
  });
}

test('tells each change once, in order, with contiguous versions, however the records are cut and delivered again', () => {
  fc.assert(
    fc.property(histories, fc.infiniteStream(fc.nat(8)), (history, cuts) => {
      let image = emptyImage;
      const deltas: SeatDelta[] = [];
      for (let from = 0; from < history.length;) {
        const [step, back] = [cuts.next().value as number, cuts.next().value as number];
        const until = from + step + 1;
        // Delivered again from some earlier record on, as after a crash.
        const answer = applyRecords(image, history.slice(Math.max(0, from - back), until));
        image = answer.image;
        deltas.push(...answer.deltas);
        from = until;
      }
      expect(deltas.map(({ version }) => version)).toEqual(deltas.map((_, n) => n + 1));
      expect(image.version).toBe(deltas.length);
      for (const seat of ['1A', '1B', '2A']) expect(changesOf(deltas, seat)).toEqual(distinct(history, seat));
      for (const { changes } of deltas) expect(new Set(changes.map(({ seat }) => seat)).size).toBe(changes.length);
    }),
  );
});

test('after a rebuild the image is the table, told as one delta of the differences', () => {
  fc.assert(
    fc.property(
      histories,
      fc.dictionary(fc.constantFrom('1A', '1B', '3C'), fc.constantFrom(...states)),
      (history, rows) => {
        const before = applyRecords(emptyImage, history).image;
        const table = new Map(Object.entries(rows));
        const { image, deltas } = applyTable(before, table, at);
        expect(deltas.length).toBeLessThanOrEqual(1);
        const told = new Map([...before.seats].map(([seat, { state }]) => [seat, state]));
        for (const { seat, state } of deltas[0]?.changes ?? []) told.set(seat, state);
        for (const seat of ['1A', '1B', '2A', '3C']) expect(told.get(seat) ?? 'free').toBe(table.get(seat) ?? 'free');
        expect(applyTable(image, table, at).deltas).toEqual([]);
      },
    ),
  );
});

test('an image is read as it was stored, and forgets only what no stream can deliver again', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const { image } = applyRecords(emptyImage, history);
      expect(unpackSeats(packSeats(image.seats))).toEqual(image.seats);
      expect(forgetOld(image, at)).toEqual(image);
      const later = forgetOld(image, epochMs(at + 26 * 3_600_000));
      expect([...later.seats.values()].every(({ state, sequence }) => state !== 'free' && sequence === undefined)).toBe(
        true,
      );
      expect(later.seats.size).toBe([...image.seats.values()].filter(({ state }) => state !== 'free').length);
    }),
  );
});

test('sequence numbers are compared as numbers of any length', () => {
  expect(isLater('000000000000000001000', '999')).toBe(true);
  expect(
    isLater(
      '49590338271490256608559692538361571095921575989136588898',
      '49590338271490256608559692538361571095921575989136588897',
    ),
  ).toBe(true);
  expect(isLater('97', '97')).toBe(false);
  expect(isLater('1', undefined)).toBe(true);
});
