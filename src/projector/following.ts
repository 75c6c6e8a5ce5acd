import type { Logger } from 'pino';
import type { Stream, StreamRecord } from '../stores/dynamodb/streams';
import { pause } from '../waiting';

/** How often a shard is asked: at once again while it gives, then ever more seldom. Milliseconds. */
export interface Pace {
  readonly busyMs: number;
  readonly idleMs: number;
  readonly relistMs: number;
}

/** '' = from the oldest record kept, 'done' = read to the end of the closed shard, else the last sequence number handled. */
export type ShardPosition = string;

/** How far a stream has been handled: what a successor starts from. */
export interface StreamPosition {
  readonly stream: string;
  readonly shards: Readonly<Record<string, ShardPosition>>;
}

/** Records between the position and now are no longer kept: only the tables know what happened. */
export class StreamLost extends Error {
  override readonly name = 'StreamLost';
}

const done = 'done';

/** Refusals in a row that are still taken for the spurious ones that the local stream reader gives. */
const spuriousRefusals = 8;

export interface FollowOptions {
  readonly stream: Stream;
  readonly streamArn: string;
  readonly from: StreamPosition | undefined;
  readonly pace: Pace;
  readonly logger: Logger;
  /** Handles a page of one shard. False: it was told to stop before the end, so the page counts as not read. Throws only to end the following. */
  readonly handle: (records: readonly StreamRecord[]) => Promise<boolean>;
}

interface Reader {
  position: ShardPosition;
  parent: string | undefined;
  reading: boolean;
}

/**
 * Reads all shards of a stream, children after their parents, so that the writes of an item arrive in their order. At
 * least once: after a restart from `position()` the records since then come again.
 */
export function followStream({ stream, streamArn, from, pace, logger, handle }: FollowOptions) {
  const readers = new Map<string, Reader>(
    Object.entries(from?.shards ?? {}).map(([id, position]) => [id, { position, parent: undefined, reading: false }]),
  );

  async function relist(): Promise<void> {
    const listed = await stream.listShards(streamArn);
    for (const { id, parent } of listed) {
      const reader = readers.get(id);
      if (reader) reader.parent = parent;
      else readers.set(id, { position: '', parent, reading: false });
    }
    const ids = new Set(listed.map((shard) => shard.id));
    for (const [id, reader] of readers) {
      if (ids.has(id) || reader.reading) continue;
      if (reader.position !== done && reader.position !== '')
        throw new StreamLost(`shard ${id} of ${stream.table} is gone, read up to ${reader.position}`);
      readers.delete(id);
    }
  }

  /** Not being read, not at its end, and its parent (if that is still kept) at its end. */
  function startable(): [string, Reader][] {
    return [...readers].filter(([, { reading, position, parent }]) => {
      const before = parent === undefined ? undefined : readers.get(parent);
      return !reading && position !== done && (before === undefined || before.position === done);
    });
  }

  async function readShard(id: string, reader: Reader, signal: AbortSignal): Promise<void> {
    let iterator: string | undefined;
    let idle = pace.busyMs;
    let refusals = 0;
    while (!signal.aborted) {
      const page = await readPage(id, reader, iterator, signal);
      if (page === 'trimmed' && ++refusals > spuriousRefusals)
        throw new StreamLost(`shard ${id} of ${stream.table} refuses ${reader.position || 'its oldest record'}`);
      if (typeof page === 'string') {
        iterator = undefined;
        if (page !== 'expired') await pause(pace.idleMs, signal);
        continue;
      }
      refusals = 0;
      const last = page.records.at(-1);
      if (last) {
        const handled = await handle(page.records);
        if (!handled) {
          iterator = undefined;
          await pause(pace.idleMs, signal);
          continue;
        }
        reader.position = last.sequence;
      }
      if (page.next === undefined) {
        reader.position = done;
        return;
      }
      iterator = page.next;
      idle = last ? pace.busyMs : Math.min(idle * 1.5, pace.idleMs);
      await pause(idle, signal);
    }
  }

  async function readPage(id: string, reader: Reader, iterator: string | undefined, signal: AbortSignal) {
    try {
      const from = iterator ?? (await stream.openShard(streamArn, id, reader.position || undefined));
      if (from === undefined) return { records: [], next: undefined };
      return await stream.readShard(from, signal);
    } catch (error) {
      if (signal.aborted) return 'failed';
      const refusal = stream.refusalOf(error);
      if (refusal === undefined)
        logger.warn({ err: error, shard: id, table: stream.table }, 'a stream could not be read; trying again');
      return refusal ?? 'failed';
    }
  }

  return {
    position: (): StreamPosition => ({
      stream: streamArn,
      shards: Object.fromEntries([...readers].map(([id, { position }]) => [id, position])),
    }),

    /** Follows until the signal. Throws StreamLost, and whatever `handle` throws. */
    async run(outer: AbortSignal): Promise<void> {
      const ended = new AbortController();
      const signal = AbortSignal.any([outer, ended.signal]);
      const readings = new Set<Promise<void>>();
      let failure: { error: unknown } | undefined;
      let wake = new AbortController();
      const start = (id: string, reader: Reader) => {
        reader.reading = true;
        const reading = readShard(id, reader, signal)
          .catch((error: unknown) => {
            failure ??= { error };
            ended.abort();
          })
          .finally(() => {
            reader.reading = false;
            readings.delete(reading);
            wake.abort();
          });
        readings.add(reading);
      };
      try {
        while (!signal.aborted) {
          await relistPatiently(signal);
          for (const [id, reader] of startable()) start(id, reader);
          wake = new AbortController();
          await pause(pace.relistMs, AbortSignal.any([signal, wake.signal]));
        }
      } finally {
        ended.abort();
        await Promise.all(readings);
      }
      if (failure) throw failure.error;
    },
  };

  async function relistPatiently(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        return await relist();
      } catch (error) {
        if (error instanceof StreamLost) throw error;
        logger.warn({ err: error, table: stream.table }, 'the shards of a stream could not be listed; trying again');
        await pause(1000, signal);
      }
    }
  }
}
export type StreamFollower = ReturnType<typeof followStream>;
