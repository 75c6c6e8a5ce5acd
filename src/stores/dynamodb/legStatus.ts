import { GetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { bucketKey, parseBucketKey } from '../../domain/flightBuckets';
import { type DatedFlight, type FlightId, type LegStatus, parseFlightId } from '../../domain/flights';
import { plusDays } from '../../domain/instants';
import { type LegPlace, placeOfLeg } from '../../domain/legPlaces';
import type { FlightStore } from './flights';
import type { Tables } from './tables';
import { type TransactItem, transactWrite } from './transactions';

interface LegStatusDeps {
  readonly db: DynamoDBDocumentClient;
  readonly tables: Tables;
  readonly flights: Pick<FlightStore, 'readBuckets'>;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** A later leg carries the date on which its flight began: it may leave some days after it, or over the date line the day before. */
const laterDays = [-1, 0, 1, 2, 3] as const;

/**
 * Whether a leg is sold. The leg's row, which holds and prices look at, and the mark in every bucket in which a search would
 * meet the leg are written together, so that from then on no search lists what nobody can hold.
 */
export function createLegStatusStore({ db, tables, flights, random }: LegStatusDeps) {
  async function findFlight(legId: FlightId, destination: string): Promise<DatedFlight | undefined> {
    const parts = parseFlightId(legId);
    if (!parts) return undefined;
    const { originOn, boardPoint: origin } = parts;
    const days = laterDays.map((later) => ({ origin, destination, on: plusDays(originOn, later) }));
    const buckets = await flights.readBuckets(days);
    return [...buckets.values()]
      .flatMap((bucket) => bucket.flights)
      .find(({ legs }) => legs.length === 1 && legs[0] === legId);
  }

  /** A bucket that nobody has looked at is made first: the mark must be there before the first who looks. */
  async function standingBuckets({ buckets }: LegPlace): Promise<readonly string[]> {
    const addresses = buckets.flatMap((key) => parseBucketKey(key) ?? []);
    const read = await flights.readBuckets(addresses);
    return addresses.map(bucketKey).filter((key) => (read.get(key)?.flights.length ?? 0) > 0);
  }

  return {
    /**
     * Sets the status of the leg that flies to `destination`. Undefined when no such leg is scheduled. Bookings that stand are
     * left as they are. May run twice: the same again.
     */
    async setLegStatus(
      legId: FlightId,
      destination: string,
      status: LegStatus,
    ): Promise<{ readonly legId: FlightId; readonly status: LegStatus; readonly was: LegStatus } | undefined> {
      const flight = await findFlight(legId, destination);
      if (!flight) return undefined;
      const place = placeOfLeg(flight, legId);
      const buckets = await standingBuckets(place);
      const standing = await db.send(
        new GetCommand({ TableName: tables.FlightLegs, Key: { FlightLeg: legId }, ConsistentRead: true }),
      );
      const writes = [
        putStatus(tables, legId, flight, place, status),
        ...buckets.map((key) => markBucket(tables, key, legId, status)),
      ];
      const answer = await transactWrite(db, writes, { random });
      if (answer.outcome === 'condition_failed') throw new Error(`a bucket of ${legId} vanished while it was marked`);
      return { legId, status, was: (standing.Item?.['Status'] as LegStatus | undefined) ?? 'open' };
    },
  };
}
export type LegStatusStore = ReturnType<typeof createLegStatusStore>;

function putStatus(
  tables: Tables,
  legId: FlightId,
  { aircraft, seatPlanId }: DatedFlight,
  { departAt, arriveAt, offPoint, buckets }: LegPlace,
  status: LegStatus,
): TransactItem {
  const others = { DepartAt: departAt, ArriveAt: arriveAt, OffPoint: offPoint, Aircraft: aircraft };
  const members = Object.entries({ ...others, SeatPlanID: seatPlanId, Buckets: buckets });
  const ifMissing = members.map(([name]) => `#${name} = if_not_exists(#${name}, :${name})`);
  return {
    Update: {
      TableName: tables.FlightLegs,
      Key: { FlightLeg: legId },
      UpdateExpression: `SET #Status = :Status, ${ifMissing.join(', ')}`,
      ExpressionAttributeNames: {
        '#Status': 'Status',
        ...Object.fromEntries(members.map(([name]) => [`#${name}`, name])),
      },
      ExpressionAttributeValues: {
        ':Status': status,
        ...Object.fromEntries(members.map(([name, value]) => [`:${name}`, value])),
      },
    },
  };
}

function markBucket(tables: Tables, key: string, legId: FlightId, status: LegStatus): TransactItem {
  return {
    Update: {
      TableName: tables.Flights,
      Key: { Bucket: key },
      UpdateExpression: status === 'open' ? 'DELETE Closed :leg' : 'ADD Closed :leg',
      ConditionExpression: 'attribute_exists(#bucket)',
      ExpressionAttributeNames: { '#bucket': 'Bucket' },
      ExpressionAttributeValues: { ':leg': new Set([legId]) },
    },
  };
}
