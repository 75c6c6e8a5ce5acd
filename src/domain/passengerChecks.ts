import type { Passenger } from './bookings';
import { type Offer, type PassengerType, segmentsOf } from './offers';
import { adultFareFromAge, childFromAge } from './parties';
import type { Fault, ProblemCode } from './problems';

/** A fault of a booking request with the code the whole refusal gets when it is the first one. */
export interface RequestFault {
  readonly refusal: ProblemCode;
  readonly fault: Fault;
}

// Names go into a ticket in Latin letters; accents are transliterated there. Hyphen, apostrophe, full stop and space may join parts.
const ticketableName = /^\p{Script=Latin}[\p{Script=Latin}\p{M}' .’-]{0,59}$/u;

// Nobody was ever known to be older than 122: a date of birth before that is a slip of the pen.
const oldestAge = 125;

/** Everything that is wrong with the passengers, all at once: against the offer's party, the calendar and the ticket. */
export function passengerFaults(passengers: readonly Passenger[], offer: Offer): RequestFault[] {
  const faults: RequestFault[] = [];
  const seen = new Set<string>();
  const segments = segmentsOf(offer);
  const firstOn = segments[0]?.depart.local.slice(0, 10) ?? '';
  const lastOn = segments.at(-1)?.depart.local.slice(0, 10) ?? '';
  passengers.forEach((passenger, i) => {
    const add = (refusal: ProblemCode, member: string, message: string) =>
      faults.push({ refusal, fault: { pointer: `/passengers/${i}/${member}`, code: refusal, message } });
    if (seen.has(passenger.id)) add('passengers_mismatch', 'id', 'Each passenger needs an id of its own.');
    seen.add(passenger.id);
    for (const [member, name] of [
      ['given_name', passenger.givenName],
      ['family_name', passenger.familyName],
    ] as const) {
      if (!ticketableName.test(name)) {
        add('name_not_ticketable', member, 'Write the name in Latin letters as in the passport, up to 60 of them.');
      }
    }
    const ageThen = ageOn(passenger.bornOn, firstOn);
    if (ageThen < 0) add('passengers_mismatch', 'born_on', 'The date of birth is after the departure.');
    else if (ageThen > oldestAge) {
      add('passengers_mismatch', 'born_on', `The date of birth is more than ${oldestAge} years before the departure.`);
    } else if (isInfant(passenger.type) && ageOn(passenger.bornOn, lastOn) >= childFromAge) {
      add('infant_ages_out', 'born_on', 'The infant is two before the last flight and needs a child fare.');
    } else if (!fitsType(passenger.type, ageThen)) {
      add(
        'passengers_mismatch',
        'born_on',
        `Someone of ${ageThen} does not travel at the fare of type ${passenger.type}.`,
      );
    }
  });
  if (
    !sameParty(
      passengers.map((p) => p.type),
      offer.perPassenger.map((p) => p.passengerType),
    )
  ) {
    const party = offer.perPassenger.map((p) => p.passengerType).join(', ');
    const message = `The offer is for: ${party}. Search again for another party.`;
    faults.push({
      refusal: 'passengers_mismatch',
      fault: { pointer: '/passengers', code: 'passengers_mismatch', message },
    });
  }
  return faults;
}

/** Age in whole years on a calendar date; negative before birth. Born on 29 February, one turns on 1 March. */
export function ageOn(bornOn: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return on.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

function isInfant(type: PassengerType): boolean {
  return type === 'infant_lap' || type === 'infant_seat';
}

function fitsType(type: PassengerType, age: number): boolean {
  switch (type) {
    case 'adult':
      return age >= adultFareFromAge;
    case 'child':
      return age >= childFromAge && age < adultFareFromAge;
    case 'infant_seat':
    case 'infant_lap':
      return age < childFromAge;
  }
}

function sameParty(a: readonly PassengerType[], b: readonly PassengerType[]): boolean {
  return [...a].sort().join() === [...b].sort().join();
}
