import { defaultConnectionRules } from '../../src/domain/connections';
import { brandsOf } from '../../src/domain/fares';
import { bucketKey } from '../../src/domain/flightBuckets';
import type { Cabin, DatedFlight } from '../../src/domain/flights';
import { isoDate } from '../../src/domain/instants';
import { combineItineraries, type Combined } from '../../src/domain/itineraries';
import { bucketsOfWays, wayOf } from '../../src/domain/legDays';
import type { SearchSlice } from '../../src/domain/searches';
import { bucketsOf, flight, instant, someDirectory } from '../support/timetable';

const rules = { connection: defaultConnectionRules, onwardByArrival: 4, onwardByPrice: 2 };

interface Wanted {
  readonly paths: readonly (readonly string[])[];
  readonly on?: string;
  readonly slice?: Partial<SearchSlice>;
  readonly cabin?: Cabin;
  readonly seats?: number;
  readonly now?: string;
  readonly taken?: Parameters<typeof bucketsOf>[1];
}

function combine(flights: readonly DatedFlight[], wanted: Wanted): Combined {
  const { paths, on = '2026-12-10', cabin = 'economy', seats = 1, now = '2026-11-22T12:00', taken } = wanted;
  const slice: SearchSlice = {
    origin: paths[0]?.[0] ?? '',
    destination: paths[0]?.at(-1) ?? '',
    on: isoDate(on),
    departFrom: `${on}T00:00`,
    departTo: `${on}T23:59`,
    ...wanted.slice,
  };
  const all = bucketsOf(flights, taken);
  // Only what a search would read is there: a day it forgets is a day it does not find.
  const ways = paths.map((path) => wayOf(path, slice, someDirectory, rules.connection));
  const read = bucketsOfWays(ways).map(bucketKey);
  const buckets = new Map([...all].filter(([key]) => read.includes(key)));
  const wish = { brands: brandsOf(cabin), seats, notBefore: instant(now), sellable: () => 10 };
  return combineItineraries(ways, slice, { airports: someDirectory, buckets, wish, rules });
}

const numbers = ({ itineraries }: Combined) =>
  itineraries.map(({ rides }) => rides.map((r) => r.flight.number).join('+'));

describe('connections', () => {
  const first = (arrives: string, terminals = {}) =>
    flight('OPO', `2026-12-10T${arrives}`, 'LIS', { number: '1', minutes: 60, terminals });
  const onward = (departs: string, terminals = {}) => flight('LIS', departs, 'LHR', { number: '2', terminals });
  const paths = [['OPO', 'LIS', 'LHR']];

  it('takes a connection of exactly the minimum connection time, and none a minute shorter', () => {
    // Porto to Lisbon to London: a domestic arrival and an international departure, 60 minutes.
    expect(numbers(combine([first('07:00'), onward('2026-12-10T09:00')], { paths }))).toEqual(['1+2']);
    const short = combine([first('07:00'), onward('2026-12-10T08:59')], { paths });
    expect(short.itineraries).toEqual([]);
    expect(short.tally.below_minimum_connection).toBe(1);
  });

  it('takes a layover of exactly the longest, and none a minute longer', () => {
    expect(numbers(combine([first('07:00'), onward('2026-12-10T20:00')], { paths }))).toEqual(['1+2']);
    expect(combine([first('07:00'), onward('2026-12-10T20:01')], { paths }).itineraries).toEqual([]);
  });

  it('needs more time when the terminal changes, and says so', () => {
    const arriving = first('07:00', { arrive: '1' });
    expect(combine([arriving, onward('2026-12-10T09:00', { depart: '2' })], { paths }).itineraries).toEqual([]);
    const changed = combine([arriving, onward('2026-12-10T09:30', { depart: '2' })], { paths });
    expect(changed.itineraries[0]?.connections).toEqual([
      { airport: 'LIS', durationMinutes: 90, kind: 'change_of_terminal' },
    ]);
    const same = combine([arriving, onward('2026-12-10T09:00', { depart: '1' })], { paths });
    expect(same.itineraries[0]?.connections[0]?.kind).toBe('same_terminal');
  });

  it('needs longest from an international arrival to a domestic departure', () => {
    const arriving = flight('LHR', '2026-12-10T08:00', 'CDG', { number: '1', minutes: 60 });
    const domestic = (local: string) => flight('CDG', `2026-12-10T${local}`, 'NCE', { number: '2' });
    const path = { paths: [['LHR', 'CDG', 'NCE']] };
    expect(combine([arriving, domestic('11:29')], path).itineraries).toEqual([]);
    expect(numbers(combine([arriving, domestic('11:30')], path))).toEqual(['1+2']);
  });

  it('carries on over midnight', () => {
    expect(numbers(combine([first('22:00'), onward('2026-12-11T06:00')], { paths }))).toEqual(['1+2']);
  });

  it('touches no airport twice', () => {
    const there = combine([first('07:00'), onward('2026-12-10T10:00')], { paths: [['OPO', 'LIS', 'OPO', 'LHR']] });
    expect(there.itineraries).toEqual([]);
    expect(there.tally.airport_twice).toBe(1);
  });

  it('lets a later departure that overtakes reach a connection the earlier one misses', () => {
    const slow = flight('OPO', '2026-12-10T06:00', 'LIS', { number: '1', minutes: 240 });
    const fast = flight('OPO', '2026-12-10T07:00', 'LIS', { number: '3', minutes: 60 });
    expect(numbers(combine([slow, fast, onward('2026-12-10T10:30')], { paths }))).toEqual(['3+2']);
  });
});

