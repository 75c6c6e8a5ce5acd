import type { RouteGraph } from './graph';
import { createPrefixes } from './prefixes';
import { firstStop, secondStop, stopCount } from './vias';
import { legNumber, neverFlies, type Week } from './weeks';

/** Never reached: longer than any journey, and small enough to be added up. */
export const noJourney = 1 << 20;
/** Later than any arrival, and than `noJourney` after any departure. */
const unreached = 2 * noJourney;

/**
 * How long journeys along paths of at most two stops take in a week of the schedule. Instants decide, as in the combining of
 * a search: a connection lasts at least the minimum of its airport and at most the longest layover, both included.
 */
export interface Journeys {
  /** Takes the path that the others are about; paths from the same source are measured fastest one after the other. */
  take(source: number, destination: number, vias: number): void;
  /** Minutes that no journey along the path can undercut; `noJourney` when a leg never flies. */
  lowerBound(): number;
  /**
   * Writes the minutes of the fastest journey that leaves on each day of the week (on the origin's clocks) to `days[place]` and
   * the six after it; `noJourney` for a day without any. Returns on how many days there is one.
   */
  measure(days: Int32Array, place: number): number;
}

/** Used by one thread at a time. */
export function createJourneys(graph: RouteGraph, week: Week, longestLayover: number): Journeys {
  const { first, departs, arrives, localDays, shortest, inOrder, domestic, minimums } = week;
  // Names of this module's own: what is imported is looked up anew by each of some hundred million calls.
  const [stopsOn, firstOf, secondOf, legOf] = [stopCount, firstStop, secondStop, legNumber];
  const prefixes = createPrefixes(week, longestLayover);
  /** Earliest arrival at the destination by the second leg's departures, where it is known for the path at hand. */
  const onward = new Int32Array(prefixes.mostDepartures);
  const knownFor = new Int32Array(prefixes.mostDepartures);
  let measured = 0;

  /** The path at hand: its source, its legs, the minutes to connect, and how many stops. */
  let [from, one, two, three, atFirst, atSecond, stops] = [-1, -1, -1, -1, 0, 0, 0];

  function minimum(airport: number, arriving: number, departing: number): number {
    return minimums[4 * airport + 3 - 2 * (domestic[arriving] as number) - (domestic[departing] as number)] as number;
  }

  function nonstop(days: Int32Array, place: number): void {
    const end = ((first[one] as number) + (first[one + 1] as number)) / 2;
    for (let n = first[one] as number; n < end; n++) {
      const slot = place + (localDays[n] as number);
      days[slot] = Math.min(days[slot] as number, (arrives[n] as number) - (departs[n] as number));
    }
  }

  function oneStop(days: Int32Array, place: number): void {
    const begin = prefixes.find(from, one, two, atFirst);
    const end = begin + prefixes.count(two);
    const { departs: leaving, days: leavingOn, next, latest: waiting } = prefixes.entries();
    const last = first[two + 1] as number;
    const least = shortest[two] as number;
    for (let p = begin; p < end; p++) {
      const leaves = leaving[p] as number;
      const slot = place + (leavingOn[p] as number);
      const latest = waiting[p] as number;
      let best = (days[slot] as number) + leaves;
      for (let n = next[p] as number; n < last; n++) {
        const boards = departs[n] as number;
        if (boards > latest || boards + least >= best) break;
        if ((arrives[n] as number) < best) best = arrives[n] as number;
      }
      days[slot] = best - leaves;
    }
  }

  /** The earliest arrival by the third leg for whoever arrives before it at this minute. Looking for it begins at `cursor`. */
  let cursor = 0;
  function arrivalByThird(arrived: number): number {
    const end = first[three + 1] as number;
    const begin = first[three] as number;
    const earliest = arrived + atSecond;
    const latest = arrived + longestLayover;
    let n = cursor;
    while (n < end && (departs[n] as number) < earliest) n += 1;
    while (n > begin && (departs[n - 1] as number) >= earliest) n -= 1;
    cursor = n;
    const least = shortest[three] as number;
    let arrival = unreached;
    for (; n < end; n++) {
      const goes = departs[n] as number;
      if (goes > latest || goes + least >= arrival) break;
      if ((arrives[n] as number) < arrival) arrival = arrives[n] as number;
    }
    return arrival;
  }

  function twoStops(days: Int32Array, place: number): void {
    const begin = prefixes.find(from, one, two, atFirst);
    const end = begin + prefixes.count(two);
    const { departs: leaving, days: leavingOn, next, latest: waiting } = prefixes.entries();
    const [begin2, end2] = [first[two] as number, first[two + 1] as number];
    const least = (shortest[two] as number) + atSecond + (shortest[three] as number);
    // Where nobody overtakes, no later departure arrives sooner than the first that connects.
    const takesFirst = (inOrder[two] as number) === 1 && (inOrder[three] as number) === 1;
    measured += 1;
    cursor = first[three] as number;
    for (let p = begin; p < end; p++) {
      const leaves = leaving[p] as number;
      const slot = place + (leavingOn[p] as number);
      const latest = waiting[p] as number;
      let best = (days[slot] as number) + leaves;
      for (let n = next[p] as number; n < end2; n++) {
        const boards = departs[n] as number;
        if (boards > latest || boards + least >= best) break;
        if ((knownFor[n - begin2] as number) !== measured) {
          knownFor[n - begin2] = measured;
          onward[n - begin2] = arrivalByThird(arrives[n] as number);
        }
        const arrival = onward[n - begin2] as number;
        if (arrival < best) best = arrival;
        if (takesFirst && arrival !== unreached) break;
      }
      days[slot] = best - leaves;
    }
  }

  return {
    take(source, destination, vias) {
      from = source;
      stops = stopsOn(vias);
      if (stops === 0) {
        one = legOf(graph, source, destination);
        return;
      }
      const a = firstOf(vias);
      one = legOf(graph, source, a);
      if (stops === 1) {
        two = legOf(graph, a, destination);
        atFirst = minimum(a, one, two);
        return;
      }
      const b = secondOf(vias);
      two = legOf(graph, a, b);
      three = legOf(graph, b, destination);
      atFirst = minimum(a, one, two);
      atSecond = minimum(b, two, three);
    },

    lowerBound() {
      let minutes = shortest[one] as number;
      if (minutes === neverFlies) return noJourney;
      if (stops > 0) {
        if ((shortest[two] as number) === neverFlies) return noJourney;
        minutes += atFirst + (shortest[two] as number);
      }
      if (stops === 2) {
        if ((shortest[three] as number) === neverFlies) return noJourney;
        minutes += atSecond + (shortest[three] as number);
      }
      return minutes;
    },

    measure(days, place) {
      for (let day = 0; day < 7; day++) days[place + day] = noJourney;
      if (stops === 0) nonstop(days, place);
      else if (stops === 1) oneStop(days, place);
      else twoStops(days, place);
      let served = 0;
      for (let day = 0; day < 7; day++) if ((days[place + day] as number) !== noJourney) served += 1;
      return served;
    },
  };
}
