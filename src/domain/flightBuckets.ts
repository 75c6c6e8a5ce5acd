import { isCabin } from './cabins';
import {
  type DatedFlight,
  type FlightEnd,
  type FlightFare,
  type FlightId,
  type FlightStage,
  formatFlightId,
  isFlightId,
  type LegAvailability,
  parseFlightId,
} from './flights';
import { epochMs, isoDate, type IsoDate } from './instants';

/** The flights of an ordered pair on one date (local at the origin), with what is taken on each. Flights nobody booked have no availability. */
export interface FlightBucket {
  readonly flights: readonly DatedFlight[];
  readonly availability: Readonly<Record<FlightId, LegAvailability>>;
  /** Legs that are not sold any more: cancelled or departed. */
  readonly closed?: ReadonlySet<string>;
}

/** Whether every leg that a flight rides may be sold. */
export function isOpen({ legs }: Pick<DatedFlight, 'legs'>, { closed }: Pick<FlightBucket, 'closed'>): boolean {
  return closed === undefined || !legs.some((legId) => closed.has(legId));
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
  through?: PackedThrough,
];
/** All legs of a flight with several, and the first and last of those ridden. */
type PackedThrough = readonly [first: number, last: number, stages: readonly PackedStage[]];
type PackedStage = readonly [legId: string, offPoint: string, departOn: string, departAt: number, arriveAt: number];
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
  stages,
  legs,
}: DatedFlight): PackedFlight {
  const onlyLeg = [
    carrier,
    number,
    operating.carrier,
    operating.number,
    packEnd(depart),
    packEnd(arrive),
    aircraft,
    seatPlanId,
    fares.map(packFare),
  ] as const;
  return stages ? [...onlyLeg, packThrough(stages, legs)] : onlyLeg;
}

function packThrough(stages: readonly FlightStage[], legs: readonly FlightId[]): PackedThrough {
  const first = stages.findIndex(({ legId }) => legId === legs[0]);
  const packed = stages.map(
    ({ legId, offPoint, departOn, departAt, arriveAt }) => [legId, offPoint, departOn, departAt, arriveAt] as const,
  );
  return [first, first + legs.length - 1, packed];
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
  const [carrier, number, operatingCarrier, operatingNumber, depart, arrive, aircraft, seatPlanId, fares, through] =
    packed;
  const operating = { carrier: operatingCarrier, number: operatingNumber };
  const flown = through && unpackThrough(through);
  const flightId = flown?.legs[0] ?? formatFlightId({ ...operating, originOn: on, boardPoint: from[0] });
  return {
    flightId,
    legs: flown?.legs ?? [flightId],
    ...(flown && { stages: flown.stages }),
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

function unpackThrough([first, last, packed]: PackedThrough) {
  const stages = packed.map(([legId, offPoint, departOn, departAt, arriveAt]): FlightStage => {
    const boardPoint = parseFlightId(legId)?.boardPoint;
    if (!isFlightId(legId) || boardPoint === undefined) throw new Error(`${legId} is not a flight id`);
    const [departs, arrives] = [epochMs(departAt), epochMs(arriveAt)];
    return { legId, boardPoint, offPoint, departOn: isoDate(departOn), departAt: departs, arriveAt: arrives };
  });
  return { stages, legs: stages.slice(first, last + 1).map(({ legId }) => legId) };
}

function unpackEnd([airport, zone]: readonly [string, string], [local, at, terminal]: PackedEnd): FlightEnd {
  return { airport, ...(terminal === '' ? {} : { terminal }), local, zone, at: epochMs(at) };
}

function unpackFare([cabin, fareBrand, bookingClass, fareBasis, cents]: PackedFare): FlightFare {
  if (!isCabin(cabin)) throw new Error(`${cabin} is not a cabin`);
  return { cabin, fareBrand, bookingClass, fareBasis, base: { amount: cents, currency: 'EUR' } };
}
