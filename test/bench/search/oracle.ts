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
  /** Of its fastest flight, in minutes. */
  readonly least: number;
}

interface Onwards {
  readonly onwards: readonly { readonly second: Leg; readonly third: Leg; readonly least: number }[];
  /** Legs to the destination by where they begin. */
  readonly last: ReadonlyMap<string, Leg>;
}

/** Everything that flies on some dates. It shares neither the ways nor the combining with the product: it tries all. */
export function createOracle(
  schedules: readonly LegSchedule[],
  airports: readonly Airport[],
  dates: readonly IsoDate[],
) {
  const countries = new Map(airports.map(({ code, country }) => [code, country]));
  const byPair = new Map<string, { from: string; to: string; domestic: boolean; flights: Flight[]; least: number }>();
  for (const schedule of schedules) {
    const [from, to] = [schedule.origin.airport, schedule.destination.airport];
    const key = `${from}-${to}`;
    const domestic = countries.get(from) === countries.get(to);
    const leg = byPair.get(key) ?? { from, to, domestic, flights: [], least: Infinity };
    byPair.set(key, leg);
    leg.least = Math.min(leg.least, schedule.elapsedMinutes);
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

  const { minimum, longestLayover } = defaultConnectionRules;
  /** When one can leave on a leg at the earliest who arrives by another. */
  const ready = (before: Leg, arrived: number, leg: Leg) =>
    arrived +
    minimum[`${before.domestic ? 'domestic' : 'international'}To${leg.domestic ? 'Domestic' : 'International'}`];

  /** The first flight of a leg that leaves at an instant or later. */
  function firstFrom({ flights }: Leg, at: number): number {
    let [low, high] = [0, flights.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((flights[middle]?.departs ?? Infinity) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Flights of a leg that one can take after arriving by another. */
  function* onward(before: Leg, arrived: number, leg: Leg): Generator<Flight> {
    for (let n = firstFrom(leg, ready(before, arrived, leg)); n < leg.flights.length; n++) {
      const flight = leg.flights[n];
      if (!flight || flight.departs > arrived + longestLayover) return;
      yield flight;
    }
  }

  /** The earliest arrival on a leg after arriving by another, if it is before `bound`. */
  function earliest(before: Leg, arrived: number, leg: Leg, bound: number): number {
    let best = bound;
    for (let n = firstFrom(leg, ready(before, arrived, leg)); n < leg.flights.length; n++) {
      const flight = leg.flights[n];
      if (!flight || flight.departs > arrived + longestLayover || flight.departs + leg.least >= best) break;
      if (flight.arrives < best) best = flight.arrives;
    }
    return best;
  }

  /** Arrival of the fastest journey that begins with this flight, if it is before `bound`: what cannot arrive before it is not tried. */
  function fastestFrom(first: Leg, flight: Flight, { onwards, last }: Onwards, bound: number): number {
    let best = bound;
    const direct = last.get(first.to);
    if (direct) best = earliest(first, flight.arrives, direct, best);
    for (const { second, third, least } of onwards) {
      if (flight.arrives + least >= best) break;
      for (let n = firstFrom(second, ready(first, flight.arrives, second)); n < second.flights.length; n++) {
        const middle = second.flights[n];
        if (!middle || middle.departs > flight.arrives + longestLayover || middle.departs + least >= best) break;
        if (middle.arrives + third.least < best) best = earliest(second, middle.arrives, third, best);
      }
    }
    return best;
  }

  /** The pairs of legs that lead on from a leg's end, those that take least first. */
  function onwardsOf(first: Leg, last: ReadonlyMap<string, Leg>, target: string): Onwards {
    const onwards = (leaving.get(first.to) ?? []).flatMap((second) => {
      const third = last.get(second.to);
      if (!third || second.to === first.from || second.to === target) return [];
      return [{ second, third, least: second.least + third.least }];
    });
    return { onwards: onwards.sort((a, b) => a.least - b.least), last };
  }

  return {
    /** Minutes of the fastest journey with at most two stops that leaves on this date, along any way there is; undefined when there is none. */
    fastest(origin: string, destination: string, on: IsoDate): number | undefined {
      const last = new Map((arriving.get(destination) ?? []).map((leg) => [leg.from, leg]));
      let best = Infinity;
      for (const first of leaving.get(origin) ?? []) {
        const flights = first.flights.filter((flight) => flight.on === on);
        if (first.to === destination) {
          for (const { departs, arrives } of flights) best = Math.min(best, arrives - departs);
          continue;
        }
        const onwards = onwardsOf(first, last, destination);
        for (const flight of flights)
          best = Math.min(best, fastestFrom(first, flight, onwards, flight.departs + best) - flight.departs);
      }
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
          if (arrived - begun >= best) return;
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
