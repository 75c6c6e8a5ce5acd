import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { SearchRecord } from '../../domain/searchRecords';
import type { Tables } from './tables';
import type { Placed } from './batches';

/** Kept so much longer than it is valid, so that an expired search is told from one that never was. */
const keptAfterExpirySeconds = 3600;

/** Searches stand in Offers beside the results they point to, under their own id. Only the node that took a search writes it. */
export function createSearchStore({ db, tables }: { db: DynamoDBDocumentClient; tables: Tables }) {
  const searchItem = (record: SearchRecord): Placed => ({
    TableName: tables.Offers,
    Item: {
      ResultID: record.searchId,
      Chunk: 0,
      Status: record.status,
      Search: JSON.stringify(record),
      ExpiresAtSeconds: Math.ceil(record.expiresAt / 1000) + keptAfterExpirySeconds,
    },
  });

  return {
    /** Writes the whole record. */
    async putSearch(record: SearchRecord): Promise<void> {
      await db.send(new PutCommand(searchItem(record)));
    },

    /** What is written of a record, for one that is written together with events. */
    searchItem,

    /** The record, expired or not; undefined when there is none, or it is long gone. A strong read. */
    async findSearch(searchId: string): Promise<SearchRecord | undefined> {
      const answer = await db.send(
        new GetCommand({ TableName: tables.Offers, Key: { ResultID: searchId, Chunk: 0 }, ConsistentRead: true }),
      );
      const text: unknown = answer.Item?.['Search'];
      if (typeof text !== 'string') return undefined;
      return JSON.parse(text) as SearchRecord;
    },
  };
}
export type SearchStore = ReturnType<typeof createSearchStore>;
