import { instantOfLocal } from './zones';
import type { IsoDate } from './instants';
import type { LegSchedule } from './schedules';
import { datedStages } from './throughFlights';

/** When a leg is flown at all, whoever flies it: bounds over all its schedules of all seasons. */
export interface LegHours {
  /** ISO weekdays at the origin as bits, see `LegSchedule`. */
  readonly days: number;
  /** Wall-clock times at the origin, `HH:MM`. */
  readonly firstDeparture: string;
  readonly lastDeparture: string;
  readonly shortestMinutes: number;
  readonly longestMinutes: number;
}

/** What is known of a leg; undefined of one that nobody has told of. */
export type LegHoursOf = (origin: string, destination: string) => LegHours | undefined;

/** Between its legs a flight waits longer or shorter by this when the clocks change on the way. */
const clockChangeMinutes = 60;

/** The hours of one schedule. */
export function hoursOf(schedule: LegSchedule): LegHours {
  const { days, departLocal } = schedule;
  const [shortestMinutes, longestMinutes] = minutesOf(schedule);
  return { days, firstDeparture: departLocal, lastDeparture: departLocal, shortestMinutes, longestMinutes };
}

function minutesOf({ elapsedMinutes, through, operating, validFrom, origin, departLocal }: LegSchedule) {
  if (!through) return [elapsedMinutes, elapsedMinutes] as const;
  const { arriveAt } = datedStages(through, operating, validFrom);
  const minutes = Math.round((arriveAt - instantOfLocal(origin.zone, `${validFrom}T${departLocal}`)) / 60_000);
  return [minutes - clockChangeMinutes, minutes + clockChangeMinutes] as const;
}

export function joinHours(a: LegHours, b: LegHours): LegHours {
  return {
    days: a.days | b.days,
    firstDeparture: a.firstDeparture < b.firstDeparture ? a.firstDeparture : b.firstDeparture,
    lastDeparture: a.lastDeparture > b.lastDeparture ? a.lastDeparture : b.lastDeparture,
    shortestMinutes: Math.min(a.shortestMinutes, b.shortestMinutes),
    longestMinutes: Math.max(a.longestMinutes, b.longestMinutes),
  };
}

/** Instants between which the leg can leave on a local date; a time that the clocks skip is that much later. */
export function departuresOn({ firstDeparture, lastDeparture }: LegHours, on: IsoDate, zone: string) {
  return {
    from: instantOfLocal(zone, `${on}T${firstDeparture}`),
    to: instantOfLocal(zone, `${on}T${lastDeparture}`) + clockChangeMinutes * 60_000,
  };
}
