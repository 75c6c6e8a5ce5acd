import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { LRUCache } from 'lru-cache';
import type { EpochMs } from '../../domain/instants';
import { parseOfferId } from '../../domain/offerIds';
import { mostShown } from '../../domain/offerLists';
import type { Offer } from '../../domain/offers';
import { batchPut, chunksOf, type Placed } from './batches';
import { packOffers, unpackOffers } from './offerPacking';
import type { Tables } from './tables';

/**
 * Offers in one item: packed they take some 10 to 40 kB, far below the 400 kB of an item, and one read finds any of them. The
 * first holds just those that a search shows, so that they are packed once.
 */
const offersPerChunk = 100;
/** Where the offer of this index is; and where it was stored by earlier versions, a hundred in each chunk. */
const chunksWith = (index: number): ReadonlySet<number> =>
  new Set([
    index < mostShown ? 0 : 1 + Math.floor((index - mostShown) / offersPerChunk),
    Math.floor(index / offersPerChunk),
  ]);
/** Stored so much longer than they are valid, so that an expired offer is told from one that never was. */
const keptAfterExpirySeconds = 3600;
/** Decoded chunks kept by a process. They never change. */
const decodedChunks = 300;

/** All offers of a result on their way to the store, whoever stores them. */
export interface PackedResult {
  readonly resultId: string;
  readonly expiresAt: EpochMs;
  /** Each as `packOffers` packs; the first has those that are shown. */
  readonly chunks: readonly string[];
}

interface OfferStoreDeps {
  readonly db: DynamoDBDocumentClient;
  readonly tables: Tables;
}

/** Offers by result, packed into chunks in the order of their index. */
export function createOfferStore({ db, tables }: OfferStoreDeps) {
  const decoded = new LRUCache<string, readonly Offer[]>({ max: decodedChunks });
  const underWay = new Map<string, Promise<readonly Offer[]>>();

  function decode(resultId: string, chunk: number, item: Record<string, unknown>): readonly Offer[] {
    const key = `${resultId} ${chunk}`;
    const known = decoded.get(key);
    if (known) return known;
    const bytes = item['Packed'];
    if (!(bytes instanceof Uint8Array)) throw new TypeError(`chunk ${chunk} of result ${resultId} holds no bytes`);
    const offers = unpackOffers(bytes);
    decoded.set(key, offers);
    return offers;
  }

  /** A crowd for one offer shares one read of it. */
  async function findChunk(resultId: string, chunk: number): Promise<readonly Offer[]> {
    const key = `${resultId} ${chunk}`;
    const known = decoded.get(key) ?? underWay.get(key);
    if (known) return known;
    const reading = readChunk(resultId, chunk).finally(() => underWay.delete(key));
    underWay.set(key, reading);
    return reading;
  }

  async function readChunk(resultId: string, chunk: number): Promise<readonly Offer[]> {
    const answer = await db.send(
      // Strong, because the caller may have learnt the id a moment ago.
      new GetCommand({ TableName: tables.Offers, Key: { ResultID: resultId, Chunk: chunk }, ConsistentRead: true }),
    );
    return answer.Item ? decode(resultId, chunk, answer.Item) : [];
  }

  function resultItems({ resultId, expiresAt, chunks }: PackedResult): Placed[] {
    const ExpiresAtSeconds = Math.ceil(expiresAt / 1000) + keptAfterExpirySeconds;
    return chunks.map((text, index) => ({
      TableName: tables.Offers,
      Item: { ResultID: resultId, Chunk: index, Packed: bytesOf(text), ExpiresAtSeconds },
    }));
  }

  return {
    /** All offers of a result; the n-th one must carry index n in its id. */
    packResult(resultId: string, offers: readonly Offer[], expiresAt: EpochMs): PackedResult {
      const chunks = [offers.slice(0, mostShown), ...chunksOf(offers.slice(mostShown), offersPerChunk)];
      return { resultId, expiresAt, chunks: chunks.map((chunk) => textOf(packOffers(chunk))) };
    },

    resultItems,

    /** May run twice: the same items are put again. */
    putResult: (result: PackedResult): Promise<void> => batchPut(db, resultItems(result)),

    /** Offers as text, a tenth of their JSON: for who carries them elsewhere than through the store. */
    packOffers: (offers: readonly Offer[]): string => textOf(packOffers(offers)),

    unpackOffers: (text: string): readonly Offer[] => unpackOffers(bytesOf(text)),

    /** The offer of this id, expired or not; undefined when there is none, or it is long gone. */
    async findOffer(offerId: string): Promise<Offer | undefined> {
      const parts = parseOfferId(offerId);
      if (!parts) return undefined;
      for (const chunk of chunksWith(parts.index)) {
        const offers = await findChunk(parts.resultId, chunk);
        const found = offers.find(({ id }) => id === offerId);
        if (found) return found;
      }
      return undefined;
    },

    /** All offers of a result in the order of their index. */
    async listOffers(resultId: string): Promise<readonly Offer[]> {
      const offers: Offer[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const page = await db.send(
          new QueryCommand({
            TableName: tables.Offers,
            KeyConditionExpression: 'ResultID = :result',
            ExpressionAttributeValues: { ':result': resultId },
            ConsistentRead: true,
            ...(from && { ExclusiveStartKey: from }),
          }),
        );
        for (const item of page.Items ?? []) offers.push(...decode(resultId, Number(item['Chunk']), item));
        from = page.LastEvaluatedKey;
      } while (from);
      return offers;
    },
  };
}
export type OfferStore = ReturnType<typeof createOfferStore>;

const textOf = (packed: Uint8Array): string => Buffer.from(packed).toString('base64');
const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'base64');
