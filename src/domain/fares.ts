import { type FareBrand, fareBrandOf, fareBrands } from './fareBrands';
import type { Cabin, DatedFlight, FlightFare } from './flights';
import type { FareConditions } from './offers';

const cabinsDownwards: readonly Cabin[] = ['first', 'business', 'premium_economy', 'economy'];

/** Brands sold in a cabin, the cheapest first. */
export function brandsOf(cabin: Cabin): readonly FareBrand[] {
  return fareBrands.filter((brand) => brand.cabin === cabin);
}

/**
 * The fare a flight contributes to an offer of a brand. A flight whose aircraft lacks the brand's cabin (a turboprop
 * feeding a long-haul business class) is ridden in the next lower cabin it has, on the fare that comes nearest in
 * conditions. Undefined when the flight has the cabin but not the brand, or nothing below it.
 */
export function fareFor(flight: DatedFlight, brand: FareBrand): FlightFare | undefined {
  const exact = flight.fares.find((fare) => fare.fareBrand === brand.code);
  if (exact || flight.fares.some((fare) => fare.cabin === brand.cabin)) return exact;
  const below = cabinsDownwards.slice(cabinsDownwards.indexOf(brand.cabin) + 1);
  const cabin = below.find((lower) => flight.fares.some((fare) => fare.cabin === lower));
  const fares = flight.fares.filter((fare) => fare.cabin === cabin).sort((a, b) => b.base.amount - a.base.amount);
  return fares.find((fare) => fareBrandOf(fare.fareBrand).conditions.refund === brand.conditions.refund) ?? fares[0];
}

const strictness = { free: 0, fee: 1, no: 2 } as const;

/** Conditions that hold for all fares together: of each condition the strictest, of the bags the fewest. */
export function strictestConditions(all: readonly FareConditions[]): FareConditions {
  const [first, ...rest] = all;
  if (!first) throw new Error('an offer has at least one fare');
  return rest.reduce<FareConditions>(
    (sum, next) => ({
      change: strictness[next.change] > strictness[sum.change] ? next.change : sum.change,
      refund: strictness[next.refund] > strictness[sum.refund] ? next.refund : sum.refund,
      bags: Math.min(sum.bags, next.bags),
      seatChoice: next.seatChoice === 'fee' ? 'fee' : sum.seatChoice,
    }),
    first,
  );
}
