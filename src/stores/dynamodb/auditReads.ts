import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { AuditedBooking, AuditedMap, AuditedSlot } from '../../domain/audit/facts';
import type { FlightId } from '../../domain/flights';
import type { SeatRow } from '../../domain/seatRows';
import {
  auditedAttributes,
  auditedEventOf,
  auditedMapOf,
  auditedRowOf,
  auditedSlotOf,
  type Item,
  legOfChannel,
} from './auditRows';
import { inParallel } from '../../waiting';
import { batchGet } from './batches';
import { rowEntry } from './bookingItems';
import { seatRowOf } from './seats';
import { scanPages } from './scanning';
import type { Tables } from './tables';

const locatorPrefix = 'LOC#';

/** Queries at a time: an audit shares the tables with those who sell. */
const width = 8;

export interface BookingsRead {
  readonly bookings: readonly AuditedBooking[];
  readonly locators: readonly { readonly locator: string; readonly bookingId: string }[];
}
export interface ToldRead {
  readonly maps: readonly AuditedMap[];
}

const names = Object.fromEntries(auditedAttributes.map((name) => [`#${name}`, name]));
const projected = { ProjectionExpression: Object.keys(names).join(', '), ExpressionAttributeNames: names };

/** Everything an audit asks the tables, by strong reads: whole tables, or what is about some bookings, seats, slots and legs. */
export function createAuditReads({ db, tables }: { db: DynamoDBDocumentClient; tables: Tables }) {
  async function scan(request: Parameters<typeof scanPages>[1]): Promise<Item[]> {
    const items: Item[] = [];
    for await (const page of scanPages(db, request)) items.push(...page);
    return items;
  }

  /** All items under one key. */
  async function query(table: string, key: string, value: string, more = {}): Promise<Item[]> {
    const items: Item[] = [];
    let start: Item | undefined;
    do {
      const page = await db.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: '#key = :value',
          ...more,
          ExpressionAttributeNames: { '#key': key, ...('ProjectionExpression' in more ? names : {}) },
          ExpressionAttributeValues: { ':value': value },
          ConsistentRead: true,
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
      items.push(...(page.Items ?? []));
      start = page.LastEvaluatedKey;
    } while (start);
    return items;
  }

  return {
    scanSeats: async (): Promise<SeatRow[]> => (await scan({ TableName: tables.Seats })).map(seatOf),
    scanSlots: async (): Promise<AuditedSlot[]> => (await scan({ TableName: tables.Slots })).map(auditedSlotOf),
    scanBookings: async (): Promise<BookingsRead> =>
      bookingsIn(await scan({ TableName: tables.Bookings, ...projected })),

    async scanTold(): Promise<ToldRead> {
      const items = await scan({
        TableName: tables.Channels,
        FilterExpression: 'begins_with(#Channel, :map)',
        ExpressionAttributeNames: { '#Channel': 'Channel' },
        ExpressionAttributeValues: { ':map': 'seatmap:' },
      });
      return { maps: mapsIn(items) };
    },

    async readBookings(ids: readonly string[], locators: readonly string[]): Promise<BookingsRead> {
      const keys = [...ids, ...locators.map((locator) => `${locatorPrefix}${locator}`)];
      const items: Item[] = [];
      await inParallel(
        keys,
        width,
        async (id) => void items.push(...(await query(tables.Bookings, 'BookingID', id, projected))),
      );
      return bookingsIn(items);
    },
    async readSeats(places: readonly { flightId: FlightId; seat: string }[]): Promise<SeatRow[]> {
      const keys = places.map(({ flightId, seat }) => ({ FlightLeg: flightId, Seat: seat }));
      return (await batchGet(db, tables.Seats, keys, { ConsistentRead: true })).map(seatOf);
    },
    async readSlots(slots: readonly { owner: string; slot: number }[]): Promise<AuditedSlot[]> {
      const keys = slots.map(({ owner, slot }) => ({ Owner: owner, Slot: slot }));
      return (await batchGet(db, tables.Slots, keys, { ConsistentRead: true })).map(auditedSlotOf);
    },
    async readTold(legs: readonly FlightId[]): Promise<ToldRead> {
      const maps = await Promise.all(legs.map((leg) => query(tables.Channels, 'Channel', `seatmap:${leg}`)));
      return { maps: legs.map((leg, n) => auditedMapOf(leg, maps[n] ?? [])) };
    },
    /** All seats of a leg that have a row. */
    readLeg: async (leg: FlightId): Promise<SeatRow[]> => (await query(tables.Seats, 'FlightLeg', leg)).map(seatOf),
  };
}
export type AuditReads = ReturnType<typeof createAuditReads>;

const seatOf = (item: Item): SeatRow => seatRowOf((name) => item[name]);

function bookingsIn(items: readonly Item[]): BookingsRead {
  const byId = new Map<string, Item[]>();
  const locators: { locator: string; bookingId: string }[] = [];
  for (const item of items) {
    const id = String(item['BookingID']);
    if (id.startsWith(locatorPrefix)) {
      locators.push({ locator: id.slice(locatorPrefix.length), bookingId: String(item['Target']) });
    } else {
      const known = byId.get(id);
      if (known) known.push(item);
      else byId.set(id, [item]);
    }
  }
  return { bookings: [...byId].map(([id, own]) => bookingIn(id, own)), locators };
}

function bookingIn(bookingId: string, items: readonly Item[]): AuditedBooking {
  const item = items.find((some) => some['Entry'] === rowEntry);
  const row = item && auditedRowOf(item);
  const entries = items.filter((some) => some !== item);
  const events = entries.flatMap((some) => auditedEventOf(some) ?? []).sort((a, b) => a.seq - b.seq);
  const unread = entries.length - events.length;
  const damage = typeof row === 'string' ? row : unread > 0 ? `${unread} of its entries are no events` : undefined;
  return {
    bookingId,
    row: typeof row === 'string' ? undefined : row,
    events,
    ...(damage !== undefined && { damage }),
  };
}

function mapsIn(items: readonly Item[]): AuditedMap[] {
  const byLeg = new Map<FlightId, Item[]>();
  for (const item of items) {
    const leg = legOfChannel(item['Channel']);
    if (leg) byLeg.set(leg, [...(byLeg.get(leg) ?? []), item]);
  }
  return [...byLeg].map(([leg, own]) => auditedMapOf(leg, own));
}
