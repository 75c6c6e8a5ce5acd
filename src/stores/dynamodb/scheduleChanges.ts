import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type BucketAddress, bucketKey } from '../../domain/flightBuckets';
import type { IsoDate } from '../../domain/instants';
import { forEachLimited } from './batches';
import { packDate, packSchedules, scheduleKey, type StoredSchedules, toStored } from './scheduleItems';
import type { PairSchedules } from './schedules';
import type { Tables } from './tables';
import type { TransactItem } from './transactions';

/** What a pair flies from now on. */
export interface ChangedPair {
  readonly pair: PairSchedules;
  readonly hash: string;
  /** The dates of which buckets had been made when it was looked at. */
  readonly dates: readonly IsoDate[];
}

/** DynamoDB takes a hundred items in one transaction; a pair is one item and one for each date. */
const itemsPerTransaction = 100;
const parallelTransactions = 4;
const parallelBuckets = 8;

/**
 * Carries changed schedules into the buckets that were made from the old ones. A request costs the store more than an item
 * of it, so many pairs are written at once, each with its buckets and on the condition that nobody has made another one meanwhile. Where
 * somebody has, or a pair has more buckets than fit, its schedules go first, then one bucket after the other.
 */
export function createScheduleChanges({ db, tables }: { db: DynamoDBDocumentClient; tables: Tables }) {
  async function replace({ pair, hash }: ChangedPair, revision: number): Promise<StoredSchedules> {
    const answer = await db.send(
      new UpdateCommand({
        TableName: tables.Flights,
        Key: { Bucket: scheduleKey(pair) },
        UpdateExpression: 'SET Schedules = :schedules, #hash = :hash, Revision = :revision REMOVE Settled',
        ExpressionAttributeNames: { '#hash': 'Hash' },
        ExpressionAttributeValues: {
          ':schedules': packSchedules(pair.schedules),
          ':hash': hash,
          ':revision': revision,
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return toStored(answer.Attributes ?? {});
  }

  async function rewriteBucket(address: BucketAddress, stored: StoredSchedules): Promise<void> {
    try {
      await db.send(new UpdateCommand(bucketOf(tables, address, stored)));
    } catch (error) {
      // The bucket was made from these schedules or later ones already.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  async function settle(pair: PairSchedules, revision: number): Promise<void> {
    await db.send(
      new UpdateCommand({
        TableName: tables.Flights,
        Key: { Bucket: scheduleKey(pair) },
        UpdateExpression: 'SET Settled = :revision',
        ExpressionAttributeValues: { ':revision': revision },
      }),
    );
  }

  async function putByItself(changed: ChangedPair, revision: number): Promise<number> {
    const stored = await replace(changed, revision);
    await forEachLimited(stored.dates, parallelBuckets, (on) => rewriteBucket({ ...changed.pair, on }, stored));
    await settle(changed.pair, revision);
    return stored.dates.length;
  }

  /** All of these pairs, or none, when a bucket of one of them was made or rewritten by somebody else meanwhile. */
  async function putTogether(group: readonly ChangedPair[], revision: number): Promise<boolean> {
    const items = group.flatMap(({ pair, hash, dates }): TransactItem[] => [
      { Update: schedulesOf(tables, { pair, hash, dates }, revision) },
      ...dates.map((on) => ({
        Update: bucketOf(tables, { ...pair, on }, { schedules: pair.schedules, revision, dates }),
      })),
    ]);
    try {
      await db.send(new TransactWriteCommand({ TransactItems: items }));
      return true;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      return false;
    }
  }

  return {
    /** Returns how many buckets were rewritten. Twice: the same again. */
    async putChanged(changed: readonly ChangedPair[], revision: number): Promise<number> {
      let rewritten = 0;
      await forEachLimited(groupsOf(changed), parallelTransactions, async (group) => {
        const fits = group.reduce((sum, pair) => sum + itemsOf(pair), 0) <= itemsPerTransaction;
        if (fits && (await putTogether(group, revision))) {
          rewritten += group.reduce((sum, { dates }) => sum + dates.length, 0);
          return;
        }
        for (const pair of group) rewritten += await putByItself(pair, revision);
      });
      return rewritten;
    },
  };
}

const itemsOf = ({ dates }: ChangedPair): number => 1 + dates.length;

/** Pairs that fit into one transaction each; one that does not by itself is alone. */
function groupsOf(changed: readonly ChangedPair[]): ChangedPair[][] {
  const groups: ChangedPair[][] = [];
  let room = 0;
  for (const pair of changed) {
    if (itemsOf(pair) > room) {
      groups.push([]);
      room = itemsPerTransaction;
    }
    groups.at(-1)?.push(pair);
    room -= itemsOf(pair);
  }
  return groups;
}

function schedulesOf(tables: Tables, { pair, hash, dates }: ChangedPair, revision: number) {
  const made = dates.length > 0 ? { ':dates': new Set(dates) } : {};
  return {
    TableName: tables.Flights,
    Key: { Bucket: scheduleKey(pair) },
    UpdateExpression: 'SET Schedules = :schedules, #hash = :hash, Revision = :revision, Settled = :revision',
    ConditionExpression: dates.length > 0 ? 'Dates = :dates' : 'attribute_not_exists(Dates)',
    ExpressionAttributeNames: { '#hash': 'Hash' },
    ExpressionAttributeValues: {
      ':schedules': packSchedules(pair.schedules),
      ':hash': hash,
      ':revision': revision,
      ...made,
    },
  };
}

function bucketOf(tables: Tables, address: BucketAddress, { schedules, revision }: StoredSchedules) {
  return {
    TableName: tables.Flights,
    Key: { Bucket: bucketKey(address) },
    UpdateExpression: 'SET Flights = :flights, Revision = :revision, Availability = if_not_exists(Availability, :none)',
    ConditionExpression: 'attribute_not_exists(#bucket) OR Revision < :revision',
    ExpressionAttributeNames: { '#bucket': 'Bucket' },
    ExpressionAttributeValues: { ':flights': packDate(schedules, address), ':revision': revision, ':none': {} },
  };
}
