import { type Booking, holdIdOf } from '../../domain/bookings';
import {
  type CloseOutcome,
  type CloseRequest,
  heldAlready,
  type HoldStoreDeps,
  isCurrent,
  isUnderLaterHold,
} from './holdTypes';
import type { Decision, RowWriter } from './rowWrites';
import { dropSeat, freeSeat, placesOf } from './seatItems';
import { freeSlots, giveSlotBack } from './slotItems';
import type { TransactItem } from './transactions';

/** The undo of everything a booking holds. */
export function createClosing({ db, tables, now }: Pick<HoldStoreDeps, 'db' | 'tables' | 'now'>, writeRow: RowWriter) {
  /** For a row that was closed before its seats were free, as earlier code did: only now may the reconciler forget it. */
  async function clear(closed: Booking): Promise<void> {
    const holdId = holdIdOf(closed.bookingId, closed.holdNumber);
    const settled = await Promise.allSettled([
      ...placesOf(closed.seats).map((place) => freeSeat(db, tables, place, holdId)),
      freeSlots(db, tables, closed),
    ]);
    const failed = settled.find((s) => s.status === 'rejected');
    if (failed) throw failed.reason;
    await writeRow<'cleared'>(closed.bookingId, (row) =>
      row.state === 'CLOSED' && isCurrent(row, closed) && row.clearedAt === undefined
        ? { change: { set: { clearedAt: now() }, events: [], items: [], result: 'cleared' } }
        : { done: 'cleared' },
    );
  }

  return {
    /**
     * The undo: the row is closed, which fences every write that may still be on its way, and with it goes each seat and
     * slot that is still its own. May run when nothing was held, and again. On a ticketed booking it does nothing, and on a
     * held one neither when it was to be closed only `unlessHeld`, is held for longer than `timeOver`, or under a later hold.
     */
    async closeBooking(ref: CloseRequest): Promise<CloseOutcome> {
      type Closed = Booking | Exclude<CloseOutcome, { outcome: 'closed' }>;
      // What is somebody else's by now, or free already, is as good as given back, as long as the row stands as it was read:
      // until it is closed its hold may lock again what was swept.
      const notOurs = new Set<string>();
      const closed = await writeRow<Closed>(ref.bookingId, (row): Decision<Closed> => {
        const mine = ref.unlearnt === true ? row.payments.length === 0 : isCurrent(row, ref);
        if (row.state === 'TICKETED') return { done: { outcome: 'left_alone' } };
        if (ref.unlessHeld === true && row.state !== 'NEW' && row.state !== 'CLOSED') return { done: heldAlready(row) };
        if (!mine) return { done: isUnderLaterHold(row, ref) ? heldAlready(row) : { outcome: 'overtaken' } };
        if (isPromisedBeyond(row, ref.timeOver)) return { done: heldAlready(row) };
        if (row.state === 'CLOSED') return { done: row };
        const set = {
          state: 'CLOSED',
          closeReason: ref.reason,
          closedAt: now(),
          clearedAt: now(),
          ...(ref.refusal && { refusal: ref.refusal }),
          ...(ref.by !== undefined && { closedBy: ref.by }),
        } as const;
        const ours = possessionsOf(row).filter(({ name }) => !notOurs.has(name));
        return {
          change: {
            set,
            events: [`booking.${ref.reason}`],
            items: ours.map(({ item }) => item),
            result: { ...row, ...set },
            onFailed: (failed) => {
              for (const { index } of failed) notOurs.add(ours[index]?.name ?? '');
              return 'retry';
            },
          },
        };
      });
      if ('outcome' in closed) return closed;
      if (closed.clearedAt === undefined) await clear(closed);
      return { outcome: 'closed' };
    },
  };

  function isPromisedBeyond({ state, deadline }: Booking, timeOver: number | undefined): boolean {
    return state === 'HELD' && timeOver !== undefined && deadline !== undefined && deadline > timeOver;
  }

  /** Seats come with the row's state, in one write: where that never was, there is nothing to give back. */
  function possessionsOf(row: Booking): { readonly name: string; readonly item: TransactItem }[] {
    if (row.state === 'NEW') return [];
    return [
      ...placesOf(row.seats).map((place) => ({
        name: `${row.version}/${place.leg}/${place.designator}`,
        item: dropSeat(tables, place, row),
      })),
      ...row.slots.map((slot) => ({
        name: `${row.version}/${slot.owner}/${slot.slot}`,
        item: giveSlotBack(tables, slot, row.bookingId),
      })),
    ];
  }
}
