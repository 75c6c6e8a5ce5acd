import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type BucketAddress, bucketKey } from '../../src/domain/flightBuckets';
import { type FlightId, formatFlightId } from '../../src/domain/flights';
import { epochMs, isoDate } from '../../src/domain/instants';
import { createFlightStore } from '../../src/stores/dynamodb/flights';
import { flightStores } from '../support/networkStores';
import { dailyFlight } from '../support/smallNetwork';

let stores: Awaited<ReturnType<typeof flightStores>>;
beforeAll(async () => {
  stores = await flightStores();
});
afterAll(() => stores.close());

let pairs = 0;
/** A pair of its own for each test: AAA-ZZZ, AAB-ZZZ, ... with the flights given. */
function somePair(): { origin: string; destination: string } {
  const n = pairs++;
  return { origin: `A${String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26))}`, destination: 'ZZZ' };
}
const on = isoDate('2026-12-10');
const flightOf = ({ origin }: { origin: string }, number = '100', date = on): FlightId =>
  formatFlightId({ carrier: 'K0', number, originOn: date, boardPoint: origin });
const daily = (pair: { origin: string; destination: string }, number = '100', departLocal = '10:00') =>
  dailyFlight(number, 'LIS', 'MAD', {
    departLocal,
    origin: { airport: pair.origin, zone: 'Europe/Lisbon' },
    destination: { airport: pair.destination, zone: 'Europe/Madrid' },
  });

async function flightsIn(address: BucketAddress, from = stores.flights): Promise<string[]> {
  const bucket = (await from.readBuckets([address])).get(bucketKey(address));
  return (bucket?.flights ?? []).map((flight) => `${flight.number} ${flight.depart.local.slice(11)}`);
}

test('a day nobody looked at before is made from the schedules on the way, once, and stays', async () => {
  const pair = somePair();
  await stores.flights.putSchedules([{ ...pair, schedules: [daily(pair, '101', '18:00'), daily(pair)] }], 1);
  const others = Array.from({ length: 5 }, () => createFlightStore(stores));
  const seen = await Promise.all(others.map((store) => flightsIn({ ...pair, on }, store)));
  expect(seen).toEqual(others.map(() => ['100 10:00', '101 18:00']));
  const { Item } = await stores.db.send(
    new GetCommand({ TableName: stores.tables.Flights, Key: { Bucket: bucketKey({ ...pair, on }) } }),
  );
  expect(Item).toMatchObject({ Revision: 1, Availability: {} });
});

test('a day without flights, and a pair nobody flies, are empty', async () => {
  const pair = somePair();
  await stores.flights.putSchedules([{ ...pair, schedules: [{ ...daily(pair), days: 0b0000001 }] }], 1);
  expect(await flightsIn({ ...pair, on })).toEqual([]);
  expect(await flightsIn({ ...pair, on: isoDate('2026-12-14') })).toEqual(['100 10:00']);
  expect(await flightsIn({ origin: 'QQQ', destination: 'QQR', on })).toEqual([]);
});

test('more than a hundred buckets are read in one call', async () => {
  const pair = somePair();
  await stores.flights.putSchedules([{ ...pair, schedules: [daily(pair)] }], 1);
  const addresses = Array.from({ length: 130 }, (_, day) => ({
    ...pair,
    on: isoDate(new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10)),
  }));
  const cold = await stores.flights.readBuckets(addresses);
  const warm = await stores.flights.readBuckets(addresses);
  expect(cold.size).toBe(130);
  expect(warm).toEqual(cold);
});

