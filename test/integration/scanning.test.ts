import { batchPut } from '../../src/stores/dynamodb/batches';
import { itemsPerPage, scanPages } from '../../src/stores/dynamodb/scanning';
import { createBookingBench } from '../support/bookings';

test('a table is read page by page, each so small that nothing loads the rest of it', async () => {
  const bench = createBookingBench();
  await bench.create();
  const { db, tables } = bench;
  const names = Array.from({ length: 2 * itemsPerPage + 7 }, (_, n) => `usr_${n}`);
  const rows = names.map((Owner) => ({ TableName: tables.Slots, Item: { Owner, Slot: 0 } }));
  await batchPut(db, rows);
  const pages: string[][] = [];
  for await (const page of scanPages(db, { TableName: tables.Slots }))
    pages.push(page.map((item) => String(item['Owner'])));
  expect(Math.max(...pages.map((page) => page.length))).toBe(itemsPerPage);
  expect(pages.flat().sort()).toEqual([...names].sort());
  bench.end();
});
