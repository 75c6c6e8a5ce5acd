import type { RouteGraph } from './graph';
import { createJourneys, noJourney } from './journeys';
import { longestWay, type RankingRules } from './paths';
import { stopCount } from './vias';
import type { Week } from './weeks';

/** A day without a journey counts as if one waited for a day and took the fastest. */
const dayMinutes = 1_440;

/**
 * Chooses among the candidates of one pair, which come in order of cost, by a week of the schedule.
 *
 * A path's score is the sum over the seven days of its fastest journey that leaves then; a day without one counts as its fastest of
 * the week and a day of waiting. Those with the best scores are kept, ties by cost; among them always the best of each number of
 * stops, because travellers limit them, and in `daySlots` places those that save most minutes on days on which they are the
 * best of all. Candidates that never connect in that week come after all others, and only while there are fewer than `unconnectedKept`.
 * Candidates beyond the detour bound count only where without them there is a day on which one cannot leave, and lose every tie.
 */
export interface WeekRanking {
  /** The caller's list: costs in ascending order, packed vias. */
  readonly costs: Int32Array;
  readonly vias: Uint32Array;
  /** Ranks the first `count` candidates of this pair and returns how many are kept. */
  rank(source: number, destination: number, count: number): number;
  /** Of the path with this rank: its place among the candidates, and its score a day in minutes, or 0 when it never connects. */
  candidate(rank: number): number;
  minutes(rank: number): number;
}

/** Used by one thread at a time. */
export function createWeekRanking(graph: RouteGraph, week: Week, rules: RankingRules): WeekRanking {
  // Names of this module's own: what is imported is looked up anew by each of some hundred million calls.
  const [stopsOn, never] = [stopCount, noJourney];
  const most = rules.candidatesPerPair;
  const kept = rules.rankedPerPair;
  const costs = new Int32Array(most);
  const vias = new Uint32Array(most);
  const journeys = createJourneys(graph, week, rules.longestLayover);
  const days = new Int32Array(7 * most);
  const scores = new Int32Array(most);
  /** Candidates that connect, by score. */
  const order = new Int32Array(most);
  const chosen = new Uint8Array(most);
  const ranked = new Int32Array(most);
  /** Of each number of stops, the candidate with the best score; of each day, the fastest. -1: none. */
  const bestByStops = new Int32Array(3);
  const bestByDay = new Int32Array(7);
  let connected = 0;

  /** The minutes of a candidate on a day. */
  function on(candidate: number, day: number): number {
    return candidate === -1 ? never : (days[7 * candidate + day] as number);
  }

  /** Whether a path whose journeys take at least this long can be left out: candidates before it win every tie. */
  function isBeaten(least: number, stops: number): boolean {
    if (connected < kept || 7 * least < (scores[order[kept - 1] as number] as number)) return false;
    const rival = bestByStops[stops] as number;
    if (rival === -1 || 7 * least < (scores[rival] as number)) return false;
    for (let day = 0; day < 7; day++) if (least < on(bestByDay[day] as number, day)) return false;
    return true;
  }

  function score(candidate: number, served: number): number {
    let [sum, fastest] = [0, never];
    for (let day = 0; day < 7; day++) {
      const minutes = on(candidate, day);
      if (minutes === never) continue;
      sum += minutes;
      if (minutes < fastest) fastest = minutes;
    }
    return sum + (7 - served) * (fastest + dayMinutes);
  }

  function enter(candidate: number, stops: number): void {
    const own = scores[candidate] as number;
    let place = connected++;
    for (; place > 0 && (scores[order[place - 1] as number] as number) > own; place--)
      order[place] = order[place - 1] as number;
    order[place] = candidate;
    const rival = bestByStops[stops] as number;
    if (rival === -1 || own < (scores[rival] as number)) bestByStops[stops] = candidate;
    for (let day = 0; day < 7; day++)
      if (on(candidate, day) < on(bestByDay[day] as number, day)) bestByDay[day] = candidate;
  }

  function measure(source: number, destination: number, candidate: number): void {
    const path = vias[candidate] as number;
    const stops = stopsOn(path);
    journeys.take(source, destination, path);
    const least = journeys.lowerBound();
    if (least >= never || isBeaten(least, stops)) return;
    const served = journeys.measure(days, 7 * candidate);
    if (served === 0) return;
    scores[candidate] = score(candidate, served);
    enter(candidate, stops);
  }

  function isServedDaily(): boolean {
    for (let day = 0; day < 7; day++) if ((bestByDay[day] as number) === -1) return false;
    return true;
  }

  /** Detours beyond the bound are looked at only where without them one could not leave on every day. */
  function measureAll(source: number, destination: number, count: number): void {
    const straight = graph.metres[source * graph.codes.length + destination] as number;
    const longest = longestWay(straight, rules);
    const isNear = (n: number) => (costs[n] as number) - stopsOn(vias[n] as number) * rules.metresPerStop <= longest;
    connected = 0;
    bestByStops.fill(-1);
    bestByDay.fill(-1);
    chosen.fill(0, 0, count);
    scores.fill(0, 0, count);
    for (let n = 0; n < count; n++) if (isNear(n)) measure(source, destination, n);
    if (isServedDaily()) return;
    for (let n = 0; n < count; n++) if (!isNear(n)) measure(source, destination, n);
  }

  let size = 0;
  /** Of each day, the fastest journey along the paths chosen. */
  const fastest = new Int32Array(7);
  function choose(candidate: number): void {
    if (candidate === -1 || (chosen[candidate] as number) === 1 || size === kept) return;
    chosen[candidate] = 1;
    size += 1;
    for (let day = 0; day < 7; day++)
      if (on(candidate, day) < (fastest[day] as number)) fastest[day] = on(candidate, day);
  }

  function fillTo(wanted: number): void {
    for (let n = 0; n < connected && size < wanted; n++) choose(order[n] as number);
  }

  /** Minutes that a candidate saves over those chosen, on all days together. */
  function saves(candidate: number): number {
    let sum = 0;
    for (let day = 0; day < 7; day++) sum += Math.max(0, (fastest[day] as number) - on(candidate, day));
    return sum;
  }

  function takeBestOfDays(): void {
    for (let slot = 0; slot < rules.daySlots; slot++) {
      let [best, most] = [-1, 0];
      for (let day = 0; day < 7; day++) {
        const candidate = bestByDay[day] as number;
        if (candidate === -1 || (chosen[candidate] as number) === 1) continue;
        const saved = saves(candidate);
        if (saved > most || (saved === most && best !== -1 && candidate < best)) [best, most] = [candidate, saved];
      }
      choose(best);
    }
  }

  function listChosen(count: number): number {
    let found = 0;
    for (let n = 0; n < connected; n++) if (chosen[order[n] as number] === 1) ranked[found++] = order[n] as number;
    // Whoever was left out as beaten has no score either, but then there are enough that connect.
    const least = Math.min(rules.unconnectedKept, kept);
    for (let n = 0; n < count && found < least; n++) {
      if (chosen[n] === 1 || (scores[n] as number) !== 0) continue;
      ranked[found++] = n;
    }
    return found;
  }

  return {
    costs,
    vias,
    rank(source, destination, count) {
      measureAll(source, destination, count);
      size = 0;
      fastest.fill(never);
      for (let stops = 0; stops < 3; stops++) choose(bestByStops[stops] as number);
      fillTo(kept - rules.daySlots);
      takeBestOfDays();
      fillTo(kept);
      return listChosen(count);
    },
    candidate: (rank) => ranked[rank] as number,
    minutes: (rank) => Math.round((scores[ranked[rank] as number] as number) / 7),
  };
}
