import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type BucketAddress, bucketKey } from '../../domain/flightBuckets';
import type { IsoDate } from '../../domain/instants';
import { pairKey } from '../../domain/routing/paths';
import { batchGet, chunksOf, forEachLimited } from './batches';
import { packDate, type StoredSchedules } from './scheduleItems';
import type { ScheduleStore } from './schedules';
import type { Tables } from './tables';
import type { TransactItem } from './transactions';

type Item = Record<string, unknown>;

/** Buckets still to make of one pair, with the schedules to make them from. */
interface PairWork {
  readonly origin: string;
  readonly destination: string;
  readonly dates: readonly IsoDate[];
  readonly stored: StoredSchedules;
}

/** DynamoDB takes a hundred items in one transaction; a pair is one item and one for each date. */
const itemsPerTransaction = 100;
const parallelWrites = 24;

/**
 * Makes flight buckets from schedules. All that one search misses is one read of schedules and one or two transactions,
 * each of which notes the dates on the schedule items and puts the buckets, on the condition that the schedules are still
 * those that were read. When somebody else was at the same pairs, they are made one by one.
 */
export function createBucketMaker({
  db,
  tables,
  schedules,
}: {
  db: DynamoDBDocumentClient;
  tables: Tables;
  schedules: ScheduleStore;
}) {
  const making = new Map<string, Promise<Item | undefined>>();

  /** Puts the bucket unless somebody was first, and answers with what stands. */
  async function putBucket(address: BucketAddress, stored: StoredSchedules): Promise<Item> {
    const item = toItem(address, stored);
    try {
      await db.send(new PutCommand(put(tables, item)));
      return item;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const [standing] = await batchGet(db, tables.Flights, [{ Bucket: item.Bucket }], { ConsistentRead: true });
      return standing ?? item;
    }
  }

  async function makeOneByOne(work: readonly PairWork[], made: Map<string, Item>): Promise<void> {
    const addresses = work.flatMap(({ origin, destination, dates }) =>
      dates.map((on) => ({ origin, destination, on })),
    );
    await forEachLimited(addresses, parallelWrites, async (address) => {
      const stored = await schedules.noteDates(address, [address.on]);
      if (stored) made.set(bucketKey(address), await putBucket(address, stored));
    });
  }

  async function makeTogether(work: readonly PairWork[], made: Map<string, Item>): Promise<void> {
    const items = work.flatMap((pair) => pair.dates.map((on) => toItem({ ...pair, on }, pair.stored)));
    const notes = work.map((pair) => ({ Update: schedules.noteUnchanged(pair, pair.dates, pair.stored.revision) }));
    const writes: TransactItem[] = [...notes, ...items.map((item) => ({ Put: put(tables, item) }))];
    try {
      await db.send(new TransactWriteCommand({ TransactItems: writes }));
      for (const item of items) made.set(item.Bucket, item);
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      await makeOneByOne(work, made);
    }
  }

  /** The buckets by key. Pairs without schedules are missing from the answer. */
  async function makeAll(addresses: readonly BucketAddress[]): Promise<Map<string, Item>> {
    const made = new Map<string, Item>();
    const known = await schedules.readSchedules(addresses);
    const groups = groupsOf(workOf(addresses, known));
    await forEachLimited(groups, 4, (group) => makeTogether(group, made));
    return made;
  }

  return {
    /** However many searches of this process miss a bucket at once, it is made once. */
    async make(addresses: readonly BucketAddress[]): Promise<Map<string, Item>> {
      const fresh = addresses.filter((address) => !making.has(bucketKey(address)));
      const batch = makeAll(fresh);
      for (const address of fresh) {
        const key = bucketKey(address);
        making.set(
          key,
          batch.then((made) => made.get(key)).finally(() => making.delete(key)),
        );
      }
      const items = await Promise.all(
        addresses.map(async (address) => [bucketKey(address), await making.get(bucketKey(address))] as const),
      );
      return new Map(items.flatMap(([key, item]) => (item ? [[key, item] as const] : [])));
    },
  };
}
export type BucketMaker = ReturnType<typeof createBucketMaker>;

function toItem(address: BucketAddress, { schedules, revision }: StoredSchedules) {
  return { Bucket: bucketKey(address), Flights: packDate(schedules, address), Revision: revision, Availability: {} };
}

function put(tables: Tables, item: Item) {
  return {
    TableName: tables.Flights,
    Item: item,
    ConditionExpression: 'attribute_not_exists(#bucket)',
    ExpressionAttributeNames: { '#bucket': 'Bucket' },
  };
}

function workOf(addresses: readonly BucketAddress[], known: ReadonlyMap<string, StoredSchedules>): PairWork[] {
  const byPair = new Map<string, PairWork & { dates: IsoDate[] }>();
  for (const { origin, destination, on } of addresses) {
    const key = pairKey(origin, destination);
    const stored = known.get(key);
    const begun = byPair.get(key);
    if (begun) begun.dates.push(on);
    else if (stored) byPair.set(key, { origin, destination, dates: [on], stored });
  }
  // A pair with more dates than a transaction holds is several pieces of work.
  return [...byPair.values()].flatMap((pair) =>
    chunksOf(pair.dates, itemsPerTransaction - 1).map((dates) => ({ ...pair, dates })),
  );
}

/** Work that fits into one transaction each. */
function groupsOf(work: readonly PairWork[]): PairWork[][] {
  const groups: PairWork[][] = [];
  let room = 0;
  for (const pair of work) {
    const size = 1 + pair.dates.length;
    const last = groups.at(-1);
    if (last && size <= room) last.push(pair);
    else groups.push([pair]);
    room = (last && size <= room ? room : itemsPerTransaction) - size;
  }
  return groups;
}
