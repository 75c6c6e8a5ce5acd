import { createLegHoursSource, legHoursMs } from '../../src/activities/legHoursSource';
import { bucketKey } from '../../src/domain/flightBuckets';
import { defaultConnectionRules } from '../../src/domain/connections';
import { isoDate } from '../../src/domain/instants';
import { wayOf } from '../../src/domain/legDays';
import { hoursOf, type LegHours } from '../../src/domain/legHours';
import { legsOf } from '../../src/domain/networkLegs';
import { overLisbon, toNewYork } from '../support/nightFlight';
import { dailyFlight, fewAirports } from '../support/smallNetwork';
import { someDirectory } from '../support/timetable';

const airports = new Map(fewAirports.map((airport) => [airport.code, airport]));

test('a leg is flown on the days, at the hours and for the times of all its schedules together', () => {
  const [leg] = legsOf(
    [
      dailyFlight('1', 'LIS', 'MAD', { days: 0b0000001, departLocal: '09:00', elapsedMinutes: 80 }),
      dailyFlight('2', 'LIS', 'MAD', { days: 0b0010000, departLocal: '21:30', elapsedMinutes: 95 }),
    ],
    airports,
  );
  expect(leg?.hours).toEqual({
    ...{ days: 0b0010001, firstDeparture: '09:00', lastDeparture: '21:30' },
    ...{ shortestMinutes: 80, longestMinutes: 95 },
  });
});

test('a segment over two legs takes as long as both and the stop between them, an hour more or less', () => {
  // Madrid 22:30, on from Lisbon 00:10 (100 minutes and the zone's hour later), 480 minutes to New York.
  expect(hoursOf(overLisbon)).toMatchObject({ shortestMinutes: 640 - 60, longestMinutes: 640 + 60 });
  expect(hoursOf(toNewYork)).toMatchObject({ firstDeparture: '00:10', shortestMinutes: 420, longestMinutes: 540 });
});

describe('the days of a way', () => {
  const thursday = isoDate('2026-12-10');
  const slice = { departFrom: `${thursday}T00:00`, departTo: `${thursday}T23:59` };
  const hours = (days: number, departs: string, minutes = 150): LegHours => ({
    ...{ days, firstDeparture: departs, lastDeparture: departs },
    ...{ shortestMinutes: minutes, longestMinutes: minutes },
  });
  const read = (known: Readonly<Record<string, LegHours>>) =>
    wayOf(['LIS', 'LHR', 'JFK'], slice, someDirectory, defaultConnectionRules, (from, to) => known[`${from}-${to}`])
      .days.flat()
      .map(bucketKey);

  it('are those on which its legs fly at an hour that can be reached', () => {
    expect(read({})).toHaveLength(3);
    expect(read({ 'LIS-LHR': hours(0b1111111, '07:00'), 'LHR-JFK': hours(0b1111111, '17:00') })).toEqual([
      'LIS-LHR#2026-12-10',
      'LHR-JFK#2026-12-10',
    ]);
    expect(read({ 'LIS-LHR': hours(0b1111111, '20:00'), 'LHR-JFK': hours(0b1111111, '09:00') })).toEqual([
      'LIS-LHR#2026-12-10',
      'LHR-JFK#2026-12-11',
    ]);
  });

  it('are none when one of its legs does not fly in time', () => {
    expect(read({ 'LIS-LHR': hours(0b0000001, '07:00') })).toEqual([]);
    expect(read({ 'LHR-JFK': hours(0b0000010, '17:00') })).toEqual([]);
  });
});

describe('the hours a process knows', () => {
  const nine = { days: 1, firstDeparture: '09:00', lastDeparture: '09:00', shortestMinutes: 60, longestMinutes: 60 };
  function sourceOver(graph: { hash: string; hours: LegHours; reads: number; away: boolean; importing?: boolean }) {
    let clock = 0;
    const notRead = jest.fn();
    const source = createLegHoursSource({
      graph: {
        findNetwork: async () => {
          if (graph.away) throw new Error('away');
          return {
            name: 'x',
            demo: true,
            contentHash: graph.hash,
            importedAt: 0,
            airports: 1,
            legs: 1,
            importing: graph.importing ?? false,
          };
        },
        listLegs: async () => {
          graph.reads += 1;
          const leg = { origin: 'LIS', destination: 'MAD', metres: 1, carriers: [], flightsPerWeek: 1 };
          return [{ ...leg, hours: graph.hours }];
        },
      },
      now: () => clock,
      notRead,
    });
    return { source, notRead, pass: (ms: number) => (clock += ms) };
  }

  it('are read once for a network, and again when it is another one', async () => {
    const graph = { hash: 'a', hours: nine, reads: 0, away: false };
    const { source, pass } = sourceOver(graph);
    const known = async () => (await source())('LIS', 'MAD')?.days;
    expect(await known()).toBe(1);
    pass(60_000);
    expect(await known()).toBe(1);
    expect(graph.reads).toBe(1);
    Object.assign(graph, { hash: 'b', hours: { ...nine, days: 2 } });
    await source();
    expect(graph.reads).toBe(1);
    pass(60_000);
    await source();
    await new Promise(setImmediate);
    expect([await known(), graph.reads]).toEqual([2, 2]);
  });

  it('are none, and searches read every day, while the graph is away, which is told', async () => {
    const graph = { hash: 'a', hours: nine, reads: 0, away: true };
    const { source, notRead, pass } = sourceOver(graph);
    expect((await source())('LIS', 'MAD')).toBeUndefined();
    expect(notRead).toHaveBeenCalledTimes(1);
    graph.away = false;
    pass(60_000);
    expect((await source())('LIS', 'MAD')).toEqual(nine);
  });

  it('are not believed while an import is under way, and are those of the new network after it', async () => {
    const graph = { hash: 'a', hours: nine, reads: 0, away: false, importing: false };
    const { source, pass } = sourceOver(graph);
    const known = async () => (await source())('LIS', 'MAD')?.days;
    expect(await known()).toBe(1);
    graph.importing = true;
    // An import waits twice as long before it writes: by then nobody goes by what was flown before.
    pass(legHoursMs);
    expect(await known()).toBeUndefined();
    Object.assign(graph, { importing: false, hash: 'b', hours: { ...nine, days: 2 } });
    expect(await known()).toBeUndefined();
    pass(legHoursMs);
    expect(await known()).toBe(2);
  });

  it('are not believed by a search that comes after a long pause, and nobody waits for a graph that does not answer', async () => {
    const graph = { hash: 'a', hours: nine, reads: 0, away: false };
    const { source, pass } = sourceOver(graph);
    await source();
    pass(600_000);
    let answer = (): void => undefined;
    const answers = new Promise<void>((resolve) => (answer = resolve));
    const slow = createLegHoursSource({
      graph: { findNetwork: () => answers.then(() => undefined), listLegs: () => Promise.resolve([]) },
      now: () => 0,
      notRead: () => undefined,
    });
    expect((await slow())('LIS', 'MAD')).toBeUndefined();
    answer();
    graph.away = true;
    expect((await source())('LIS', 'MAD')).toBeUndefined();
  });
});
