import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger } from '../../src/provider/ledger';
import { pageOf } from '../../src/provider/pages';
import { listSchema } from '../../src/provider/parameters';
import type { Entry } from '../../src/provider/records';
import { writeInGroups } from '../../src/provider/writing';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skyhold-ledger-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const entry = (n: number): Entry => ({
  at: n,
  operation: 'webhook',
  delivered: { id: `evt_${n}`, outcome: 'accepted' },
});

async function replayed(path: string): Promise<Entry[]> {
  const seen: Entry[] = [];
  const ledger = await openLedger(path, (one) => seen.push(one));
  await ledger.close();
  return seen;
}

describe('the ledger', () => {
  test('holds on the disk what it said it holds, in order, however many write at once', async () => {
    const path = join(folder, 'order.jsonl');
    const ledger = await openLedger(path, () => undefined);
    const written = Array.from({ length: 500 }, (_, n) => entry(n));
    await Promise.all(
      written.map(async (one, n) => {
        await ledger.append(one);
        expect((await readFile(path, 'utf8')).split('\n').length).toBeGreaterThan(n + 1);
      }),
    );
    await ledger.close();
    expect(await replayed(path)).toEqual(written);
  });

  test('cuts off a torn last line, and only that', async () => {
    const path = join(folder, 'torn.jsonl');
    const first = await openLedger(path, () => undefined);
    await first.append(entry(1));
    await first.close();
    await appendFile(path, JSON.stringify(entry(2)).slice(0, -1));
    const second = await openLedger(path, () => undefined);
    await second.append(entry(3));
    await second.close();
    expect(await replayed(path)).toEqual([entry(1), entry(3)]);
  });

  test.each(['{"some":"thing"}', 'not json'])(
    'refuses to start on a whole line that is not its own: %s',
    async (line) => {
      const path = join(folder, `${line.length}.jsonl`);
      await appendFile(path, `${JSON.stringify(entry(1))}\n${line}\n`);
      await expect(replayed(path)).rejects.toThrow('line 2 of the ledger');
    },
  );

  test('answers nobody any more once the disk has failed', async () => {
    let free = 1;
    const full = {
      appendFile: () => (free-- > 0 ? Promise.resolve() : Promise.reject(new Error('ENOSPC'))),
      datasync: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
    const { write, settled } = writeInGroups(full);
    await write('first');
    await expect(write('second')).rejects.toThrow('ENOSPC');
    free = 10;
    await expect(write('third')).rejects.toThrow('ENOSPC');
    await expect(settled()).rejects.toThrow('ENOSPC');
  });

  test('takes nothing but a file', async () => {
    await expect(openLedger('/dev/null', () => undefined)).rejects.toThrow('not a file');
  });
});

describe('a list', () => {
  const all = Array.from({ length: 7 }, (_, n) => ({ id: `pi_${n}`, createdAt: 1_000_000 + n * 500 }));
  const page = (query: Readonly<Record<string, unknown>>) => {
    const { page: items, hasMore } = pageOf(all, listSchema.parse(query));
    return [items.map(({ id }) => id).join(' '), hasMore];
  };

  test('pages newest first, both ways, and says whether there is more', () => {
    expect(page({ limit: '3' })).toEqual(['pi_6 pi_5 pi_4', true]);
    expect(page({ limit: '3', starting_after: 'pi_4' })).toEqual(['pi_3 pi_2 pi_1', true]);
    expect(page({ limit: '3', starting_after: 'pi_1' })).toEqual(['pi_0', false]);
    expect(page({ limit: '3', ending_before: 'pi_1' })).toEqual(['pi_4 pi_3 pi_2', true]);
    expect(page({ limit: '3', ending_before: 'pi_4' })).toEqual(['pi_6 pi_5', false]);
  });

  test('selects by whole seconds of creation', () => {
    expect(page({ created: { gte: '1001', lt: '1003' } })[0]).toBe('pi_5 pi_4 pi_3 pi_2');
    expect(page({ created: '1000' })[0]).toBe('pi_1 pi_0');
    expect(page({ created: { gt: '1003' } })).toEqual(['', false]);
  });
});
