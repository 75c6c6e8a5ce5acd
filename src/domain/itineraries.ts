import type { AirportDirectory } from './airports';
import { connect, type ConnectionRules, minutesBetween, shortestMinimum } from './connections';
import type { FlightBucket } from './flightBuckets';
import type { DatedFlight } from './flights';
import type { Way } from './legDays';
import type { Connection } from './offers';
import { createRidesOf, emptyTally, type Ride, type RidesOf, type Tally, type Wish } from './rides';
import type { SearchSlice } from './searches';

/** Rides that connect, from the origin to the destination of a slice. */
export interface Itinerary {
  readonly rides: readonly Ride[];
  readonly connections: readonly Connection[];
  readonly durationMinutes: number;
  readonly seatsLeft: number;
}

export interface CombiningRules {
  readonly connection: ConnectionRules;
  /** Onward flights tried after each flight: so many that arrive first, and as many that cost least. */
  readonly onwardByArrival: number;
  readonly onwardByPrice: number;
}

export interface Combining {
  readonly airports: AirportDirectory;
  readonly buckets: ReadonlyMap<string, FlightBucket>;
  readonly wish: Wish;
  readonly rules: CombiningRules;
}

export interface Combined {
  readonly itineraries: readonly Itinerary[];
  readonly tally: Tally;
}

/**
 * Every itinerary of a slice along the given ways, in a fixed order (by departure, then by flights).
 *
 * Instants decide, never wall clocks: a flight may arrive on the day before it left, and a later departure may overtake
 * an earlier one, so onward flights are looked up for each arrival anew. Of the onward flights of one arrival only those
 * that arrive first and those that cost least are followed, which bounds the work at busy hubs.
 */
export function combineItineraries(ways: readonly Way[], slice: SearchSlice, combining: Combining): Combined {
  const tally = emptyTally();
  const walk: Walk = {
    slice,
    rules: combining.rules,
    ridesOf: createRidesOf(combining.buckets, combining.wish, tally),
    airports: combining.airports,
    tally,
    found: new Map(),
  };
  for (const way of ways) {
    if (new Set(way.airports).size < way.airports.length) tally.airport_twice++;
    else walkWay(way, walk);
  }
  const itineraries = [...walk.found.entries()].sort(
    ([a, x], [b, y]) => departsAt(x) - departsAt(y) || (a < b ? -1 : 1),
  );
  return { itineraries: itineraries.map(([, itinerary]) => itinerary), tally };
}

interface Walk {
  readonly slice: SearchSlice;
  readonly rules: CombiningRules;
  readonly ridesOf: RidesOf;
  readonly airports: AirportDirectory;
  readonly tally: Tally;
  readonly found: Map<string, Itinerary>;
}

function departsAt(itinerary: Itinerary): number {
  return itinerary.rides[0]?.flight.depart.at ?? 0;
}

function walkWay({ days }: Way, walk: Walk): void {
  const legs = days.map(walk.ridesOf);
  for (const first of legs[0] ?? []) {
    const { local } = first.flight.depart;
    if (local < walk.slice.departFrom || local > walk.slice.departTo) walk.tally.outside_window++;
    else extend([first], [], legs, walk);
  }
}

function extend(
  rides: readonly Ride[],
  connections: readonly Connection[],
  legs: readonly (readonly Ride[])[],
  walk: Walk,
): void {
  const last = rides.at(-1);
  const onward = legs[rides.length];
  if (!last) return;
  if (!onward) {
    keep(rides, connections, walk);
    return;
  }
  for (const { ride, connection } of followed(connectionsFrom(last, onward, walk), legs.length, walk)) {
    extend([...rides, ride], [...connections, connection], legs, walk);
  }
}

interface Onward {
  readonly ride: Ride;
  readonly connection: Connection;
}

function connectionsFrom(last: Ride, onward: readonly Ride[], walk: Walk): Onward[] {
  const { connection: rules } = walk.rules;
  const earliest = last.flight.arrive.at + shortestMinimum(last.flight.arrive.airport, walk.airports, rules) * 60_000;
  const latest = last.flight.arrive.at + rules.longestLayover * 60_000;
  const found: Onward[] = [];
  for (let index = firstFrom(onward, earliest); index < onward.length; index++) {
    const ride = onward[index];
    if (!ride || ride.flight.depart.at > latest) break;
    if (goesOn(last.flight, ride.flight)) continue;
    const connection = connect(last.flight, ride.flight, walk.airports, rules);
    if (connection === 'too_short') walk.tally.below_minimum_connection++;
    else if (connection === 'too_long') walk.tally.above_longest_layover++;
    else found.push({ ride, connection });
  }
  return found;
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
function followed(onward: readonly Onward[], legs: number, walk: Walk): readonly Onward[] {
  const share = legs > 3 ? 2 : 1;
  const onwardByArrival = Math.ceil(walk.rules.onwardByArrival / share);
  const onwardByPrice = Math.ceil(walk.rules.onwardByPrice / share);
  if (onward.length <= onwardByArrival) return onward;
  const byArrival = [...onward].sort((a, b) => a.ride.flight.arrive.at - b.ride.flight.arrive.at);
  const byPrice = [...onward].sort((a, b) => a.ride.cheapest - b.ride.cheapest);
  const chosen = new Set([...byArrival.slice(0, onwardByArrival), ...byPrice.slice(0, onwardByPrice)]);
  walk.tally.dominated_connection += onward.length - chosen.size;
  return [...chosen];
}

function keep(rides: readonly Ride[], connections: readonly Connection[], walk: Walk): void {
  const [first, last] = [rides[0], rides.at(-1)];
  if (!first || !last) return;
  walk.found.set(rides.map(({ flight }) => flight.flightId).join(' '), {
    rides,
    connections,
    durationMinutes: minutesBetween(first.flight.depart.at, last.flight.arrive.at),
    seatsLeft: Math.min(...rides.map((ride) => ride.seatsLeft)),
  });
}
