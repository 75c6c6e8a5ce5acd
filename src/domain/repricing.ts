import type { AirportDirectory } from './airports';
import { seatsLeft, type SellableSeats } from './availability';
import { repricingPercentOf } from './demo/sandbox';
import { type BucketAddress, bucketKey, type FlightBucket, isOpen } from './flightBuckets';
import type { DatedFlight, FlightFare } from './flights';
import { type EpochMs, isoDate } from './instants';
import { sameMoney } from './money';
import { mostShownSeats } from './offering';
import { type Offer, type Segment, segmentsOf } from './offers';
import { seatsFor } from './parties';
import { type PricedFare, priceOf } from './pricing';

/** The offer at today's fares and seats, or the flights of it that are not sold any more. */
export type Repricing =
  | {
      readonly outcome: 'priced';
      readonly offer: Offer;
      readonly changed: boolean;
      /** Whether each flight has a seat for everybody who needs one. */
      readonly available: boolean;
    }
  | { readonly outcome: 'not_open'; readonly flightIds: readonly string[] };

export interface RepricingContext {
  readonly buckets: ReadonlyMap<string, FlightBucket>;
  readonly airports: AirportDirectory;
  readonly sellable: SellableSeats;
  readonly now: EpochMs;
}

/** The bucket in which a segment is found. */
export function bucketOf({ depart, arrive }: Segment): BucketAddress {
  return { origin: depart.airport, destination: arrive.airport, on: isoDate(depart.local.slice(0, 10)) };
}

/** Prices an offer again from the fares as they are filed now: same flights, same cabin, same booking class and fare basis. */
export function repriceOffer(offer: Offer, context: RepricingContext): Repricing {
  const found = segmentsOf(offer).map((segment) => ({ segment, current: currentOf(segment, context) }));
  const closed = found.filter(({ current }) => current === undefined).map(({ segment }) => segment.flightId);
  if (closed.length > 0) return { outcome: 'not_open', flightIds: closed };
  const current = found.flatMap((one) => one.current ?? []);
  const party = offer.perPassenger.map(({ passengerType }) => passengerType);
  const price = priceOf(
    current.map(({ priced }) => priced),
    party,
    offer.total.currency,
    context.airports,
  );
  const left = Math.min(...current.map((one) => one.left));
  return {
    outcome: 'priced',
    offer: { ...offer, ...price, seatsLeft: Math.min(left, mostShownSeats), asOf: context.now },
    changed: !sameMoney(price.total, offer.total),
    available: left >= seatsFor(party),
  };
}

function currentOf(
  segment: Segment,
  { buckets, sellable }: RepricingContext,
): { priced: PricedFare; left: number } | undefined {
  const bucket = buckets.get(bucketKey(bucketOf(segment)));
  const flight = bucket?.flights.find(
    ({ flightId, carrier }) => flightId === segment.flightId && carrier === segment.carrier,
  );
  const fare = flight?.fares.find(
    ({ cabin, bookingClass, fareBasis }) =>
      cabin === segment.cabin && bookingClass === segment.bookingClass && fareBasis === segment.fareBasis,
  );
  if (!bucket || !flight || !fare || !isOpen(flight, bucket)) return undefined;
  return {
    priced: {
      fare: { base: raised(fare, flight) },
      origin: segment.depart.airport,
      destination: segment.arrive.airport,
    },
    left: seatsLeft(flight, segment.cabin, bucket.availability, sellable),
  };
}

/** One sandbox flight always costs more once it is priced again. Rounded half up to a cent. */
function raised({ base }: FlightFare, flight: DatedFlight): FlightFare['base'] {
  const percent = 100 + repricingPercentOf(flight);
  return { amount: Math.floor((base.amount * percent + 50) / 100), currency: base.currency };
}
