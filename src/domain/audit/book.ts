import { holdIdOf } from '../bookings';
import type { FlightId } from '../flights';
import type { SeatRow } from '../seatRows';
import type { AuditedBooking, AuditedPayment, AuditedRow, AuditedSlot, AuditFacts } from './facts';

export interface Place {
  readonly flightId: FlightId;
  readonly seat: string;
}

/** The facts, with what belongs together found quickly. */
export interface Book {
  readonly facts: AuditFacts;
  readonly booking: (bookingId: string | undefined) => AuditedBooking | undefined;
  readonly row: (bookingId: string | undefined) => AuditedRow | undefined;
  readonly seatAt: (place: Place) => SeatRow | undefined;
  readonly paymentsOf: (bookingId: string) => readonly AuditedPayment[];
  readonly slotsOf: (bookingId: string) => readonly AuditedSlot[];
  /** Whether a workflow is about this booking, or about late money of it. */
  readonly inWork: (bookingId: string) => boolean;
  /** Since when the booking has stood as it is and nobody was about it, as far as the facts tell. */
  readonly since: (bookingId: string, ...more: readonly (number | undefined)[]) => number | undefined;
}

export const placeName = ({ flightId, seat }: Place): string => `${flightId} ${seat}`;

export const currentHold = ({ bookingId, holdNumber }: AuditedRow): string => holdIdOf(bookingId, holdNumber);

/** Every seat of the booking on every leg. */
export function placesOf({ seats }: Pick<AuditedRow, 'seats'>): Place[] {
  return seats.flatMap(({ legs, designator }) => legs.map((flightId) => ({ flightId, seat: designator })));
}

export function openBook(facts: AuditFacts): Book {
  const bookings = new Map(facts.bookings.map((booking) => [booking.bookingId, booking]));
  const seats = new Map(facts.seats.map((row) => [placeName(row), row]));
  const payments = grouped(facts.payments ?? [], (payment) => payment.bookingId);
  const slots = grouped(facts.slots, (slot) => slot.bookingId ?? '');
  const booking = (id: string | undefined) => (id === undefined ? undefined : bookings.get(id));
  const paymentsOf = (id: string) => payments.get(id) ?? [];

  function runsOf(bookingId: string) {
    const payments = [...paymentsOf(bookingId), ...(booking(bookingId)?.row?.payments ?? [])];
    const ids = payments.map(({ paymentId }) => `late-${paymentId}`);
    return [bookingId, ...ids].flatMap((id) => facts.runs?.get(id) ?? []);
  }

  return {
    facts,
    booking,
    row: (id) => booking(id)?.row,
    seatAt: (place) => seats.get(placeName(place)),
    paymentsOf,
    slotsOf: (id) => slots.get(id) ?? [],
    inWork: (id) => facts.runs === undefined || runsOf(id).some(({ running }) => running),
    since: (id, ...more) => {
      const { row, events = [] } = booking(id) ?? {};
      const ends = runsOf(id).map((run) => (run.running ? undefined : run.closedAt));
      return latest([row?.createdAt, row?.closedAt, events.at(-1)?.at, ...ends, ...more]);
    },
  };
}

function latest(instants: readonly (number | undefined)[]): number | undefined {
  const known = instants.filter((at) => at !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
