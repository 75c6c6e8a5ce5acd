import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { FlightId, FlightLeg, LegStatus } from '../../domain/flights';
import { epochMs } from '../../domain/instants';
import { placeOfLeg } from '../../domain/legPlaces';
import { type Offer, type Segment, segmentsOf } from '../../domain/offers';
import type { Tables } from './tables';

/** A leg with the search buckets in which its availability is shown, `ORIG-DEST#local departure date`: one for each segment that rides it. */
export interface StoredLeg extends FlightLeg {
  readonly buckets: readonly string[];
}

/** What the inventory knows of each leg: written once when somebody first wants a seat on it, and by operations afterwards. */
export function createLegStore({ db, tables }: { db: DynamoDBDocumentClient; tables: Tables }) {
  const known = new Set<FlightId>();

  async function getLegs(legIds: readonly FlightId[], { consistent = true } = {}): Promise<Map<FlightId, StoredLeg>> {
    const found = new Map<FlightId, StoredLeg>();
    let keys: Record<string, unknown>[] = [...new Set(legIds)].map((FlightLeg) => ({ FlightLeg }));
    while (keys.length > 0) {
      const answer = await db.send(
        new BatchGetCommand({ RequestItems: { [tables.FlightLegs]: { Keys: keys, ConsistentRead: consistent } } }),
      );
      for (const item of answer.Responses?.[tables.FlightLegs] ?? []) {
        const leg = toLeg(item);
        found.set(leg.legId, leg);
      }
      keys = answer.UnprocessedKeys?.[tables.FlightLegs]?.Keys ?? [];
    }
    return found;
  }

  return {
    getLegs,

    /** Puts the legs of these segments that are not there yet. Never touches what stands: a cancelled leg stays cancelled. */
    async ensureLegs(segments: readonly Segment[]): Promise<void> {
      await Promise.all(
        segments.flatMap((segment) =>
          segment.legs
            .filter((legId) => !known.has(legId))
            .map(async (legId) => {
              await putIfAbsent(db, tables, segment, legId);
              // A leg, once written, is never deleted, so the process need not ask again.
              if (known.size < 100_000) known.add(legId);
            }),
        ),
      );
    },
  };
}
export type LegStore = ReturnType<typeof createLegStore>;

/** Whether every leg of an offer may be sold: by the legs that were read ahead if those are all, else by a strong read. */
export async function areLegsOpen(
  legs: Pick<LegStore, 'getLegs'>,
  offer: Pick<Offer, 'slices'>,
  ahead?: ReadonlyMap<FlightId, FlightLeg>,
): Promise<boolean> {
  const wanted = segmentsOf(offer).flatMap((segment) => segment.legs);
  const found = ahead && wanted.every((legId) => ahead.has(legId)) ? ahead : await legs.getLegs(wanted);
  return wanted.every((legId) => found.get(legId)?.status === 'open');
}

async function putIfAbsent(
  db: DynamoDBDocumentClient,
  tables: Tables,
  segment: Segment,
  legId: FlightId,
): Promise<void> {
  const { departAt, arriveAt, offPoint, buckets } = placeOfLeg(segment, legId);
  try {
    await db.send(
      new PutCommand({
        TableName: tables.FlightLegs,
        Item: {
          FlightLeg: legId,
          Status: 'open',
          DepartAt: departAt,
          ArriveAt: arriveAt,
          OffPoint: offPoint,
          Aircraft: segment.aircraft,
          SeatPlanID: segment.seatPlanId,
          Buckets: buckets,
        },
        ConditionExpression: 'attribute_not_exists(FlightLeg)',
      }),
    );
  } catch (error) {
    // Somebody was first: that row is as good as ours.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

function toLeg(item: Record<string, unknown>): StoredLeg {
  return {
    legId: item['FlightLeg'] as FlightId,
    status: item['Status'] as LegStatus,
    departAt: epochMs(item['DepartAt'] as number),
    arriveAt: epochMs(item['ArriveAt'] as number),
    offPoint: item['OffPoint'] as string,
    aircraft: item['Aircraft'] as string,
    seatPlanId: item['SeatPlanID'] as string,
    buckets: item['Buckets'] as string[],
  };
}
