import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { FlightId } from '../../domain/flights';
import type { SeatRow } from '../../domain/seatRows';
import { scanPages } from './scanning';
import type { Tables } from './tables';

/** Reading the seats. Writing them is the business of the booking's transactions alone. */
export function createSeatStore({ db, tables }: { db: DynamoDBDocumentClient; tables: Tables }) {
  return {
    /** Every seat of a leg that has a row: the others are free. A strong read, unless a moment's lag does no harm. */
    async listSeats(flightId: FlightId, { consistent = true } = {}): Promise<SeatRow[]> {
      const rows: SeatRow[] = [];
      let start: QueryCommandOutput['LastEvaluatedKey'];
      do {
        const page = await db.send(
          new QueryCommand({
            TableName: tables.Seats,
            KeyConditionExpression: 'FlightLeg = :leg',
            ExpressionAttributeValues: { ':leg': flightId },
            ConsistentRead: consistent,
            ...(start && { ExclusiveStartKey: start }),
          }),
        );
        for (const item of page.Items ?? []) rows.push(seatRowOf((name) => item[name]));
        start = page.LastEvaluatedKey;
      } while (start);
      return rows;
    },

    /** The whole table, page by page, each a strong read. Rows of one leg come one after the other. */
    async *scanSeats(): AsyncGenerator<SeatRow[]> {
      for await (const page of scanPages(db, { TableName: tables.Seats }))
        yield page.map((item) => seatRowOf((name) => item[name]));
    },
  };
}
export type SeatStore = ReturnType<typeof createSeatStore>;

/** A seat row from its attributes, wherever they were read: in the table or in a stream record. */
export function seatRowOf(attribute: (name: string) => unknown): SeatRow {
  const text = (name: string) => {
    const value = attribute(name);
    return typeof value === 'string' ? value : undefined;
  };
  const [status, holdId, bookingId, userId] = [text('Status'), text('HoldID'), text('BookingID'), text('UserID')];
  const lockExpiresAt = attribute('LockExpiresAt');
  return {
    flightId: text('FlightLeg') as FlightId,
    seat: text('Seat') ?? '',
    ...((status === 'locked' || status === 'reserved') && { status }),
    ...(holdId !== undefined && { holdId }),
    ...(bookingId !== undefined && { bookingId }),
    ...(userId !== undefined && { userId }),
    ...(typeof lockExpiresAt === 'number' && { lockExpiresAt }),
  };
}
