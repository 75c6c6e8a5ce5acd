import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { bucketKey } from '../../domain/flightBuckets';
import type { IsoDate } from '../../domain/instants';
import { pairKey } from '../../domain/routing/paths';
import type { LegSchedule } from '../../domain/schedules';
import { batchGet, chunksOf, forEachLimited } from './batches';
import { type ChangedPair, createScheduleChanges } from './scheduleChanges';
import { datesIn, hashOf, packSchedules, scheduleKey, type StoredSchedules, toStored } from './scheduleItems';
import type { Tables } from './tables';

/** All schedules of one ordered pair. An empty list withdraws the pair. */
export interface PairSchedules {
  readonly origin: string;
  readonly destination: string;
  readonly schedules: readonly LegSchedule[];
}

export interface ScheduleChanges {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly bucketsRewritten: number;
}

type Pair = Pick<PairSchedules, 'origin' | 'destination'>;

/** Some 4 kB a pair: well under what one transaction may hold. */
const pairsPerTransaction = 50;
const parallelTransactions = 4;

/**
 * `ORIG-DEST#schedule` items. How a changed schedule reaches the buckets made from the old one, whoever is making more of
 * them meanwhile: who makes a bucket first notes its date in `Dates`, and gets the schedules in the same answer; who
 * changes the schedules gets `Dates` in the same answer, and rewrites those buckets that have a lower `Revision`, or writes all of it at
 * once if `Dates` is as it was read. Either the importer sees the date, or the maker sees the new schedules.
 */
export function createScheduleStore({ db, tables }: { db: DynamoDBDocumentClient; tables: Tables }) {
  const changes = createScheduleChanges({ db, tables });

  /** Notes that buckets of these dates are about to be made. Undefined when the pair has no schedules. */
  async function noteDates(pair: Pair, dates: readonly IsoDate[]): Promise<StoredSchedules | undefined> {
    try {
      const answer = await db.send(
        new UpdateCommand({
          TableName: tables.Flights,
          Key: { Bucket: scheduleKey(pair) },
          UpdateExpression: 'ADD Dates :dates',
          ConditionExpression: 'attribute_exists(#bucket)',
          ExpressionAttributeNames: { '#bucket': 'Bucket' },
          ExpressionAttributeValues: { ':dates': new Set(dates) },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return toStored(answer.Attributes ?? {});
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  /** Fails as a whole when somebody else put one of them meanwhile; whoever tries again finds it standing. */
  async function putNew(pairs: readonly ChangedPair[], revision: number): Promise<void> {
    const items = pairs.map(({ pair, hash }) => ({
      Put: {
        TableName: tables.Flights,
        Item: {
          Bucket: scheduleKey(pair),
          Schedules: packSchedules(pair.schedules),
          Hash: hash,
          Revision: revision,
          Settled: revision,
        },
        ConditionExpression: 'attribute_not_exists(#bucket)',
        ExpressionAttributeNames: { '#bucket': 'Bucket' },
      },
    }));
    await db.send(new TransactWriteCommand({ TransactItems: items }));
  }

  return {
    noteDates,

    /** By pair, with the dates that have buckets; pairs nobody ever flew are missing. */
    async readSchedules(pairs: readonly Pair[]): Promise<Map<string, StoredSchedules>> {
      const wanted = new Map(
        pairs.map(({ origin, destination }) => [scheduleKey({ origin, destination }), pairKey(origin, destination)]),
      );
      const keys = [...wanted.keys()].map((Bucket) => ({ Bucket }));
      const items = await batchGet(db, tables.Flights, keys, { ConsistentRead: true });
      return new Map(items.map((item) => [wanted.get(String(item['Bucket'])) ?? '', toStored(item)]));
    },

    /** `noteDates` as a part of a transaction that fails when the schedules have changed since they were read. */
    noteUnchanged: (pair: Pair, dates: readonly IsoDate[], revision: number) => ({
      TableName: tables.Flights,
      Key: { Bucket: scheduleKey(pair) },
      UpdateExpression: 'ADD Dates :dates',
      ConditionExpression: 'Revision = :revision',
      ExpressionAttributeValues: { ':dates': new Set(dates), ':revision': revision },
    }),

    /** Removes the buckets of these dates, and then the note of them. */
    async dropDates(pair: Pair, dates: readonly IsoDate[]): Promise<void> {
      if (dates.length === 0) return;
      await Promise.all(
        dates.map((on) =>
          db.send(new DeleteCommand({ TableName: tables.Flights, Key: { Bucket: bucketKey({ ...pair, on }) } })),
        ),
      );
      await db.send(
        new UpdateCommand({
          TableName: tables.Flights,
          Key: { Bucket: scheduleKey(pair) },
          UpdateExpression: 'DELETE Dates :dates',
          ExpressionAttributeValues: { ':dates': new Set(dates) },
        }),
      );
    },

    /** Stores what each pair flies and carries it into the buckets that were made from what it flew before. */
    async putSchedules(pairs: readonly PairSchedules[], revision: number): Promise<ScheduleChanges> {
      const standing = await readStanding(db, tables, pairs);
      const wanted = pairs.map((pair): ChangedPair => {
        const dates = standing.get(scheduleKey(pair))?.dates ?? [];
        return { pair, hash: hashOf(pair.schedules), dates };
      });
      const added = wanted.filter(({ pair }) => !standing.has(scheduleKey(pair)));
      const changed = wanted.filter(({ pair, hash }) => (standing.get(scheduleKey(pair))?.hash ?? hash) !== hash);
      await forEachLimited(chunksOf(added, pairsPerTransaction), parallelTransactions, (chunk) =>
        putNew(chunk, revision),
      );
      const bucketsRewritten = await changes.putChanged(changed, revision);
      const unchanged = pairs.length - added.length - changed.length;
      return { added: added.length, changed: changed.length, unchanged, bucketsRewritten };
    },
  };
}
export type ScheduleStore = ReturnType<typeof createScheduleStore>;

/** Hash of each pair's schedules as far as its buckets show them; the empty text while a change has not reached all of them. */
async function readStanding(
  db: DynamoDBDocumentClient,
  tables: Tables,
  pairs: readonly Pair[],
): Promise<Map<string, { readonly hash: string; readonly dates: readonly IsoDate[] }>> {
  const keys = pairs.map((pair) => ({ Bucket: scheduleKey(pair) }));
  const items = await batchGet(db, tables.Flights, keys, {
    ConsistentRead: true,
    ProjectionExpression: '#bucket, #hash, Revision, Settled, Dates',
    ExpressionAttributeNames: { '#bucket': 'Bucket', '#hash': 'Hash' },
  });
  return new Map(
    items.map((item) => {
      const hash = item['Settled'] === item['Revision'] ? String(item['Hash']) : '';
      return [String(item['Bucket']), { hash, dates: datesIn(item) }];
    }),
  );
}