describe('availability', () => {
  const taken = (version: number, economy: number) => ({
    version,
    taken: { economy },
    at: epochMs(1_796_000_000_000 + version),
  });

  test('is told in absolute numbers, and an older or repeated version changes nothing', async () => {
    const pair = somePair();
    await stores.flights.putSchedules([{ ...pair, schedules: [daily(pair), daily(pair, '101')] }], 1);
    const key = bucketKey({ ...pair, on });
    expect(await stores.flights.writeAvailability(key, flightOf(pair), taken(3, 7))).toBe('written');
    expect(await stores.flights.writeAvailability(key, flightOf(pair), taken(2, 5))).toBe('stale');
    expect(await stores.flights.writeAvailability(key, flightOf(pair), taken(3, 9))).toBe('stale');
    expect(await stores.flights.writeAvailability(key, flightOf(pair, '101'), taken(1, 1))).toBe('written');
    const bucket = (await stores.flights.readBuckets([{ ...pair, on }])).get(key);
    expect(bucket?.availability).toEqual({ [flightOf(pair)]: taken(3, 7), [flightOf(pair, '101')]: taken(1, 1) });
    expect(bucket?.flights.length).toBe(2);
  });

  test('of a day that has no bucket yet makes it; of a pair nobody flies is refused', async () => {
    const pair = somePair();
    await stores.flights.putSchedules([{ ...pair, schedules: [daily(pair)] }], 1);
    expect(await stores.flights.writeAvailability(bucketKey({ ...pair, on }), flightOf(pair), taken(1, 2))).toBe(
      'written',
    );
    expect(await flightsIn({ ...pair, on })).toEqual(['100 10:00']);
    expect(await stores.flights.writeAvailability(`QQQ-QQR#${on}`, flightOf({ origin: 'QQQ' }), taken(1, 2))).toBe(
      'unknown_pair',
    );
    await expect(stores.flights.writeAvailability('nonsense', flightOf(pair), taken(1, 2))).rejects.toThrow(RangeError);
  });
});

