import { isSeated, type PassengerType } from './offers';
import type { SearchPassenger } from './searches';

/** Ages in whole years: a child's fare from the second birthday, an adult's from the twelfth; nobody under sixteen answers for others. */
export const childFromAge = 2;
export const adultFareFromAge = 12;
const responsibleFromAge = 16;
/** Most seats of one booking, as in the field's reservation systems. */
export const mostSeated = 9;

/** The fare type of a passenger. An infant travels on a lap unless a seat of its own is asked for. */
function passengerTypeOf(passenger: SearchPassenger): PassengerType {
  if ('type' in passenger || passenger.age >= adultFareFromAge) return 'adult';
  if (passenger.age >= childFromAge) return 'child';
  return passenger.seat === 'own' ? 'infant_seat' : 'infant_lap';
}

/** The party of a search, in its order. */
export function partyOf(passengers: readonly SearchPassenger[]): readonly PassengerType[] {
  return passengers.map(passengerTypeOf);
}

export function seatsFor(party: readonly PassengerType[]): number {
  return party.filter(isSeated).length;
}

export function isResponsible(passenger: SearchPassenger): boolean {
  return 'type' in passenger || passenger.age >= responsibleFromAge;
}
