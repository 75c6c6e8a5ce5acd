import type { Passenger } from '../../src/domain/bookings';
import { isoDate } from '../../src/domain/instants';
import { passengerFaults } from '../../src/domain/passengerChecks';
import { someOffer, someSegment } from '../support/bookings';

// Departs on 10 May 2031.
const offer = someOffer([someSegment()]);
const adult = (bornOn: string): Passenger => ({
  id: 'pax_1',
  type: 'adult',
  givenName: 'Ada',
  familyName: 'Lovelace',
  bornOn: isoDate(bornOn),
});
const saidOf = (bornOn: string) => passengerFaults([adult(bornOn)], offer).map(({ fault }) => fault.message);

describe('the date of birth of who travels', () => {
  it.each([
    ['on the day of the departure, twelve years before', '2019-05-10', []],
    ['a day later', '2019-05-11', ['Someone of 11 does not travel at the fare of type adult.']],
    ['after the departure', '2031-05-11', ['The date of birth is after the departure.']],
    ['on the last day that somebody may be born', '1905-05-11', []],
    ['a century too early', '1805-05-11', ['The date of birth is more than 125 years before the departure.']],
  ])('is looked at: %s', (_, bornOn, expected) => {
    expect(saidOf(bornOn)).toEqual(expected);
  });
});
