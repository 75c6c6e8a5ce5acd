import { plusDays } from '../../src/domain/instants';
import { flown, oneWay, travellerAt } from '../support/searchAnswers';
import { openSearchStage, schedule, type SearchStage, travelDay } from '../support/searchStage';

let stage: SearchStage;
let traveller: ReturnType<typeof travellerAt>;
beforeAll(async () => {
  // The flight from Lisbon is at Gatwick at 09:40; on from Heathrow after 3 h less a minute, after 3 h, and in the evening.
  stage = await openSearchStage([
    schedule('LIS', '07:00', 'LGW', { number: '1', minutes: 160 }),
    schedule('LHR', '12:39', 'JFK', { number: '2', minutes: 480 }),
    schedule('LHR', '12:40', 'JFK', { number: '3', minutes: 480 }),
    schedule('LIS', '12:00', 'FRA', { number: '4', minutes: 170 }),
    schedule('FRA', '18:00', 'JFK', { number: '5', minutes: 540 }),
  ]);
  traveller = travellerAt(stage);
});
afterAll(() => stage.close());

const numbers = (offers: readonly Parameters<typeof flown>[0][]) => [...new Set(offers.map(flown))].sort();

it('is left to those who allow it', async () => {
  expect(numbers((await traveller.search(oneWay('LIS', 'JFK'))).offers)).toEqual(['4+5']);
});

it('takes three hours at the least, and shows both airports', async () => {
  const found = await traveller.search(oneWay('LIS', 'JFK', { allow_airport_change: true, explain: true }));
  expect(numbers(found.offers)).toEqual(['1+3', '4+5']);
  const offer = found.offers.find((one) => flown(one) === '1+3');
  expect(offer?.slices[0]?.connections).toEqual([
    { airport: 'LGW', departs_from: 'LHR', duration: 'PT3H', kind: 'change_of_airport' },
  ]);
  const [short] = (found.explanation?.branches ?? []).filter(({ reason }) => reason === 'below_minimum_connection');
  expect(short).toMatchObject({ way: ['LIS', 'LGW', 'LHR', 'JFK'] });
  expect(short?.flights.map(({ number }) => number)).toEqual(['1', '2']);
  const events = await traveller.eventsOf(found.id);
  const ways = events.filter(({ type }) => type === 'route.found').map(({ data }) => data);
  expect(ways.find((way) => way['airport_change'] === true)).toMatchObject({ via: ['LGW', 'LHR'], connections: 1 });
});

it('holds for other dates too', async () => {
  const slices = [{ origin: 'LIS', destination: 'JFK', date: plusDays(travelDay, 1) }];
  const allowed = { slices, allow_airport_change: true, flexible_dates: { days_ahead: 2 }, max_connections: 1 };
  const search = { ...oneWay('LIS', 'JFK'), ...allowed, filters: { depart_before: '10:00' } };
  expect((await traveller.search(search)).dates?.map(({ reason }) => reason)).toEqual(['ok', 'ok']);
  const without = { ...search, allow_airport_change: false };
  expect((await traveller.search(without)).dates?.map(({ reason }) => reason)).toEqual([
    'no_connection',
    'no_connection',
  ]);
});
