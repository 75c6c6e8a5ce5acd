import type { Week } from './weeks';

/**
 * First legs as far as they lead to a departure of a second leg, by source and second leg: worked out once for all destinations.
 *
 * Of departures that reach the same connection on the same day only the last one is kept: whoever leaves earlier arrives no sooner.
 * So what is looked at for each path grows with the rarer of its first two legs.
 */
export interface Prefixes {
  /** Most departures that any leg has, both weeks together. */
  readonly mostDepartures: number;
  /** The index of the first entry of a source's first leg before this second leg, with the minutes it takes to connect. */
  find(source: number, one: number, two: number, minutes: number): number;
  /** How many entries were found there. */
  count(two: number): number;
  /** Good until the next call of `find`. */
  entries(): PrefixEntries;
}

/** Of each entry: when the first leg leaves, on which local day, the first departure of the second leg that it reaches, and until when that may leave. */
interface PrefixEntries {
  readonly departs: Int32Array;
  readonly days: Int32Array;
  readonly next: Int32Array;
  readonly latest: Int32Array;
}

export function createPrefixes(week: Week, longestLayover: number): Prefixes {
  const { first, departs, arrives, localDays } = week;
  const mostDepartures = longestRow(first);
  const [begins, counts] = [new Int32Array(first.length), new Int32Array(first.length)];
  /** The source for which an entry of `begins` is right, counted by changes of source. */
  const knownFor = new Int32Array(first.length);
  let [current, changes, used] = [-1, 0, 0];
  let room = 0;
  let entries: PrefixEntries = { departs: none, days: none, next: none, latest: none };

  function makeRoom(wanted: number): void {
    if (wanted <= room) return;
    room = Math.max(2 * room, wanted, 4_096);
    const { departs, days, next, latest } = entries;
    entries = {
      departs: grown(departs, room),
      days: grown(days, room),
      next: grown(next, room),
      latest: grown(latest, room),
    };
  }

  function workOut(one: number, two: number, minutes: number): void {
    const end = ((first[one] as number) + (first[one + 1] as number)) / 2;
    const [begin2, end2] = [first[two] as number, first[two + 1] as number];
    makeRoom(used + end - (first[one] as number));
    const begin = used;
    let next = begin2;
    for (let n = first[one] as number; n < end; n++) {
      const earliest = (arrives[n] as number) + minutes;
      const latest = (arrives[n] as number) + longestLayover;
      while (next < end2 && (departs[next] as number) < earliest) next += 1;
      while (next > begin2 && (departs[next - 1] as number) >= earliest) next -= 1;
      if (next === end2 || (departs[next] as number) > latest) continue;
      const before = used - 1;
      const replaces =
        before >= begin &&
        (entries.next[before] as number) === next &&
        (entries.days[before] as number) === (localDays[n] as number) &&
        (entries.latest[before] as number) <= latest;
      if (!replaces) used += 1;
      entries.departs[used - 1] = departs[n] as number;
      entries.days[used - 1] = localDays[n] as number;
      entries.next[used - 1] = next;
      entries.latest[used - 1] = latest;
    }
    begins[two] = begin;
    counts[two] = used - begin;
  }

  return {
    mostDepartures,
    find(source, one, two, minutes) {
      if (source !== current) {
        current = source;
        changes += 1;
        used = 0;
      }
      if ((knownFor[two] as number) !== changes) {
        knownFor[two] = changes;
        workOut(one, two, minutes);
      }
      return begins[two] as number;
    },
    count: (two) => counts[two] as number,
    entries: () => entries,
  };
}

const none = new Int32Array(0);

function grown(array: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}

function longestRow(first: Int32Array): number {
  let longest = 0;
  for (let n = 0; n + 1 < first.length; n++)
    longest = Math.max(longest, (first[n + 1] as number) - (first[n] as number));
  return longest;
}
