import type { Booking, SeatAssignment } from '../domain/bookings';
import { priceBooking } from '../domain/bookingPrice';
import type { FlightId } from '../domain/flights';
import { epochMs, plusSeconds } from '../domain/instants';
import { type Money, sameMoney } from '../domain/money';
import { type Offer, type Segment, segmentsOf } from '../domain/offers';
import { passengerFaults, type RequestFault } from '../domain/passengerChecks';
import { DomainError } from '../domain/problems';
import {
  alternativesTo,
  bestAvailable,
  legsOf,
  seatFaults,
  toAssignments,
  type WantedSeat,
} from '../domain/seatChoice';
import { type SeatRow, stateAt } from '../domain/seatRows';
import type { PersonalData } from '../stores/dynamodb/bookings';
import type { LegStore } from '../stores/dynamodb/legs';
import type { OfferStore } from '../stores/dynamodb/offers';
import type { SeatStore } from '../stores/dynamodb/seats';
import type { BookingIds } from './bookingIds';
import { createSharedReads } from './sharedReads';

/** What a booking request asks for, in domain spelling. */
export interface BookingRequest extends PersonalData {
  readonly offerId: string;
  readonly expectedTotal: Money;
  readonly acceptToken?: string | undefined;
  readonly seats: readonly WantedSeat[];
  readonly seatPolicy: 'exact' | 'best_available';
  readonly metadata: Readonly<Record<string, string>>;
}

/** Who asks, as far as the row keeps it. */
export interface Applicant {
  readonly bookingId: string;
  readonly owner: string;
  readonly ownerKind: Booking['ownerKind'];
  readonly addressKey: string;
  readonly fingerprint: string;
}

export interface AcceptingDeps {
  readonly offers: Pick<OfferStore, 'findOffer'>;
  readonly seats: Pick<SeatStore, 'listSeats'>;
  readonly legs: Pick<LegStore, 'ensureLegs' | 'getLegs'>;
  /** The offer at today's price. Throws `flight_not_open`. */
  readonly priceAgain: (offer: Offer) => Promise<Offer>;
  readonly ids: Pick<BookingIds, 'acceptToken'>;
  readonly holdBySeconds: number;
  readonly now: () => number;
}

const acceptSeconds = 120;
const alternativesShown = 5;
/** A thousand callers for one seat share one read of the map and one pricing; the hold's own condition is what decides. */
const sharedSeatMapMs = 20;
const sharedPriceMs = 1000;

