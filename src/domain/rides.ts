import { seatsLeft, type SellableSeats } from './availability';
import type { FareBrand } from './fareBrands';
import { fareFor } from './fares';
import { type BucketAddress, bucketKey, type FlightBucket, isOpen } from './flightBuckets';
import type { Cabin, DatedFlight, FlightFare } from './flights';
import type { EpochMs } from './instants';
import type { PruneReason, Tally } from './pruning';

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

/** A flight that is not ridden, and why. */
export interface Unridden {
  readonly flight: DatedFlight;
  readonly reason: PruneReason;
}

interface Leg {
  readonly rides: readonly Ride[];
  readonly unridden: readonly Unridden[];
}

/** The flights of one leg over several days: those that can be ridden by departure. Looked up once however many paths use the leg. */
export type LegsOf = (days: readonly BucketAddress[]) => Leg;

export function createLegsOf(buckets: ReadonlyMap<string, FlightBucket>, wish: Wish, tally: Tally): LegsOf {
  const byDay = new Map<string, Leg>();
  const byDays = new Map<string, Leg>();
  const ofDay = (day: BucketAddress): Leg => {
    const key = bucketKey(day);
    const known = byDay.get(key);
    if (known) return known;
    const leg = legIn(buckets.get(key), wish);
    for (const { reason } of leg.unridden) tally[reason]++;
    byDay.set(key, leg);
    return leg;
  };
  return (days) => {
    const key = days.map(bucketKey).join(' ');
    const known = byDays.get(key);
    if (known) return known;
    const legs = days.map(ofDay);
    const leg = {
      rides: legs.flatMap(({ rides }) => rides).sort(byDeparture),
      unridden: legs.flatMap(({ unridden }) => unridden),
    };
    byDays.set(key, leg);
    return leg;
  };
}

function byDeparture(a: Ride, b: Ride): number {
  return a.flight.depart.at - b.flight.depart.at || (a.flight.flightId < b.flight.flightId ? -1 : 1);
}

const noBucket: FlightBucket = { flights: [], availability: {} };

function legIn(bucket: FlightBucket | undefined, wish: Wish): Leg {
  const rides = new Map<string, Ride>();
  const unridden: Unridden[] = [];
  for (const flight of bucket?.flights ?? []) {
    const ride = rideOf(flight, bucket ?? noBucket, wish);
    if (typeof ride === 'string') {
      unridden.push({ flight, reason: ride });
      continue;
    }
    // A codeshare is the same aircraft under another number: it is shown once, as its operator sells it.
    const shown = rides.get(flight.flightId);
    if (shown && !isOwnNumber(flight)) unridden.push({ flight, reason: 'codeshare' });
    else {
      if (shown) unridden.push({ flight: shown.flight, reason: 'codeshare' });
      rides.set(flight.flightId, ride);
    }
  }
  return { rides: [...rides.values()], unridden };
}

function isOwnNumber({ carrier, number, operating }: DatedFlight): boolean {
  return carrier === operating.carrier && number === operating.number;
}

/** The flight as a ride of the party, or why it is none. */
function rideOf(flight: DatedFlight, bucket: FlightBucket, wish: Wish): Ride | PruneReason {
  if (flight.depart.at < wish.notBefore) return 'departs_within_cutoff';
  if (!isOpen(flight, bucket)) return 'cancelled';
  const fares = new Map<string, FlightFare>();
  for (const brand of wish.brands) {
    const fare = fareFor(flight, brand);
    if (fare) fares.set(brand.code, fare);
  }
  const [any] = fares.values();
  if (!any) return 'no_fare_in_cabin';
  const left = seatsLeft(flight, any.cabin, bucket.availability, wish.sellable);
  if (left < wish.seats) return 'sold_out';
  const cheapest = Math.min(...[...fares.values()].map((fare) => fare.base.amount));
  return { flight, fares, cabin: any.cabin, seatsLeft: left, cheapest };
}
