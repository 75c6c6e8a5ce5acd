import type { AirportSource } from '../domain/airportSource';
import { sellableSeats } from '../domain/availability';
import type { EpochMs } from '../domain/instants';
import { DomainError } from '../domain/problems';
import { type Offer, segmentsOf } from '../domain/offers';
import { bucketOf, type Repricing, repriceOffer } from '../domain/repricing';
import type { FlightStore } from '../stores/dynamodb/flights';
import type { LegStore } from '../stores/dynamodb/legs';

export interface OfferPricingDeps {
  readonly flights: Pick<FlightStore, 'readBuckets'>;
  readonly legs: Pick<LegStore, 'getLegs'>;
  readonly airports: AirportSource;
  readonly now: () => EpochMs;
}

/** Prices offers at what is filed and left now. A few milliseconds: two reads side by side. */
export function createOfferPricing({ flights, legs, airports, now }: OfferPricingDeps) {
  /** The offer at today's price with today's seats; `not_open` names flights that are cancelled, departed or not sold any more. */
  async function priceOffer(offer: Offer): Promise<Repricing> {
    const segments = segmentsOf(offer);
    const [buckets, known, directory] = await Promise.all([
      flights.readBuckets(segments.map(bucketOf)),
      legs.getLegs(segments.flatMap((segment) => segment.legs)),
      airports(),
    ]);
    const closed = segments.filter((segment) =>
      segment.legs.some((leg) => (known.get(leg)?.status ?? 'open') !== 'open'),
    );
    if (closed.length > 0) return { outcome: 'not_open', flightIds: closed.map(({ flightId }) => flightId) };
    return repriceOffer(offer, { buckets, airports: directory, sellable: sellableSeats, now: now() });
  }

  return {
    priceOffer,

    /** The same for who can do nothing but book it. Throws `flight_not_open` when a flight is not sold any more. */
    async priceAgain(offer: Offer): Promise<Offer> {
      const repricing = await priceOffer(offer);
      if (repricing.outcome === 'priced') return repricing.offer;
      const { flightIds } = repricing;
      throw new DomainError('flight_not_open', `No longer sold: ${flightIds.join(', ')}. Search again.`, {
        members: { flightIds },
      });
    },
  };
}
export type OfferPricing = ReturnType<typeof createOfferPricing>;
