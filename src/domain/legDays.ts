import type { AirportDirectory } from './airports';
import { type ConnectionRules, shortestMinimum } from './connections';
import { greatCircleMetres } from './distances';
import { type BucketAddress, bucketKey } from './flightBuckets';
import { type IsoDate, isoWeekday, plusDays } from './instants';
import { departuresOn, type LegHours, type LegHoursOf } from './legHours';
import { instantOfLocal, localDate } from './zones';
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

/** Instants between which a leg can leave or arrive, in epoch milliseconds. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The buckets of a path that can hold a flight of an itinerary: the departure window of the first leg, carried on over
 * block times and layovers, in the local dates of each airport. They are read together in one round, before any flight is
 * known; a date line crossed eastwards gives the day before. Of a leg whose hours are known only the days are read on which
 * it flies at an hour that can be reached; of others, all. Without days when an airport is not in the directory.
 */
export function wayOf(
  path: readonly string[],
  slice: Pick<SearchSlice, 'departFrom' | 'departTo'>,
  airports: AirportDirectory,
  rules: ConnectionRules,
  hoursOf: LegHoursOf = () => undefined,
): Way {
  const stops = stopsOf(path);
  const codes = stops.flatMap(({ arrive, depart }) => (arrive === depart ? [arrive] : [arrive, depart]));
  const first = airports.find(stops[0]?.depart ?? '');
  if (!first) return { airports: codes, days: [] };
  let span: Span = {
    from: instantOfLocal(first.zone, slice.departFrom),
    to: instantOfLocal(first.zone, slice.departTo),
  };
  const days: BucketAddress[][] = [];
  for (let leg = 0; leg + 1 < stops.length; leg++) {
    const next = stops[leg + 1] ?? { arrive: '', depart: '' };
    const [from, to] = [airports.find(stops[leg]?.depart ?? ''), airports.find(next.arrive)];
    if (!from || !to) return { airports: codes, days: [] };
    const hours = hoursOf(from.code, to.code);
    const dates = departuresWithin(span, from.zone, hours);
    days.push(dates.map(({ on }) => ({ origin: from.code, destination: to.code, on })));
    const metres = greatCircleMetres(from, to);
    const shortest = hours?.shortestMinutes ?? shortestMinutes(metres);
    const longest = hours?.longestMinutes ?? longestMinutes(metres);
    span = {
      from:
        Math.min(...dates.map((date) => date.from)) +
        minutes(shortest + shortestMinimum(to.code, airports, rules, next.depart)),
      to: Math.max(...dates.map((date) => date.to)) + minutes(longest + rules.longestLayover),
    };
    if (dates.length === 0) return { airports: codes, days: neverFlown(stops.length - 1) };
  }
  return { airports: codes, days };
}

function minutes(count: number): number {
  return count * 60_000;
}

/** Nothing is read of a way on which one leg does not fly. */
function neverFlown(legs: number): BucketAddress[][] {
  return Array.from({ length: legs }, () => []);
}

/** The local dates on which a leg can leave within a span, each with the part of the span that is left of it. */
function departuresWithin(span: Span, zone: string, hours: LegHours | undefined): (Span & { readonly on: IsoDate })[] {
  const dates = datesBetween(localDate(zone, span.from), localDate(zone, span.to));
  if (!hours) return dates.map((on) => ({ on, ...span }));
  return dates.flatMap((on) => {
    if ((hours.days & (1 << (isoWeekday(on) - 1))) === 0) return [];
    const flown = departuresOn(hours, on, zone);
    const [from, to] = [Math.max(span.from, flown.from), Math.min(span.to, flown.to)];
    return from <= to ? [{ on, from, to }] : [];
  });
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

/**
 * The ways of the first paths, so many as fit what may be read, and one path's at the least: of each path, what `waysOf` makes of it.
 * Days that several paths need count once.
 */
export function waysWithin(
  buckets: number,
  paths: readonly (readonly string[])[],
  waysOf: (path: readonly string[]) => readonly Way[],
): readonly (readonly Way[])[] {
  const read = new Set<string>();
  const chosen: (readonly Way[])[] = [];
  for (const path of paths) {
    const ways = waysOf(path);
    const more = bucketsOfWays(ways)
      .map(bucketKey)
      .filter((key) => !read.has(key));
    if (read.size > 0 && read.size + more.length > buckets) break;
    for (const key of more) read.add(key);
    chosen.push(ways);
  }
  return chosen;
}
