import { gunzipSync, gzipSync } from 'node:zlib';
import type { ChannelEvent, ChannelName } from '../../domain/channels';
import type { EpochMs } from '../../domain/instants';
import type { Tables } from './tables';
import type { Placed } from './batches';

/** The head of a channel stands at Seq 0: the number of its latest event, and members of the channel's own. */
export const headSeq = 0;

/** An event before it has its place in a channel. `data` is JSON and in domain spelling. */
export type LoggedEvent = Pick<ChannelEvent, 'type' | 'at' | 'data'>;

/** Consecutive events in one item: written, read and decoded as one. */
export interface EventChunk {
  readonly first: number;
  readonly last: number;
  readonly json: string;
}

/** An item holds 400 kB; characters of two or three bytes must fit too. */
const chunkCharacters = 120_000;
const compressedFrom = 4_000;

interface PackedEvent {
  readonly t: string;
  readonly a: EpochMs;
  readonly d: ChannelEvent['data'];
}

/** Packs events that start at `firstSeq` into as few chunks as fit into an item each. */
export function chunksOf(firstSeq: number, events: readonly LoggedEvent[]): EventChunk[] {
  const chunks: EventChunk[] = [];
  let texts: string[] = [];
  let characters = 0;
  let first = firstSeq;
  const close = () => {
    if (texts.length === 0) return;
    chunks.push({ first, last: first + texts.length - 1, json: `[${texts.join(',')}]` });
    first += texts.length;
    texts = [];
    characters = 0;
  };
  for (const { type, at, data } of events) {
    const text = JSON.stringify({ t: type, a: at, d: data } satisfies PackedEvent);
    if (characters + text.length > chunkCharacters) close();
    texts.push(text);
    characters += text.length;
  }
  close();
  return chunks;
}

/** The key of a chunk is its last event, so that everything after n is found by `Seq > n`. */
export function chunkItem(
  tables: Tables,
  channel: ChannelName,
  chunk: EventChunk,
  expiresAtSeconds: number | undefined,
): Placed {
  return {
    TableName: tables.Channels,
    Item: {
      Channel: channel,
      Seq: chunk.last,
      First: chunk.first,
      Events: pack(chunk.json),
      ...(expiresAtSeconds !== undefined && { ExpiresAtSeconds: expiresAtSeconds }),
    },
  };
}

/** The events of a stored chunk, in order. */
export function eventsOf(channel: ChannelName, item: Record<string, unknown>): ChannelEvent[] {
  const first = Number(item['First']);
  const packed = JSON.parse(unpack(item['Events'])) as readonly PackedEvent[];
  return packed.map(({ t, a, d }, n) => ({ channel, seq: first + n, type: t, at: a, data: d }));
}

/** Fifty offers are 100 kB as text and a tenth of that compressed; a write is paid by its size. */
function pack(json: string): string | Uint8Array {
  return json.length < compressedFrom ? json : gzipSync(json, { level: 1 });
}

function unpack(stored: unknown): string {
  return stored instanceof Uint8Array ? gunzipSync(stored).toString('utf8') : String(stored);
}
