import type { Airport } from '../airports';
import { greatCircleMetres } from '../distances';
import { isoDate } from '../instants';
import { everyDay, type LegSchedule, type ScheduledEnd } from '../schedules';
import { instantOfLocal, localTime } from '../zones';
import type { Chance } from './chance';
import { faresFor } from './fares';
import { aircraftFor, type AircraftType, elapsedMinutes } from './fleet';
import { terminalAt } from './terminals';

/** One aircraft's day: out from the hub and back. */
export interface Rotation {
  readonly carrier: string;
  readonly hub: Airport;
  readonly spoke: Airport;
  /** Number of the flight out; the way back has the next one. */
  readonly number: number;
  /** Minutes after midnight at the hub. */
  readonly departs: number;
  readonly days: number;
}

/** The demo network knows no season: its schedules hold on any date anybody can ask for. */
export const validity = { validFrom: isoDate('2020-01-01'), validTo: isoDate('2099-12-31') } as const;

/** Schedules are laid out as in a winter week; in summer the way back leaves at the same local time. */
const layoutDate = '2026-01-14';

/** No way back is planned to leave between midnight and this many minutes after it. */
const nightTo = 5 * 60 + 30;

export function schedulesOf(chance: Chance, rotation: Rotation): [LegSchedule, LegSchedule] {
  const { carrier, hub, spoke, number, departs } = rotation;
  const kilometres = greatCircleMetres(hub, spoke) / 1000;
  const key = `${carrier}${number}`;
  const aircraft = aircraftFor(chance, key, kilometres);
  const out = leg(chance, rotation, aircraft, { number, from: hub, to: spoke, departs, kilometres });
  const ground = turnaroundMinutes(chance, key, kilometres);
  const back = leg(chance, rotation, aircraft, {
    number: number + 1,
    from: spoke,
    to: hub,
    departs: notAtNight(minutesAtArrival(out) + ground),
    kilometres,
  });
  return [out, back];
}

interface Direction {
  readonly number: number;
  readonly from: Airport;
  readonly to: Airport;
  readonly departs: number;
  readonly kilometres: number;
}

function leg(chance: Chance, { carrier, days }: Rotation, aircraft: AircraftType, direction: Direction): LegSchedule {
  const { from, to, departs, kilometres } = direction;
  const number = String(direction.number);
  const flight = `${carrier}${number}`;
  return {
    carrier,
    number,
    operating: { carrier, number },
    origin: scheduledEnd(from, carrier),
    destination: scheduledEnd(to, carrier),
    departLocal: clock(departs),
    elapsedMinutes: elapsedMinutes(aircraft, kilometres, eastward(from, to)),
    days,
    ...validity,
    aircraft: aircraft.code,
    seatPlanId: aircraft.seatPlanId,
    fares: faresFor(chance, flight, carrier, aircraft.seatPlanId, kilometres),
    demandSeed: chance.between(`demand ${flight}`, 1, 1_000_000),
  };
}

export function scheduledEnd(airport: Airport, carrier: string): ScheduledEnd {
  const terminal = terminalAt(airport.code, carrier);
  return { airport: airport.code, zone: airport.zone, ...(terminal !== undefined && { terminal }) };
}

export function clock(minutes: number): string {
  const ofDay = ((minutes % 1440) + 1440) % 1440;
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
}

/** -1 for due west to 1 for due east, the short way round. */
export function eastward(from: Airport, to: Airport): number {
  const degrees = ((to.longitude - from.longitude + 540) % 360) - 180;
  return Math.max(-1, Math.min(1, degrees / 60));
}

function minutesAtArrival({ origin, destination, departLocal, elapsedMinutes: elapsed }: LegSchedule): number {
  const departure = instantOfLocal(origin.zone, `${layoutDate}T${departLocal}`);
  const arrival = localTime(destination.zone, departure + elapsed * 60_000);
  return Number(arrival.slice(11, 13)) * 60 + Number(arrival.slice(14, 16));
}

function turnaroundMinutes(chance: Chance, key: string, kilometres: number): number {
  if (kilometres < 1_500) return chance.between(`turn ${key}`, 8, 12) * 5;
  return chance.between(`turn ${key}`, kilometres < 5_000 ? 11 : 20, kilometres < 5_000 ? 18 : 32) * 5;
}

function notAtNight(minutes: number): number {
  const ofDay = minutes % 1440;
  return ofDay < nightTo ? nightTo + (ofDay % 60) : ofDay;
}

/** Every day, or so many days of the week, spread by chance. */
export function weekdays(chance: Chance, key: string, count: number): number {
  if (count >= 7) return everyDay;
  const order = [0, 1, 2, 3, 4, 5, 6].sort((a, b) => chance.share(`${key} day ${a}`) - chance.share(`${key} day ${b}`));
  return order.slice(0, count).reduce((mask, day) => mask | (1 << day), 0);
}
