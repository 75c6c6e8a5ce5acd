import type { AirportDirectory } from './airports';
import { connect, type ConnectionRules, shortestMinimum } from './connections';
import type { DatedFlight } from './flights';
import type { Connection } from './offers';
import type { PruneReason, Tally } from './pruning';
import type { Ride } from './rides';

export interface FollowingRules {
  readonly connection: ConnectionRules;
  /** Onward flights tried after each flight: so many that arrive first, and as many that cost least. */
  readonly onwardByArrival: number;
  readonly onwardByPrice: number;
  /** Longest total time, against the fastest itinerary of the slice: so many times as long, or so many minutes more, whichever is more. */
  readonly slowest?: { readonly times: number; readonly minutesMore: number };
}

/** What decides which onward flights are followed. */
export interface Following {
  readonly rules: FollowingRules;
  readonly airports: AirportDirectory;
  readonly tally: Tally;
}

/** A ride that can be reached from the one before. */
export interface Onward {
  readonly ride: Ride;
  readonly connection: Connection;
}

/** Every ride of the next leg that connects; they are given and found by departure. */
export function connectionsFrom(last: Ride, onward: readonly Ride[], { rules, airports, tally }: Following): Onward[] {
  const { airport, at } = last.flight.arrive;
  const from = onward[0]?.flight.depart.airport ?? airport;
  const earliest = at + shortestMinimum(airport, airports, rules.connection, from) * 60_000;
  const latest = at + rules.connection.longestLayover * 60_000;
  const found: Onward[] = [];
  for (let index = firstFrom(onward, earliest); index < onward.length; index++) {
    const ride = onward[index];
    if (!ride || ride.flight.depart.at > latest) break;
    if (goesOn(last.flight, ride.flight)) continue;
    const connection = connect(last.flight, ride.flight, airports, rules.connection);
    if (connection === 'too_short') tally.below_minimum_connection++;
    else if (connection === 'too_long') tally.above_longest_layover++;
    else found.push({ ride, connection });
  }
  return found;
}

/** Why a flight does not connect to another one that it was found not to connect to. */
export function refusalOf(
  arriving: DatedFlight,
  departing: DatedFlight,
  { rules, airports }: Pick<Following, 'rules' | 'airports'>,
): PruneReason {
  if (goesOn(arriving, departing)) return 'same_flight';
  const connection = connect(arriving, departing, airports, rules.connection);
  return connection === 'too_long' ? 'above_longest_layover' : 'below_minimum_connection';
}

/** The next leg of the very flight: who stays on board rides one segment over both, which is found as such. */
function goesOn(arriving: DatedFlight, departing: DatedFlight): boolean {
  return arriving.stages?.some(({ legId }) => legId === departing.flightId) ?? false;
}

/** Index of the first ride that departs at or after an instant; rides are in order of departure. */
function firstFrom(rides: readonly Ride[], at: number): number {
  let [low, high] = [0, rides.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rides[middle]?.flight.depart.at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** On ways of more than three legs half as many are followed after each, or there would be thousands of itineraries. */
export function followed(onward: readonly Onward[], legs: number, { rules, tally }: Following): readonly Onward[] {
  const share = legs > 3 ? 2 : 1;
  const onwardByArrival = Math.ceil(rules.onwardByArrival / share);
  const onwardByPrice = Math.ceil(rules.onwardByPrice / share);
  if (onward.length <= onwardByArrival) return onward;
  const byArrival = [...onward].sort((a, b) => a.ride.flight.arrive.at - b.ride.flight.arrive.at);
  const byPrice = [...onward].sort((a, b) => a.ride.cheapest - b.ride.cheapest);
  const chosen = new Set([...byArrival.slice(0, onwardByArrival), ...byPrice.slice(0, onwardByPrice)]);
  tally.dominated_connection += onward.length - chosen.size;
  return [...chosen];
}
