import type { Passenger } from './bookings';
import { isSeated, type Segment } from './offers';
import { freeSeats, type WantedSeat } from './seatChoice';
import type { PlannedSeat } from './seatPlans';

type Traveller = Pick<Passenger, 'id' | 'type'>;

/**
 * How far from the best a choice may stray: one of the best `reach` choices, the one at `draw` (in [0, 1)) of them. Those
 * who have just lost the same seats look further afield, so that they do not all meet again at the next best ones.
 */
export interface Stray {
  readonly reach: number;
  readonly draw: number;
}
const theBest: Stray = { reach: 1, draw: 0 };

/**
 * The best free seats for a party on one segment: together in one row if a row has room, else in as few rows as it
 * takes, from the front; nobody but adults in an exit row. Undefined when the cabin has too few.
 */
export function bestAvailable(
  segment: Segment,
  segmentIndex: number,
  travellers: readonly Traveller[],
  taken: ReadonlySet<string>,
  { reach, draw }: Stray = theBest,
): WantedSeat[] | undefined {
  const seated = travellers.filter((t) => isSeated(t.type));
  if (seated.length === 0) return [];
  const adultsOnly = seated.every((t) => t.type === 'adult');
  const usable = freeSeats(segment, segment.cabin, taken).filter(
    (s) => adultsOnly || !s.characteristics.includes('exit_row'),
  );
  const rows = [...groupByRow(usable).values()];
  const together = rows.flatMap((row) => blocksOf(row, seated.length));
  const fullestFirst = [...rows].sort((a, b) => b.length - a.length || (a[0]?.row ?? 0) - (b[0]?.row ?? 0)).flat();
  const choices = together.length > 0 ? together : blocksOf(fullestFirst, seated.length);
  const chosen = choices[Math.floor(draw * Math.min(reach, choices.length))];
  return chosen && seated.map((t, i) => ({ segment: segmentIndex, passenger: t.id, designator: chosen[i] ?? '' }));
}

export type CompletedSeats =
  | { readonly outcome: 'chosen'; readonly seats: readonly WantedSeat[] }
  /** `segment` counts from 0 over the offer. */
  | { readonly outcome: 'too_few_seats'; readonly segment: number };

/** The seats a customer named, which stay as they are, and the best available ones for everybody else on every segment. */
export function completeSeats(
  named: readonly WantedSeat[],
  travellers: readonly Traveller[],
  segments: readonly Segment[],
  takenOn: (segment: Segment) => Iterable<string>,
  stray: Stray = theBest,
): CompletedSeats {
  const seats = [...named];
  for (const [index, segment] of segments.entries()) {
    const given = named.filter((s) => s.segment === index);
    const others = travellers.filter((t) => !given.some((s) => s.passenger === t.id));
    const taken = new Set([...takenOn(segment), ...given.map((s) => s.designator)]);
    const chosen = bestAvailable(segment, index, others, taken, stray);
    if (!chosen) return { outcome: 'too_few_seats', segment: index };
    seats.push(...chosen);
  }
  return { outcome: 'chosen', seats };
}

function groupByRow(seats: readonly PlannedSeat[]): Map<number, PlannedSeat[]> {
  const rows = new Map<number, PlannedSeat[]>();
  for (const seat of seats) rows.set(seat.row, [...(rows.get(seat.row) ?? []), seat]);
  return rows;
}

/** As many groups of `size` neighbours as there are, none sharing a seat with another. */
function blocksOf(seats: readonly PlannedSeat[], size: number): string[][] {
  return Array.from({ length: Math.floor(seats.length / size) }, (_, i) =>
    seats.slice(i * size, (i + 1) * size).map((seat) => seat.designator),
  );
}
