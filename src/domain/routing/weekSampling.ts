import { daysBetween, isoWeekday, type IsoDate, plusDays } from '../instants';
import { fliesOn, flightsPerWeek, type LegSchedule } from '../schedules';
import { datedStages } from '../throughFlights';
import { instantOfLocal, offsetMinutes } from '../zones';
import { pairKey } from './paths';
import type { WeeklyDeparture } from './weeks';

type Timing = Pick<
  LegSchedule,
  'departLocal' | 'elapsedMinutes' | 'days' | 'validFrom' | 'validTo' | 'weekInterval' | 'through' | 'operating'
> & { readonly zone: string };

interface Week {
  readonly monday: IsoDate;
  readonly dates: readonly IsoDate[];
}

const dayMs = 86_400_000;
const weekMinutes = 7 * 1_440;
/** Whatever flies longer is no leg that anybody connects over. */
const longestElapsed = 2 * 1_440;

/**
 * Takes the schedules of a network, pair by pair, and gives the week by which its routes are ranked: of the weeks within
 * `weeks` from the first Monday on or after `from` the first in which the network flies most. A pair that rests in that week is shown
 * with the first week in which it flies, so that the season of a route is no reason to forget it.
 */
export function createWeekSampler(from: IsoDate, weeks: number) {
  const first = plusDays(from, (8 - isoWeekday(from)) % 7);
  const all = Array.from({ length: weeks }, (_, n) => weekFrom(plusDays(first, 7 * n)));
  const flights = new Float64Array(weeks);
  const timings = new Map<string, Timing[]>();

  function count(timing: Timing, add: (week: number, flights: number) => void): void {
    const [begins, ends] = [daysBetween(first, timing.validFrom), daysBetween(first, timing.validTo)];
    const [lowest, highest] = [Math.max(0, Math.floor(begins / 7)), Math.min(weeks - 1, Math.floor(ends / 7))];
    for (let n = lowest; n <= highest; n++) {
      const isWhole = begins <= 7 * n && ends >= 7 * n + 6;
      const dates = all[n]?.dates ?? [];
      add(n, isWhole ? flightsPerWeek(timing) : dates.filter((on) => fliesOn(timing, on)).length);
    }
  }

  function firstWeekOf(pair: readonly Timing[]): Week | undefined {
    let earliest = weeks;
    for (const timing of pair) count(timing, (n, flown) => (earliest = flown > 0 ? Math.min(earliest, n) : earliest));
    return all[earliest];
  }

  return {
    /** All schedules of one ordered pair. */
    add(origin: string, destination: string, schedules: readonly LegSchedule[]): void {
      const pair = schedules.map(toTiming);
      timings.set(pairKey(origin, destination), pair);
      for (const timing of pair) count(timing, (week, flown) => void (flights[week] = (flights[week] ?? 0) + flown));
    },

    /** The Monday of the network's week, and each pair's departures by `pairKey`; pairs that never fly are missing. */
    sample(): { readonly monday: IsoDate; readonly departures: ReadonlyMap<string, readonly WeeklyDeparture[]> } {
      const busiest = all[flights.indexOf(Math.max(...flights))] ?? weekFrom(first);
      const departures = new Map<string, readonly WeeklyDeparture[]>();
      for (const [key, pair] of timings) {
        let found = departuresIn(busiest, pair);
        if (found.length === 0) found = departuresIn(firstWeekOf(pair) ?? busiest, pair);
        if (found.length > 0) departures.set(key, found);
      }
      return { monday: busiest.monday, departures };
    },
  };
}

function weekFrom(monday: IsoDate): Week {
  return { monday, dates: Array.from({ length: 7 }, (_, day) => plusDays(monday, day)) };
}

/** Only what the sample needs: tens of thousands of them are held until all have been seen. */
function toTiming(schedule: LegSchedule): Timing {
  const { departLocal, elapsedMinutes, days, validFrom, validTo, weekInterval, through, operating } = schedule;
  return {
    zone: schedule.origin.zone,
    departLocal,
    elapsedMinutes,
    days,
    validFrom,
    validTo,
    operating,
    ...(weekInterval && { weekInterval }),
    ...(through && { through }),
  };
}

/** Departures of equal time and length are one entry with several days, in order of time: equal schedules give equal text. */
function departuresIn({ monday, dates }: Week, pair: readonly Timing[]): WeeklyDeparture[] {
  const start = Date.parse(`${monday}T00:00:00Z`);
  const days = new Map<number, number>();
  for (const timing of pair) {
    const flown = dates.filter((on) => fliesOn(timing, on));
    const [any] = flown;
    const elapsed = any && elapsedOn(timing, any);
    if (elapsed === undefined || elapsed <= 0 || elapsed > longestElapsed) continue;
    for (const on of flown) {
      const minute = (Math.round((departureOn(timing, on, start) - start) / 60_000) + weekMinutes) % weekMinutes;
      const key = (minute % 1_440) * 10_000 + elapsed;
      days.set(key, (days.get(key) ?? 0) | (1 << Math.floor(minute / 1_440)));
    }
  }
  return [...days.entries()]
    .sort(([a], [b]) => a - b)
    .map(([key, mask]): WeeklyDeparture => [Math.floor(key / 10_000), key % 10_000, mask]);
}

function elapsedOn({ through, operating, elapsedMinutes, zone, departLocal }: Timing, on: IsoDate): number {
  if (!through) return elapsedMinutes;
  const { arriveAt } = datedStages(through, operating, on);
  return Math.round((arriveAt - instantOfLocal(zone, `${on}T${departLocal}`)) / 60_000);
}

/** Most weeks have no change of clocks, and then no instant needs to be looked up. */
function departureOn({ zone, departLocal }: Timing, on: IsoDate, monday: number): number {
  const offset = offsetMinutes(zone, monday - dayMs);
  if (offset !== offsetMinutes(zone, monday + 8 * dayMs)) return instantOfLocal(zone, `${on}T${departLocal}`);
  const [hours, minutes] = [Number(departLocal.slice(0, 2)), Number(departLocal.slice(3, 5))];
  return Date.parse(`${on}T00:00:00Z`) + (hours * 60 + minutes - offset) * 60_000;
}
