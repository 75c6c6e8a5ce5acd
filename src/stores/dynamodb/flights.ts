import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { LRUCache } from 'lru-cache';
import {
  type BucketAddress,
  bucketKey,
  type FlightBucket,
  parseBucketKey,
  unpackFlights,
} from '../../domain/flightBuckets';
import { type DatedFlight, type FlightId, isFlightId, type LegAvailability } from '../../domain/flights';
import { epochMs, type IsoDate } from '../../domain/instants';
import type { LegSchedule } from '../../domain/schedules';
import { batchGet, forEachLimited } from './batches';
import { createBucketMaker } from './bucketMaking';
import { createScheduleStore, type PairSchedules, type ScheduleChanges } from './schedules';
import type { Tables } from './tables';

export type { PairSchedules, ScheduleChanges } from './schedules';
type Item = Record<string, unknown>;
type Pair = Pick<BucketAddress, 'origin' | 'destination'>;

/** Key of the item that says which network was imported. */
const networkItem = 'NETWORK';
const nothingFlies: FlightBucket = { flights: [], availability: {} };
/** Decoded buckets kept by a process: a few hundred bytes a flight, so some 100 MB at the most. */
const decodedBuckets = 20_000;
const parallelDrops = 6;

interface FlightStoreDeps {
  readonly db: DynamoDBDocumentClient;
  readonly tables: Tables;
  /** Told of every reading of buckets. */
  readonly onRead?: (read: BucketReading) => void;
}

/** How many buckets were read, and in how many rounds; a second one makes those that nobody has asked for before. */
export interface BucketReading {
  readonly keys: number;
  readonly rounds: 1 | 2;
  /** The first look of a search, or that of one which has found nothing along the ways it knew. */
  readonly look: 'first' | 'wider';
}

/**
 * Flights by ordered pair and date. A search reads all buckets it needs in one round; one that is not there yet is made
 * from the pair's schedules on the way, so the horizon costs nothing until somebody looks. What flies (`Flights`) and
 * what is taken (`Availability`) are separate attributes: import and projector never write over each other.
 */
