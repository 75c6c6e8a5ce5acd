import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type ChannelName, type ChannelReplay, countEvents, type Logged, type OfferTold } from '../../domain/channels';
import { batchPut, type Placed } from './batches';
import { readChannelHeads } from './channelHeads';
import { replayChannel } from './channelReplay';
import { chunkItem, chunksOf, headSeq } from './eventChunks';
import type { Tables } from './tables';
import { type TransactItem, transactWrite } from './transactions';

const pageLimit = 500;

interface ChannelStoreDeps {
  readonly db: DynamoDBDocumentClient;
  readonly tables: Tables;
  readonly random: () => number;
  /** What the events of a search say of an offer. */
  readonly offerTold: OfferTold;
}

/**
 * Heads and logs of the channels. A log is kept in chunks of consecutive events, keyed by the last of them, so that one
 * query from `seq + 1` finds everything after `seq`. Booking channels have head and log in Bookings: the version of the row
 * is the number of its last event, and the booking's own transactions put both.
 */
export function createChannelStore({ db, tables, random, offerTold }: ChannelStoreDeps) {
  return {
    /**
     * Appends events `firstSeq, firstSeq + 1, ...` and moves the head, in one transaction, so that no reader sees one
     * without the other. May run twice: a head that is there already is left. Answers 'conflict' when the head stands
     * anywhere else: the caller is not the only writer of this channel. At most some 3 MB at a time. `along` are items of
     * other tables that must not be seen without the events; they carry no condition.
     */
    async appendEvents(
      channel: ChannelName,
      firstSeq: number,
      events: readonly Logged[],
      { expiresAtSeconds, along = [] }: { expiresAtSeconds?: number; along?: readonly Placed[] } = {},
    ): Promise<'appended' | 'conflict'> {
      const count = countEvents(events);
      if (count === 0) return 'appended';
      const last = firstSeq + count - 1;
      const head: TransactItem = {
        Update: {
          TableName: tables.Channels,
          Key: { Channel: channel, Seq: headSeq },
          ConditionExpression: firstSeq === 1 ? 'attribute_not_exists(Head) OR Head = :before' : 'Head = :before',
          UpdateExpression: `SET Head = :last${expiresAtSeconds === undefined ? '' : ', ExpiresAtSeconds = :expires'}`,
          ExpressionAttributeValues: {
            ':before': firstSeq - 1,
            ':last': last,
            ...(expiresAtSeconds !== undefined && { ':expires': expiresAtSeconds }),
          },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      };
      const chunks = chunksOf(firstSeq, events).map((chunk) => chunkItem(tables, channel, chunk, expiresAtSeconds));
      const puts = [...chunks, ...along].map((Put) => ({ Put }));
      const answer = await transactWrite(db, [head, ...puts], { random });
      if (answer.outcome === 'written') return 'appended';
      return answer.failed[0]?.found?.['Head'] === last ? 'appended' : 'conflict';
    },

    /**
     * Writes a channel with all the events it will ever have, numbered from 1. Precondition: nobody knows its name before this
     * has resolved, and nobody writes it again: so no transaction is needed, which costs twice as much, because nobody can
     * see a part of it. What a failed one has left expires unseen. May run twice. `along` as above.
     */
    async putChannel(
      channel: ChannelName,
      events: readonly Logged[],
      { expiresAtSeconds, along }: { expiresAtSeconds: number; along: readonly Placed[] },
    ): Promise<void> {
      const Head = countEvents(events);
      const head = { Channel: channel, Seq: headSeq, Head, ExpiresAtSeconds: expiresAtSeconds };
      const chunks = chunksOf(1, events).map((chunk) => chunkItem(tables, channel, chunk, expiresAtSeconds));
      await batchPut(db, [{ TableName: tables.Channels, Item: head }, ...chunks, ...along]);
    },

    /** Heads of these channels in one round; a channel without one is absent. Not a strong read: a head may lag, never lead. */
    readHeads: (channels: readonly ChannelName[]): Promise<Map<ChannelName, number>> =>
      readChannelHeads(db, tables, channels),

    /** What happened after `afterSeq`, at most some `limit` events of it; `gone` when that is not kept any more. A strong read. */
    replay(channel: ChannelName, afterSeq: number, limit = pageLimit): Promise<ChannelReplay> {
      return replayChannel({ db, tables, offerTold }, channel, afterSeq, limit);
    },
  };
}
export type ChannelStore = ReturnType<typeof createChannelStore>;
