import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DeleteCommand, type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Booking } from '../../domain/bookings';
import type { FlightId } from '../../domain/flights';
import { segmentsOf } from '../../domain/offers';
import { legsOf } from '../../domain/seatChoice';
import type { Tables } from './tables';
import type { TransactItem } from './transactions';

/** Somebody, known by a key that gives no name away, has a ticket for a leg. */
export interface ConfirmedTravel {
  readonly travellerKey: string;
  readonly leg: FlightId;
  readonly bookingIds: readonly string[];
}

/** At most as many as one read takes: a booking has 96 seats over all legs. */
const keysPerRead = 100;

/** Who is confirmed on which leg. Put by the ticket's transaction alone. */
export function createTravelStore({ db, tables }: { db: DynamoDBDocumentClient; tables: Tables }) {
  async function read(keys: Record<string, unknown>[]): Promise<Record<string, unknown>[]> {
    const answer = await db.send(
      new BatchGetCommand({
        RequestItems: { [tables.Travels]: { Keys: keys.slice(0, keysPerRead), ConsistentRead: true } },
      }),
    );
    const rest = [...(answer.UnprocessedKeys?.[tables.Travels]?.Keys ?? []), ...keys.slice(keysPerRead)];
    return [...(answer.Responses?.[tables.Travels] ?? []), ...(rest.length > 0 ? await read(rest) : [])];
  }

  return {
    /** Tickets of these travellers for these legs; a strong read. */
    async listConfirmed(travellerKeys: readonly string[], legs: readonly FlightId[]): Promise<ConfirmedTravel[]> {
      const keys = [...new Set(travellerKeys)].flatMap((Traveller) =>
        legs.map((FlightLeg) => ({ Traveller, FlightLeg })),
      );
      const items = keys.length > 0 ? await read(keys) : [];
      return items
        .map((item) => ({
          travellerKey: item['Traveller'] as string,
          leg: item['FlightLeg'] as FlightId,
          bookingIds: [...((item['BookingIDs'] as ReadonlySet<string> | undefined) ?? [])].sort(),
        }))
        .filter(({ bookingIds }) => bookingIds.length > 0);
    },
  };
}
export type TravelStore = ReturnType<typeof createTravelStore>;

/**
 * What a ticket adds: its booking, under each of its travellers and legs. A set, because a customer who means it may have
 * two tickets for one leg, and whoever gives one back takes out that one alone.
 */
export function travelItems(tables: Tables, row: Booking): TransactItem[] {
  return itemKeys(row).map((Key) => ({
    Update: {
      TableName: tables.Travels,
      Key,
      UpdateExpression: 'ADD BookingIDs :booking',
      ExpressionAttributeValues: { ':booking': new Set([row.bookingId]) },
    },
  }));
}

/** Takes a booking out again, wherever it stands: its travellers are erased, or its tickets given back. May run twice. */
export async function removeTravels(db: DynamoDBDocumentClient, tables: Tables, row: Booking): Promise<void> {
  const own = { TableName: tables.Travels, ExpressionAttributeValues: { ':booking': new Set([row.bookingId]) } };
  for (const Key of itemKeys(row)) {
    const gone = await unlessOtherwise(
      db.send(new DeleteCommand({ ...own, Key, ConditionExpression: 'BookingIDs = :booking' })),
    );
    if (gone) continue;
    const others = 'attribute_exists(Traveller)';
    const takeOut = { ...own, Key, ConditionExpression: others, UpdateExpression: 'DELETE BookingIDs :booking' };
    await unlessOtherwise(db.send(new UpdateCommand(takeOut)));
  }
}

/** Whether the write took place; a failed condition is an answer. */
async function unlessOtherwise(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return false;
  }
}

/** Two of one name and birthday on one booking are one key, and a transaction touches an item once. */
function itemKeys({ travellerKeys = [], offer }: Booking): { Traveller: string; FlightLeg: FlightId }[] {
  const legs = legsOf(segmentsOf(offer));
  const travellers = [...new Set(travellerKeys.map(({ key }) => key))];
  return travellers.flatMap((Traveller) => legs.map((FlightLeg) => ({ Traveller, FlightLeg })));
}
