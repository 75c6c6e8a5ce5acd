import request from 'supertest';
import { isFlightId } from '../../src/domain/flights';
import { bucketKey } from '../../src/domain/flightBuckets';
import type { LegSchedule } from '../../src/domain/schedules';
import type { ScheduledStage } from '../../src/domain/throughFlights';
import { createLegStatusStore } from '../../src/stores/dynamodb/legStatus';
import { codeOf } from '../support/door';
import { flown, oneWay, travellerAt } from '../support/searchAnswers';
import { openSearchStage, schedule, type SearchStage, travelDay } from '../support/searchStage';

const lisbon = { airport: 'LIS', zone: 'Europe/Lisbon' };
/** X1 20: Porto 20:00 - Lisbon 21:00, on after midnight from Lisbon 00:30 to London. */
const stages: readonly ScheduledStage[] = [
  {
    origin: { airport: 'OPO', zone: 'Europe/Lisbon' },
    destination: lisbon,
    departDay: 0,
    departLocal: '20:00',
    elapsedMinutes: 60,
  },
  {
    origin: lisbon,
    destination: { airport: 'LHR', zone: 'Europe/London' },
    departDay: 1,
    departLocal: '00:30',
    elapsedMinutes: 160,
  },
];
const riding = (first: number, last: number): LegSchedule => {
  const [from, to] = [stages[first], stages[last]];
  if (!from || !to) throw new Error('there are two legs');
  const through = { through: { stages, first, last } };
  return { ...schedule(from.origin.airport, from.departLocal, to.destination.airport, { number: '20' }), ...through };
};

let stage: SearchStage;
let traveller: ReturnType<typeof travellerAt>;
beforeAll(async () => {
  stage = await openSearchStage([
    schedule('LIS', '09:00', 'CDG', { number: '1' }),
    schedule('LIS', '18:00', 'CDG', { number: '2' }),
    schedule('LIS', '10:00', 'FRA', { number: '3' }),
    riding(0, 0),
    riding(1, 1),
    riding(0, 1),
  ]);
  traveller = travellerAt(stage);
});
afterAll(() => stage.close());

const idOf = (text: string) => {
  if (!isFlightId(text)) throw new Error(`${text} is no flight id`);
  return text;
};
/** Searches that are not equal, so that none is answered from the run before. */
let budget = 100;
const numbers = async (origin: string, destination: string, more: object = {}) => {
  const filters = { max_duration: `PT${budget++}H` };
  const { offers, reason, dropped } = await traveller.search(
    oneWay(origin, destination, { explain: true, filters, ...more }),
  );
  return { found: [...new Set(offers.map(flown))].sort(), reason, dropped };
};
const close = (leg: string, destination: string) => stage.legStatus.setLegStatus(idOf(leg), destination, 'cancelled');

it('lists no flight from the moment on at which it is cancelled, and lists it again when it is opened', async () => {
  const leg = `X1-1-${travelDay}-LIS`;
  expect((await numbers('LIS', 'CDG')).found).toEqual(['1', '2']);
  expect(await close(leg, 'CDG')).toEqual({ legId: leg, status: 'cancelled', was: 'open' });
  expect(await numbers('LIS', 'CDG')).toMatchObject({ found: ['2'], dropped: { cancelled: 1 } });
  expect(await stage.legStatus.setLegStatus(idOf(leg), 'CDG', 'open')).toMatchObject({ was: 'cancelled' });
  expect((await numbers('LIS', 'CDG')).found).toEqual(['1', '2']);
});

it('refuses the price of an offer that was found before', async () => {
  const { offers } = await traveller.search(oneWay('LIS', 'CDG', { currency: 'GBP' }));
  const offer = offers.find((one) => flown(one) === '2');
  await close(`X1-2-${travelDay}-LIS`, 'CDG');
  const refused = await request(stage.app).post(`/v1/offers/${offer?.id}/actions/price`);
  expect([refused.status, codeOf(refused)]).toEqual([409, 'flight_not_open']);
});

it('is marked on a day nobody has looked at, and stays marked when the schedules change', async () => {
  const leg = `X1-3-${travelDay}-LIS`;
  await close(leg, 'FRA');
  expect(await numbers('LIS', 'FRA')).toMatchObject({ found: [], reason: 'no_connection', dropped: { cancelled: 1 } });
  const later = schedule('LIS', '11:00', 'FRA', { number: '3' });
  await stage.flights.putSchedules([{ origin: 'LIS', destination: 'FRA', schedules: [later] }], 2);
  const [bucket] = (await stage.flights.readBuckets([{ origin: 'LIS', destination: 'FRA', on: travelDay }])).values();
  expect(bucket?.flights[0]?.depart.local).toBe(`${travelDay}T11:00`);
  expect([...(bucket?.closed ?? [])]).toEqual([leg]);
  expect((await numbers('LIS', 'FRA')).found).toEqual([]);
});

it('closes every segment that rides a cancelled leg, and none that does not', async () => {
  expect((await numbers('OPO', 'LHR')).found).toEqual(['20']);
  await close(`X1-20-${travelDay}-LIS`, 'LHR');
  expect((await numbers('OPO', 'LHR')).found).toEqual([]);
  expect((await numbers('OPO', 'LIS')).found).toEqual(['20']);
});

it('says that there is no such leg, and writes nothing', async () => {
  expect(await close(`X1-1-${travelDay}-LIS`, 'SYD')).toBeUndefined();
  expect(await close(`X1-99-${travelDay}-LIS`, 'CDG')).toBeUndefined();
  expect((await stage.legs.getLegs([idOf(`X1-99-${travelDay}-LIS`)])).size).toBe(0);
});

it('fails as a whole when a bucket is gone: no leg is closed for holds and open for searches', async () => {
  const key = bucketKey({ origin: 'LIS', destination: 'CDG', on: travelDay });
  const known = await stage.flights.readBuckets([{ origin: 'LIS', destination: 'CDG', on: travelDay }]);
  const elsewhere = { ...stage.tables, Flights: stage.tables.Leases };
  const away = createLegStatusStore({
    db: stage.db,
    tables: { ...elsewhere },
    flights: { readBuckets: async () => known },
    random: Math.random,
  });
  expect([...known.keys()]).toEqual([key]);
  const leg = idOf(`X1-1-${travelDay}-LIS`);
  await expect(away.setLegStatus(leg, 'CDG', 'cancelled')).rejects.toThrow();
  expect((await stage.legs.getLegs([leg])).get(leg)?.status).toBe('open');
});
