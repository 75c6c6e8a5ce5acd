import type { Cabin, DatedFlight, FlightEnd, FlightId, FlightStage } from './flights';
import type { EpochMs } from './instants';
import type { Money } from './money';

export type PassengerType = 'adult' | 'child' | 'infant_seat' | 'infant_lap';

export interface Tax {
  readonly code: string;
  readonly amount: Money;
}

/** Price of one passenger over the whole offer. One entry per passenger, in the order of the search. */
export interface PassengerPrice {
  readonly passengerType: PassengerType;
  readonly base: Money;
  readonly taxes: readonly Tax[];
  readonly total: Money;
}

export interface FareConditions {
  readonly change: 'free' | 'fee' | 'no';
  readonly refund: 'free' | 'fee' | 'no';
  /** Checked bags included per passenger. */
  readonly bags: number;
  readonly seatChoice: 'free' | 'fee';
}

/** A landing on the way of a segment. */
export interface SegmentStop {
  readonly arrive: FlightEnd;
  readonly depart: FlightEnd;
}

/** A segment: one flight number ridden from one board point to one off point, whatever legs it has. */
export interface Segment {
  readonly flightId: FlightId;
  readonly legs: readonly FlightId[];
  /** All legs of the whole flight, see `DatedFlight`. */
  readonly stages?: readonly FlightStage[];
  /** Where it lands on the way, with the traveller on board. Absent when it rides one leg. */
  readonly stops?: readonly SegmentStop[];
  readonly carrier: string;
  readonly number: string;
  readonly operating: DatedFlight['operating'];
  readonly depart: FlightEnd;
  readonly arrive: FlightEnd;
  readonly durationMinutes: number;
  readonly aircraft: string;
  readonly seatPlanId: string;
  readonly cabin: Cabin;
  readonly bookingClass: string;
  readonly fareBasis: string;
}

export interface Connection {
  /** Where the earlier flight arrives. */
  readonly airport: string;
  /** Another airport of the same city, from which the later flight leaves. */
  readonly departsFrom?: string;
  readonly durationMinutes: number;
  readonly kind: 'same_terminal' | 'change_of_terminal' | 'same_airport' | 'change_of_airport';
}

export interface Slice {
  readonly origin: string;
  readonly destination: string;
  readonly durationMinutes: number;
  readonly segments: readonly Segment[];
  readonly connections: readonly Connection[];
}

export interface Offer {
  readonly id: string;
  readonly searchId: string;
  readonly total: Money;
  readonly perPassenger: readonly PassengerPrice[];
  readonly cabin: Cabin;
  readonly fareBrand: string;
  readonly conditions: FareConditions;
  readonly slices: readonly Slice[];
  /** Fewest seats left in the cabin over all segments, capped at 9 as the field does. */
  readonly seatsLeft: number;
  readonly rank: { readonly best: number; readonly price: number; readonly duration: number };
  readonly whyRanked: readonly string[];
  /** Instant of the availability behind `seatsLeft`. */
  readonly asOf: EpochMs;
  readonly expiresAt: EpochMs;
  readonly payment: { readonly holdMinutes: number };
}

/** All segments of an offer in the order of travel: the numbering `segment: 0, 1, ...` of the API counts over this list. */
export function segmentsOf(offer: Pick<Offer, 'slices'>): readonly Segment[] {
  return offer.slices.flatMap((slice) => slice.segments);
}

/** Passengers who need a seat of their own. */
export function isSeated(type: PassengerType): boolean {
  return type !== 'infant_lap';
}
