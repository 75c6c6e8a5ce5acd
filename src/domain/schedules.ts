import { type DatedFlight, type FlightEnd, type FlightFare, formatFlightId } from './flights';
import { daysBetween, epochMs, isoWeekday, type IsoDate } from './instants';
import { datedStages, type ThroughFlight } from './throughFlights';
import { instantOfLocal, localTime } from './zones';

/** One end of a scheduled leg. */
export interface ScheduledEnd {
  readonly airport: string;
  readonly zone: string;
  readonly terminal?: string;
}

/** A fare on an average day, for one adult before taxes, in euro cents. The price of a date is `cents x demandPercent / 100`. */
export interface ScheduledFare {
  readonly cabin: FlightFare['cabin'];
  readonly fareBrand: string;
  readonly bookingClass: string;
  readonly fareBasis: string;
  readonly cents: number;
}

/** A segment that flies each week on the same days at the same local time: one leg, or several of one flight. */
export interface LegSchedule {
  readonly carrier: string;
  /** Digits with an optional suffix letter. */
  readonly number: string;
  readonly operating: { readonly carrier: string; readonly number: string };
  readonly origin: ScheduledEnd;
  readonly destination: ScheduledEnd;
  /** Wall-clock time at the origin, `HH:MM`. */
  readonly departLocal: string;
  /** In an hour that autumn repeats it leaves in the second of the two. */
  readonly departsInSecondHour?: true;
  readonly elapsedMinutes: number;
  /** ISO weekdays at the origin as bits: Monday is 1, Tuesday 2, ... Sunday 64. */
  readonly days: number;
  /** First and last date at the origin, both included. */
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate;
  /** Every second week only, counted in sevens of days from `validFrom`. */
  readonly weekInterval?: 2;
  /** Of a flight with several legs: all of them, and which ones this segment rides. */
  readonly through?: ThroughFlight;
  readonly aircraft: string;
  readonly seatPlanId: string;
  readonly fares: readonly ScheduledFare[];
  /** Makes the demand of this flight over the dates its own. */
  readonly demandSeed: number;
}

export const everyDay = 0b1111111;

type Pattern = Pick<LegSchedule, 'days' | 'validFrom' | 'validTo' | 'weekInterval'>;

export function fliesOn({ days, validFrom, validTo, weekInterval }: Pattern, on: IsoDate): boolean {
  if (on < validFrom || on > validTo || (days & (1 << (isoWeekday(on) - 1))) === 0) return false;
  return weekInterval === undefined || Math.floor(daysBetween(validFrom, on) / 7) % weekInterval === 0;
}

/** Flights in a week of its period; those of every second week count half. */
export function flightsPerWeek({ days, weekInterval }: Pick<LegSchedule, 'days' | 'weekInterval'>): number {
  const weekdays = [1, 2, 3, 4, 5, 6, 7].filter((weekday) => (days & (1 << (weekday - 1))) !== 0).length;
  return weekdays / (weekInterval ?? 1);
}

/**
 * The flight of a schedule on one date (local at the origin), or undefined when it does not fly then.
 *
 * The clock changes by these rules: a departure inside the hour that spring skips leaves that hour later (02:30 becomes
 * 03:30); one inside the hour that autumn repeats leaves in the first of the two, unless its timetable says the second. The arrival is the departure's instant
 * plus the elapsed minutes, shown in the destination's zone, so the date line and both zones' changes come out by themselves.
 */
export function datedFlight(schedule: LegSchedule, on: IsoDate): DatedFlight | undefined {
  if (!fliesOn(schedule, on)) return undefined;
  const departure = instantOfLocal(schedule.origin.zone, `${on}T${schedule.departLocal}`, schedule.departsInSecondHour);
  const { carrier, number, operating, through } = schedule;
  const flown = through && datedStages(through, operating, on);
  const arrival = flown?.arriveAt ?? departure + schedule.elapsedMinutes * 60_000;
  const flightId =
    flown?.legs[0] ?? formatFlightId({ ...operating, originOn: on, boardPoint: schedule.origin.airport });
  return {
    flightId,
    legs: flown?.legs ?? [flightId],
    ...(flown && { stages: flown.stages }),
    carrier,
    number,
    operating,
    depart: end(schedule.origin, departure),
    arrive: end(schedule.destination, arrival),
    aircraft: schedule.aircraft,
    seatPlanId: schedule.seatPlanId,
    fares: faresOn(schedule, on),
  };
}

function end({ airport, zone, terminal }: ScheduledEnd, at: number): FlightEnd {
  return {
    airport,
    ...(terminal === undefined ? {} : { terminal }),
    local: localTime(zone, at),
    zone,
    at: epochMs(at),
  };
}

function faresOn(schedule: LegSchedule, on: IsoDate): FlightFare[] {
  const percent = demandPercent(schedule.demandSeed, on);
  return schedule.fares.map(({ cents, ...fare }) => ({
    ...fare,
    base: { amount: Math.round((cents * percent) / 10_000) * 100, currency: 'EUR' },
  }));
}

/** Monday to Sunday: Fridays and Sundays sell dearest, midweek cheapest. */
const weekdayPercent = [100, 92, 90, 98, 118, 104, 115] as const;
/** January to December. */
const monthPercent = [90, 90, 96, 103, 100, 108, 122, 120, 102, 98, 92, 112] as const;

/** Price of a date against the average day, in per cent (about 70 to 165), the same for everybody who asks. */
export function demandPercent(seed: number, on: IsoDate): number {
  const month = monthPercent[Number(on.slice(5, 7)) - 1] ?? 100;
  const weekday = weekdayPercent[isoWeekday(on) - 1] ?? 100;
  return Math.round((weekday * month * (85 + (mix(seed, on) % 31))) / 10_000);
}

/** FNV-1a over the seed and the text: a stable number for a flight and a date. */
function mix(seed: number, text: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return (hash ^ (hash >>> 15)) >>> 0;
}
