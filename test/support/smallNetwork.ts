import { createHash } from 'node:crypto';
import type { Network } from '../../src/activities/imports';
import type { Airport } from '../../src/domain/airports';
import { legsOf } from '../../src/domain/networkLegs';
import { isoDate } from '../../src/domain/instants';
import { everyDay, type LegSchedule } from '../../src/domain/schedules';

const place = (code: string, city: string, zone: string, latitude: number, longitude: number): Airport => ({
  code,
  name: `${city} Airport`,
  city,
  cityCode: code,
  country: 'XX',
  zone,
  latitude,
  longitude,
});

export const fewAirports: readonly Airport[] = [
  place('LIS', 'Lisbon', 'Europe/Lisbon', 38.77, -9.13),
  place('MAD', 'Madrid', 'Europe/Madrid', 40.49, -3.57),
  place('CDG', 'Paris', 'Europe/Paris', 49.01, 2.55),
  place('JFK', 'New York', 'America/New_York', 40.64, -73.78),
  place('LYR', 'Longyearbyen', 'Arctic/Longyearbyen', 78.25, 15.47),
];

/** A daily flight of carrier K0 between two of the few airports. */
export function dailyFlight(
  number: string,
  origin: string,
  destination: string,
  changes: Partial<LegSchedule> = {},
): LegSchedule {
  const [from, to] = [origin, destination].map((code) => fewAirports.find((airport) => airport.code === code));
  if (!from || !to) throw new Error(`${origin}-${destination} is not between the few airports`);
  return {
    carrier: 'K0',
    number,
    operating: { carrier: 'K0', number },
    origin: { airport: from.code, zone: from.zone },
    destination: { airport: to.code, zone: to.zone },
    departLocal: '10:00',
    elapsedMinutes: 90,
    days: everyDay,
    validFrom: isoDate('2020-01-01'),
    validTo: isoDate('2099-12-31'),
    aircraft: '320',
    seatPlanId: '320-166',
    fares: [{ cabin: 'economy', fareBrand: 'economy_light', bookingClass: 'L', fareBasis: 'LLGTK0', cents: 9_000 }],
    demandSeed: 1,
    ...changes,
  };
}

/** Both ways between Lisbon, Madrid, Paris and New York; nothing to Longyearbyen. */
export const fewSchedules: readonly LegSchedule[] = [
  dailyFlight('100', 'LIS', 'MAD'),
  dailyFlight('101', 'MAD', 'LIS'),
  dailyFlight('102', 'MAD', 'CDG'),
  dailyFlight('103', 'CDG', 'MAD'),
  dailyFlight('104', 'CDG', 'JFK', { elapsedMinutes: 500 }),
  dailyFlight('105', 'JFK', 'CDG', { elapsedMinutes: 430 }),
];

export function networkOf(schedules: readonly LegSchedule[]): Network {
  const legs = legsOf(schedules, new Map(fewAirports.map((airport) => [airport.code, airport])));
  const contentHash = createHash('sha256').update(JSON.stringify(schedules)).digest('base64url').slice(0, 22);
  return {
    name: 'a few flights',
    demo: true,
    flightsRead: schedules.length,
    findings: [],
    contentHash,
    airports: fewAirports,
    carriers: [{ code: 'K0', name: 'A Demo Air', hubs: ['LIS', 'CDG'] }],
    schedules,
    legs,
  };
}
