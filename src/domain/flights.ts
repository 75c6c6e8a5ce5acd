import type { EpochMs, IsoDate } from './instants';
import type { Money } from './money';

export type Cabin = 'economy' | 'premium_economy' | 'business' | 'first';

/**
 * Key of the seat inventory of one flight leg: operating carrier (two characters, or three of ICAO), number with suffix, origin date (local date at the
 * first board point of the flight), board point. `XA-101-2026-12-10-LIS`. Times are attributes, so a retiming keeps it.
 */
export type FlightId = string & { readonly __kind: 'flight-id' };

const flightIdForm = /^([A-Z0-9]{2,3})-(\d{1,4}[A-Z]?)-(\d{4}-\d{2}-\d{2})-([A-Z]{3})$/;

export interface FlightIdParts {
  readonly carrier: string;
  readonly number: string;
  readonly originOn: IsoDate;
  readonly boardPoint: string;
}

export function formatFlightId(parts: FlightIdParts): FlightId {
  return `${parts.carrier}-${parts.number}-${parts.originOn}-${parts.boardPoint}` as FlightId;
}

/** Undefined when the text is not a flight id. */
export function parseFlightId(text: string): FlightIdParts | undefined {
  const match = flightIdForm.exec(text);
  if (!match) return undefined;
  const [, carrier, number, originOn, boardPoint] = match as unknown as [string, string, string, IsoDate, string];
  return { carrier, number, originOn, boardPoint };
}

export function isFlightId(text: string): text is FlightId {
  return flightIdForm.test(text);
}

/** One end of a leg or segment. `local` is wall-clock time without offset, `2026-12-10T07:05`. */
export interface FlightEnd {
  readonly airport: string;
  readonly terminal?: string;
  readonly local: string;
  readonly zone: string;
  readonly at: EpochMs;
}

/** A fare of a dated flight: one brand in one cabin. Prices are for one adult, in minor units, before taxes. */
export interface FlightFare {
  readonly cabin: Cabin;
  readonly fareBrand: string;
  readonly bookingClass: string;
  readonly fareBasis: string;
  readonly base: Money;
}

/** One leg of a flight that has several: its inventory key, where and when it is flown. */
export interface FlightStage {
  readonly legId: FlightId;
  readonly boardPoint: string;
  readonly offPoint: string;
  /** Local date at the board point. */
  readonly departOn: IsoDate;
  readonly departAt: EpochMs;
  readonly arriveAt: EpochMs;
}

/**
 * A dated flight as search sees it: one leg sold as one segment. A segment that spans several legs carries the
 * inventory keys of all of them in `legs`; otherwise `legs` is `[flightId]`.
 */
export interface DatedFlight {
  readonly flightId: FlightId;
  readonly legs: readonly FlightId[];
  /** All legs of the whole flight in order, also those this segment does not ride; absent when the flight has one leg. */
  readonly stages?: readonly FlightStage[];
  readonly carrier: string;
  readonly number: string;
  readonly operating: { readonly carrier: string; readonly number: string };
  readonly depart: FlightEnd;
  readonly arrive: FlightEnd;
  readonly aircraft: string;
  readonly seatPlanId: string;
  readonly fares: readonly FlightFare[];
}

/** All airports that these flights touch, in order; where the next flight leaves from another one, both. */
export function airportsOf(flights: readonly Pick<DatedFlight, 'depart' | 'arrive'>[]): string[] {
  const touched = flights.flatMap(({ depart, arrive }) => [depart.airport, arrive.airport]);
  return touched.filter((code, index) => code !== touched[index - 1]);
}

export type LegStatus = 'open' | 'cancelled' | 'departed';

/** What the inventory knows of one leg, whoever sells it. */
export interface FlightLeg {
  readonly legId: FlightId;
  readonly status: LegStatus;
  readonly departAt: EpochMs;
  readonly arriveAt: EpochMs;
  readonly offPoint: string;
  readonly aircraft: string;
  readonly seatPlanId: string;
}

/** Seats taken (locked or sold) on one leg, by cabin: absolute numbers with the seat-map version they belong to. */
export interface LegAvailability {
  readonly version: number;
  readonly taken: Readonly<Partial<Record<Cabin, number>>>;
  readonly at: EpochMs;
}
