import type { AirportDirectory } from './airports';
import { type EpochMs, type IsoDate, plusDays } from './instants';
import { instantOfLocal, localDate } from './zones';
import { findLocation } from './locations';
import type { Money } from './money';
import type { Fault } from './problems';
import type { SearchReason, SearchSlice } from './searches';

/** Other dates a traveller would take: some days around each of those asked for, or the same journey on each of many days. */
export type FlexibleDates = { readonly daysAround: number } | { readonly daysAhead: number };

/** One date for each slice. */
export type JourneyDates = readonly IsoDate[];

/** What the cheapest journey on these dates costs the party; without a total there is none, and the reason says why. */
export interface DatePrice {
  readonly on: JourneyDates;
  readonly reason: SearchReason;
  readonly total?: Money;
  /** Of the cheapest journey, over all slices. */
  readonly durationMinutes?: number;
  readonly connections?: number;
}

/** The widest matrix is seven by seven days, the longest row thirty. */
export const mostDaysAround = 3;
export const mostDaysAhead = 30;
const mostSlices = 2;

/** Other dates are asked for of a journey there, or there and back, on whole days. */
export function checkFlexible(slices: readonly { readonly date?: string | undefined }[], faults: Fault[]): void {
  if (slices.length <= mostSlices && slices.every(({ date }) => date !== undefined)) return;
  const message = `other dates can be asked for with one or two slices, each with a date`;
  faults.push({ pointer: '/flexible_dates', code: 'not_flexible', message });
}

export interface DateBounds {
  readonly airports: AirportDirectory;
  readonly now: EpochMs;
  readonly horizonDays: number;
}

/**
 * All dates to be priced, nearest to those asked for first. Dates that are over at the origin, too far ahead, or that go back
 * before they went out are left away.
 */
export function journeysOf(
  slices: readonly SearchSlice[],
  flexible: FlexibleDates,
  bounds: DateBounds,
): JourneyDates[] {
  return shiftsOf(slices.length, flexible)
    .map((shifts) => slices.map(({ on }, index) => plusDays(on, shifts[index] ?? 0)))
    .filter((dates) => isBookable(slices, dates, bounds));
}

function shiftsOf(slices: number, flexible: FlexibleDates): number[][] {
  if ('daysAhead' in flexible)
    return Array.from({ length: flexible.daysAhead }, (_, days) => Array.from({ length: slices }, () => days));
  const { daysAround: most } = flexible;
  const around = Array.from({ length: 2 * most + 1 }, (_, index) => index - most);
  const shifts = slices === 1 ? around.map((days) => [days]) : around.flatMap((a) => around.map((b) => [a, b]));
  const distance = (all: readonly number[]) => Math.max(...all.map(Math.abs));
  return shifts.sort((a, b) => distance(a) - distance(b) || compare(a, b));
}

function compare(a: readonly number[], b: readonly number[]): number {
  return (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0);
}

function isBookable(slices: readonly SearchSlice[], dates: JourneyDates, bounds: DateBounds): boolean {
  let before = -Infinity;
  return slices.every((slice, index) => {
    const zone = findLocation(bounds.airports, slice.origin)?.zone;
    const on = dates[index];
    if (zone === undefined || on === undefined) return false;
    const { departFrom, departTo } = sliceOn(slice, on);
    const ends = instantOfLocal(zone, departTo);
    if (ends < before || ends < bounds.now) return false;
    before = instantOfLocal(zone, departFrom);
    return on <= plusDays(localDate(zone, bounds.now), bounds.horizonDays);
  });
}

/** The slice on another date, all day long. */
export function sliceOn(slice: SearchSlice, on: IsoDate): SearchSlice {
  return { ...slice, on, departFrom: `${on}T00:00`, departTo: `${on}T23:59` };
}

/** Days, over all slices, that are read and combined in one run: where nobody has asked for them before, their buckets are made on the way. */
const daysPerRun = 7;
/** Days from those asked for, of which the prices come first. */
const nearDays = 1;

/** The dates in groups that are priced together, the nearest group first. */
export function runsOf(asked: JourneyDates, journeys: readonly JourneyDates[]): JourneyDates[][] {
  const apart = (dates: JourneyDates) =>
    Math.max(...dates.map((on, index) => Math.abs(Date.parse(on) - Date.parse(asked[index] ?? on)) / 86_400_000));
  const isMatrix = new Set(journeys.map(([on]) => on)).size < journeys.length;
  if (isMatrix) {
    const near = journeys.filter((dates) => apart(dates) <= nearDays);
    return [near, journeys.filter((dates) => apart(dates) > nearDays)].filter((run) => run.length > 0);
  }
  const size = Math.floor(daysPerRun / Math.max(asked.length, 1));
  return Array.from({ length: Math.ceil(journeys.length / size) }, (_, run) =>
    journeys.slice(run * size, (run + 1) * size),
  );
}