describe('time', () => {
  it('finds the onward flight of the day before, when the date line was crossed eastwards', () => {
    const overTheLine = flight('AKL', '2026-12-10T20:00', 'HNL', { number: '1', minutes: 510 });
    expect(overTheLine.arrive.local).toBe('2026-12-10T05:30');
    const early = flight('AKL', '2026-12-10T01:00', 'HNL', { number: '3', minutes: 510 });
    expect(early.arrive.local).toBe('2026-12-09T10:30');
    const onward = flight('HNL', '2026-12-09T13:00', 'LAX', { number: '2', minutes: 320 });
    const found = combine([overTheLine, early, onward], { paths: [['AKL', 'HNL', 'LAX']] });
    expect(numbers(found)).toEqual(['3+2']);
    expect(found.itineraries[0]?.durationMinutes).toBe(510 + 150 + 320);
  });

  it('finds the onward flight two days later westwards over the date line', () => {
    const first = flight('HNL', '2026-12-10T22:00', 'AKL', { number: '1', minutes: 540 });
    expect(first.arrive.local).toBe('2026-12-12T06:00');
    const onward = flight('AKL', '2026-12-12T09:00', 'SYD', { number: '2', minutes: 220 });
    expect(numbers(combine([first, onward], { paths: [['HNL', 'AKL', 'SYD']] }))).toEqual(['1+2']);
  });

  it('counts real minutes through the night when the clocks go back', () => {
    // 25 October 2026: Lisbon has 01:00 to 02:00 twice.
    const night = flight('OPO', '2026-10-25T00:30', 'LIS', { number: '3', minutes: 60 });
    expect(night.arrive.local).toBe('2026-10-25T01:30');
    const onward = flight('LIS', '2026-10-25T02:00', 'LHR', { number: '2' });
    const found = combine([night, onward], {
      paths: [['OPO', 'LIS', 'LHR']],
      on: '2026-10-25',
      now: '2026-10-01T00:00',
    });
    expect(found.itineraries[0]?.connections[0]?.durationMinutes).toBe(90);
  });

  it('keeps to the window of departure, both ends included, in local time', () => {
    const at = (local: string, number: string) => flight('SYD', `2026-12-10T${local}`, 'AKL', { number });
    const flights = [at('05:59', '1'), at('06:00', '2'), at('22:00', '3'), at('22:01', '4')];
    const slice = { departFrom: '2026-12-10T06:00', departTo: '2026-12-10T22:00' };
    expect(numbers(combine(flights, { paths: [['SYD', 'AKL']], slice }))).toEqual(['2', '3']);
  });

  it('offers nothing that departs before the sales cut-off', () => {
    const flights = [
      flight('LIS', '2026-12-10T09:59', 'LHR', { number: '1' }),
      flight('LIS', '2026-12-10T10:00', 'LHR', { number: '2' }),
    ];
    const found = combine(flights, { paths: [['LIS', 'LHR']], now: '2026-12-10T10:00' });
    expect(numbers(found)).toEqual(['2']);
    expect(found.tally.departs_within_cutoff).toBe(1);
  });
});

describe('seats and cabins', () => {
  it('offers a flight only while it has a seat for everybody who needs one', () => {
    const one = flight('LIS', '2026-12-10T09:00', 'LHR', { number: '1' });
    const taken = { [one.flightId]: { economy: 7 } };
    expect(combine([one], { paths: [['LIS', 'LHR']], seats: 3, taken }).itineraries[0]?.seatsLeft).toBe(3);
    const short = combine([one], { paths: [['LIS', 'LHR']], seats: 4, taken });
    expect(short.itineraries).toEqual([]);
    expect(short.tally.sold_out).toBe(1);
  });

  it('rides a feeder without the cabin in the next lower one it has', () => {
    const feeder = flight('OPO', '2026-12-10T07:00', 'LIS', { number: '1', minutes: 60 });
    const long = flight('LIS', '2026-12-10T10:00', 'JFK', {
      number: '2',
      minutes: 480,
      cabins: ['economy', 'business'],
    });
    const found = combine([feeder, long], { paths: [['OPO', 'LIS', 'JFK']], cabin: 'business' });
    expect(found.itineraries[0]?.rides.map(({ cabin }) => cabin)).toEqual(['economy', 'business']);
    expect(found.itineraries[0]?.rides[0]?.fares.get('business_flex')?.fareBrand).toBe('economy_flex');
    expect(found.itineraries[0]?.rides[0]?.fares.get('business_saver')?.fareBrand).toBe('economy_standard');
  });

  it('shows a codeshare once, under the number of its operator', () => {
    const own = flight('LIS', '2026-12-10T09:00', 'LHR', { carrier: 'X1', number: '7' });
    const other = flight('LIS', '2026-12-10T09:00', 'LHR', {
      carrier: 'X2',
      number: '5007',
      operating: { carrier: 'X1', number: '7' },
    });
    for (const flights of [
      [own, other],
      [other, own],
    ])
      expect(numbers(combine(flights, { paths: [['LIS', 'LHR']] }))).toEqual(['7']);
  });

  it('gives the same itineraries in the same order whatever the order of paths and flights', () => {
    const flights = [
      ...['07:00', '08:00', '09:00'].map((t, i) =>
        flight('OPO', `2026-12-10T${t}`, 'LIS', { number: `1${i}`, minutes: 60 }),
      ),
      ...['10:00', '12:00', '14:00', '16:00'].map((t, i) =>
        flight('LIS', `2026-12-10T${t}`, 'LHR', { number: `2${i}` }),
      ),
      flight('OPO', '2026-12-10T08:00', 'LHR', { number: '30' }),
    ];
    const paths = [
      ['OPO', 'LHR'],
      ['OPO', 'LIS', 'LHR'],
    ];
    const one = numbers(combine(flights, { paths }));
    expect(one).toHaveLength(12);
    expect(numbers(combine([...flights].reverse(), { paths: [...paths].reverse() }))).toEqual(one);
  });
});
