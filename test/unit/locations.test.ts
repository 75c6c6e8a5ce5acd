import { createAirportDirectory } from '../../src/domain/airports';
import { findLocation, suggestLocations } from '../../src/domain/locations';
import { readWorldAirports } from '../../src/workers/worldAirports';

const world = createAirportDirectory(readWorldAirports());

test.each([
  ['LON', 'London', 'LCY LGW LHR LTN SEN STN'],
  ['PAR', 'Paris', 'BVA CDG LBG ORY'],
  ['MIL', 'Milan', 'BGY LIN MXP'],
  ['NYC', 'New York', 'EWR JFK LGA'],
  ['TYO', 'Tokyo', 'HND NRT'],
  ['WAS', 'Washington', 'BWI DCA IAD'],
  ['VCE', 'Venice', 'TSF VCE'],
])('%s is %s with all its airports', (code, city, airports) => {
  const found = findLocation(world, code);
  expect(found).toMatchObject({ kind: 'city', name: `${city}, all airports`, city });
  expect(found?.airports.map((airport) => airport.code).join(' ')).toBe(airports);
});

test('a city stands before its airports when its name is asked for', () => {
  const names = (text: string) => suggestLocations(world, text, 3).map(({ kind, code }) => `${kind} ${code}`);
  expect(names('london')).toEqual(['city LON', 'airport LCY', 'airport LGW']);
  expect(names('Milan')[0]).toBe('city MIL');
  expect(names('são paulo')[0]).toBe('city SAO');
});
