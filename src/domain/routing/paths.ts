import { defaultConnectionRules } from '../connections';
import type { LegHours } from '../legHours';

/** One way from an airport to another: codes of all airports touched, origin and destination included (2 to 4 of them, up to 7 where there is nothing shorter). */
export interface RoutePath {
  readonly airports: readonly string[];
  /** Length over all legs. */
  readonly metres: number;
  /** `metres` plus 500 km a stop: what the ranking by distance compares. */
  readonly cost: number;
  /** Where ways are ranked by a week of the schedule: the fastest journey of a day on average, see `WeekRanking`. Absent when it never connects in that week. */
  readonly minutes?: number;
}

/** One directed leg of the base network, whoever flies it. */
export interface NetworkLeg {
  readonly origin: string;
  readonly destination: string;
  readonly metres: number;
  readonly carriers: readonly string[];
  readonly flightsPerWeek: number;
  /** When it is flown; absent when nobody knows. */
  readonly hours?: LegHours;
}

export interface NetworkCarrier {
  readonly code: string;
  readonly name: string;
  /** Airports its flights start from and come back to. */
  readonly hubs: readonly string[];
}

export interface RankingRules {
  /** Paths kept for a pair where distance ranks. */
  readonly pathsPerPair: number;
  readonly metresPerStop: number;
  /** A path may be this many times the great circle, or longer than it by `detourAllowanceMetres`, whichever is more. */
  readonly detourRatio: number;
  readonly detourAllowanceMetres: number;
  /** Where there is a week of the schedule to rank by: so many of the cheapest paths by distance are looked at. */
  readonly candidatesPerPair: number;
  /** So many of them are kept. */
  readonly rankedPerPair: number;
  /** Of the paths kept, places for those that are the best on some days only. */
  readonly daySlots: number;
  /** Paths that never connect in that week are kept while there are fewer than so many: another season may connect them. */
  readonly unconnectedKept: number;
  /** In minutes; a layover that is exactly as long is still a connection. */
  readonly longestLayover: number;
}

/**
 * At most two stops and no airport twice hold always. The allowance lets two neighbours connect over the nearest hub:
 * by the ratio alone, airports 150 km apart could only connect within 300 km.
 */
export const rankingRules: RankingRules = {
  pathsPerPair: 20,
  metresPerStop: 500_000,
  detourRatio: 2,
  detourAllowanceMetres: 1_000_000,
  candidatesPerPair: 100,
  rankedPerPair: 10,
  daySlots: 2,
  unconnectedKept: 3,
  longestLayover: defaultConnectionRules.longestLayover,
};

/** Metres of the longest way with stops between airports that are so many metres apart. */
export function longestWay(straight: number, { detourRatio, detourAllowanceMetres }: RankingRules): number {
  return Math.max(straight * detourRatio, straight + detourAllowanceMetres);
}

/** `LIS-JFK`: the key of an ordered pair. */
export function pairKey(origin: string, destination: string): string {
  return `${origin}-${destination}`;
}

/** Origins by their codes in alphabetical order; also those that no network has any more. */
export interface OriginRange {
  readonly from: string;
  /** The first code that is not meant. */
  readonly before: string;
}

/**
 * The origins with the numbers `from` to `to - 1` of a graph, and those of earlier graphs that stand between them. The ranges of all
 * origins leave none out: what has left the network before the first of them or after the last is in theirs.
 */
export function originRange(codes: readonly string[], from: number, to: number): OriginRange {
  return { from: (from > 0 && codes[from]) || '', before: codes[to] ?? afterEveryCode };
}
const afterEveryCode = '~';

const unconnected = Number.MAX_SAFE_INTEGER;

/** The order of ways of several pairs taken together: those that connect by their minutes, then the others by cost; the airports tell apart what is equal. */
export function byRank(a: RoutePath, b: RoutePath): number {
  return (a.minutes ?? unconnected) - (b.minutes ?? unconnected) || byCost(a, b);
}

/** The same by cost alone. */
export function byCost(a: RoutePath, b: RoutePath): number {
  return a.cost - b.cost || (a.airports.join() < b.airports.join() ? -1 : 1);
}

/** Airports touched by each way of each slice. */
export function pathsOf({
  slices,
}: {
  readonly slices: readonly { readonly paths: readonly Pick<RoutePath, 'airports'>[] }[];
}): readonly (readonly (readonly string[])[])[] {
  return slices.map(({ paths }) => paths.map(({ airports }) => airports));
}
