import type { Chance } from './chance';

/** A type of the demo fleet. Speeds are block speeds between the ends of climb and descent. */
export interface AircraftType {
  readonly code: string;
  readonly name: string;
  readonly seatPlanId: string;
  readonly kilometresPerHour: number;
  readonly rangeKm: number;
}

const type = (
  code: string,
  name: string,
  seatPlanId: string,
  kilometresPerHour: number,
  rangeKm: number,
): AircraftType => ({
  code,
  name,
  seatPlanId,
  kilometresPerHour,
  rangeKm,
});

const turboprop = type('AT7', 'ATR 72-600', 'AT7-72', 500, 1_300);
const regionalJet = type('E90', 'Embraer 190', 'E90-104', 780, 3_600);
const smallJet = type('223', 'Airbus A220-300', '223-137', 800, 5_500);
const narrowBody = type('320', 'Airbus A320', '320-166', 820, 5_600);
const longNarrowBody = type('321', 'Airbus A321', '321-208', 820, 6_600);
const dreamliner = type('789', 'Boeing 787-9', '789-283', 850, 14_500);
const airbusWideBody = type('359', 'Airbus A350-900', '359-303', 850, 15_200);
const tripleSeven = type('77W', 'Boeing 777-300ER', '77W-348', 850, 14_200);

export const fleet: readonly AircraftType[] = [
  turboprop,
  regionalJet,
  smallJet,
  narrowBody,
  longNarrowBody,
  dreamliner,
  airbusWideBody,
  tripleSeven,
];

/** The type a flight is planned with, by distance. Throws when none can fly so far. */
export function aircraftFor(chance: Chance, key: string, kilometres: number): AircraftType {
  const able = candidates(kilometres).filter((candidate) => candidate.rangeKm >= kilometres);
  const [first, ...rest] = able;
  if (!first) throw new RangeError(`${key}: nothing in the fleet flies ${kilometres} km`);
  return chance.pick(`aircraft ${key}`, [first, ...rest]);
}

function candidates(kilometres: number): readonly AircraftType[] {
  if (kilometres < 500) return [turboprop, turboprop, regionalJet];
  if (kilometres < 1_000) return [turboprop, regionalJet, smallJet, narrowBody];
  if (kilometres < 2_500) return [regionalJet, smallJet, narrowBody, narrowBody, longNarrowBody];
  if (kilometres < 4_500) return [narrowBody, longNarrowBody, longNarrowBody, dreamliner];
  if (kilometres < 6_000) return [longNarrowBody, dreamliner, dreamliner, airbusWideBody];
  return [dreamliner, airbusWideBody, tripleSeven];
}

/**
 * Gate to gate in minutes, to the next five: half an hour on the ground and in the climb, the way at block speed, and up
 * to 7 % more against the westerly winds or less with them. `eastward` is -1 (due west) to 1 (due east).
 */
export function elapsedMinutes(aircraft: AircraftType, kilometres: number, eastward: number): number {
  const wind = kilometres > 1_500 ? 1 - 0.07 * eastward : 1;
  return Math.ceil((30 + ((kilometres * 60) / aircraft.kilometresPerHour) * wind) / 5) * 5;
}
