import { soldOutBut } from './demo/sandbox';
import type { Cabin, FlightId } from './flights';
import type { SeatPlan } from './seatPlans';

const none: ReadonlySet<string> = new Set();

/**
 * Designators nobody may take on this flight, whatever the inventory says: `blocked` in the seat map, refused by the
 * hold, subtracted from the seats left. Only the sandbox flight that is sold out but one seat has any.
 */
export function blockedSeats(flightId: FlightId, plan: SeatPlan): ReadonlySet<string> {
  const free = soldOutBut(flightId);
  if (free === undefined) return none;
  return new Set([...plan.seats.keys()].filter((designator) => designator !== free));
}

/** How many seats of a cabin are blocked on this flight. */
export function blockedCount(flightId: FlightId, plan: SeatPlan, cabin: Cabin): number {
  let count = 0;
  for (const designator of blockedSeats(flightId, plan)) if (plan.seats.get(designator)?.cabin === cabin) count += 1;
  return count;
}
