import { type Booking, holdIdOf } from '../../domain/bookings';
import {
  type CloseOutcome,
  type CloseRequest,
  heldAlready,
  type HoldRef,
  type HoldStoreDeps,
  isCurrent,
} from './holdTypes';
import type { Decision, RowWriter } from './rowWrites';
import { freeSeat, placesOf } from './seatItems';
import { freeSlots } from './slotItems';

/** The undo of everything a booking holds. */
export function createClosing({ db, tables, now }: HoldStoreDeps, writeRow: RowWriter) {
  /** Only now may the reconciler forget the booking: a close that was cut short is met again by it. */
  async function markCleared(ref: HoldRef): Promise<void> {
    await writeRow<'cleared'>(ref.bookingId, (row) =>
      row.state === 'CLOSED' && isCurrent(row, ref) && row.clearedAt === undefined
        ? { change: { set: { clearedAt: now() }, events: [], items: [], result: 'cleared' } }
        : { done: 'cleared' },
    );
  }

  return {
    /**
     * The undo: the row is closed first, which fences every write that may still be on its way, then each seat and slot is
     * freed by itself. May run when nothing was held, and again. On a ticketed booking it does nothing, and on a held one
     * neither when it was to be closed only `unlessHeld`.
     */
    async closeBooking(ref: CloseRequest): Promise<CloseOutcome> {
      type Closed = Booking | Exclude<CloseOutcome, { outcome: 'closed' }>;
      const closed = await writeRow<Closed>(ref.bookingId, (row): Decision<Closed> => {
        const mine = ref.unlearnt === true ? row.payments.length === 0 : isCurrent(row, ref);
        if (row.state === 'TICKETED') return { done: { outcome: 'left_alone' } };
        if (ref.unlessHeld === true && row.state !== 'NEW' && row.state !== 'CLOSED') return { done: heldAlready(row) };
        if (!mine) return { done: { outcome: 'overtaken' } };
        if (row.state === 'CLOSED') return { done: row };
        const set = {
          state: 'CLOSED',
          closeReason: ref.reason,
          closedAt: now(),
          // Seats come with the row's state, in one write: where that never was, there is nothing to clear.
          ...(row.state === 'NEW' && { clearedAt: now() }),
          ...(ref.refusal && { refusal: ref.refusal }),
          ...(ref.by !== undefined && { closedBy: ref.by }),
        } as const;
        return { change: { set, events: [`booking.${ref.reason}`], items: [], result: row } };
      });
      if ('outcome' in closed) return closed;
      const holdId = holdIdOf(closed.bookingId, closed.holdNumber);
      const settled = await Promise.allSettled([
        ...placesOf(closed.seats).map((place) => freeSeat(db, tables, place, holdId)),
        freeSlots(db, tables, closed),
      ]);
      const failed = settled.find((s) => s.status === 'rejected');
      if (failed) throw failed.reason;
      if (closed.state !== 'NEW' && closed.clearedAt === undefined) await markCleared(closed);
      return { outcome: 'closed' };
    },
  };
}
