import type { Place } from './faults';
import { daysBetween, type IsoDate, isoWeekday, plusDays } from '../instants';

export interface FlightNumber {
  readonly carrier: string;
  /** Digits with an optional suffix letter, without leading zeros. */
  readonly number: string;
}

/** A leg as a file states it, before anything is known of its airports. */
export interface DraftLeg {
  readonly origin: string;
  readonly destination: string;
  /** Days from the flight's local date at its first board point to this departure. */
  readonly departDay: number;
  /** Minutes after midnight, local, 0 to 1439. */
  readonly departMinutes: number;
  /** The elapsed minutes, the local arrival from which they follow once the zones are known, or nothing but the distance. */
  readonly arrival:
    | { readonly elapsedMinutes: number }
    /** Without a day: the first such time after the departure. */
    | { readonly place: Place; readonly arriveDay?: number; readonly arriveMinutes: number }
    | { readonly byDistance: true };
  readonly originTerminal?: string;
  readonly destinationTerminal?: string;
  /** IATA code of the type; empty when not given. */
  readonly aircraft: string;
  /** Seats of an average flight, where the file has them instead of a type. */
  readonly seats?: number;
  /** Who flies it, when that is not the carrier whose number it has. */
  readonly operating?: FlightNumber;
  /** Minutes by which departure and arrival are ahead of UTC, as the file states them. */
  readonly offsets?: readonly [depart: number, arrive: number];
  /** The file gives times in UTC: the departure keeps its instant when the clocks of its airport change. */
  readonly keepsInstant?: true;
  /** In an hour that autumn repeats it leaves in the second of the two. */
  readonly departsInSecondHour?: true;
}

/** A flight with its legs over one period, as a file states it. */
export interface DraftFlight extends FlightNumber {
  readonly legs: readonly DraftLeg[];
  /** ISO weekdays of the first departure as bits, Monday is 1. Local at the first board point, like the period. */
  readonly days: number;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate;
  readonly weekInterval?: 2;
  /** Segments that are not sold, as `0-1`: from the board point of leg 0 to the off point of leg 1. */
  readonly closed: ReadonlySet<string>;
}

/** What the reader of one file format gives. */
export interface DraftTimetable {
  readonly flights: readonly DraftFlight[];
  /** Names of carriers by code, where the files have them. */
  readonly carriers: ReadonlyMap<string, string>;
  /** Who flies what is sold as `UA8830 FRA-JFK`, as operating flights state it of others. */
  readonly operatedAs: ReadonlyMap<string, FlightNumber>;
}

/** The weekday bits `days` later (or earlier, when negative). */
export function turnDays(mask: number, days: number): number {
  const by = ((days % 7) + 7) % 7;
  return ((mask << by) | (mask >>> (7 - by))) & 0b1111111;
}

type Period = Pick<DraftFlight, 'days' | 'validFrom' | 'validTo'>;

/** Whether two periods have a day in common, fortnights apart. */
export function overlap(a: Period, b: Period): boolean {
  const from = a.validFrom > b.validFrom ? a.validFrom : b.validFrom;
  const to = a.validTo < b.validTo ? a.validTo : b.validTo;
  const days = a.days & b.days;
  const length = daysBetween(from, to) + 1;
  if (length <= 0 || days === 0) return false;
  for (let day = 0; day < Math.min(length, 7); day++)
    if ((days & (1 << (isoWeekday(plusDays(from, day)) - 1))) !== 0) return true;
  return false;
}

/** Some consecutive legs of a flight as a flight of their own, dated by their own first departure. */
export function partOf(flight: DraftFlight, legs: readonly DraftLeg[]): DraftFlight {
  const later = legs[0]?.departDay ?? 0;
  const first = flight.legs.findIndex((leg) => leg === legs[0]);
  const isOpenEnded = flight.validTo >= '2099-12-31';
  return {
    ...flight,
    legs: legs.map((leg) => ({ ...leg, departDay: leg.departDay - later })),
    days: turnDays(flight.days, later),
    validFrom: plusDays(flight.validFrom, later),
    validTo: isOpenEnded ? flight.validTo : plusDays(flight.validTo, later),
    closed: closedAmong(flight.closed, first, legs.length),
  };
}

function closedAmong(closed: ReadonlySet<string>, first: number, count: number): Set<string> {
  const own = [...closed].map((segment) => segment.split('-').map((leg) => Number(leg) - first));
  return new Set(own.filter(([from = -1, to = count]) => from >= 0 && to < count).map(([from, to]) => `${from}-${to}`));
}