export function createFlightStore({ db, tables, onRead }: FlightStoreDeps) {
  const schedules = createScheduleStore({ db, tables });
  const decoded = new LRUCache<string, { revision: number; flights: readonly DatedFlight[] }>({ max: decodedBuckets });
  const maker = createBucketMaker({ db, tables, schedules });

  function toBucket(item: Item): FlightBucket {
    const key = String(item['Bucket']);
    const revision = Number(item['Revision']);
    let known = decoded.get(key);
    if (known?.revision !== revision) {
      known = { revision, flights: unpackFlights(String(item['Flights'])) };
      decoded.set(key, known);
    }
    const closed = item['Closed'] instanceof Set ? { closed: item['Closed'] as ReadonlySet<string> } : {};
    return { flights: known.flights, availability: toAvailability(item['Availability']), ...closed };
  }

  /** Every asked-for bucket by `bucketKey`; a pair without schedules has an empty one. One request for up to a hundred. */
  async function readBuckets(
    addresses: readonly BucketAddress[],
    look: BucketReading['look'] = 'first',
  ): Promise<Map<string, FlightBucket>> {
    const wanted = new Map(addresses.map((address) => [bucketKey(address), address]));
    const items = await batchGet(
      db,
      tables.Flights,
      [...wanted.keys()].map((Bucket) => ({ Bucket })),
    );
    const buckets = new Map(items.map((item) => [String(item['Bucket']), toBucket(item)]));
    const missing = [...wanted].flatMap(([key, address]) => (buckets.has(key) ? [] : [address]));
    onRead?.({ keys: wanted.size, rounds: missing.length > 0 ? 2 : 1, look });
    if (missing.length > 0) {
      const made = await maker.make(missing);
      for (const address of missing) {
        const item = made.get(bucketKey(address));
        buckets.set(bucketKey(address), item ? toBucket(item) : nothingFlies);
      }
    }
    return buckets;
  }

  /**
   * Makes the missing buckets of these pairs and dates, and drops those of dates before `dropBefore`, from which nobody
   * can book any more. Returns how many were made. May run twice: what stands is left alone.
   */
  async function materialise(pairs: readonly Pair[], dates: readonly IsoDate[], dropBefore: IsoDate): Promise<number> {
    const keys = pairs.flatMap((pair) => dates.map((on) => ({ Bucket: bucketKey({ ...pair, on }) })));
    const standing = await batchGet(db, tables.Flights, keys, {
      ProjectionExpression: '#bucket',
      ExpressionAttributeNames: { '#bucket': 'Bucket' },
    });
    const there = new Set(standing.map((item) => item['Bucket']));
    const missing = pairs.flatMap((pair) =>
      dates.flatMap((on) => (there.has(bucketKey({ ...pair, on })) ? [] : [{ ...pair, on }])),
    );
    if (missing.length === 0) return 0;
    const made = await maker.make(missing);
    await dropPast(missing, dropBefore);
    return made.size;
  }

  async function dropPast(pairs: readonly Pair[], before: IsoDate): Promise<void> {
    const stored = await schedules.readSchedules(pairs);
    await forEachLimited(stored, parallelDrops, async ([pair, { dates }]) => {
      const [origin = '', destination = ''] = pair.split('-');
      await schedules.dropDates(
        { origin, destination },
        dates.filter((on) => on < before),
      );
    });
  }

  return {
    readBuckets,
    materialise,

    /** What each of these pairs flies, by `pairKey`; pairs nobody ever flew are missing. */
    async readSchedules(pairs: readonly Pair[]): Promise<Map<string, readonly LegSchedule[]>> {
      const stored = await schedules.readSchedules(pairs);
      return new Map([...stored].map(([pair, { schedules }]) => [pair, schedules]));
    },

    /** Hash of the network whose schedules stand here; undefined before the first import. */
    async findContentHash(): Promise<string | undefined> {
      const [item] = await batchGet(db, tables.Flights, [{ Bucket: networkItem }], { ConsistentRead: true });
      return item && String(item['ContentHash']);
    },

    /** Notes that all schedules of the network with this hash are stored. */
    async noteContentHash(contentHash: string): Promise<void> {
      await db.send(
        new PutCommand({ TableName: tables.Flights, Item: { Bucket: networkItem, ContentHash: contentHash } }),
      );
    },

    /** Stores what each pair flies; pairs that did not change cost one read. `revision` must grow from import to import. */
    putSchedules: (pairs: readonly PairSchedules[], revision: number): Promise<ScheduleChanges> =>
      schedules.putSchedules(pairs, revision),

    /**
     * What is taken on a flight, in absolute numbers. The newer version wins; the same or an older one is `stale` and changes nothing.
     * `unknown_pair` when the key names a pair nobody flies.
     */
    async writeAvailability(
      key: string,
      flightId: FlightId,
      availability: LegAvailability,
    ): Promise<'written' | 'stale' | 'unknown_pair'> {
      const address = parseBucketKey(key);
      if (!address) throw new RangeError(`${key} is not the key of a bucket`);
      const outcome = await updateAvailability(db, tables, key, flightId, availability);
      if (outcome !== 'no_bucket') return outcome;
      if ((await maker.make([address])).size === 0) return 'unknown_pair';
      const again = await updateAvailability(db, tables, key, flightId, availability);
      if (again === 'no_bucket') throw new Error(`bucket ${key} vanished while its availability was written`);
      return again;
    },
  };
}
export type FlightStore = ReturnType<typeof createFlightStore>;

async function updateAvailability(
  db: DynamoDBDocumentClient,
  tables: Tables,
  key: string,
  flightId: FlightId,
  { version, taken, at }: LegAvailability,
): Promise<'written' | 'stale' | 'no_bucket'> {
  try {
    await db.send(
      new UpdateCommand({
        TableName: tables.Flights,
        Key: { Bucket: key },
        UpdateExpression: 'SET Availability.#flight = :availability',
        ConditionExpression:
          'attribute_exists(#bucket) AND (attribute_not_exists(Availability.#flight) OR Availability.#flight.Version < :version)',
        ExpressionAttributeNames: { '#bucket': 'Bucket', '#flight': flightId },
        ExpressionAttributeValues: { ':availability': { Version: version, Taken: taken, At: at }, ':version': version },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return 'written';
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item ? 'stale' : 'no_bucket';
  }
}

function toAvailability(stored: unknown): Record<FlightId, LegAvailability> {
  const availability: Record<FlightId, LegAvailability> = {};
  if (typeof stored !== 'object' || stored === null) return availability;
  for (const [flightId, value] of Object.entries(stored)) {
    if (!isFlightId(flightId)) throw new TypeError(`${flightId} is not a flight id`);
    const { Version, Taken, At } = value as { Version: number; Taken: LegAvailability['taken']; At: number };
    availability[flightId] = { version: Version, taken: Taken, at: epochMs(At) };
  }
  return availability;
}
