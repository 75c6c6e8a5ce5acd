import {
  BatchGetCommand,
  type BatchGetCommandInput,
  BatchWriteCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { setTimeout as pause } from 'node:timers/promises';

type Item = Record<string, unknown>;
type ReadOptions = Omit<NonNullable<BatchGetCommandInput['RequestItems']>[string], 'Keys'>;

/** The most keys DynamoDB takes in one BatchGetItem. */
const keysPerRequest = 100;
const rounds = 8;

/**
 * The items of these keys in no particular order; keys without an item are missing from the answer. Up to a hundred keys
 * are one request, more go out in parallel. Keys the service left over are asked for again, ever later, eight times.
 */
export async function batchGet(
  db: DynamoDBDocumentClient,
  table: string,
  keys: readonly Item[],
  options: ReadOptions = {},
): Promise<Item[]> {
  const chunks = chunksOf(keys, keysPerRequest);
  const answers = await Promise.all(chunks.map((chunk) => readChunk(db, table, chunk, options)));
  return answers.flat();
}

async function readChunk(
  db: DynamoDBDocumentClient,
  table: string,
  keys: readonly Item[],
  options: ReadOptions,
): Promise<Item[]> {
  const items: Item[] = [];
  let wanted: Item[] = [...keys];
  for (let round = 0; wanted.length > 0; round++) {
    if (round === rounds) throw new Error(`${table} left ${wanted.length} keys unread after ${rounds} requests`);
    if (round > 0) await pause(25 * 2 ** round);
    const answer = await db.send(new BatchGetCommand({ RequestItems: { [table]: { ...options, Keys: wanted } } }));
    items.push(...(answer.Responses?.[table] ?? []));
    wanted = answer.UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return items;
}

/** An item and where it goes. */
export interface Placed {
  readonly TableName: string;
  readonly Item: Item;
}

/** The most items DynamoDB takes in one BatchWriteItem. */
const itemsPerRequest = 25;

/**
 * Puts items without a condition, of one table or several, each whole or not at all, in no order. Up to 25 are one request, more go out in
 * parallel. Items the service left over are put again, ever later, eight times. May run twice.
 */
export async function batchPut(db: DynamoDBDocumentClient, items: readonly Placed[]): Promise<void> {
  await Promise.all(chunksOf(items, itemsPerRequest).map((chunk) => putChunk(db, chunk)));
}

async function putChunk(db: DynamoDBDocumentClient, items: readonly Placed[]): Promise<void> {
  let left: readonly Placed[] = items;
  for (let round = 0; left.length > 0; round++) {
    if (round === rounds) throw new Error(`${left.length} items were left unwritten after ${rounds} requests`);
    if (round > 0) await pause(25 * 2 ** round);
    const RequestItems: Record<string, { PutRequest: { Item: Item } }[]> = {};
    for (const { TableName, Item } of left) (RequestItems[TableName] ??= []).push({ PutRequest: { Item } });
    const { UnprocessedItems = {} } = await db.send(new BatchWriteCommand({ RequestItems }));
    left = Object.entries(UnprocessedItems).flatMap(([TableName, requests]) =>
      requests.flatMap(({ PutRequest }) => (PutRequest?.Item ? [{ TableName, Item: PutRequest.Item }] : [])),
    );
  }
}

export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}

/** Runs `work` over all items, at most `limit` at a time. The first failure rejects, after which no new item is begun. */
export async function forEachLimited<T>(
  items: Iterable<T>,
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  let failed = false;
  async function lane(): Promise<void> {
    for (let next = rest.next(); !next.done && !failed; next = rest.next()) {
      try {
        await work(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: limit }, lane));
}
