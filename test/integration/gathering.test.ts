import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createGatheredReads } from '../../src/stores/dynamodb/gathering';
import { type BookingBench, createBookingBench } from '../support/bookings';

describe('reads of single items, gathered', () => {
  let bench: BookingBench;
  let sent: string[];
  let read: ReturnType<typeof createGatheredReads>;
  const put = (id: string, value: number) =>
    bench.db.send(new PutCommand({ TableName: bench.tables.FlightLegs, Item: { FlightLeg: id, Value: value } }));

  beforeAll(async () => {
    bench = createBookingBench();
    await bench.create();
    bench.db.middlewareStack.add(
      (next, context) => (input) => {
        sent.push(String(context.commandName));
        return next(input);
      },
      { step: 'initialize' },
    );
  });
  beforeEach(() => {
    sent = [];
    read = createGatheredReads({
      db: bench.db,
      table: bench.tables.FlightLegs,
      keyOf: (id) => ({ FlightLeg: id }),
      idOf: (item) => String(item['FlightLeg']),
    });
  });
  afterAll(() => bench.end());

  it('read one alone as one item, and what is not there as nothing', async () => {
    await put('alone', 1);
    sent = [];
    expect(await read('alone')).toMatchObject({ Value: 1 });
    expect(await read('nobody')).toBeUndefined();
    expect(sent).toEqual(['GetItemCommand', 'GetItemCommand']);
  });

  it('give each of a crowd its own item, in fewer requests than there were turns in which somebody asked', async () => {
    const ids = Array.from({ length: 60 }, (_, n) => `crowd-${n}`);
    await Promise.all(ids.map((id, n) => put(id, n)));
    sent = [];
    const asked: Promise<void>[] = [];
    for (let n = 0; n < 70; n++) {
      const wanted = n < 60 ? n : undefined;
      asked.push(read(`crowd-${n}`).then((item) => expect(item?.['Value']).toBe(wanted)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(asked);
    expect(sent.length).toBeLessThan(35);
  });

  it('see whatever was written before they were asked for, also while many are under way', async () => {
    for (let value = 1; value <= 20; value++) {
      const crowd = Array.from({ length: 30 }, (_, n) => read(`other-${n}`));
      await put('moving', value);
      expect(await read('moving')).toMatchObject({ Value: value });
      await Promise.all(crowd);
    }
  });

  it('tell a failure to all who waited for it and to nobody after them', async () => {
    const broken = createGatheredReads({
      db: bench.db,
      table: 'no-such-table',
      keyOf: (id) => ({ FlightLeg: id }),
      idOf: (item) => String(item['FlightLeg']),
    });
    const answers = await Promise.allSettled(Array.from({ length: 40 }, (_, n) => broken(`x-${n}`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['rejected']));
    await expect(broken('y')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
