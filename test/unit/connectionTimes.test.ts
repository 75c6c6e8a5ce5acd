import { createAirportDirectory } from '../../src/domain/airports';
import { connect, defaultConnectionRules, shortestMinimum } from '../../src/domain/connections';
import { type ConnectionTime, publishedTime } from '../../src/domain/connectionTimes';
import { brandsOf } from '../../src/domain/fares';
import type { DatedFlight } from '../../src/domain/flights';
import { createConnectionsReader, withConnectionTimes } from '../../src/domain/imports/connectionTable';
import { createFaults, describeFault } from '../../src/domain/imports/faults';
import { isoDate } from '../../src/domain/instants';
import { combineItineraries } from '../../src/domain/itineraries';
import { wayOf } from '../../src/domain/legDays';
import { bucketsOf, flight, instant, someAirports } from '../support/timetable';

const rules = { connection: defaultConnectionRules, onwardByArrival: 4, onwardByPrice: 2 };

/** Itineraries from Porto over Lisbon to London when Lisbon publishes these times. */
function overLisbon(connectionTimes: readonly ConnectionTime[], flights: readonly DatedFlight[]): string[] {
  const airports = createAirportDirectory(
    someAirports.map((airport) => (airport.code === 'LIS' ? { ...airport, connectionTimes } : airport)),
  );
  const on = isoDate('2026-12-10');
  const slice = { origin: 'OPO', destination: 'LHR', on, departFrom: `${on}T00:00`, departTo: `${on}T23:59` };
  const ways = [wayOf(['OPO', 'LIS', 'LHR'], slice, airports, rules.connection)];
  const wish = { brands: brandsOf('economy'), seats: 1, notBefore: instant('2026-12-01'), sellable: () => 9 };
  const { itineraries } = combineItineraries(ways, slice, { airports, buckets: bucketsOf(flights), wish, rules });
  return itineraries.map(({ rides }) => rides.map((ride) => ride.flight.number).join('+'));
}

const arriving = (terminal = '1') =>
  flight('OPO', '2026-12-10T07:00', 'LIS', { number: '1', minutes: 60, terminals: { arrive: terminal } });
const onward = (local: string, terminal = '1') =>
  flight('LIS', `2026-12-10T${local}`, 'LHR', { number: '2', terminals: { depart: terminal } });

test('an airport that publishes a shorter time than the default connects what the default would not, to the minute', () => {
  expect(overLisbon([], [arriving(), onward('08:25')])).toEqual([]);
  const quick = [{ minutes: 25 }];
  expect(overLisbon(quick, [arriving(), onward('08:25')])).toEqual(['1+2']);
  expect(overLisbon(quick, [arriving(), onward('08:24')])).toEqual([]);
});

test('an airport that publishes a longer time breaks what the default would connect', () => {
  expect(overLisbon([], [arriving(), onward('09:00')])).toEqual(['1+2']);
  expect(overLisbon([{ from: 'domestic', to: 'international', minutes: 75 }], [arriving(), onward('09:00')])).toEqual(
    [],
  );
  // What is published for other passengers changes nothing.
  expect(overLisbon([{ from: 'international', minutes: 75 }], [arriving(), onward('09:00')])).toEqual(['1+2']);
});

test('a published time between two terminals holds as it is, without the default addition', () => {
  const between = [{ fromTerminal: '1', toTerminal: '2', minutes: 70 }];
  expect(overLisbon(between, [arriving('1'), onward('09:10', '2')])).toEqual(['1+2']);
  expect(overLisbon(between, [arriving('1'), onward('09:09', '2')])).toEqual([]);
  expect(overLisbon(between, [arriving('2'), onward('09:10', '1')])).toEqual([]);
});

test('of several entries the one that says most decides, and of two that say as much the longer', () => {
  const meeting = { from: 'domestic', to: 'international', fromTerminal: '1', toTerminal: '2' } as const;
  const times: ConnectionTime[] = [
    { minutes: 40 },
    { from: 'domestic', to: 'international', minutes: 50 },
    { fromTerminal: '1', minutes: 60 },
    { toTerminal: '2', minutes: 55 },
    { fromTerminal: '1', toTerminal: '3', minutes: 10 },
  ];
  expect(publishedTime(times, meeting)).toBe(60);
  expect(publishedTime([...times, { fromTerminal: '1', toTerminal: '2', minutes: 35 }], meeting)).toBe(35);
  expect(publishedTime(times.slice(0, 2), meeting)).toBe(50);
  expect(publishedTime(times.slice(4), meeting)).toBeUndefined();
});

test('a city publishes the time from one of its airports to another, which holds for no other connection', () => {
  const times = [{ minutes: 40 }, { toAirport: 'LGW', minutes: 150 }];
  const airports = createAirportDirectory(someAirports.map((airport) => ({ ...airport, connectionTimes: times })));
  const arriving = flight('LIS', '2026-12-10T07:00', 'LHR', { minutes: 160 });
  const onward = (from: string, at: string) => flight(from, `2026-12-10T${at}`, 'JFK');
  const connects = (from: string, at: string) => connect(arriving, onward(from, at), airports, defaultConnectionRules);
  expect(connects('LGW', '12:10')).toMatchObject({ airport: 'LHR', departsFrom: 'LGW', durationMinutes: 150 });
  expect(connects('LGW', '12:09')).toBe('too_short');
  expect(connects('LHR', '10:20')).toMatchObject({ airport: 'LHR', durationMinutes: 40 });
  expect(shortestMinimum('LHR', airports, defaultConnectionRules, 'LGW')).toBe(150);
  expect(shortestMinimum('LHR', airports, defaultConnectionRules)).toBe(40);
});

test('a table of connection times is read row by row, and every fault is told', () => {
  const faults = createFaults();
  const reader = createConnectionsReader('connections.csv', faults);
  const rows = [
    'airport,from_terminal,to_terminal,from,to,minutes',
    'LIS,,,D,I,75',
    'LIS,1,2,,,70',
    'LIS,,,X,I,75',
    'LIS,,,D,I,900',
    'QQQ,,,,,30',
    'LHR/LGW,,,,,150',
    'LHR/CDG,,,,,150',
  ];
  rows.forEach((row, index) => reader.line(row, index + 1));
  const airports = withConnectionTimes(new Map(someAirports.map((one) => [one.code, one])), reader.end(), faults);
  expect(airports.get('LIS')?.connectionTimes).toEqual([
    { from: 'domestic', to: 'international', minutes: 75 },
    { fromTerminal: '1', toTerminal: '2', minutes: 70 },
  ]);
  expect(airports.get('LHR')?.connectionTimes).toEqual([{ toAirport: 'LGW', minutes: 150 }]);
  expect(faults.listed.map(describeFault)).toEqual([
    'connections.csv:4: from is "X", expected D, I or nothing',
    'connections.csv:5: minutes is "900", expected minutes up to 360',
    'connections.csv:6: airport is "QQQ", expected an airport of the network',
    'connections.csv:8: airport is "LHR/CDG", expected two airports of one city',
  ]);
});
