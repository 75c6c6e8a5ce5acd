import { everyDay, type LegSchedule } from '../../src/domain/schedules';
import type { ScheduledStage } from '../../src/domain/throughFlights';
import { dailyFlight, fewAirports } from './smallNetwork';

const end = (code: string) => {
  const airport = fewAirports.find((one) => one.code === code);
  if (!airport) throw new Error(`${code} is not one of the few airports`);
  return { airport: code, zone: airport.zone };
};

/** K0200: Madrid 22:30 - Lisbon 22:50, and after midnight on from Lisbon 00:10 to New York. */
const stages: readonly ScheduledStage[] = [
  { origin: end('MAD'), destination: end('LIS'), departDay: 0, departLocal: '22:30', elapsedMinutes: 80 },
  { origin: end('LIS'), destination: end('JFK'), departDay: 1, departLocal: '00:10', elapsedMinutes: 480 },
];

/** The three segments that are sold of it: the first leg, the second, and both. */
export const [toLisbon, toNewYork, overLisbon] = [segment(0, 0), segment(1, 1), segment(0, 1)];

function segment(first: number, last: number): LegSchedule {
  const [from, to] = [stages[first], stages[last]];
  if (!from || !to) throw new Error('there are two legs');
  return dailyFlight('200', from.origin.airport, to.destination.airport, {
    departLocal: from.departLocal,
    elapsedMinutes: 0,
    days: everyDay,
    through: { stages, first, last },
  });
}
