import { LRUCache } from 'lru-cache';
import type { Booking } from '../../domain/bookings';
import type { BookingStore } from './bookings';

/** Rows kept by a process: those it has written last, of bookings that are under way. */
const keptRows = 2000;

/** A row and whether it was just read, or is what this process wrote last. */
export interface KnownRow {
  readonly row: Booking | undefined;
  readonly fresh: boolean;
}

/**
 * Remembers the rows this process has written, so that the next write of a booking need not read first. What is
 * remembered may be overtaken, so it is good for one thing only: to propose a write, whose condition on the row's version
 * is what decides. Nothing is ever answered from it.
 */
export function createOwnRows(bookings: Pick<BookingStore, 'findBooking'>) {
  const written = new LRUCache<string, Booking>({ max: keptRows });
  return {
    async get(bookingId: string): Promise<KnownRow> {
      const own = written.get(bookingId);
      if (own) return { row: own, fresh: false };
      return { row: await bookings.findBooking(bookingId), fresh: true };
    },
    remember: (row: Booking): void => void written.set(row.bookingId, row),
    forget: (bookingId: string): void => void written.delete(bookingId),
  };
}
export type OwnRows = ReturnType<typeof createOwnRows>;
