import { gunzipSync, gzipSync } from 'node:zlib';
import { type ChannelEvent, type ChannelName, countEvents, type Logged, type OfferTold } from '../../domain/channels';
import type { EpochMs } from '../../domain/instants';
import type { Offer } from '../../domain/offers';
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

/** So many events, of an offer each, which stand in the item's `Offers`: one group of them in an item. */
interface PackedOfferEvents extends Omit<PackedEvent, 'd'> {
  readonly n: number;
}

/** Packs events that start at `firstSeq` into as few chunks as fit into an item each. */
export function chunksOf(firstSeq: number, logged: readonly Logged[]): EventChunk[] {
  const chunks: EventChunk[] = [];
  let texts: string[] = [];
  let offers: Uint8Array | undefined;
  let size = 0;
  let first = firstSeq;
  let next = firstSeq;
  const close = () => {
    if (texts.length === 0) return;
    const content = { Events: pack(`[${texts.join(',')}]`), ...(offers && { Offers: offers }) };
    chunks.push({ first, last: next - 1, content });
    first = next;
    texts = [];
    offers = undefined;
    size = 0;
  };
  for (const one of logged) {
    if (countEvents([one]) === 0) continue;
    const packed = 'packed' in one ? one.packed : undefined;
    const text = JSON.stringify(packEvent(one));
    const added = text.length + (packed?.length ?? 0);
    if (size + added > chunkCharacters || (packed && offers)) close();
    texts.push(text);
    offers ??= packed;
    size += added;
    next += countEvents([one]);
  }
  close();
  return chunks;
}

function packEvent(one: Logged): PackedEvent | PackedOfferEvents {
  const { type: t, at: a } = one;
  return 'packed' in one ? { t, a, n: one.count } : { t, a, d: one.data };
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
  const packed = JSON.parse(unpack(item['Events'])) as readonly (PackedEvent | PackedOfferEvents)[];
  const events = packed.flatMap((one) => {
    const told = { channel, type: one.t, at: one.a };
    if (!('n' in one)) return { ...told, data: one.d };
    return offersOf(item).map((offer) => ({ ...told, data: offerTold(offer) }));
  });
  return events.map((event, n) => ({ ...event, seq: Number(item['First']) + n }));
}

function offersOf({ Offers }: Record<string, unknown>): readonly Offer[] {
  if (!(Offers instanceof Uint8Array)) throw new TypeError('an event tells of offers that its item has not');
  return unpackOffers(Offers);
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
