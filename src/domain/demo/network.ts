import type { Airport } from '../airports';
import { legsOf } from '../networkLegs';
import type { NetworkCarrier, NetworkLeg } from '../routing/paths';
import type { LegSchedule } from '../schedules';
import { carriers, sandboxAir } from './carriers';
import { createChance } from './chance';
import { rotationsOf } from './departures';
import { schedulesOf } from './rotations';
import { planRoutes } from './routePlans';
import { reservedAirports, sandboxSchedules } from './sandboxFlights';

export interface DemoNetwork {
  readonly airports: readonly Airport[];
  readonly carriers: readonly NetworkCarrier[];
  /** By origin, destination and flight number. */
  readonly schedules: readonly LegSchedule[];
  readonly legs: readonly NetworkLeg[];
}

/**
 * The fictional network: the same airports and seed give the same flights, down to the minute and the cent.
 */
export function demoNetwork(airportsInAnyOrder: readonly Airport[], seed: number): DemoNetwork {
  const airports = [...airportsInAnyOrder].sort((a, b) => compare(a.code, b.code));
  const chance = createChance(seed);
  const byCode = new Map(airports.map((airport) => [airport.code, airport]));
  const free = airports.filter(({ code }) => !reservedAirports.has(code));
  const rotations = [...rotationsOf(chance, planRoutes(chance, free))];
  const schedules = rotations.flatMap((rotation) => schedulesOf(chance, rotation));
  schedules.push(...sandboxSchedules(chance, byCode));
  schedules.sort(bySchedule);
  return { airports, carriers: carriersAmong(byCode), schedules, legs: legsOf(schedules, byCode) };
}

function carriersAmong(byCode: ReadonlyMap<string, Airport>): NetworkCarrier[] {
  return [...carriers, sandboxAir].map(({ code, name, hubs }) => ({
    code,
    name,
    hubs: hubs.map(({ airport }) => airport).filter((airport) => byCode.has(airport)),
  }));
}

function bySchedule(a: LegSchedule, b: LegSchedule): number {
  return (
    compare(a.origin.airport, b.origin.airport) ||
    compare(a.destination.airport, b.destination.airport) ||
    compare(a.carrier, b.carrier) ||
    Number(a.number) - Number(b.number)
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
