import { blockedCount } from './blockedSeats';
import type { FlightBucket } from './flightBuckets';
import type { Cabin, DatedFlight, FlightId } from './flights';
import { seatCount, seatPlanOf } from './seatPlanCatalogue';

/** Seats of a cabin that can be sold at all. */
export type SellableSeats = (flight: DatedFlight, cabin: Cabin) => number;

/** The seats of the plan without the blocked ones. */
export const sellableSeats: SellableSeats = (flight, cabin) => {
  const plan = seatPlanOf(flight.seatPlanId);
  return seatCount(plan, cabin) - blockedCount(flight.flightId, plan, cabin);
};

/** Seats left in one cabin of a flight: of a segment over several legs, those of its fullest leg. Never below 0. */
export function seatsLeft(
  flight: DatedFlight,
  cabin: Cabin,
  availability: FlightBucket['availability'],
  sellable: SellableSeats,
): number {
  const taken = flight.legs.map((leg) => takenOn(leg, cabin, availability));
  return Math.max(0, sellable(flight, cabin) - Math.max(0, ...taken));
}

function takenOn(leg: FlightId, cabin: Cabin, availability: FlightBucket['availability']): number {
  return availability[leg]?.taken[cabin] ?? 0;
}
