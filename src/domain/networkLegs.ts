import type { Airport } from './airports';
import { greatCircleMetres } from './distances';
import { hoursOf, joinHours, type LegHours } from './legHours';
import { type NetworkLeg, pairKey } from './routing/paths';
import { flightsPerWeek, type LegSchedule } from './schedules';

/** The base network that schedules make: one leg per ordered pair, with who flies it, how often and when. */
export function legsOf(schedules: readonly LegSchedule[], byCode: ReadonlyMap<string, Airport>): NetworkLeg[] {
  const legs = new Map<
    string,
    { origin: Airport; destination: Airport; carriers: Set<string>; weekly: number; hours: LegHours }
  >();
  for (const schedule of schedules) {
    const [origin, destination] = [byCode.get(schedule.origin.airport), byCode.get(schedule.destination.airport)];
    if (!origin || !destination)
      throw new Error(`${schedule.carrier}${schedule.number} touches an airport that is not in the list`);
    const hours = hoursOf(schedule);
    const key = pairKey(origin.code, destination.code);
    const leg = legs.get(key) ?? { origin, destination, carriers: new Set<string>(), weekly: 0, hours };
    leg.hours = joinHours(leg.hours, hours);
    leg.carriers.add(schedule.carrier);
    leg.weekly += flightsPerWeek(schedule);
    legs.set(key, leg);
  }
  return [...legs.values()].map(({ origin, destination, carriers: flownBy, weekly, hours }) => ({
    origin: origin.code,
    destination: destination.code,
    metres: greatCircleMetres(origin, destination),
    carriers: [...flownBy].sort(),
    flightsPerWeek: weekly,
    hours,
  }));
}
