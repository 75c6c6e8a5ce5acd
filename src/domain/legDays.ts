import { DateTime } from 'luxon';
import type { AirportDirectory } from './airports';
import { type ConnectionRules, shortestMinimum } from './connections';
import { greatCircleMetres } from './distances';
import { type BucketAddress, bucketKey } from './flightBuckets';
import { isoDate, type IsoDate, plusDays } from './instants';
import type { SearchSlice } from './searches';

/** Fastest block time of a leg: a jet with the wind. In minutes. */
function shortestMinutes(metres: number): number {
  return metres / 18_500;
}

/** Slowest block time of a leg: a turboprop on the first 1,500 km, a jet against the wind beyond, and an hour on the ground. */
function longestMinutes(metres: number): number {
  return 60 + Math.min(metres, 1_500_000) / 6_700 + Math.max(metres - 1_500_000, 0) / 11_700;
}

/**
 * All buckets that can hold a flight of an itinerary along a path: the departure window of the first leg, carried on over
 * block times and layovers, in the local dates of each airport. Read together in one round; a date line crossed eastwards
 * gives the day before. Empty when an airport is not in the directory.
 */
export function legDaysOf(
  path: readonly string[],
  slice: Pick<SearchSlice, 'departFrom' | 'departTo'>,
  airports: AirportDirectory,
  rules: ConnectionRules,
): BucketAddress[] {
  const stops = path.map((code) => airports.find(code));
  const [first] = stops;
  if (!first) return [];
  let earliest = DateTime.fromISO(slice.departFrom, { zone: first.zone });
  let latest = DateTime.fromISO(slice.departTo, { zone: first.zone });
  const days: BucketAddress[] = [];
  for (let leg = 0; leg + 1 < stops.length; leg++) {
    const [from, to] = [stops[leg], stops[leg + 1]];
    if (!from || !to) return [];
    days.push(
      ...datesBetween(earliest, latest, from.zone).map((on) => ({ origin: from.code, destination: to.code, on })),
    );
    const metres = greatCircleMetres(from, to);
    earliest = earliest.plus({ minutes: shortestMinutes(metres) + shortestMinimum(rules) });
    latest = latest.plus({ minutes: longestMinutes(metres) + rules.longestLayover });
  }
  return days;
}

function datesBetween(earliest: DateTime, latest: DateTime, zone: string): IsoDate[] {
  const dates: IsoDate[] = [];
  const last = isoDate(latest.setZone(zone).toISODate() ?? '');
  for (let on = isoDate(earliest.setZone(zone).toISODate() ?? ''); on <= last; on = plusDays(on, 1)) dates.push(on);
  return dates;
}

/** The distinct ones, in a fixed order. */
export function distinctLegDays(days: readonly BucketAddress[]): BucketAddress[] {
  return [...new Map(days.map((day) => [bucketKey(day), day])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, day]) => day);
}
