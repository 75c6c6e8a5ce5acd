import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { LRUCache } from 'lru-cache';
import { type Booking, holdIdOf } from '../../domain/bookings';
import type { EpochMs } from '../../domain/instants';
import { forEachLimited } from './batches';
import { openValue } from './bookingItems';
import type { BookingStore } from './bookings';
import { itemsPerPage } from './scanning';
import { freeExpiredSeat, placesOf } from './seatItems';
import { freeExpiredSlot } from './slotItems';
import type { Tables } from './tables';

/** Bookings whose locks ended within this time are swept; what is older is the reconciler's. In ms. */
const sweptSpanMs = 120_000;
const sweptAtOnce = 16;
/** In one look: when thousands run out together, their workflows need the store more, and a lock that has run out binds nobody. */
const mostInOneLook = 100;
const keptSwept = 50_000;

interface DueBooking {
  readonly bookingId: string;
  /** When its lock ends. */
  readonly dueAt: number;
}
const nameOf = ({ bookingId, dueAt }: DueBooking) => `${bookingId} ${dueAt}`;

export interface UnfinishedDeps {
  readonly db: DynamoDBDocumentClient;
  readonly tables: Tables;
  readonly bookings: Pick<BookingStore, 'findBooking'>;
  /** The data store's clock. */
  readonly now: () => EpochMs;
}

/** Bookings that somebody still has to bring to an end, by the sparse index of them. It lags a moment: the row decides. */
export function createUnfinishedBookings({ db, tables, bookings, now }: UnfinishedDeps) {
  /** Rows stay open until their workflow ends them, and need to be swept once. */
  const sweptBefore = new LRUCache<string, true>({ max: keptSwept });
  /** Where the last look stopped, so that a crowd is swept to its end however long that takes. */
  let leftFrom: number | undefined;

  async function* dueWhere(due: string, values: Record<string, unknown>): AsyncGenerator<DueBooking[]> {
    let start: QueryCommandInput['ExclusiveStartKey'];
    do {
      const page = await db.send(
        new QueryCommand({
          TableName: tables.Bookings,
          IndexName: 'OpenByDue',
          KeyConditionExpression: `#Open = :open AND ${due}`,
          ExpressionAttributeNames: { '#Open': 'Open' },
          ExpressionAttributeValues: { ':open': openValue, ...values },
          Limit: itemsPerPage,
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
      yield (page.Items ?? []).map((item) => ({ bookingId: String(item['BookingID']), dueAt: Number(item['DueAt']) }));
      start = page.LastEvaluatedKey;
    } while (start);
  }

  async function sweep(booking: Booking): Promise<boolean> {
    const locked = booking.state === 'HELD' || booking.state === 'PAYING';
    const at = now();
    if (!locked || booking.lockedUntil === undefined || booking.lockedUntil >= at) return false;
    const holdId = holdIdOf(booking.bookingId, booking.holdNumber);
    try {
      await Promise.all([
        ...placesOf(booking.seats).map((place) => freeExpiredSeat(db, tables, place, holdId, at)),
        ...booking.slots.map((slot) => freeExpiredSlot(db, tables, slot, booking.bookingId, at)),
      ]);
    } catch (error) {
      // Somebody is writing what was to be swept; the next look sees what came of it.
      if (error instanceof TransactionConflictException) return false;
      throw error;
    }
    return true;
  }

  return {
    /** All of them, page by page, those first that are due first. */
    async *listUnfinished(): AsyncGenerator<string[]> {
      for await (const page of dueWhere('DueAt >= :zero', { ':zero': 0 })) yield page.map(({ bookingId }) => bookingId);
    },

    /**
     * Frees seats and slots whose locks ended just now, so that an expiry is a write that others see also where no workflow
     * ends the hold. The row stays as it is. Gives the ids of the bookings that were swept: the next look goes on with those
     * that were too many for this one.
     */
    async sweepExpiredLocks(): Promise<string[]> {
      const swept: string[] = [];
      const until = now();
      const span = { ':from': Math.min(until - sweptSpanMs, leftFrom ?? until), ':until': until };
      let left: number | undefined;
      for await (const page of dueWhere('DueAt BETWEEN :from AND :until', span)) {
        const due = page.filter((one) => !sweptBefore.has(nameOf(one)));
        await forEachLimited(due, sweptAtOnce, async (one) => {
          if (swept.length >= mostInOneLook) {
            left = Math.min(one.dueAt, left ?? one.dueAt);
            return;
          }
          const booking = await bookings.findBooking(one.bookingId);
          if (!booking || !(await sweep(booking))) return;
          sweptBefore.set(nameOf(one), true);
          swept.push(one.bookingId);
        });
        if (swept.length >= mostInOneLook) {
          left ??= page.at(-1)?.dueAt;
          break;
        }
      }
      leftFrom = left;
      return swept;
    },
  };
}
export type UnfinishedBookings = ReturnType<typeof createUnfinishedBookings>;
