import { IANAZone } from 'luxon';

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

/**
 * The instant, in epoch milliseconds, of a wall-clock time in a zone. A time that happens twice, when the clocks go back,
 * is the first of the two; one that never happens, when they go forward, is as much later as they go forward: 02:30 is 03:30.
 */
export function instantOfLocal(zone: string, local: string): number {
  const asIfUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asIfUtc)) throw new RangeError(`${local} is not a local time YYYY-MM-DDTHH:MM`);
  const before = offsetMinutes(zone, asIfUtc - dayMs);
  const after = offsetMinutes(zone, asIfUtc + dayMs);
  const atBefore = asIfUtc - before * minuteMs;
  // Whether it happens once, twice or never: under the offset before the change it is the first or the later one.
  if (before === after || offsetMinutes(zone, atBefore) === before) return atBefore;
  const atAfter = asIfUtc - after * minuteMs;
  return offsetMinutes(zone, atAfter) === after ? atAfter : atBefore;
}
