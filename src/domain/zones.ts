import { IANAZone } from 'luxon';
import type { IsoDate } from './instants';

const dayMs = 86_400_000;
const minuteMs = 60_000;

interface ZoneDay {
  /** Offset all day long, or undefined on a day on which the clocks change. */
  readonly constant: number | undefined;
}

const zones = new Map<string, { zone: IANAZone; days: Map<number, ZoneDay> }>();
/** Days remembered of a zone: two years' worth, some 100 kB for all zones of the world. */
const mostDays = 731;

/** Minutes east of UTC in an IANA zone at an instant in epoch milliseconds. Throws a RangeError on an unknown zone. */
export function offsetMinutes(zoneName: string, at: number): number {
  const known = zoneOf(zoneName);
  const day = Math.floor(at / dayMs);
  let found = known.days.get(day);
  if (!found) {
    const [first, last] = [known.zone.offset(day * dayMs), known.zone.offset((day + 1) * dayMs)];
    found = { constant: first === last ? first : undefined };
    if (known.days.size >= mostDays) known.days.clear();
    known.days.set(day, found);
  }
  return found.constant ?? known.zone.offset(at);
}

const validity = new Map<string, boolean>();
/** There are some six hundred names; whoever asks with more asks for nonsense. */
const mostNames = 5_000;

/** Whether a name is one of the IANA database. Asking the database costs a millisecond, and lists of airports ask thousands of times. */
export function isZone(name: string): boolean {
  const known = validity.get(name);
  if (known !== undefined) return known;
  const valid = name !== '' && IANAZone.isValidZone(name);
  if (validity.size >= mostNames) validity.clear();
  validity.set(name, valid);
  return valid;
}

function zoneOf(name: string): { zone: IANAZone; days: Map<number, ZoneDay> } {
  const known = zones.get(name);
  if (known) return known;
  const zone = IANAZone.create(name);
  if (!zone.isValid) throw new RangeError(`${name} is not an IANA time zone`);
  const added = { zone, days: new Map<number, ZoneDay>() };
  zones.set(name, added);
  return added;
}

/** Wall-clock time `2026-12-10T07:05` of an instant in a zone. */
export function localTime(zone: string, at: number): string {
  return new Date(at + offsetMinutes(zone, at) * minuteMs).toISOString().slice(0, 16);
}

/** The calendar date of an instant in a zone. */
export function localDate(zone: string, at: number): IsoDate {
  return localTime(zone, at).slice(0, 10) as IsoDate;
}

/**
 * The instant, in epoch milliseconds, of a wall-clock time in a zone. A time that happens twice, when the clocks go back,
 * is the first of the two unless `second` is asked for; one that never happens, when they go forward, is as much later as they
 * go forward: 02:30 is 03:30.
 */
export function instantOfLocal(zone: string, local: string, second = false): number {
  const asIfUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asIfUtc)) throw new RangeError(`${local} is not a local time YYYY-MM-DDTHH:MM`);
  const before = offsetMinutes(zone, asIfUtc - dayMs);
  const after = offsetMinutes(zone, asIfUtc + dayMs);
  const atBefore = asIfUtc - before * minuteMs;
  const atAfter = asIfUtc - after * minuteMs;
  if (second && after < before && offsetMinutes(zone, atAfter) === after) return atAfter;
  // Whether it happens once, twice or never: under the offset before the change it is the first or the later one.
  if (before === after || offsetMinutes(zone, atBefore) === before) return atBefore;
  return offsetMinutes(zone, atAfter) === after ? atAfter : atBefore;
}

const changes = new Map<string, readonly string[]>();
/** Days between two looks: no zone changes its clocks and back in less. */
const probeDays = 14;

/** The UTC dates of a year on which the clocks of a zone change, in order. Remembered: files of flights ask for each of them. */
export function clockChangesIn(zone: string, year: number): readonly string[] {
  const key = `${zone} ${year}`;
  let found = changes.get(key);
  if (found) return found;
  const dates: string[] = [];
  const [first, end] = [Date.UTC(year, 0, 1) / dayMs, Date.UTC(year + 1, 0, 1) / dayMs];
  for (let from = first; from < end; from += probeDays) {
    const to = Math.min(from + probeDays, end);
    if (offsetMinutes(zone, from * dayMs) === offsetMinutes(zone, to * dayMs)) continue;
    dates.push(new Date(changingDay(zone, from, to) * dayMs).toISOString().slice(0, 10));
  }
  found = dates;
  if (changes.size >= mostNames) changes.clear();
  changes.set(key, found);
  return found;
}

/** The day in which the one change between two midnights falls, in days since 1970. */
function changingDay(zone: string, from: number, to: number): number {
  const before = offsetMinutes(zone, from * dayMs);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (offsetMinutes(zone, middle * dayMs) === before) low = middle;
    else high = middle;
  }
  return low;
}
