import type { Booking, SeatAssignment } from '../domain/bookings';
import { priceBooking } from '../domain/bookingPrice';
import { epochMs, plusSeconds } from '../domain/instants';
import { type Money, sameMoney } from '../domain/money';
import { type Offer, segmentsOf } from '../domain/offers';
import { passengerFaults, type RequestFault } from '../domain/passengerChecks';
import { DomainError } from '../domain/problems';
import { partyFaults, seatChangeFaults, seatFaults, toAssignments, type WantedSeat } from '../domain/seatChoice';
import type { PersonalData } from '../stores/dynamodb/bookings';
import type { LegStore } from '../stores/dynamodb/legs';
import type { OfferStore } from '../stores/dynamodb/offers';
import type { BookingIds } from './bookingIds';
import type { DuplicateGuard } from './duplicates';
import type { Seating } from './seating';
import { createSharedReads } from './sharedReads';

/** What a booking request asks for, in domain spelling. */
export interface BookingRequest extends PersonalData {
  readonly offerId: string;
  readonly expectedTotal: Money;
  readonly acceptToken?: string | undefined;
  readonly seats: readonly WantedSeat[];
  readonly seatPolicy: 'exact' | 'best_available';
  readonly allowDuplicate: boolean;
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
  readonly seating: Pick<Seating, 'bestSeats' | 'readAhead'>;
  readonly duplicates: Pick<DuplicateGuard, 'travellerKeys'>;
  readonly legs: Pick<LegStore, 'ensureLegs' | 'getLegs'>;
  /** The offer at today's price. Throws `flight_not_open`. */
  readonly priceAgain: (offer: Offer) => Promise<Offer>;
  readonly ids: Pick<BookingIds, 'acceptToken'>;
  readonly holdBySeconds: number;
  readonly now: () => number;
}

const acceptSeconds = 120;
/** A thousand callers for one offer share one pricing. */
const sharedPriceMs = 1000;

/** Everything between a request and the row it becomes. Refuses by DomainError and writes nothing but missing leg rows. */
export function createAccepting({
  offers,
  seating,
  duplicates,
  legs,
  priceAgain,
  ids,
  holdBySeconds,
  now,
}: AcceptingDeps) {
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

  return {
    /** The row to put, checked for everything but whether the seats are free. */
    async accept(request: BookingRequest, applicant: Applicant): Promise<{ booking: Booking; personal: PersonalData }> {
      const offer = await openOffer(request.offerId);
      const segments = segmentsOf(offer);
      seating.readAhead(segments);
      const faults = passengerFaults(request.passengers, offer);
      refuse(faults);
      const chosen = request.seatPolicy === 'best_available';
      const { passengers } = request;
      const { bookingId } = applicant;
      const wanted = chosen
        ? await seating.bestSeats(request.seats, { bookingId, passengers }, segments)
        : request.seats;
      refuse(seatFaults(wanted, request.passengers, segments));
      const seats = toAssignments(wanted, segments);
      refuse(partyFaults(seats));
      const agreed = await agreedOffer(offer, request);
      await legs.ensureLegs(segments);
      const at = epochMs(now());
      const booking: Booking = {
        ...applicant,
        state: 'NEW',
        version: 0,
        holdNumber: 1,
        offer: agreed,
        seats,
        ...(chosen && { namedSeats: request.seats }),
        slots: [],
        price: priceBooking(agreed, wanted),
        passengers: request.passengers.map(({ id, type }) => ({ id, type })),
        travellerKeys: duplicates.travellerKeys(applicant.owner, request.passengers),
        createdAt: at,
        holdBy: plusSeconds(at, holdBySeconds),
        extended: false,
        payments: [],
        metadata: request.metadata,
      };
      return { booking, personal: { passengers: request.passengers, contact: request.contact } };
    },

    /** The row as it is put now: its time begins when its turn has come. */
    dated(booking: Booking): Booking {
      const at = epochMs(now());
      return { ...booking, createdAt: at, holdBy: plusSeconds(at, holdBySeconds) };
    },

    /** Other seats for a booking that is held, priced anew. */
    reseat(
      booking: Booking,
      wanted: readonly WantedSeat[],
    ): { seats: readonly SeatAssignment[]; price: Booking['price'] } {
      const segments = segmentsOf(booking.offer);
      refuse(seatFaults(wanted, booking.passengers, segments));
      const seats = toAssignments(wanted, segments);
      refuse(seatChangeFaults(booking.seats, seats));
      return { seats, price: priceBooking(booking.offer, wanted) };
    },
  };
}
export type Accepting = ReturnType<typeof createAccepting>;

function refuse(faults: readonly RequestFault[]): void {
  const first = faults[0];
  if (!first) return;
  throw new DomainError(first.refusal, first.fault.message, { errors: faults.map((f) => f.fault) });
}