describe('a changed schedule', () => {
  test('reaches the buckets made from the old one, keeps what is taken, and is seen by processes that know the old', async () => {
    const pair = somePair();
    const reader = createFlightStore(stores);
    await stores.flights.putSchedules([{ ...pair, schedules: [daily(pair)] }], 1);
    await flightsIn({ ...pair, on }, reader);
    await stores.flights.writeAvailability(bucketKey({ ...pair, on }), flightOf(pair), {
      version: 1,
      taken: { economy: 4 },
      at: epochMs(1_796_000_000_000),
    });
    const changes = await stores.flights.putSchedules([{ ...pair, schedules: [daily(pair, '100', '11:45')] }], 2);
    expect(changes).toEqual({ added: 0, changed: 1, unchanged: 0, bucketsRewritten: 1 });
    expect(await flightsIn({ ...pair, on }, reader)).toEqual(['100 11:45']);
    const bucket = (await reader.readBuckets([{ ...pair, on }])).get(bucketKey({ ...pair, on }));
    expect(bucket?.availability[flightOf(pair)]?.taken).toEqual({ economy: 4 });
  });

  test('of many pairs is one write with all their days, unless somebody makes a day of one of them meanwhile', async () => {
    const [first, second] = [somePair(), somePair()];
    const late = isoDate('2026-12-11');
    const at = (departs: string) =>
      [first, second].map((pair) => ({ ...pair, schedules: [daily(pair, '100', departs)] }));
    await stores.flights.putSchedules(at('10:00'), 1);
    for (const pair of [first, second]) await flightsIn({ ...pair, on });

    const sent: string[] = [];
    let meanwhile = () => Promise.resolve();
    const listening = Object.assign(Object.create(stores.db) as typeof stores.db, {
      send: async (command: Parameters<typeof stores.db.send>[0]) => {
        sent.push(command.constructor.name);
        if (command instanceof TransactWriteCommand) await meanwhile();
        return stores.db.send(command);
      },
    });
    const importer = createFlightStore({ db: listening, tables: stores.tables });
    const changes = { added: 0, changed: 2, unchanged: 0 };
    expect(await importer.putSchedules(at('11:00'), 2)).toEqual({ ...changes, bucketsRewritten: 2 });
    expect(sent).toEqual(['BatchGetCommand', 'TransactWriteCommand']);
    for (const pair of [first, second]) expect(await flightsIn({ ...pair, on })).toEqual(['100 11:00']);

    meanwhile = async () => {
      meanwhile = () => Promise.resolve();
      await flightsIn({ ...second, on: late });
    };
    expect(await importer.putSchedules(at('12:00'), 3)).toEqual({ ...changes, bucketsRewritten: 3 });
    for (const address of [
      { ...first, on },
      { ...second, on },
      { ...second, on: late },
    ])
      expect(await flightsIn(address)).toEqual(['100 12:00']);
    expect(await importer.putSchedules(at('12:00'), 4)).toMatchObject({ changed: 0, unchanged: 2 });
  });

  test('reaches more days of a pair than one write can hold', async () => {
    const pair = somePair();
    await stores.flights.putSchedules([{ ...pair, schedules: [daily(pair)] }], 1);
    const days = Array.from({ length: 120 }, (_, day) =>
      isoDate(new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10)),
    );
    await stores.flights.readBuckets(days.map((date) => ({ ...pair, on: date })));
    const next = [{ ...pair, schedules: [daily(pair, '100', '11:00')] }];
    expect(await stores.flights.putSchedules(next, 2)).toMatchObject({ changed: 1, bucketsRewritten: 120 });
    for (const date of [days[0], days[119]])
      expect(await flightsIn({ ...pair, on: isoDate(String(date)) })).toEqual(['100 11:00']);
  });

  test('that is withdrawn leaves empty days', async () => {
    const pair = somePair();
    await stores.flights.putSchedules([{ ...pair, schedules: [daily(pair)] }], 1);
    await flightsIn({ ...pair, on });
    await stores.flights.putSchedules([{ ...pair, schedules: [] }], 2);
    expect(await flightsIn({ ...pair, on })).toEqual([]);
  });

  test('that comes again is not written again', async () => {
    const pair = somePair();
    const schedules = [daily(pair)];
    await stores.flights.putSchedules([{ ...pair, schedules }], 1);
    expect(await stores.flights.putSchedules([{ ...pair, schedules }], 2)).toMatchObject({
      unchanged: 1,
      changed: 0,
      added: 0,
    });
  });

  test('reaches every bucket, also those being made while it is written', async () => {
    const pair = somePair();
    await stores.flights.putSchedules([{ ...pair, schedules: [daily(pair)] }], 1);
    const days = Array.from({ length: 24 }, (_, day) =>
      isoDate(new Date(Date.UTC(2027, 4, 1 + day)).toISOString().slice(0, 10)),
    );
    const readers = days.map((date) => flightsIn({ ...pair, on: date }, createFlightStore(stores)));
    await Promise.all([
      ...readers,
      stores.flights.putSchedules([{ ...pair, schedules: [daily(pair, '100', '12:00')] }], 2),
    ]);
    const after = await Promise.all(days.map((date) => flightsIn({ ...pair, on: date }, createFlightStore(stores))));
    expect(after).toEqual(days.map(() => ['100 12:00']));
  });
});

test('days are made ahead for many pairs, and past ones are dropped', async () => {
  const [first, second] = [somePair(), somePair()];
  await stores.flights.putSchedules(
    [first, second].map((pair) => ({ ...pair, schedules: [daily(pair)] })),
    1,
  );
  const dates = ['2026-12-01', '2026-12-02'].map(isoDate);
  expect(await stores.flights.materialise([first, second], dates, isoDate('2026-11-30'))).toBe(4);
  expect(await stores.flights.materialise([first, second], dates, isoDate('2026-11-30'))).toBe(0);
  expect(
    await stores.flights.materialise(
      [first, { origin: 'QQQ', destination: 'QQR' }],
      [isoDate('2026-12-03')],
      isoDate('2026-12-02'),
    ),
  ).toBe(1);
  const standing = async (date: string) =>
    (
      await stores.db.send(
        new GetCommand({
          TableName: stores.tables.Flights,
          Key: { Bucket: bucketKey({ ...first, on: isoDate(date) }) },
        }),
      )
    ).Item !== undefined;
  expect([await standing('2026-12-01'), await standing('2026-12-02'), await standing('2026-12-03')]).toEqual([
    false,
    true,
    true,
  ]);
});
