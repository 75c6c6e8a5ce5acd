import type { Airport } from '../airports';
import { clock } from '../demo/rotations';
import { daysBetween, isoDate, type IsoDate, plusDays } from '../instants';
import { fliesOn } from '../schedules';
import { clockChangesIn, instantOfLocal, offsetMinutes } from '../zones';
import { type DraftFlight, type DraftLeg, turnDays } from './drafts';

const dayMinutes = 1440;
/** So many days of a period are looked at for changes of the clocks; after them it goes on as it is on the last one. */
const mostDays = 3 * 366;

type Airports = ReadonlyMap<string, Pick<Airport, 'zone'>>;

/**
 * A flight whose file gives times in UTC, in parts between which the clocks of its airports change: each part has the local
 * departures that keep the instants. A flight with local times, or whose period the clocks leave alone, comes back as it is.
 */
export function partsBetweenClockChanges(flight: DraftFlight, airports: Airports): readonly DraftFlight[] {
  if (!flight.legs.some(({ keepsInstant }) => keepsInstant)) return [flight];
  const first = datesOf(flight)[0];
  const isSteady = (leg: DraftLeg) => changesOf(flight, leg, airports).length === 0;
  const isAsStated = (leg: DraftLeg) => first === undefined || movedOn(leg, first, airports) === 0;
  if (flight.legs.every((leg) => isSteady(leg) && isAsStated(leg))) return [flight];
  const parts: { moved: readonly number[]; from: IsoDate; to: IsoDate }[] = [];
  for (const on of datesOf(flight)) {
    const moved = flight.legs.map((leg) => movedOn(leg, on, airports));
    const last = parts.at(-1);
    if (last && last.moved.every((minutes, leg) => minutes === moved[leg])) last.to = on;
    else parts.push({ moved, from: on, to: on });
  }
  if (parts.every(({ moved }) => moved.every((minutes) => minutes === 0))) return [flight];
  return parts.map(({ moved, from, to }, index) => {
    const validTo = index === parts.length - 1 ? flight.validTo : to;
    return movedBy({ ...flight, validFrom: from, validTo }, moved);
  });
}

/** Dates of the first departure on which the flight is flown. */
function datesOf(flight: DraftFlight): IsoDate[] {
  const days = Math.min(daysBetween(flight.validFrom, flight.validTo), mostDays);
  const dates = Array.from({ length: days + 1 }, (_, day) => plusDays(flight.validFrom, day));
  return dates.filter((on) => fliesOn(flight, on));
}

/** Minutes by which the local departure of a day is later than the leg says, so that its instant stays. */
function movedOn({ origin, departDay, departMinutes, offsets }: DraftLeg, on: IsoDate, airports: Airports): number {
  const zone = airports.get(origin)?.zone;
  if (zone === undefined || !offsets) return 0;
  const [stated] = offsets;
  const at = Date.parse(`${plusDays(on, departDay)}T${clock(departMinutes)}:00Z`) - stated * 60_000;
  return offsetMinutes(zone, at) - stated;
}

function movedBy(flight: DraftFlight, moved: readonly number[]): DraftFlight {
  const legs = flight.legs.map((leg, index) => {
    const minutes = leg.departDay * dayMinutes + leg.departMinutes + (moved[index] ?? 0);
    const [departDay, departMinutes] = [
      Math.floor(minutes / dayMinutes),
      minutes - Math.floor(minutes / dayMinutes) * dayMinutes,
    ];
    const [depart = 0, arrive = 0] = leg.offsets ?? [];
    return { ...leg, departDay, departMinutes, offsets: [depart + (moved[index] ?? 0), arrive] as const };
  });
  const day = legs[0]?.departDay ?? 0;
  return {
    ...flight,
    legs: legs.map((leg) => ({ ...leg, departDay: leg.departDay - day })),
    days: turnDays(flight.days, day),
    validFrom: plusDays(flight.validFrom, day),
    validTo: plusDays(flight.validTo, day),
  };
}

/** A flight whose legs know whether they leave in the second of two hours, by the difference to UTC that the file states. */
export function withSecondHours(flight: DraftFlight, airports: Airports): DraftFlight {
  const legs = flight.legs.map((leg) => {
    // The change is on that date in UTC, and so on it or beside it at the airport.
    const near = changesOf(flight, leg, airports).flatMap((on) =>
      [-1, 0, 1].map((days) => plusDays(isoDate(on), days)),
    );
    const dates = near.map((on) => plusDays(on, -leg.departDay)).filter((on) => fliesOn(flight, on));
    const isSecond = dates.some((on) => isInSecondHour(leg, on, airports));
    return isSecond ? { ...leg, departsInSecondHour: true as const } : leg;
  });
  return { ...flight, legs };
}

/** UTC dates on which the clocks change where a leg departs, as far as its period is looked at. */
function changesOf({ validFrom, validTo }: DraftFlight, { origin, departDay, offsets }: DraftLeg, airports: Airports) {
  const zone = airports.get(origin)?.zone;
  if (zone === undefined || !offsets) return [];
  const [from, to] = [plusDays(validFrom, departDay - 1), plusDays(validTo, departDay + 1)];
  const last = to < plusDays(from, mostDays) ? to : plusDays(from, mostDays);
  const years = Array.from({ length: yearOf(last) - yearOf(from) + 1 }, (_, n) => yearOf(from) + n);
  return years.flatMap((year) => clockChangesIn(zone, year)).filter((on) => on >= from && on <= last);
}

function yearOf(on: string): number {
  return Number(on.slice(0, 4));
}

function isInSecondHour({ origin, departDay, departMinutes, offsets }: DraftLeg, on: IsoDate, airports: Airports) {
  const zone = airports.get(origin)?.zone;
  if (zone === undefined || !offsets) return false;
  const local = `${plusDays(on, departDay)}T${clock(departMinutes)}`;
  const second = instantOfLocal(zone, local, true);
  return second !== instantOfLocal(zone, local) && offsetMinutes(zone, second) === offsets[0];
}
