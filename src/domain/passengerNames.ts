import type { Passenger } from './bookings';

/** A name without what people write now one way and now another: accents, case, hyphens, spaces, full stops. */
function plainName(name: string): string {
  return name
    .normalize('NFD')
    .toUpperCase()
    .replace(/[^\p{Script=Latin}]/gu, '');
}

/** What makes two passengers the same person to an airline: both names and the date of birth. */
export function sameTravellerParts({ givenName, familyName, bornOn }: Passenger): readonly [string, string, string] {
  return [plainName(givenName), plainName(familyName), bornOn];
}
