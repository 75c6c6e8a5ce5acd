import type { Airport } from '../../../src/domain/airports';
import { defaultConnectionRules } from '../../../src/domain/connections';
import { type IsoDate, plusDays } from '../../../src/domain/instants';
import type { LegSchedule } from '../../../src/domain/schedules';
import { instantOfLocal } from '../../../src/domain/zones';

/** A flight of one date, in minutes since the epoch. */
interface Flight {
  readonly departs: number;
  readonly arrives: number;
  /** Local date at the origin. */
  readonly on: string;
}

interface Leg {
  readonly from: string;
  readonly to: string;
  readonly domestic: boolean;
  /** By departure. */
  readonly flights: readonly Flight[];
}

/** Everything that flies on some dates. It shares neither the ways nor the combining with the product: it tries all. */
export function createOracle(
  schedules: readonly LegSchedule[],
  airports: readonly Airport[],
  dates: readonly IsoDate[],
) {
  const countries = new Map(airports.map(({ code, country }) => [code, country]));
  const byPair = new Map<string, { from: string; to: string; domestic: boolean; flights: Flight[] }>();
  for (const schedule of schedules) {
    const [from, to] = [schedule.origin.airport, schedule.destination.airport];
    const key = `${from}-${to}`;
    const leg = byPair.get(key) ?? { from, to, domestic: countries.get(from) === countries.get(to), flights: [] };
    byPair.set(key, leg);
    for (const on of dates) {
      if ((schedule.days & (1 << ((new Date(`${on}T00:00:00Z`).getUTCDay() + 6) % 7))) === 0) continue;
      const departs = instantOfLocal(schedule.origin.zone, `${on}T${schedule.departLocal}`) / 60_000;
      leg.flights.push({ departs, arrives: departs + schedule.elapsedMinutes, on });
    }
  }
  const leaving = new Map<string, Leg[]>();
  const arriving = new Map<string, Leg[]>();
  for (const leg of byPair.values()) {
    leg.flights.sort((a, b) => a.departs - b.departs);
    leaving.set(leg.from, [...(leaving.get(leg.from) ?? []), leg]);
    arriving.set(leg.to, [...(arriving.get(leg.to) ?? []), leg]);
  }

  /** Flights of a leg that one can take after arriving by another. */
  function* onward(before: Leg, arrived: number, leg: Leg): Generator<Flight> {
    const { minimum, longestLayover } = defaultConnectionRules;
    const least =
      minimum[`${before.domestic ? 'domestic' : 'international'}To${leg.domestic ? 'Domestic' : 'International'}`];
    let [low, high] = [0, leg.flights.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((leg.flights[middle]?.departs ?? Infinity) < arrived + least) low = middle + 1;
      else high = middle;
    }
    for (let n = low; n < leg.flights.length; n++) {
      const flight = leg.flights[n];
      if (!flight || flight.departs > arrived + longestLayover) return;
      yield flight;
    }
  }

  function fastestFrom(first: Leg, flight: Flight, last: ReadonlyMap<string, Leg>, target: string): number {
    let best = Infinity;
    if (first.to === target) return flight.arrives;
    const direct = last.get(first.to);
    if (direct) for (const next of onward(first, flight.arrives, direct)) best = Math.min(best, next.arrives);
    for (const second of leaving.get(first.to) ?? []) {
      const third = last.get(second.to);
      if (!third || second.to === first.from || second.to === target) continue;
      for (const middle of onward(first, flight.arrives, second))
        for (const next of onward(second, middle.arrives, third)) best = Math.min(best, next.arrives);
    }
    return best;
  }

  return {
    /** Minutes of the fastest journey with at most two stops that leaves on this date, along any way there is; undefined when there is none. */
    fastest(origin: string, destination: string, on: IsoDate): number | undefined {
      const last = new Map((arriving.get(destination) ?? []).map((leg) => [leg.from, leg]));
      let best = Infinity;
      for (const first of leaving.get(origin) ?? [])
        for (const flight of first.flights)
          if (flight.on === on) best = Math.min(best, fastestFrom(first, flight, last, destination) - flight.departs);
      return best === Infinity ? undefined : best;
    },

    /** The same along these ways only. */
    fastestAlong(ways: readonly (readonly string[])[], on: IsoDate): number | undefined {
      let best = Infinity;
      for (const way of ways) {
        const legs = way.slice(1).map((to, n) => byPair.get(`${way[n]}-${to}`));
        const [first] = legs;
        if (!first) continue;
        const follow = (n: number, before: Leg, begun: number, arrived: number): void => {
          const leg = legs[n];
          if (!leg) best = Math.min(best, arrived - begun);
          else for (const next of onward(before, arrived, leg)) follow(n + 1, leg, begun, next.arrives);
        };
        for (const flight of first.flights) if (flight.on === on) follow(1, first, flight.departs, flight.arrives);
      }
      return best === Infinity ? undefined : best;
    },
  };
}

/** A week of dates and as many after it as journeys with two stops can take. */
export function datesFrom(monday: IsoDate): IsoDate[] {
  return Array.from({ length: 13 }, (_, n) => plusDays(monday, n));
}
