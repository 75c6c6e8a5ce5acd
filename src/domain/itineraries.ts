import type { AirportDirectory } from './airports';
import { minutesBetween } from './connections';
import type { FlightBucket } from './flightBuckets';
import { airportsOf, type DatedFlight } from './flights';
import type { Way } from './legDays';
import type { Connection } from './offers';
import { connectionsFrom, followed, type Following, type FollowingRules, type Onward, refusalOf } from './onward';
import { emptyTally, type PruneReason, type Pruning, type Tally } from './pruning';
import { createLegsOf, type LegsOf, type Ride, type Unridden, type Wish } from './rides';
import type { SearchSlice } from './searches';

/** Rides that connect, from the origin to the destination of a slice. */
export interface Itinerary {
  readonly rides: readonly Ride[];
  readonly connections: readonly Connection[];
  readonly durationMinutes: number;
  readonly seatsLeft: number;
}

export interface Combining {
  readonly airports: AirportDirectory;
  readonly buckets: ReadonlyMap<string, FlightBucket>;
  readonly wish: Wish;
  readonly rules: FollowingRules;
  /** Told of every branch that is not followed, for a search that explains itself. */
  readonly pruning?: Pruning;
  /** Which slice of the query this is, for the branches. */
  readonly index?: number;
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
    legsOf: createLegsOf(combining.buckets, combining.wish, tally),
    airports: combining.airports,
    tally,
    explains: combining.pruning !== undefined,
    tell: () => undefined,
    found: new Map(),
  };
  for (const way of ways) walkWay(way, { ...walk, ...telling(way, combining) });
  const itineraries = [...fastEnough(walk, combining)].sort(
    ([a, x], [b, y]) => departsAt(x) - departsAt(y) || (a < b ? -1 : 1),
  );
  return { itineraries: itineraries.map(([, itinerary]) => itinerary), tally };
}

/** Without what takes far longer than the fastest: nobody takes it, and it would crowd out what people do take. */
function fastEnough({ found, tally }: Walk, { rules, pruning, index = 0 }: Combining): Map<string, Itinerary> {
  const { slowest } = rules;
  if (!slowest) return found;
  const fastest = [...found.values()].reduce(
    (least, { durationMinutes }) => Math.min(least, durationMinutes),
    Infinity,
  );
  const longest = Math.max(fastest * slowest.times, fastest + slowest.minutesMore);
  for (const [key, { durationMinutes, rides }] of found) {
    if (durationMinutes <= longest) continue;
    found.delete(key);
    tally.too_slow++;
    const flights = rides.map(({ flight }) => flight);
    pruning?.prune({ slice: index, way: airportsOf(flights), flights, reason: 'too_slow' });
  }
  return found;
}

interface Walk extends Following {
  readonly slice: SearchSlice;
  readonly legsOf: LegsOf;
  readonly explains: boolean;
  /** Tells of a branch of the way that is walked. */
  readonly tell: (flights: readonly DatedFlight[], reason: PruneReason) => void;
  readonly found: Map<string, Itinerary>;
}

function departsAt(itinerary: Itinerary): number {
  return itinerary.rides[0]?.flight.depart.at ?? 0;
}

function telling(way: Way, { pruning, index = 0 }: Combining): Pick<Walk, 'tell'> {
  if (!pruning) return { tell: () => undefined };
  return { tell: (flights, reason) => pruning.prune({ slice: index, way: way.airports, flights, reason }) };
}

function walkWay({ airports, days }: Way, walk: Walk): void {
  if (new Set(airports).size < airports.length) {
    walk.tally.airport_twice++;
    walk.tell([], 'airport_twice');
    return;
  }
  // One of its legs has no flight that could be reached, so that nothing was read of it.
  if (days.every((each) => each.length === 0)) {
    walk.tally.not_flown_then++;
    walk.tell([], 'not_flown_then');
    return;
  }
  const legs = days.map(walk.legsOf);
  for (const { flight, reason } of legs[0]?.unridden ?? []) walk.tell([flight], reason);
  for (const first of legs[0]?.rides ?? []) {
    const { local } = first.flight.depart;
    if (local < walk.slice.departFrom || local > walk.slice.departTo) {
      walk.tally.outside_window++;
      walk.tell([first.flight], 'outside_window');
    } else extend([first], [], legs, walk);
  }
}

type Leg = ReturnType<LegsOf>;

function extend(rides: readonly Ride[], connections: readonly Connection[], legs: readonly Leg[], walk: Walk): void {
  const last = rides.at(-1);
  const onward = legs[rides.length];
  if (!last) return;
  if (!onward) {
    keep(rides, connections, walk);
    return;
  }
  const found = connectionsFrom(last, onward.rides, walk);
  const chosen = followed(found, legs.length, walk);
  if (walk.explains) explainOnward(rides, onward, { found, chosen }, walk);
  for (const { ride, connection } of chosen) extend([...rides, ride], [...connections, connection], legs, walk);
}

/** Tells of every flight of the next leg that is not followed from here, also of those the search need not look at. */
function explainOnward(
  rides: readonly Ride[],
  { rides: onward, unridden }: { readonly rides: readonly Ride[]; readonly unridden: readonly Unridden[] },
  { found, chosen }: { readonly found: readonly Onward[]; readonly chosen: readonly Onward[] },
  walk: Walk,
): void {
  const last = rides.at(-1);
  if (!last) return;
  const flights = rides.map(({ flight }) => flight);
  for (const { flight, reason } of unridden) walk.tell([...flights, flight], reason);
  const connecting = new Set(found.map(({ ride }) => ride));
  const kept = new Set(chosen.map(({ ride }) => ride));
  for (const ride of onward) {
    if (kept.has(ride)) continue;
    const reason = connecting.has(ride) ? 'dominated_connection' : refusalOf(last.flight, ride.flight, walk);
    walk.tell([...flights, ride.flight], reason);
  }
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