/** Everything between a request and the row it becomes. Refuses by DomainError and writes nothing but missing leg rows. */
export function createAccepting({ offers, seats, legs, priceAgain, ids, holdBySeconds, now }: AcceptingDeps) {
  const seatMaps = createSharedReads<SeatRow[]>(sharedSeatMapMs, now);
  const prices = createSharedReads<Offer>(sharedPriceMs, now);

  async function openOffer(offerId: string): Promise<Offer> {
    const offer = await offers.findOffer(offerId);
    if (!offer) throw new DomainError('not_found', 'There is no such offer.');
    if (offer.expiresAt <= now()) throw new DomainError('offer_expired', 'Search again for fresh offers.');
    return offer;
  }

  /** The offer at the price the customer agreed to. A price that moved must be accepted by its token first. */
  async function agreedOffer(offer: Offer, request: BookingRequest): Promise<Offer> {
    const current = await prices.read(offer.id, () => priceAgain(offer));
    const unchanged = sameMoney(current.total, offer.total);
    const accepted = unchanged || isAccepted(offer.id, current.total, request.acceptToken);
    if (accepted && sameMoney(request.expectedTotal, current.total)) return current;
    const { amount, currency } = current.total;
    throw new DomainError(
      'price_changed',
      'The price is not the one you expected. Repeat the request with the new total and the token, under a new key.',
      {
        current: { total: current.total },
        members: {
          old: request.expectedTotal,
          new: current.total,
          acceptToken: ids.acceptToken(offer.id, amount, currency, now() + acceptSeconds * 1000),
        },
        nextActions: ['repeat with accept_token', 'search again'],
      },
    );
  }

  function isAccepted(offerId: string, total: Money, token: string | undefined): boolean {
    const expiresAt = Number(token?.split('.', 1)[0]);
    return expiresAt > now() && token === ids.acceptToken(offerId, total.amount, total.currency, expiresAt);
  }

  async function rowsByLeg(segments: readonly Segment[]): Promise<Map<FlightId, SeatRow[]>> {
    const legIds = legsOf(segments);
    return new Map(
      await Promise.all(
        legIds.map(async (legId) => [legId, await seatMaps.read(legId, () => seats.listSeats(legId))] as const),
      ),
    );
  }

  function takenOn(segment: Segment, rows: ReadonlyMap<FlightId, readonly SeatRow[]>): Map<string, SeatRow> {
    const taken = segment.legs.flatMap((leg) => (rows.get(leg) ?? []).filter((row) => stateAt(row, now()) !== 'free'));
    return new Map(taken.map((row) => [row.seat, row]));
  }

  async function chooseSeats(request: BookingRequest, segments: readonly Segment[]): Promise<readonly WantedSeat[]> {
    if (request.seatPolicy === 'exact') return request.seats;
    const rows = await rowsByLeg(segments);
    const unassigned = segments.flatMap((segment, index) => {
      const given = request.seats.filter((s) => s.segment === index);
      const travellers = request.passengers.filter((p) => !given.some((s) => s.passenger === p.id));
      const taken = new Set([...takenOn(segment, rows).keys(), ...given.map((s) => s.designator)]);
      const chosen = bestAvailable(segment, index, travellers, taken);
      if (!chosen)
        throw new DomainError('seat_unavailable', `Segment ${index} has too few seats left in ${segment.cabin}.`);
      return chosen;
    });
    return [...request.seats, ...unassigned];
  }

  return {
    /** After a hold was tried: whoever waited for it looks at seats read afterwards. */
    forgetSeats: (wanted: readonly SeatAssignment[]): void =>
      wanted.forEach(({ legs: tried }) => tried.forEach(seatMaps.forget)),

    /** The row to put, checked for everything but whether the seats are free. */
    async accept(request: BookingRequest, applicant: Applicant): Promise<{ booking: Booking; personal: PersonalData }> {
      const offer = await openOffer(request.offerId);
      const segments = segmentsOf(offer);
      const faults = passengerFaults(request.passengers, offer);
      refuse(faults);
      const wanted = await chooseSeats(request, segments);
      refuse(seatFaults(wanted, request.passengers, segments));
      const agreed = await agreedOffer(offer, request);
      await legs.ensureLegs(segments);
      const at = epochMs(now());
      const booking: Booking = {
        ...applicant,
        state: 'NEW',
        version: 0,
        holdNumber: 1,
        offer: agreed,
        seats: toAssignments(wanted, segments),
        slots: [],
        price: priceBooking(agreed, wanted),
        passengers: request.passengers.map(({ id, type }) => ({ id, type })),
        createdAt: at,
        holdBy: plusSeconds(at, holdBySeconds),
        extended: false,
        payments: [],
        metadata: request.metadata,
      };
      return { booking, personal: { passengers: request.passengers, contact: request.contact } };
    },

    /** Other seats for a booking that is held, priced anew. */
    reseat(
      booking: Booking,
      wanted: readonly WantedSeat[],
    ): { seats: readonly SeatAssignment[]; price: Booking['price'] } {
      const segments = segmentsOf(booking.offer);
      refuse(seatFaults(wanted, booking.passengers, segments));
      return { seats: toAssignments(wanted, segments), price: priceBooking(booking.offer, wanted) };
    },

    /** Reads the wanted seats and refuses when one is taken, naming seats that are free. */
    async refuseTaken(
      booking: Booking,
      wanted: readonly SeatAssignment[],
      certainlyTaken: readonly { segment: number; designator: string }[] = [],
    ): Promise<void> {
      const segments = segmentsOf(booking.offer);
      const rows = await rowsByLeg(segments);
      const taken = segments.map((segment) => takenOn(segment, rows));
      const clashes = wanted.flatMap((seat) => {
        const row = taken[seat.segment]?.get(seat.designator);
        if (row?.bookingId === booking.bookingId) return [];
        const known = certainlyTaken.some((s) => s.segment === seat.segment && s.designator === seat.designator);
        return row || known ? [{ segment: seat.segment, designator: seat.designator, row }] : [];
      });
      if (clashes.length === 0) return;
      const mine = clashes.find((clash) => clash.row?.userId === booking.owner);
      if (mine?.row?.bookingId !== undefined) {
        throw new DomainError('seat_held_by_you', `Seat ${mine.designator} is in another booking of yours.`, {
          members: { booking: `/v1/bookings/${mine.row.bookingId}` },
        });
      }
      throw new DomainError('seat_unavailable', `Not free: ${clashes.map((c) => c.designator).join(', ')}.`, {
        members: { seats: clashes.map(({ segment, designator }) => ({ segment, designator })) },
        alternatives: clashes.map(({ segment, designator }) => ({
          segment,
          designator,
          seats: alternativesTo(
            designator,
            segments[segment] as Segment,
            new Set(taken[segment]?.keys()),
            alternativesShown,
          ),
        })),
        nextActions: ['choose another seat'],
      });
    },
  };
}
export type Accepting = ReturnType<typeof createAccepting>;

function refuse(faults: readonly RequestFault[]): void {
  const first = faults[0];
  if (!first) return;
  throw new DomainError(first.refusal, first.fault.message, { errors: faults.map((f) => f.fault) });
}
