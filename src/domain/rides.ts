import { seatsLeft, type SellableSeats } from './availability';
import type { FareBrand } from './fareBrands';
import { fareFor } from './fares';
import { type BucketAddress, bucketKey, type FlightBucket } from './flightBuckets';
import type { Cabin, DatedFlight, FlightFare } from './flights';
import type { EpochMs } from './instants';

/** What a party wants of every flight: a cabin, that many seats in it, and a departure not before the cut-off. */
export interface Wish {
  readonly brands: readonly FareBrand[];
  readonly seats: number;
  readonly notBefore: EpochMs;
  readonly sellable: SellableSeats;
}

/** A flight that can be sold to the party, with its fare in each brand. All of them are in one cabin of the aircraft. */
export interface Ride {
  readonly flight: DatedFlight;
  readonly fares: ReadonlyMap<string, FlightFare>;
  readonly cabin: Cabin;
  readonly seatsLeft: number;
  /** Cheapest adult base fare, in minor units of the fare's currency. */
  readonly cheapest: number;
}

/** Why something found on the way is not offered, with how often: what `explain` shows. */
const dropReasons = [
  'departs_within_cutoff',
  'outside_window',
  'no_fare_in_cabin',
  'sold_out',
  'below_minimum_connection',
  'above_longest_layover',
  'airport_twice',
  'dominated_connection',
  'beyond_result_size',
] as const;
export type DropReason = (typeof dropReasons)[number];
export type Tally = Record<DropReason, number>;

export function emptyTally(): Tally {
  return Object.fromEntries(dropReasons.map((reason) => [reason, 0])) as Tally;
}

export function addTallies(a: Tally, b: Tally): Tally {
  const sum = emptyTally();
  for (const reason of dropReasons) sum[reason] = a[reason] + b[reason];
  return sum;
}

/** Rides of one leg over several days, by departure. Looked up once however many paths use the leg. */
export type RidesOf = (days: readonly BucketAddress[]) => readonly Ride[];

export function createRidesOf(buckets: ReadonlyMap<string, FlightBucket>, wish: Wish, tally: Tally): RidesOf {
  const byDay = new Map<string, readonly Ride[]>();
  const byDays = new Map<string, readonly Ride[]>();
  const ofDay = (day: BucketAddress): readonly Ride[] => {
    const key = bucketKey(day);
    const known = byDay.get(key);
    if (known) return known;
    const rides = ridesIn(buckets.get(key), wish, tally);
    byDay.set(key, rides);
    return rides;
  };
  return (days) => {
    const key = days.map(bucketKey).join(' ');
    const known = byDays.get(key);
    if (known) return known;
    const rides = days.flatMap(ofDay).sort(byDeparture);
    byDays.set(key, rides);
    return rides;
  };
}

function byDeparture(a: Ride, b: Ride): number {
  return a.flight.depart.at - b.flight.depart.at || (a.flight.flightId < b.flight.flightId ? -1 : 1);
}

function ridesIn(bucket: FlightBucket | undefined, wish: Wish, tally: Tally): Ride[] {
  const rides = new Map<string, Ride>();
  for (const flight of bucket?.flights ?? []) {
    const ride = rideOf(flight, bucket?.availability ?? {}, wish);
    if (typeof ride === 'string') tally[ride]++;
    // A codeshare is the same aircraft under another number: it is shown once, as its operator sells it.
    else if (!rides.has(flight.flightId) || isOwnNumber(flight)) rides.set(flight.flightId, ride);
  }
  return [...rides.values()];
}

function isOwnNumber({ carrier, number, operating }: DatedFlight): boolean {
  return carrier === operating.carrier && number === operating.number;
}

/** The flight as a ride of the party, or why it is none. */
function rideOf(flight: DatedFlight, availability: FlightBucket['availability'], wish: Wish): Ride | DropReason {
  if (flight.depart.at < wish.notBefore) return 'departs_within_cutoff';
  const fares = new Map<string, FlightFare>();
  for (const brand of wish.brands) {
    const fare = fareFor(flight, brand);
    if (fare) fares.set(brand.code, fare);
  }
  const [any] = fares.values();
  if (!any) return 'no_fare_in_cabin';
  const left = seatsLeft(flight, any.cabin, availability, wish.sellable);
  if (left < wish.seats) return 'sold_out';
  const cheapest = Math.min(...[...fares.values()].map((fare) => fare.base.amount));
  return { flight, fares, cabin: any.cabin, seatsLeft: left, cheapest };
}
