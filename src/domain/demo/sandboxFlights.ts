import type { Airport } from '../airports';
import { greatCircleMetres } from '../distances';
import { everyDay, type LegSchedule } from '../schedules';
import type { Chance } from './chance';
import { faresFor } from './fares';
import { eastward, scheduledEnd, validity } from './rotations';
import { sandboxCarrier } from './sandbox';
import { elapsedMinutes, fleet } from './fleet';

/** Airports only the sandbox flies to, so that its routes behave the same whatever the rest of the network does. */
export const reservedAirports: ReadonlySet<string> = new Set(['FAE', 'GOH', 'LYR', 'PXO', 'INN', 'HLE']);

const saturday = 0b0100000;

interface SandboxFlight {
  readonly number: string;
  readonly origin: string;
  readonly destination: string;
  readonly departLocal: string;
  readonly aircraft: string;
  readonly days: number;
}

const flights: readonly SandboxFlight[] = [
  { number: '700', origin: 'LIS', destination: 'PXO', departLocal: '11:20', aircraft: '320', days: everyDay },
  { number: '701', origin: 'PXO', destination: 'LIS', departLocal: '14:10', aircraft: '320', days: everyDay },
  { number: '710', origin: 'VIE', destination: 'INN', departLocal: '10:05', aircraft: 'E90', days: everyDay },
  { number: '711', origin: 'INN', destination: 'VIE', departLocal: '12:00', aircraft: 'E90', days: everyDay },
  { number: '720', origin: 'CPT', destination: 'HLE', departLocal: '09:00', aircraft: 'E90', days: saturday },
  { number: '721', origin: 'HLE', destination: 'CPT', departLocal: '14:00', aircraft: 'E90', days: saturday },
  { number: '730', origin: 'FAE', destination: 'KEF', departLocal: '08:00', aircraft: '320', days: everyDay },
  { number: '731', origin: 'KEF', destination: 'FAE', departLocal: '17:30', aircraft: '320', days: everyDay },
  { number: '732', origin: 'KEF', destination: 'GOH', departLocal: '11:00', aircraft: '320', days: everyDay },
  { number: '733', origin: 'GOH', destination: 'KEF', departLocal: '11:30', aircraft: '320', days: everyDay },
];

/** The flights of the sandbox routes among these airports. */
export function sandboxSchedules(chance: Chance, airports: ReadonlyMap<string, Airport>): LegSchedule[] {
  return flights.flatMap((flight) => {
    const [from, to] = [airports.get(flight.origin), airports.get(flight.destination)];
    return from && to ? [toSchedule(chance, flight, from, to)] : [];
  });
}

function toSchedule(
  chance: Chance,
  { number, departLocal, aircraft: code, days }: SandboxFlight,
  from: Airport,
  to: Airport,
): LegSchedule {
  const aircraft = fleet.find((type) => type.code === code);
  if (!aircraft) throw new Error(`${code} is not in the fleet`);
  const kilometres = greatCircleMetres(from, to) / 1000;
  return {
    carrier: sandboxCarrier,
    number,
    operating: { carrier: sandboxCarrier, number },
    origin: scheduledEnd(from, sandboxCarrier),
    destination: scheduledEnd(to, sandboxCarrier),
    departLocal,
    elapsedMinutes: elapsedMinutes(aircraft, kilometres, eastward(from, to)),
    days,
    ...validity,
    aircraft: aircraft.code,
    seatPlanId: aircraft.seatPlanId,
    fares: faresFor(chance, `${sandboxCarrier}${number}`, sandboxCarrier, aircraft.seatPlanId, kilometres),
    demandSeed: chance.between(`demand ${sandboxCarrier}${number}`, 1, 1_000_000),
  };
}
