import type { Passenger } from './bookings';

/** What a user may tell about themselves. Nothing of it is needed to search or to book. */
export interface Profile {
  readonly givenName?: string;
  readonly familyName?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly homeAirport?: string;
  readonly currency?: string;
}

/** Somebody a user books for again and again. The type follows from the age on the day of travel, so it is not kept. */
export type TravellerDetails = Omit<Passenger, 'id' | 'type'>;

export interface SavedPassenger extends TravellerDetails {
  readonly id: string;
}

/** Most saved passengers of one account. */
export const savedPassengersLimit = 50;

/** Members that are null are removed, members that are absent stay: JSON merge patch (RFC 7396) over flat documents. */
export function merged<T extends object>(before: T, patch: Readonly<Record<string, unknown>>): T {
  const members = Object.entries({ ...before, ...patch });
  return Object.fromEntries(members.filter(([, value]) => value !== null && value !== undefined)) as T;
}
