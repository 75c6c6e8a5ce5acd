import { isCabin } from './cabins';
import {
  type DatedFlight,
  type FlightEnd,
  type FlightFare,
  type FlightId,
  formatFlightId,
  type LegAvailability,
} from './flights';
import { epochMs, isoDate, type IsoDate } from './instants';

/** The flights of an ordered pair on one date (local at the origin), with what is taken on each. Flights nobody booked have no availability. */
export interface FlightBucket {
  readonly flights: readonly DatedFlight[];
  readonly availability: Readonly<Record<FlightId, LegAvailability>>;
}

export interface BucketAddress {
  readonly origin: string;
  readonly destination: string;
  readonly on: IsoDate;
}

/** `LIS-JFK#2026-12-10`: the key of a bucket, and the value of `Bucket` on a flight leg. */
export function bucketKey({ origin, destination, on }: BucketAddress): string {
  return `${origin}-${destination}#${on}`;
}

/** Undefined when the text is not the key of a bucket. */
export function parseBucketKey(key: string): BucketAddress | undefined {
  const match = /^([A-Z]{3})-([A-Z]{3})#(\d{4}-\d{2}-\d{2})$/.exec(key);
  if (!match) return undefined;
  const [, origin = '', destination = '', on = ''] = match;
  return { origin, destination, on: isoDate(on) };
}

// A bucket is read far more often than written, and reading is what a search costs: flights are stored as JSON arrays
// without member names, and what can be derived (flight id, zones, dates) is stored once or not at all.
type PackedFare = readonly [cabin: string, brand: string, bookingClass: string, basis: string, cents: number];
type PackedEnd = readonly [local: string, at: number, terminal: string];
type PackedFlight = readonly [
  carrier: string,
  number: string,
  operatingCarrier: string,
  operatingNumber: string,
  depart: PackedEnd,
  arrive: PackedEnd,
  aircraft: string,
  seatPlanId: string,
  fares: readonly PackedFare[],
];
interface PackedBucket {
  readonly v: 1;
  readonly on: IsoDate;
  readonly from: readonly [airport: string, zone: string];
  readonly to: readonly [airport: string, zone: string];
  readonly flights: readonly PackedFlight[];
}

/** The flights of one bucket as compact text. They must share date, origin and destination, and be priced in euro. */
export function packFlights(address: BucketAddress, flights: readonly DatedFlight[]): string {
  const [first] = flights;
  const packed: PackedBucket = {
    v: 1,
    on: address.on,
    from: [address.origin, first?.depart.zone ?? ''],
    to: [address.destination, first?.arrive.zone ?? ''],
    flights: flights.map(packFlight),
  };
  return JSON.stringify(packed);
}

function packFlight({
  carrier,
  number,
  operating,
  depart,
  arrive,
  aircraft,
  seatPlanId,
  fares,
}: DatedFlight): PackedFlight {
  return [
    carrier,
    number,
    operating.carrier,
    operating.number,
    packEnd(depart),
    packEnd(arrive),
    aircraft,
    seatPlanId,
    fares.map(packFare),
  ];
}

function packEnd({ local, at, terminal }: FlightEnd): PackedEnd {
  return [local, at, terminal ?? ''];
}

function packFare({ cabin, fareBrand, bookingClass, fareBasis, base }: FlightFare): PackedFare {
  if (base.currency !== 'EUR') throw new Error(`fares are filed in euro, not ${base.currency}`);
  return [cabin, fareBrand, bookingClass, fareBasis, base.amount];
}

/** The inverse of `packFlights`. Throws on text of another version. */
export function unpackFlights(text: string): readonly DatedFlight[] {
  const bucket = parsePacked(text);
  return bucket.flights.map((flight) => unpackFlight(bucket, flight));
}

function parsePacked(text: string): PackedBucket {
  const parsed: unknown = JSON.parse(text);
  if (!isPackedBucket(parsed)) throw new Error('these flights are packed in a version that is not understood');
  return parsed;
}

/** What `packFlights` wrote carries its version; nothing else is ever stored in its place. */
function isPackedBucket(value: unknown): value is PackedBucket {
  return typeof value === 'object' && value !== null && 'v' in value && value.v === 1;
}

function unpackFlight({ on, from, to }: PackedBucket, packed: PackedFlight): DatedFlight {
  const [carrier, number, operatingCarrier, operatingNumber, depart, arrive, aircraft, seatPlanId, fares] = packed;
  const operating = { carrier: operatingCarrier, number: operatingNumber };
  const flightId = formatFlightId({ ...operating, originOn: on, boardPoint: from[0] });
  return {
    flightId,
    legs: [flightId],
    carrier,
    number,
    operating,
    depart: unpackEnd(from, depart),
    arrive: unpackEnd(to, arrive),
    aircraft,
    seatPlanId,
    fares: fares.map(unpackFare),
  };
}

function unpackEnd([airport, zone]: readonly [string, string], [local, at, terminal]: PackedEnd): FlightEnd {
  return { airport, ...(terminal === '' ? {} : { terminal }), local, zone, at: epochMs(at) };
}

function unpackFare([cabin, fareBrand, bookingClass, fareBasis, cents]: PackedFare): FlightFare {
  if (!isCabin(cabin)) throw new Error(`${cabin} is not a cabin`);
  return { cabin, fareBrand, bookingClass, fareBasis, base: { amount: cents, currency: 'EUR' } };
}
