import type { RouteGraph } from './graph';

/** Flights of a leg that leave at the same time: minute of the UTC day, minutes in the air, UTC weekdays as bits (Monday is 1, Tuesday 2, ... Sunday 64). */
export type WeeklyDeparture = readonly [minuteOfDay: number, elapsedMinutes: number, days: number];

/** Minimum connection times at an airport: domestic to domestic, domestic to international, international to domestic, international to international. */
export type Minimums = readonly [number, number, number, number];

/** A week of the schedule, by which routes are ranked: small enough to be kept with each snapshot. */
export interface WeekPlan {
  /** `offset`: minutes that the airport's clocks are ahead of UTC. */
  readonly airports: readonly { readonly code: string; readonly offset: number; readonly minimums: Minimums }[];
  readonly legs: readonly {
    readonly origin: string;
    readonly destination: string;
    readonly domestic: boolean;
    readonly departures: readonly WeeklyDeparture[];
  }[];
}

/**
 * A week of the schedule in flat arrays. A leg is named by its index in `graph.targets`. Minutes count from Monday 00:00 UTC; every
 * leg's departures are there twice, the second time a week later, so that nobody who connects has to wrap around.
 */
export interface Week {
  /** The departures of leg `n` are at `first[n] ... first[n + 1] - 1`, in order of time; those of the first week are the first half. */
  readonly first: Int32Array;
  readonly departs: Uint16Array;
  readonly arrives: Uint16Array;
  /** Day of the week, 0 to 6, on the origin's clocks. */
  readonly localDays: Uint8Array;
  /** Shortest minutes in the air of each leg; `neverFlies` for one without departures. */
  readonly shortest: Uint16Array;
  /** Whether on each leg nobody arrives before those who left earlier, as 1 or 0. */
  readonly inOrder: Uint8Array;
  /** Whether each leg stays in one country, as 1 or 0. */
  readonly domestic: Uint8Array;
  /** Four for each airport, in the order of `Minimums`. */
  readonly minimums: Uint16Array;
}

export const weekMinutes = 7 * 1_440;
export const neverFlies = 0xffff;

/** The number of a leg in `graph.targets`, or -1. */
export function legNumber(graph: RouteGraph, from: number, to: number): number {
  let [low, high] = [graph.offsets[from] as number, graph.offsets[from + 1] as number];
  const end = high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((graph.targets[middle] as number) < to) low = middle + 1;
    else high = middle;
  }
  return low < end && (graph.targets[low] as number) === to ? low : -1;
}

/** Undefined when nothing flies in it: then there is nothing to rank by. Airports and legs that the graph does not have are left out. */
export function buildWeek(graph: RouteGraph, plan: WeekPlan | undefined): Week | undefined {
  if (!plan) return undefined;
  const flown: (readonly Flown[])[] = Array.from({ length: graph.targets.length }, () => []);
  const domestic = new Uint8Array(graph.targets.length);
  const { offsets, minimums } = airportTables(graph, plan);
  for (const { origin, destination, domestic: isDomestic, departures } of plan.legs) {
    const [from, to] = [graph.numbers.get(origin), graph.numbers.get(destination)];
    const leg = from === undefined || to === undefined ? -1 : legNumber(graph, from, to);
    if (leg === -1) continue;
    domestic[leg] = isDomestic ? 1 : 0;
    flown[leg] = departures.flatMap(expand).sort((a, b) => a.departs - b.departs || a.elapsed - b.elapsed);
  }
  const total = flown.reduce((sum, { length }) => sum + 2 * length, 0);
  if (total === 0) return undefined;
  return { ...flatten(graph, flown, offsets, total), domestic, minimums };
}

interface Flown {
  readonly departs: number;
  readonly elapsed: number;
}

function expand([minuteOfDay, elapsed, days]: WeeklyDeparture): Flown[] {
  const found: Flown[] = [];
  for (let day = 0; day < 7; day++)
    if ((days & (1 << day)) !== 0) found.push({ departs: day * 1_440 + minuteOfDay, elapsed });
  return found;
}

function airportTables(graph: RouteGraph, plan: WeekPlan) {
  const offsets = new Int32Array(graph.codes.length);
  const minimums = new Uint16Array(4 * graph.codes.length);
  for (const { code, offset, minimums: four } of plan.airports) {
    const number = graph.numbers.get(code);
    if (number === undefined) continue;
    offsets[number] = offset;
    minimums.set(four, 4 * number);
  }
  return { offsets, minimums };
}

function flatten(graph: RouteGraph, flown: readonly (readonly Flown[])[], offsets: Int32Array, total: number) {
  const first = new Int32Array(flown.length + 1);
  const [departs, arrives] = [new Uint16Array(total), new Uint16Array(total)];
  const localDays = new Uint8Array(total);
  const shortest = new Uint16Array(flown.length).fill(neverFlies);
  const inOrder = new Uint8Array(flown.length).fill(1);
  let place = 0;
  for (let from = 0; from < graph.codes.length; from++)
    for (let leg = graph.offsets[from] as number; leg < (graph.offsets[from + 1] as number); leg++) {
      first[leg] = place;
      const offset = offsets[from] as number;
      for (let later = 0; later <= weekMinutes; later += weekMinutes)
        for (const { departs: minute, elapsed } of flown[leg] ?? []) {
          departs[place] = minute + later;
          arrives[place] = minute + later + elapsed;
          localDays[place] = Math.floor((minute + offset + weekMinutes) / 1_440) % 7;
          if (place > (first[leg] as number) && (arrives[place - 1] as number) > (arrives[place] as number))
            inOrder[leg] = 0;
          shortest[leg] = Math.min(shortest[leg] as number, elapsed);
          place += 1;
        }
    }
  first[flown.length] = place;
  return { first, departs, arrives, localDays, shortest, inOrder };
}
