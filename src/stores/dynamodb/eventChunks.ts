import { gunzipSync, gzipSync } from 'node:zlib';
import type { ChannelEvent, ChannelName, Logged, OfferTold } from '../../domain/channels';
import { type EpochMs, epochMs } from '../../domain/instants';
import { unpackOffers } from './offerPacking';
import type { Tables } from './tables';
import type { Placed } from './batches';

/** The head of a channel stands at Seq 0: the number of its latest event, and members of the channel's own. */
export const headSeq = 0;

/** Consecutive events in one item: written, read and decoded as one. */
interface EventChunk {
  readonly first: number;
  readonly last: number;
  readonly content: Readonly<Record<string, unknown>>;
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
export function chunksOf(firstSeq: number, events: readonly Logged[]): EventChunk[] {
  const chunks: EventChunk[] = [];
  let texts: string[] = [];
  let characters = 0;
  let first = firstSeq;
  const close = () => {
    if (texts.length === 0) return;
    const content = { Events: pack(`[${texts.join(',')}]`) };
    chunks.push({ first, last: first + texts.length - 1, content });
    first += texts.length;
    texts = [];
    characters = 0;
  };
  for (const event of events) {
    const { type, at } = event;
    if ('packed' in event) {
      close();
      if (event.count === 0) continue;
      const content = { Type: type, At: at, Offers: event.packed };
      chunks.push({ first, last: first + event.count - 1, content });
      first += event.count;
      continue;
    }
    const { data } = event;
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
      ...chunk.content,
      ...(expiresAtSeconds !== undefined && { ExpiresAtSeconds: expiresAtSeconds }),
    },
  };
}

/** The events of a stored chunk, in order. `offerTold` is asked where it has offers: only channels of searches do. */
export function eventsOf(
  channel: ChannelName,
  item: Record<string, unknown>,
  offerTold: OfferTold = noOffers,
): ChannelEvent[] {
  const first = Number(item['First']);
  if (item['Offers'] instanceof Uint8Array) {
    const told = { channel, type: String(item['Type']), at: epochMs(Number(item['At'])) };
    return unpackOffers(item['Offers']).map((offer, n) => ({ ...told, seq: first + n, data: offerTold(offer) }));
  }
  const packed = JSON.parse(unpack(item['Events'])) as readonly PackedEvent[];
  return packed.map(({ t, a, d }, n) => ({ channel, seq: first + n, type: t, at: a, data: d }));
}

const noOffers: OfferTold = () => {
  throw new TypeError('a channel that has no offers told of one');
};

/** Fifty offers are 100 kB as text and a tenth of that compressed; a write is paid by its size. */
function pack(json: string): string | Uint8Array {
  return json.length < compressedFrom ? json : gzipSync(json, { level: 1 });
}

function unpack(stored: unknown): string {
  return stored instanceof Uint8Array ? gunzipSync(stored).toString('utf8') : String(stored);
}
