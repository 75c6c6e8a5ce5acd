import { DeleteCommand, type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Booking, HoldSlot } from '../../domain/bookings';
import type { EpochMs } from '../../domain/instants';
import { unlessNotMine } from './seatItems';
import type { Tables } from './tables';
import type { TransactItem } from './transactions';

/** Every condition and effect on a hold slot, in one place. Its fence is the booking's id. */
const key = (slot: HoldSlot) => ({ Owner: slot.owner, Slot: slot.slot });

/** A slot is taken like a seat; its owner is the booking. */
export function takeSlot(
  tables: Tables,
  slot: HoldSlot,
  bookingId: string,
  now: EpochMs,
  lockExpiresAt: EpochMs,
): TransactItem {
  return {
    Update: {
      TableName: tables.Slots,
      Key: key(slot),
      ConditionExpression: 'attribute_not_exists(BookingID) OR LockExpiresAt < :now OR BookingID = :booking',
      UpdateExpression: 'SET BookingID = :booking, LockExpiresAt = :until',
      ExpressionAttributeValues: { ':now': now, ':booking': bookingId, ':until': lockExpiresAt },
    },
  };
}

/** Later deadline on a slot that is still this booking's; a lost slot limits nobody and is let go. */
export async function keepSlot(
  db: DynamoDBDocumentClient,
  tables: Tables,
  slot: HoldSlot,
  bookingId: string,
  lockExpiresAt: EpochMs,
): Promise<void> {
  await unlessNotMine(
    db.send(
      new UpdateCommand({
        TableName: tables.Slots,
        Key: key(slot),
        ConditionExpression: 'BookingID = :booking',
        UpdateExpression: 'SET LockExpiresAt = :until',
        ExpressionAttributeValues: { ':booking': bookingId, ':until': lockExpiresAt },
      }),
    ),
  );
}

/** Frees a slot in the transaction that ends its need. */
export function giveSlotBack(tables: Tables, slot: HoldSlot, bookingId: string): TransactItem {
  return { Delete: ownSlotGone(tables, slot, bookingId) };
}

const ownSlotGone = (tables: Tables, slot: HoldSlot, bookingId: string) => ({
  TableName: tables.Slots,
  Key: key(slot),
  ConditionExpression: 'BookingID = :booking',
  ExpressionAttributeValues: { ':booking': bookingId },
});

export async function freeSlot(
  db: DynamoDBDocumentClient,
  tables: Tables,
  slot: HoldSlot,
  bookingId: string,
): Promise<void> {
  await unlessNotMine(db.send(new DeleteCommand(ownSlotGone(tables, slot, bookingId))));
}

/** sweep: a slot of this booking whose time has passed. */
export async function freeExpiredSlot(
  db: DynamoDBDocumentClient,
  tables: Tables,
  slot: HoldSlot,
  bookingId: string,
  now: EpochMs,
): Promise<void> {
  await unlessNotMine(
    db.send(
      new DeleteCommand({
        TableName: tables.Slots,
        Key: key(slot),
        ConditionExpression: 'BookingID = :booking AND LockExpiresAt < :now',
        ExpressionAttributeValues: { ':booking': bookingId, ':now': now },
      }),
    ),
  );
}

export async function freeSlots(
  db: DynamoDBDocumentClient,
  tables: Tables,
  row: Pick<Booking, 'slots' | 'bookingId'>,
): Promise<void> {
  await Promise.all(row.slots.map((slot) => freeSlot(db, tables, slot, row.bookingId)));
}
