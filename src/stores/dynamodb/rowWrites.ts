import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { eventData } from '../../domain/bookingEvents';
import { type Booking, type BookingEventType, holdIdOf } from '../../domain/bookings';
import type { ChannelName } from '../../domain/channels';
import type { EpochMs } from '../../domain/instants';
import { eventEntry, rowEntry, storedValue, toItem } from './bookingItems';
import type { BookingStore } from './bookings';
import { createOwnRows } from './ownRows';
import { packJson } from '../../packedJson';
import type { Tables } from './tables';
import { type FailedCondition, type TransactItem, transactWrite } from './transactions';

/** A change of the row with everything that must happen in the same transaction. */
export interface RowChange<R> {
  readonly set: Partial<Booking>;
  /** Members of the row that are taken away. */
  readonly unset?: readonly (keyof Booking)[];
  readonly events: readonly BookingEventType[];
  /** The payment that the events are about. */
  readonly paymentId?: string;
  /** Seats, slots and whatever else goes with it, each with its own condition. */
  readonly items: readonly TransactItem[];
  readonly result: R;
  /** Decides what a failed condition among `items` means; `retry` decides anew. Indices count over `items`. */
  readonly onFailed?: (failed: readonly FailedCondition[]) => R | 'retry';
}

/** Either the answer (nothing to write: it is done already, or refused) or the change to write. */
export type Decision<R> = { readonly done: R } | { readonly change: RowChange<R> };

export interface RowWriterDeps {
  readonly db: DynamoDBDocumentClient;
  readonly tables: Tables;
  readonly bookings: Pick<BookingStore, 'findBooking'>;
  readonly now: () => EpochMs;
  readonly random: () => number;
  /** Called after a write that told something. */
  readonly ring?: ((channel: ChannelName) => void) | undefined;
}

/**
 * Read the row, decide, write all or nothing under the condition that the row is still the one that was read, and decide
 * anew when it is not. A write whose answer was lost is therefore met again as "done already" (F4), and a write that
 * comes too late finds another version and does nothing.
 *
 * The row that this process wrote last saves the read. Only a write may come of it, because the write's condition finds
 * out whether it still stands; whoever would answer without writing decides from a row that was read.
 */
export function createRowWriter({ db, tables, bookings, now, random, ring }: RowWriterDeps) {
  const rows = createOwnRows(bookings);
  return async function writeRow<R>(
    bookingId: string,
    decide: (row: Booking) => Decision<R> | Promise<Decision<R>>,
  ): Promise<R> {
    for (let attempt = 1; attempt <= 12; attempt++) {
      const { row, fresh } = await rows.get(bookingId);
      // Until it is known what became of this write, the next one reads.
      rows.forget(bookingId);
      if (!row) throw new Error(`booking ${bookingId} has no row`);
      const decision = await decide(row);
      if ('done' in decision) {
        if (fresh) return decision.done;
        continue;
      }
      const { change } = decision;
      const after = rowAfter(row, change);
      const events = change.events.map((type, i) =>
        eventItem(tables, { after, seq: row.version + i + 1, type, at: now(), paymentId: change.paymentId }),
      );
      const outcome = await transactWrite(
        db,
        [rowUpdate(tables, row, after, change.unset), ...change.items, ...events],
        { random },
      );
      if (outcome.outcome === 'written') {
        rows.remember(after);
        if (events.length > 0) ring?.(`booking:${bookingId}`);
        return change.result;
      }
      const rowMoved = outcome.failed.some(({ index }) => index === 0);
      const answer = rowMoved ? 'retry' : change.onFailed?.(outcome.failed.map((f) => ({ ...f, index: f.index - 1 })));
      if (answer !== undefined && answer !== 'retry') return answer;
    }
    throw new Error(`the row of booking ${bookingId} kept changing under the write`);
  };
}
export type RowWriter = ReturnType<typeof createRowWriter>;

function rowAfter(row: Booking, { set, unset = [], events }: RowChange<unknown>): Booking {
  const gone = new Set<string>(unset);
  const kept = Object.fromEntries(Object.entries(row).filter(([member]) => !gone.has(member))) as unknown as Booking;
  return { ...kept, ...set, version: row.version + events.length };
}

/**
 * One Update that carries condition and effect: only what differs between the two rows is written. What is to be taken
 * away is taken away also when the row that was read had none of it: not every write of the row raises its version.
 * Erasing is one that does not, so a row that was read before it is found out by itself: nothing brings back who was forgotten.
 */
export function rowUpdate(
  tables: Tables,
  before: Booking,
  after: Booking,
  unset: readonly (keyof Booking)[] = [],
): TransactItem {
  const gone = new Set(unset.map((member) => member.charAt(0).toUpperCase() + member.slice(1)));
  const old = toItem(before);
  const next = toItem(after);
  const stillKnown = before.erasedAt === undefined ? ' AND attribute_not_exists(#ErasedAt)' : '';
  const names: Record<string, string> = {
    ...{ '#State': 'State', '#HoldID': 'HoldID', '#Version': 'Version' },
    ...(stillKnown !== '' && { '#ErasedAt': 'ErasedAt' }),
  };
  const values: Record<string, unknown> = {
    ':wasState': before.state,
    ':wasHold': holdIdOf(before.bookingId, before.holdNumber),
    ':wasVersion': before.version,
  };
  const set: string[] = [];
  const remove: string[] = [];
  for (const attribute of new Set([...Object.keys(old), ...Object.keys(next)])) {
    const same =
      old[attribute] === next[attribute] || JSON.stringify(old[attribute]) === JSON.stringify(next[attribute]);
    if (same && !(gone.has(attribute) && next[attribute] === undefined)) continue;
    names[`#${attribute}`] = attribute;
    if (next[attribute] === undefined) {
      remove.push(`#${attribute}`);
    } else {
      set.push(`#${attribute} = :${attribute}`);
      values[`:${attribute}`] = storedValue(attribute, next[attribute]);
    }
  }
  return {
    Update: {
      TableName: tables.Bookings,
      Key: { BookingID: before.bookingId, Entry: rowEntry },
      ConditionExpression: `#State = :wasState AND #HoldID = :wasHold AND #Version = :wasVersion${stillKnown}`,
      UpdateExpression: `SET ${set.join(', ')}${remove.length > 0 ? ` REMOVE ${remove.join(', ')}` : ''}`,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
    },
  };
}

interface Told {
  readonly after: Booking;
  readonly seq: number;
  readonly type: BookingEventType;
  readonly at: EpochMs;
  readonly paymentId: string | undefined;
}
function eventItem(tables: Tables, { after, seq, type, at, paymentId }: Told): TransactItem {
  return {
    Put: {
      TableName: tables.Bookings,
      Item: {
        BookingID: after.bookingId,
        Entry: eventEntry(seq),
        Seq: seq,
        Type: type,
        At: at,
        Data: packJson(eventData(type, after, paymentId)),
      },
      ConditionExpression: 'attribute_not_exists(BookingID)',
    },
  };
}
