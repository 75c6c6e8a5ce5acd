import { packFlights, unpackFlights } from '../../src/domain/flightBuckets';
import { isoDate, plusDays } from '../../src/domain/instants';
import { defaultConnectionRules } from '../../src/domain/connections';
import { brandsOf } from '../../src/domain/fares';
import { combineItineraries } from '../../src/domain/itineraries';
import { wayOf } from '../../src/domain/legDays';
import { placeOfLeg } from '../../src/domain/legPlaces';
import type { Segment } from '../../src/domain/offers';
import { datedFlight, fliesOn, flightsPerWeek, type LegSchedule } from '../../src/domain/schedules';
import { createAirportDirectory } from '../../src/domain/airports';
import { overLisbon, toLisbon, toNewYork } from '../support/nightFlight';
import { fewAirports } from '../support/smallNetwork';
import { bucketsOf, instant } from '../support/timetable';

const on = isoDate('2026-12-10');
const next = plusDays(on, 1);

function flown(schedule: LegSchedule, date = on) {
  const flight = datedFlight(schedule, date);
  if (!flight) throw new Error('it flies every day');
  return flight;
}

function segmentOf(schedule: LegSchedule, date = on): Segment {
  const { fares, ...flight } = flown(schedule, date);
  const { cabin = 'economy', bookingClass = '', fareBasis = '' } = fares[0] ?? {};
  return { ...flight, durationMinutes: 0, cabin, bookingClass, fareBasis };
}

test('a leg after midnight keeps the date on which the flight began, whichever segment rides it', () => {
  expect(flown(overLisbon).legs).toEqual(['K0-200-2026-12-10-MAD', 'K0-200-2026-12-10-LIS']);
  expect(flown(toLisbon).legs).toEqual(['K0-200-2026-12-10-MAD']);
  expect(flown(toNewYork, next)).toMatchObject({
    flightId: 'K0-200-2026-12-10-LIS',
    legs: ['K0-200-2026-12-10-LIS'],
    depart: { local: '2026-12-11T00:10' },
    arrive: { local: '2026-12-11T03:10' },
  });
});

test('a segment of two legs leaves with the first and arrives with the second', () => {
  const { depart, arrive } = flown(overLisbon);
  expect([depart.local, arrive.local]).toEqual(['2026-12-10T22:30', '2026-12-11T03:10']);
  expect(arrive.at - depart.at).toBe((20 + 480 + 140) * 60_000);
});

test('what is taken on a leg is shown on every segment that rides it, from whichever segment the leg is learned', () => {
  const [madrid, lisbon] = ['MAD-LIS#2026-12-10', 'LIS-JFK#2026-12-11'];
  const both = 'MAD-JFK#2026-12-10';
  const [first, second] = flown(overLisbon).legs;
  if (!first || !second) throw new Error('it has two legs');
  for (const schedule of [toLisbon, overLisbon])
    expect(placeOfLeg(segmentOf(schedule), first)).toMatchObject({ offPoint: 'LIS', buckets: [madrid, both] });
  expect(placeOfLeg(segmentOf(overLisbon), second)).toEqual(placeOfLeg(segmentOf(toNewYork, next), second));
  expect(placeOfLeg(segmentOf(overLisbon), second).buckets).toEqual([both, lisbon]);
});

test('a packed bucket gives back flights of several legs as they were', () => {
  const address = { origin: 'MAD', destination: 'JFK', on };
  expect(unpackFlights(packFlights(address, [flown(overLisbon)]))).toEqual([flown(overLisbon)]);
  const later = { origin: 'LIS', destination: 'JFK', on: next };
  expect(unpackFlights(packFlights(later, [flown(toNewYork, next)]))).toEqual([flown(toNewYork, next)]);
});

test('who stays on board rides one segment, and is not offered a connection to the flight they are on', () => {
  const airports = createAirportDirectory(fewAirports);
  const slice = { origin: 'MAD', destination: 'JFK', on, departFrom: `${on}T00:00`, departTo: `${on}T23:59` };
  const paths = [
    ['MAD', 'JFK'],
    ['MAD', 'LIS', 'JFK'],
  ];
  const ways = paths.map((path) => wayOf(path, slice, airports, defaultConnectionRules));
  const buckets = bucketsOf([flown(overLisbon), flown(toLisbon), flown(toNewYork, next)]);
  const wish = { brands: brandsOf('economy'), seats: 1, notBefore: instant('2026-12-01'), sellable: () => 9 };
  const rules = {
    connection: { ...defaultConnectionRules, minimum: everything(0) },
    onwardByArrival: 4,
    onwardByPrice: 2,
  };
  const { itineraries } = combineItineraries(ways, slice, { airports, buckets, wish, rules });
  expect(itineraries.map(({ rides }) => rides.map(({ flight }) => flight.legs))).toEqual([[flown(overLisbon).legs]]);
});

function everything(minutes: number) {
  return {
    domesticToDomestic: minutes,
    domesticToInternational: minutes,
    internationalToDomestic: minutes,
    internationalToInternational: minutes,
  };
}

test('a fortnightly flight leaves in the first week of its period, the third, and so on', () => {
  const fortnightly: LegSchedule = {
    ...toLisbon,
    days: 0b0001001,
    validFrom: isoDate('2026-12-10'),
    validTo: isoDate('2027-01-10'),
    weekInterval: 2,
  };
  const dates = Array.from({ length: 40 }, (_, day) => plusDays(isoDate('2026-12-05'), day));
  expect(dates.filter((date) => fliesOn(fortnightly, date))).toEqual([
    '2026-12-10',
    '2026-12-14',
    '2026-12-24',
    '2026-12-28',
    '2027-01-07',
  ]);
  expect(flightsPerWeek(fortnightly)).toBe(1);
});
