import { DateTime, IANAZone } from 'luxon';
import { isoDate, type IsoDate } from './instants';

const dayMs = 86_400_000;
/** Days whose offset is remembered over all zones: a year of every zone there is. */
const remembered = 200_000;

/** Offset in minutes of a zone on a UTC day; `changing` when the clocks change on that day. */
const offsets = new Map<string, number | 'changing'>();

/**
 * Minutes a zone is ahead of UTC at an instant. Asking the time zone database costs some 10 microseconds and a search asks
 * hundreds of times, so the answer is remembered for each UTC day on which it does not change.
 */
function offsetMinutes(at: number, zone: string): number {
  const day = Math.floor(at / dayMs);
  const key = `${zone} ${day}`;
  let known = offsets.get(key);
  if (known === undefined) {
    const [first, last] = [offsetAt(day * dayMs, zone), offsetAt((day + 1) * dayMs, zone)];
    known = first === last ? first : 'changing';
    if (offsets.size >= remembered) offsets.clear();
    offsets.set(key, known);
  }
  return known === 'changing' ? offsetAt(at, zone) : known;
}

function offsetAt(at: number, zone: string): number {
  return IANAZone.create(zone).offset(at);
}

/** The calendar date at an instant, local to a zone. */
export function localDateAt(at: number, zone: string): IsoDate {
  return isoDate(new Date(at + offsetMinutes(at, zone) * 60_000).toISOString().slice(0, 10));
}

/**
 * Epoch milliseconds of a wall-clock time `2026-12-10T07:05`; the first one when it happens twice, the later one when the
 * clocks skip it. A plain number, because callers may ask for years that no flight has.
 */
export function instantOf(local: string, zone: string): number {
  const time = DateTime.fromISO(local, { zone });
  return (time.getPossibleOffsets()[0] ?? time).toMillis();
}
