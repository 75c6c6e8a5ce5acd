import fc from 'fast-check';
import { type Booking, holdIdOf } from '../../src/domain/bookings';
import { type SeatCommandStep, steps } from './seatCommands';
import type { SeatCall } from './seatModel';
import type { SeatStage } from './seatModelStage';

/** Calls that are made at the same time: some of them twice, as when an answer was lost and the first is still under way. */
export interface Wave {
  readonly steps: readonly { readonly step: SeatCommandStep; readonly twice: boolean }[];
  /** How long nothing happens before it. */
  readonly afterSeconds: number;
}

export const waves: fc.Arbitrary<Wave[]> = fc.array(
  fc.record({
    steps: fc.array(fc.record({ step: steps, twice: fc.nat(3).map((n) => n === 0) }), { minLength: 2, maxLength: 6 }),
    afterSeconds: fc.constantFrom(0, 0, 0, 1, 60, 91),
  }),
  { minLength: 4, maxLength: 12, size: 'max' },
);

export async function runWave(stage: SeatStage, { steps: chosen, afterSeconds }: Wave): Promise<SeatCall[]> {
  stage.clock.now += afterSeconds * 1000;
  const calls = chosen.flatMap(({ step, twice }) => {
    const call = step.call(stage);
    return twice ? [call, call] : [call];
  });
  await Promise.all(calls.map((call) => stage.write(call)));
  await stage.adopt();
  return calls;
}

type Tables = Awaited<ReturnType<SeatStage['readEverything']>>;
type Item = Readonly<Record<string, unknown>>;
const placesOf = ({ seats }: Booking) =>
  seats.flatMap(({ legs, designator }) => legs.map((leg) => `${leg}/${designator}`));
const holdOf = ({ bookingId, holdNumber }: Booking) => holdIdOf(bookingId, holdNumber);

/** What is wrong with the tables while nobody writes, whatever the order in which the calls took place. */
export function raceFaults(before: Tables, after: Tables, now: number): string[] {
  const { rows, seats, slots, logs } = after;
  const byId = new Map(rows.map((row) => [row.bookingId, row]));
  return [
    ...rows.flatMap((row) => rowFaults(row, before, after, now)),
    ...Object.entries(seats).flatMap(([place, seat]) => seatFaults(place, seat, byId.get(String(seat['BookingID'])))),
    ...Object.entries(slots).flatMap(([slot, { BookingID }]) =>
      byId.get(String(BookingID))?.state === 'CLOSED' ? [`I8: slot ${slot} is kept by a closed booking`] : [],
    ),
    ...rows.flatMap(({ bookingId, state, clearedAt }) =>
      clearedAt !== undefined && state !== 'CLOSED' ? [`${bookingId} is ${state}, and counts as cleared away`] : [],
    ),
    ...rows.flatMap((row) => {
      const numbers = logs[row.bookingId]!;
      const whole = numbers.every((seq, i) => seq === i + 1) && numbers.length === row.version;
      return whole ? [] : [`version ${row.version} with events ${numbers.join()}`];
    }),
  ];
}

function rowFaults(row: Booking, before: Tables, { seats }: Tables, now: number): string[] {
  const places = placesOf(row);
  const own = places.filter((place) => seats[place]?.['HoldID'] === holdOf(row));
  switch (row.state) {
    case 'SEATED':
    case 'TICKETED': {
      const sold = own.filter((place) => seats[place]!['Status'] === 'reserved');
      return sold.length === places.length ? [] : [`I6: ${row.state} with ${sold.length} of ${places.length} seats`];
    }
    case 'HELD':
    case 'PAYING': {
      const had = before.rows.find(({ bookingId }) => bookingId === row.bookingId)!;
      const lost = places.filter((place) => !own.includes(place) && placesOf(had).includes(place));
      const tooEarly = lost.filter((place) => {
        const lock = before.seats[place];
        return lock?.['HoldID'] === holdOf(had) && Number(lock['LockExpiresAt']) >= now;
      });
      return tooEarly.map((place) => `I4: ${place} was taken from ${row.bookingId} before its time`);
    }
    case 'NEW':
    case 'CLOSED':
      return [];
  }
}

function seatFaults(place: string, seat: Item, row: Booking | undefined): string[] {
  if (!row || row.state === 'NEW' || row.state === 'CLOSED')
    return [`I8: ${place} is kept by a booking that is ${row?.state ?? 'unknown'}`];
  const faults: string[] = [];
  if (!placesOf(row).includes(place)) faults.push(`I8: ${place} is kept by a booking that has other seats`);
  if (seat['HoldID'] !== holdOf(row)) faults.push(`F6: ${place} stands under ${String(seat['HoldID'])}`);
  const sold = row.state === 'SEATED' || row.state === 'TICKETED';
  if (seat['Status'] === 'reserved' && !sold)
    faults.push(`I5: ${place} is reserved for a booking that is ${row.state}`);
  return faults;
}
