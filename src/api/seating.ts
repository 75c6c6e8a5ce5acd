import { completeSeats } from '../domain/bestSeats';
import type { Booking, SeatAssignment } from '../domain/bookings';
import { priceBooking } from '../domain/bookingPrice';
import { type Segment, segmentsOf } from '../domain/offers';
import { DomainError } from '../domain/problems';
import { alternativesTo, legsOf, toAssignments, type WantedSeat } from '../domain/seatChoice';
import { type SeatRow, stateAt } from '../domain/seatRows';
import type { SeatStore } from '../stores/dynamodb/seats';
import type { Tried } from './admission';
import { createSharedReads } from './sharedReads';

const alternativesShown = 5;
/** A thousand callers for one seat share one read of the map; the hold's own condition is what decides. */
const sharedSeatMapMs = 50;

/** For whom seats are looked at. What the booking has already, by an earlier request with its key, is not taken from it. */
type Applicant = Pick<Booking, 'bookingId' | 'passengers'>;
type SeatName = Pick<WantedSeat, 'segment' | 'designator'>;

export interface SeatingDeps {
  readonly seats: Pick<SeatStore, 'listSeats'>;
  readonly now: () => number;
}

/** Which seats are free, as far as a read can say: chooses among them, and refuses those that are known to be taken. */
export function createSeating({ seats, now }: SeatingDeps) {
  const seatMaps = createSharedReads<SeatRow[]>(sharedSeatMapMs, now);

  async function readMaps(segments: readonly Segment[]) {
    const legIds = legsOf(segments);
    const rows = new Map(
      await Promise.all(
        legIds.map(async (legId) => [legId, await seatMaps.read(legId, () => seats.listSeats(legId))] as const),
      ),
    );
    return {
      takenOn: (segment: Segment): Map<string, SeatRow> => {
        const taken = segment.legs.flatMap((leg) => (rows.get(leg) ?? []).filter((r) => stateAt(r, now()) !== 'free'));
        return new Map(taken.map((row) => [row.seat, row]));
      },
    };
  }
  type Maps = Awaited<ReturnType<typeof readMaps>>;

  /** Seats for whoever has none named, away from those that somebody is just trying for if there are others. */
  function choose(
    maps: Maps,
    named: readonly WantedSeat[],
    { bookingId, passengers }: Applicant,
    segments: readonly Segment[],
    tried: Tried,
  ) {
    const taken = (segment: Segment) =>
      [...maps.takenOn(segment)].flatMap(([seat, row]) => (row.bookingId === bookingId ? [] : [seat]));
    const quiet = completeSeats(named, passengers, segments, (s) => [...taken(s), ...s.legs.flatMap(tried)]);
    const choice = quiet.outcome === 'chosen' ? quiet : completeSeats(named, passengers, segments, taken);
    if (choice.outcome === 'chosen') return choice.seats;
    const { cabin } = segments[choice.segment] ?? {};
    throw new DomainError('seat_unavailable', `Segment ${choice.segment} has too few seats left in ${cabin}.`);
  }

  async function refuseTaken(
    booking: Booking,
    wanted: readonly SeatAssignment[],
    certainlyTaken: readonly SeatName[] = [],
  ): Promise<Maps> {
    const segments = segmentsOf(booking.offer);
    const maps = await readMaps(segments);
    const taken = segments.map(maps.takenOn);
    const clashes = wanted.flatMap((seat) => {
      const row = taken[seat.segment]?.get(seat.designator);
      if (row?.bookingId === booking.bookingId) return [];
      const known = certainlyTaken.some((s) => s.segment === seat.segment && s.designator === seat.designator);
      return row || known ? [{ segment: seat.segment, designator: seat.designator, row }] : [];
    });
    if (clashes.length === 0) return maps;
    const mine = clashes.find((clash) => clash.row?.userId === booking.owner);
    if (mine?.row?.bookingId !== undefined) throw heldByYou(mine.designator, mine.row.bookingId);
    throw seatUnavailable(clashes, segments, taken);
  }

  return {
    /** Begins the read that `look` will want in a moment; whoever looks then shares it, and its failure. */
    readAhead: (segments: readonly Segment[]): void => void readMaps(segments).catch(() => undefined),

    /** After a hold was tried: whoever waited for it looks at seats read afterwards. */
    forgetSeats: (wanted: readonly SeatAssignment[]): void =>
      wanted.forEach(({ legs }) => legs.forEach(seatMaps.forget)),

    /** Reads the wanted seats and refuses when one is taken, naming seats that are free. */
    async refuseTaken(booking: Booking, wanted: readonly SeatAssignment[], taken: readonly SeatName[] = []) {
      await refuseTaken(booking, wanted, taken);
    },

    /** The named seats, and the best available ones for everybody else. */
    async bestSeats(named: readonly WantedSeat[], applicant: Applicant, segments: readonly Segment[]) {
      return choose(await readMaps(segments), named, applicant, segments, () => []);
    },

    /**
     * Looks at the seats as they are now. Answers with the booking as it may be tried: where seats are chosen for the
     * customer, on such as nobody else is just trying for.
     */
    async look(booking: Booking): Promise<(tried: Tried) => Booking> {
      const { namedSeats, offer } = booking;
      const segments = segmentsOf(offer);
      const maps = await refuseTaken(booking, namedSeats ? toAssignments(namedSeats, segments) : booking.seats);
      return (tried) => {
        if (!namedSeats) return booking;
        const chosen = choose(maps, namedSeats, booking, segments, tried);
        return { ...booking, seats: toAssignments(chosen, segments), price: priceBooking(offer, chosen) };
      };
    },
  };
}
export type Seating = ReturnType<typeof createSeating>;

function heldByYou(designator: string, bookingId: string): DomainError {
  return new DomainError('seat_held_by_you', `Seat ${designator} is in another booking of yours.`, {
    members: { booking: `/v1/bookings/${bookingId}` },
  });
}

function seatUnavailable(
  clashes: readonly SeatName[],
  segments: readonly Segment[],
  taken: readonly ReadonlyMap<string, unknown>[],
): DomainError {
  return new DomainError('seat_unavailable', `Not free: ${clashes.map((c) => c.designator).join(', ')}.`, {
    members: { seats: clashes.map(({ segment, designator }) => ({ segment, designator })) },
    alternatives: clashes.map(({ segment, designator }) => {
      const others = new Set(taken[segment]?.keys());
      return {
        segment,
        designator,
        seats: alternativesTo(designator, segments[segment] as Segment, others, alternativesShown),
      };
    }),
    nextActions: ['choose another seat'],
  });
}
