import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import {
  type Booking,
  type BookingEvent,
  type BookingEventType,
  type Contact,
  holdIdOf,
  type Passenger,
} from '../../domain/bookings';
import { epochMs, type EpochMs } from '../../domain/instants';
import { batchGet } from './batches';
import { createGatheredReads } from './gathering';
import type { Sealed, Sealing } from './sealing';
import type { Tables } from './tables';

/** What only the owner may read: kept sealed in the row, and nowhere else. */
export interface PersonalData {
  readonly passengers: readonly Passenger[];
  readonly contact: Contact;
}

export const rowEntry = 'ROW';
export const eventEntry = (seq: number): string => `E#${String(seq).padStart(8, '0')}`;

/** Rows and event logs of bookings: reading, and the first put. Every later change is one of the writes in `holds.ts`. */
export function createBookingStore({
  db,
  tables,
  sealing,
}: {
  db: DynamoDBDocumentClient;
  tables: Tables;
  sealing: Sealing;
}) {
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

    async findWithPersonalData(
      bookingId: string,
    ): Promise<{ booking: Booking; personal: PersonalData | undefined } | undefined> {
      const item = await readRow(bookingId);
      if (!item) return undefined;
      const sealed = item['Sealed'] as Sealed | undefined;
      return { booking: toBooking(item), personal: sealed && sealing.open<PersonalData>(sealed, bookingId) };
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
            Item: { ...toItem(booking), Sealed: sealing.seal(personal, booking.bookingId) },
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

    async countByOwner(ownerKey: string): Promise<number> {
      const answer = await db.send(
        new QueryCommand({
          TableName: tables.Bookings,
          IndexName: 'ByOwner',
          KeyConditionExpression: 'OwnerKey = :o',
          ExpressionAttributeValues: { ':o': ownerKey },
          Select: 'COUNT',
        }),
      );
      return answer.Count ?? 0;
    },
  };
}
export type BookingStore = ReturnType<typeof createBookingStore>;

/** Attribute names are the domain's names in Pascal case; only keys and indexed attributes need more than that. */
export function toItem(booking: Booking): Record<string, unknown> {
  return {
    BookingID: booking.bookingId,
    Entry: rowEntry,
    State: booking.state,
    CloseReason: booking.closeReason,
    Version: booking.version,
    HoldNumber: booking.holdNumber,
    HoldID: holdIdOf(booking.bookingId, booking.holdNumber),
    OwnerKey: booking.owner,
    OwnerKind: booking.ownerKind,
    AddressKey: booking.addressKey,
    Fingerprint: booking.fingerprint,
    Offer: booking.offer,
    Seats: booking.seats,
    NamedSeats: booking.namedSeats,
    Slots: booking.slots,
    Price: booking.price,
    Passengers: booking.passengers,
    TravellerKeys: booking.travellerKeys,
    CreatedAt: booking.createdAt,
    HoldBy: booking.holdBy,
    HeldAt: booking.heldAt,
    Deadline: booking.deadline,
    HardCapAt: booking.hardCapAt,
    Extended: booking.extended,
    ProtectedUntil: booking.protectedUntil,
    Payments: booking.payments,
    Refusal: booking.refusal,
    Locator: booking.locator,
    TicketedAt: booking.ticketedAt,
    ClosedAt: booking.closedAt,
    ClearedAt: booking.clearedAt,
    LockedUntil: booking.lockedUntil,
    ReopenedFor: booking.reopenedFor,
    Metadata: booking.metadata,
    ErasedAt: booking.erasedAt,
    ...(isUnfinished(booking) && { Open: openValue, DueAt: dueAt(booking) }),
  };
}

/** Value of the attribute `Open`, which only rows have that somebody still has to bring to an end. */
export const openValue = 'open';

function isUnfinished({ state, clearedAt }: Booking): boolean {
  return state === 'CLOSED' ? clearedAt === undefined : state !== 'TICKETED';
}

/** When it is time to look at an unfinished booking: its locks run out, its hold is too late, its close was not ended. */
function dueAt({ state, holdBy, lockedUntil, deadline, closedAt }: Booking): EpochMs {
  if (state === 'NEW') return holdBy;
  return (state === 'CLOSED' ? closedAt : lockedUntil) ?? deadline ?? holdBy;
}

export function toBooking(item: Record<string, unknown>): Booking {
  const optional = <K extends keyof Booking>(key: K, attribute: string) =>
    item[attribute] === undefined ? {} : ({ [key]: item[attribute] } as unknown as Pick<Booking, K>);
  return {
    bookingId: item['BookingID'] as string,
    state: item['State'] as Booking['state'],
    version: item['Version'] as number,
    holdNumber: item['HoldNumber'] as number,
    owner: item['OwnerKey'] as string,
    ownerKind: item['OwnerKind'] as Booking['ownerKind'],
    addressKey: item['AddressKey'] as string,
    fingerprint: item['Fingerprint'] as string,
    offer: item['Offer'] as Booking['offer'],
    seats: item['Seats'] as Booking['seats'],
    slots: item['Slots'] as Booking['slots'],
    price: item['Price'] as Booking['price'],
    passengers: item['Passengers'] as Booking['passengers'],
    createdAt: epochMs(item['CreatedAt'] as number),
    holdBy: epochMs(item['HoldBy'] as number),
    extended: item['Extended'] === true,
    payments: item['Payments'] as Booking['payments'],
    metadata: item['Metadata'] as Booking['metadata'],
    ...optional('closeReason', 'CloseReason'),
    ...optional('namedSeats', 'NamedSeats'),
    ...optional('travellerKeys', 'TravellerKeys'),
    ...optional('heldAt', 'HeldAt'),
    ...optional('deadline', 'Deadline'),
    ...optional('hardCapAt', 'HardCapAt'),
    ...optional('protectedUntil', 'ProtectedUntil'),
    ...optional('refusal', 'Refusal'),
    ...optional('locator', 'Locator'),
    ...optional('ticketedAt', 'TicketedAt'),
    ...optional('closedAt', 'ClosedAt'),
    ...optional('erasedAt', 'ErasedAt'),
    ...optional('clearedAt', 'ClearedAt'),
    ...optional('lockedUntil', 'LockedUntil'),
    ...optional('reopenedFor', 'ReopenedFor'),
  };
}

export function toEvent(item: Record<string, unknown>): BookingEvent {
  return {
    seq: item['Seq'] as number,
    type: item['Type'] as BookingEventType,
    at: epochMs(item['At'] as number),
    data: item['Data'] as BookingEvent['data'],
  };
}
