import type { AirportDirectory } from './airports';
import { type ConnectionRules, shortestMinimum } from './connections';
import { greatCircleMetres } from './distances';
import { type BucketAddress, bucketKey } from './flightBuckets';
import { type IsoDate, plusDays } from './instants';
import { instantOf, localDateAt } from './localDates';
import type { SearchSlice } from './searches';

/** A way through the network with the buckets that can hold its flights, leg by leg. */
export interface Way {
  /** Codes of all airports touched. */
  readonly airports: readonly string[];
  readonly days: readonly (readonly BucketAddress[])[];
}

/** Fastest block time of a leg: a jet with the wind. In minutes. */
function shortestMinutes(metres: number): number {
  return metres / 18_500;
}

/** Slowest block time of a leg: a turboprop on the first 1,500 km, a jet against the wind beyond, and an hour on the ground. */
function longestMinutes(metres: number): number {
  return 60 + Math.min(metres, 1_500_000) / 6_700 + Math.max(metres - 1_500_000, 0) / 11_700;
}

/** Where one leg of a path leaves and the next one begins; `LHR/LGW` is a change of airport within a city. */
function stopsOf(path: readonly string[]): { readonly arrive: string; readonly depart: string }[] {
  return path.map((stop) => {
    const [arrive = stop, depart = arrive] = stop.split('/');
    return { arrive, depart };
  });
}

/**
 * The buckets of a path that can hold a flight of an itinerary: the departure window of the first leg, carried on over
 * block times and layovers, in the local dates of each airport. They are read together in one round, before any flight is
 * known; a date line crossed eastwards gives the day before. Without days when an airport is not in the directory.
 */
export function wayOf(
  path: readonly string[],
  slice: Pick<SearchSlice, 'departFrom' | 'departTo'>,
  airports: AirportDirectory,
  rules: ConnectionRules,
): Way {
  const stops = stopsOf(path);
  const codes = stops.flatMap(({ arrive, depart }) => (arrive === depart ? [arrive] : [arrive, depart]));
  const first = airports.find(stops[0]?.depart ?? '');
  if (!first) return { airports: codes, days: [] };
  let earliest: number = instantOf(slice.departFrom, first.zone);
  let latest: number = instantOf(slice.departTo, first.zone);
  const days: BucketAddress[][] = [];
  for (let leg = 0; leg + 1 < stops.length; leg++) {
    const next = stops[leg + 1] ?? { arrive: '', depart: '' };
    const [from, to] = [airports.find(stops[leg]?.depart ?? ''), airports.find(next.arrive)];
    if (!from || !to) return { airports: codes, days: [] };
    const dates = datesBetween(localDateAt(earliest, from.zone), localDateAt(latest, from.zone));
    days.push(dates.map((on) => ({ origin: from.code, destination: to.code, on })));
    const metres = greatCircleMetres(from, to);
    earliest += (shortestMinutes(metres) + shortestMinimum(to.code, airports, rules, next.depart)) * 60_000;
    latest += (longestMinutes(metres) + rules.longestLayover) * 60_000;
  }
  return { airports: codes, days };
}

function datesBetween(first: IsoDate, last: IsoDate): IsoDate[] {
  const dates: IsoDate[] = [];
  for (let on = first; on <= last; on = plusDays(on, 1)) dates.push(on);
  return dates;
}

/** Every bucket of these ways once, in a fixed order. */
export function bucketsOfWays(ways: readonly Way[]): BucketAddress[] {
  const days = new Map(ways.flatMap((way) => way.days.flat()).map((day) => [bucketKey(day), day]));
  return [...days.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, day]) => day);
}
