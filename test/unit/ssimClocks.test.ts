import { readFileSync } from 'node:fs';
import path from 'node:path';
import { daysBetween, isoDate, plusDays } from '../../src/domain/instants';
import { datedFlight, type LegSchedule } from '../../src/domain/schedules';
import { createNetworkReader } from '../../src/workers/networkReader';
import { readSsim } from '../support/ssimReading';
import { type WrittenLeg, writeSsim } from '../support/ssimWriter';

/**
 * `clocks.ssim` was written by a program that knows nothing of this product, from the manual's layout and another time zone
 * library; `clocks.csv` has what it meant: every leg within a day of eight changes of clocks, in both hemispheres.
 */
const data = path.join(__dirname, '../data');
const [, ...meant] = readFileSync(path.join(data, 'clocks.csv'), 'utf8').trim().split('\n');

async function readClocks(): Promise<readonly LegSchedule[]> {
  const read = createNetworkReader({ demoSeed: 1, importFolder: data, now: () => 0 });
  const source = await read({ format: 'ssim', files: ['clocks.ssim'] }, () => undefined);
  if (source.outcome === 'faulty') throw new Error(JSON.stringify(source.faults));
  return source.network.schedules;
}

const utc = (at: number) => `${new Date(at).toISOString().slice(0, 16)}Z`;

function legsFlown(schedules: readonly LegSchedule[], from: string, to: string): string[] {
  const dates = Array.from({ length: daysBetween(isoDate(from), isoDate(to)) + 1 }, (_, n) =>
    plusDays(isoDate(from), n),
  );
  return schedules
    .filter(({ through }) => !through || through.first === through.last)
    .flatMap((schedule) => dates.flatMap((on) => datedFlight(schedule, on) ?? []))
    .map(({ flightId, depart, arrive }) =>
      [flightId, arrive.airport, utc(depart.at), utc(arrive.at), depart.local, arrive.local].join(),
    )
    .sort();
}

test('a timetable whose clocks change at both ends comes in to the minute, as another program meant it', async () => {
  const flown = legsFlown(await readClocks(), '2026-10-25', '2027-11-20');
  // 2,403 flights; those over two legs are X1-2, X2-1 and X2-6.
  expect(flown).toHaveLength(2_403 + 162 + 108 + 108);
  const wanted = new Set(meant);
  expect(flown.filter((leg) => wanted.has(leg))).toEqual([...meant].sort());
  // And on those days nothing else flies.
  const days = new Set(meant.map((leg) => leg.split(',')[2]?.slice(0, 10)));
  expect(flown.filter((leg) => days.has(leg.split(',')[2]?.slice(0, 10) ?? '') && !wanted.has(leg))).toEqual([]);
});

const yearRound: WrittenLeg = {
  carrier: 'X1',
  number: 7,
  from: '01NOV26',
  to: '30OCT27',
  origin: 'LHR',
  departs: '2330',
  departOffset: '+0000',
  destination: 'KEF',
  arrives: '0235',
  arriveOffset: '+0000',
  dateVariation: '01',
};
const instants = (legs: readonly WrittenLeg[], mode: 'U' | 'L', from: string, to: string) =>
  legsFlown(readSsim(writeSsim(legs, mode)).schedules, from, to).map((leg) => leg.split(',').slice(0, 6));

test('times in UTC stay the same instants when a period goes on over a change of the clocks, whatever the date is there', () => {
  // In winter 23:30 in London, in summer half past midnight of the next day.
  expect(instants([{ ...yearRound, days: '     6 ' }], 'U', '2027-03-20', '2027-04-04')).toEqual([
    ['X1-7-2027-03-20-LHR', 'KEF', '2027-03-20T23:30Z', '2027-03-21T02:35Z', '2027-03-20T23:30', '2027-03-21T02:35'],
    ['X1-7-2027-03-27-LHR', 'KEF', '2027-03-27T23:30Z', '2027-03-28T02:35Z', '2027-03-27T23:30', '2027-03-28T02:35'],
    ['X1-7-2027-04-04-LHR', 'KEF', '2027-04-03T23:30Z', '2027-04-04T02:35Z', '2027-04-04T00:30', '2027-04-04T02:35'],
  ]);
  expect(instants([yearRound], 'U', '2026-10-25', '2027-11-05')).toHaveLength(364);
});

test('local times stay the same on the clock', () => {
  const [winter, summer] = ['2027-03-27', '2027-03-28'].map((on) => instants([yearRound], 'L', on, on)[0]?.slice(2, 5));
  expect(winter).toEqual(['2027-03-27T23:30Z', '2027-03-28T02:35Z', '2027-03-27T23:30']);
  expect(summer).toEqual(['2027-03-28T22:30Z', '2027-03-29T01:35Z', '2027-03-28T23:30']);
});

test('of an hour that comes twice it is the one whose difference to UTC the file states', () => {
  const night = {
    ...yearRound,
    origin: 'JFK',
    destination: 'BOS',
    departs: '0130',
    arrives: '0240',
    dateVariation: '00',
  };
  const on = { from: '07NOV27', to: '07NOV27' };
  const first = { ...night, ...on, departOffset: '-0400', arriveOffset: '-0500', arrives: '0140' };
  const second = { ...night, ...on, departOffset: '-0500', arriveOffset: '-0500' };
  const departs = (leg: WrittenLeg) => instants([leg], 'L', '2027-11-07', '2027-11-07').map((one) => one.slice(2, 5));
  expect(departs(first)).toEqual([['2027-11-07T05:30Z', '2027-11-07T06:40Z', '2027-11-07T01:30']]);
  expect(departs(second)).toEqual([['2027-11-07T06:30Z', '2027-11-07T07:40Z', '2027-11-07T01:30']]);
});
