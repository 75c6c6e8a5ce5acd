import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, paginateQuery, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Booking, BookingEvent, Contact, Passenger } from '../../domain/bookings';
import { batchGet } from './batches';
import { eventEntry, rowEntry, toBooking, toEvent, toStoredItem } from './bookingItems';
import { createGatheredReads } from './gathering';
import type { Sealed, Sealing } from './sealing';
import type { Tables } from './tables';

/** What only the owner may read: kept sealed in the row, and nowhere else. */
export interface PersonalData {
  readonly passengers: readonly Passenger[];
  readonly contact: Contact;
}

/** Rows and event logs of bookings: reading, and the first put. Every later change is one of the writes in `holds.ts`. */
export function createBookingStore({
  db,
  tables,
  sealing,
  onUnreadable,
}: {
  db: DynamoDBDocumentClient;
  tables: Tables;
  sealing: Sealing;
  /** Told of a row whose personal data cannot be opened: it was damaged, or sealed under another key than this installation's. */
  onUnreadable?: (bookingId: string, error: unknown) => void;
}) {
  function openPersonal(bookingId: string, sealed: Sealed): PersonalData | undefined {
    try {
      return sealing.open<PersonalData>(sealed, bookingId);
    } catch (error) {
      // The rest of the booking is right, and so are all others of its owner's list.
      onUnreadable?.(bookingId, error);
      return undefined;
    }
  }

  const readRow = createGatheredReads({
    db,
    table: tables.Bookings,
    keyOf: (bookingId) => ({ BookingID: bookingId, Entry: rowEntry }),
    idOf: (item) => item['BookingID'] as string,
  });

  return {
    /** Always a strong read: answers to the customer are built from it. */
    async findBooking(bookingId: string): Promise<Booking | undefined> {
      const item = await readRow(bookingId);
      return item && toBooking(item);
    },

    /** Without personal data: they were erased, or cannot be opened. */
    async findWithPersonalData(
      bookingId: string,
    ): Promise<{ booking: Booking; personal: PersonalData | undefined } | undefined> {
      const item = await readRow(bookingId);
      if (!item) return undefined;
      const sealed = item['Sealed'] as Sealed | undefined;
      return { booking: toBooking(item), personal: sealed && openPersonal(bookingId, sealed) };
    },

    /** State and payments of many bookings; those that do not exist are missing. May lag a moment. */
    async findStandings(bookingIds: readonly string[]): Promise<Map<string, Pick<Booking, 'state' | 'payments'>>> {
      const keys = bookingIds.map((BookingID) => ({ BookingID, Entry: rowEntry }));
      const items = await batchGet(db, tables.Bookings, keys, {
        ProjectionExpression: 'BookingID, #State, Payments',
        ExpressionAttributeNames: { '#State': 'State' },
      });
      return new Map(
        items.map((item) => [
          String(item['BookingID']),
          { state: item['State'] as Booking['state'], payments: item['Payments'] as Booking['payments'] },
        ]),
      );
    },

    /** Puts the row NEW, unless the booking exists. Answers whether this call made it. */
    async putNewBooking(booking: Booking, personal: PersonalData): Promise<boolean> {
      try {
        await db.send(
          new PutCommand({
            TableName: tables.Bookings,
            Item: { ...toStoredItem(booking), Sealed: sealing.seal(personal, booking.bookingId) },
            ConditionExpression: 'attribute_not_exists(BookingID)',
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },

    /** Events with `seq > afterSeq`, in order. */
    async listEvents(bookingId: string, afterSeq = 0, limit = 200): Promise<BookingEvent[]> {
      const answer = await db.send(
        new QueryCommand({
          TableName: tables.Bookings,
          KeyConditionExpression: 'BookingID = :b AND Entry BETWEEN :from AND :to',
          ExpressionAttributeValues: { ':b': bookingId, ':from': eventEntry(afterSeq + 1), ':to': 'E#99999999' },
          ConsistentRead: true,
          Limit: limit,
        }),
      );
      return (answer.Items ?? []).map(toEvent);
    },

    /** Ids of an owner's bookings, newest first. */
    async listIdsByOwner(
      ownerKey: string,
      limit: number,
      after?: { createdAt: number; bookingId: string },
    ): Promise<{ bookingId: string; createdAt: number }[]> {
      const answer = await db.send(
        new QueryCommand({
          TableName: tables.Bookings,
          IndexName: 'ByOwner',
          KeyConditionExpression: 'OwnerKey = :o',
          ExpressionAttributeValues: { ':o': ownerKey },
          ScanIndexForward: false,
          Limit: limit,
          ...(after && {
            ExclusiveStartKey: {
              OwnerKey: ownerKey,
              CreatedAt: after.createdAt,
              BookingID: after.bookingId,
              Entry: rowEntry,
            },
          }),
        }),
      );
      return (answer.Items ?? []).map((item) => ({
        bookingId: item['BookingID'] as string,
        createdAt: item['CreatedAt'] as number,
      }));
    },

    /** All of an owner's bookings, also those whose hold is on its way. */
    async countByOwner(ownerKey: string): Promise<number> {
      const counting = {
        TableName: tables.Bookings,
        IndexName: 'ByOwner',
        KeyConditionExpression: 'OwnerKey = :o',
        ExpressionAttributeValues: { ':o': ownerKey },
        Select: 'COUNT' as const,
      };
      let count = 0;
      // A count reads at most 1 MB at a time, which a partner's bookings exceed.
      for await (const page of paginateQuery({ client: db }, counting)) count += page.Count ?? 0;
      return count;
    },
  };
}
export type BookingStore = ReturnType<typeof createBookingStore>;
