import pino from 'pino';
import { followStream, StreamLost, type StreamPosition } from '../../src/projector/following';
import type { Stream, StreamRecord, StreamRefusal } from '../../src/stores/dynamodb/streams';
import { eventually } from '../support/eventually';

interface FakeShard {
  parent?: string;
  closed?: boolean;
  records: number[];
}

class Refused extends Error {
  constructor(readonly refusal: StreamRefusal) {
    super(refusal);
  }
}

/** A stream of shards in memory, with iterators of the form `<shard>@<position>`, that can refuse what it is asked. */
function fakeStream(shards: Record<string, FakeShard>) {
  const refuse: (StreamRefusal | 'failed')[] = [];
  const opened: string[] = [];
  const stream: Stream = {
    table: 'T',
    findStream: async () => 'arn',
    listShards: async () => Object.entries(shards).map(([id, { parent }]) => ({ id, parent })),
    openShard: async (_arn, id, after) => {
      opened.push(`${id} ${after ?? 'oldest'}`);
      const shard = shards[id];
      if (!shard) throw new Refused('trimmed');
      return `${id}@${after === undefined ? 0 : shard.records.indexOf(Number(after)) + 1}`;
    },
    readShard: async (iterator) => {
      const next = refuse.shift();
      if (next === 'failed') throw new Error('no connection');
      if (next) throw new Refused(next);
      const [id = '', from = ''] = iterator.split('@');
      const shard = shards[id];
      if (!shard) throw new Refused('trimmed');
      const page = shard.records.slice(Number(from), Number(from) + 3);
      const end = Number(from) + page.length;
      const records = page.map((n): StreamRecord => ({
        before: undefined,
        after: () => n,
        sequence: String(n),
        at: 0,
      }));
      return { records, next: shard.closed && end >= shard.records.length ? undefined : `${id}@${end}` };
    },
    refusalOf: (error) => (error instanceof Refused ? error.refusal : undefined),
  };
  return { stream, refuse, opened };
}

function follow(stream: Stream, from?: StreamPosition, handle?: (n: readonly number[]) => Promise<boolean>) {
  const seen: number[] = [];
  const stopping = new AbortController();
  const follower = followStream({
    stream,
    streamArn: 'arn',
    from,
    pace: { busyMs: 1, idleMs: 2, relistMs: 5 },
    logger: pino({ level: 'silent' }),
    handle: async (records) => {
      const numbers = records.map(({ sequence }) => Number(sequence));
      if (handle && !(await handle(numbers))) return false;
      seen.push(...numbers);
      return true;
    },
  });
  const ended = follower.run(stopping.signal);
  return {
    seen,
    position: follower.position,
    ended,
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

test('reads children after their parents, to the end, and new shards as they appear', async () => {
  const shards: Record<string, FakeShard> = {
    child: { parent: 'root', records: [6, 7] },
    root: { parent: 'long gone', closed: true, records: [1, 2, 3, 4, 5] },
  };
  const { stream } = fakeStream(shards);
  const following = follow(stream);
  await eventually('both are read', () => following.seen.length === 7);
  shards['child'] = { parent: 'root', closed: true, records: [6, 7, 8] };
  shards['grandchild'] = { parent: 'child', records: [9] };
  await eventually('the grandchild is read', () => following.seen.length === 9);
  await following.stop();
  expect(following.seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(following.position().shards).toEqual({ root: 'done', child: 'done', grandchild: '9' });
});

test('goes on behind the last record that was handled', async () => {
  const { stream, opened } = fakeStream({
    one: { closed: true, records: [1] },
    two: { parent: 'one', records: [2, 3, 4, 5] },
  });
  const following = follow(stream, { stream: 'arn', shards: { one: 'done', two: '3' } });
  await eventually('the rest is read', () => following.seen.length === 2);
  await following.stop();
  expect(following.seen).toEqual([4, 5]);
  expect(opened).toEqual(['two 3']);
});

test('a page whose handling was cut short counts as not read', async () => {
  const { stream } = fakeStream({ one: { records: [1, 2, 3, 4, 5, 6] } });
  const following = follow(stream, undefined, async (numbers) => !numbers.includes(4));
  await eventually('the first page is handled', () => following.position().shards['one'] === '3');
  await following.stop();
  expect(following.seen).toEqual([1, 2, 3]);
});

test('passes over refusals and failures that pass, and neither loses nor repeats a record', async () => {
  const { stream, refuse } = fakeStream({ one: { records: [1, 2, 3, 4, 5, 6, 7] } });
  refuse.push('expired', 'trimmed', 'failed', 'trimmed', 'expired');
  const following = follow(stream);
  await eventually('all is read', () => following.seen.length === 7);
  await following.stop();
  expect(following.seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('says that records are lost when the position is refused again and again, or its shard is gone', async () => {
  const refusing = fakeStream({ one: { records: [1] } });
  refusing.refuse.push(...Array.from({ length: 50 }, () => 'trimmed' as const));
  await expect(follow(refusing.stream).ended).rejects.toThrow(StreamLost);

  const gone = fakeStream({ two: { records: [9] } });
  await expect(follow(gone.stream, { stream: 'arn', shards: { one: '5' } }).ended).rejects.toThrow(StreamLost);
});

test('forgets shards that were read to their end and are no longer listed', async () => {
  const { stream } = fakeStream({ two: { parent: 'one', records: [2] } });
  const following = follow(stream, { stream: 'arn', shards: { one: 'done' } });
  await eventually('read', () => following.seen.length === 1);
  await following.stop();
  expect(following.position().shards).toEqual({ two: '2' });
});

test('ends with what the handler throws', async () => {
  const { stream } = fakeStream({ one: { records: [1] }, two: { records: [2] } });
  const failing = follow(stream, undefined, () => Promise.reject(new Error('fenced')));
  await expect(failing.ended).rejects.toThrow('fenced');
});
