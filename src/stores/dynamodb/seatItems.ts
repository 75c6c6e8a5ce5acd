import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type Booking, holdIdOf, type SeatAssignment } from '../../domain/bookings';
import type { FlightId } from '../../domain/flights';
import type { EpochMs } from '../../domain/instants';
import type { Tables } from './tables';
import type { TransactItem } from './transactions';

/**
 * Every condition and effect on a seat, in one place.
 * Free is: no item, an item without `Status`, or a lock whose time has passed. `HoldID` is the fencing token (F6).
 */
export interface SeatPlace {
  readonly leg: FlightId;
  readonly designator: string;
  readonly segment: number;
}

/** One place for each leg of each assignment: a segment of two legs locks the seat on both (F11). */
export function placesOf(seats: readonly SeatAssignment[]): SeatPlace[] {
  return seats.flatMap(({ legs, designator, segment }) => legs.map((leg) => ({ leg, designator, segment })));
}

const key = (place: SeatPlace) => ({ FlightLeg: place.leg, Seat: place.designator });
const names = { '#Status': 'Status', '#HoldID': 'HoldID', '#LockExpiresAt': 'LockExpiresAt' };

/**
 * hold, secure, reopen: takes a free seat; takes again what this very hold has already (F4). A reserved seat never matches
 * (F1). Secured late, a seat that nobody took is still to be had, whether its lock was swept or not.
 */
export function lockSeat(
  tables: Tables,
  place: SeatPlace,
  row: Booking,
  holdNumber: number,
  now: EpochMs,
  lockExpiresAt: EpochMs,
): TransactItem {
  return {
    Update: {
      TableName: tables.Seats,
      Key: key(place),
      ConditionExpression:
        'attribute_not_exists(#Status) OR (#Status = :locked AND (#LockExpiresAt < :now OR #HoldID = :hold))',
      UpdateExpression:
        'SET #Status = :locked, #HoldID = :hold, BookingID = :booking, UserID = :owner, #LockExpiresAt = :until',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: {
        ':locked': 'locked',
        ':now': now,
        ':hold': holdIdOf(row.bookingId, holdNumber),
        ':booking': row.bookingId,
        ':owner': row.owner,
        ':until': lockExpiresAt,
      },
    },
  };
}

/** extend, and the kept seats of a seat change: own lock, also past its time if nobody took it. */
export function relockSeat(
  tables: Tables,
  place: SeatPlace,
  row: Booking,
  holdNumber: number,
  lockExpiresAt: EpochMs,
): TransactItem {
  return {
    Update: {
      TableName: tables.Seats,
      Key: key(place),
      ConditionExpression: '#Status = :locked AND #HoldID = :own',
      UpdateExpression: 'SET #LockExpiresAt = :until, #HoldID = :hold',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: {
        ':locked': 'locked',
        ':own': holdIdOf(row.bookingId, row.holdNumber),
        ':hold': holdIdOf(row.bookingId, holdNumber),
        ':until': lockExpiresAt,
      },
    },
  };
}

/** confirm: own, locked or reserved; the lock time goes, so that no expiry can ever match a sold seat (F1). */
export function reserveSeat(tables: Tables, place: SeatPlace, row: Booking): TransactItem {
  return {
    Update: {
      TableName: tables.Seats,
      Key: key(place),
      ConditionExpression: '#HoldID = :own AND #Status IN (:locked, :reserved)',
      UpdateExpression: 'SET #Status = :reserved REMOVE #LockExpiresAt',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: {
        ':own': holdIdOf(row.bookingId, row.holdNumber),
        ':locked': 'locked',
        ':reserved': 'reserved',
      },
    },
  };
}

/** undo, and a dropped seat of a seat change: own `HoldID`, any status (F9). There is one kind of free: no item at all (F2). */
const ownSeatGone = (tables: Tables, place: SeatPlace, holdId: string) => ({
  TableName: tables.Seats,
  Key: key(place),
  ConditionExpression: '#HoldID = :own',
  ExpressionAttributeNames: { '#HoldID': 'HoldID' },
  ExpressionAttributeValues: { ':own': holdId },
});

/** In the transaction that needs to know whether the hold owns it still. */
export function dropSeat(tables: Tables, place: SeatPlace, row: Booking): TransactItem {
  return { Delete: ownSeatGone(tables, place, holdIdOf(row.bookingId, row.holdNumber)) };
}

/** By itself: a failed condition is "already not mine" and as good as done. */
export async function freeSeat(
  db: DynamoDBDocumentClient,
  tables: Tables,
  place: SeatPlace,
  holdId: string,
): Promise<void> {
  await unlessNotMine(db.send(new DeleteCommand(ownSeatGone(tables, place, holdId))));
}

/** sweep: a lock of this hold whose time has passed. Whatever was done to the seat meanwhile wins. */
export async function freeExpiredSeat(
  db: DynamoDBDocumentClient,
  tables: Tables,
  place: SeatPlace,
  holdId: string,
  now: EpochMs,
): Promise<void> {
  await unlessNotMine(
    db.send(
      new DeleteCommand({
        TableName: tables.Seats,
        Key: key(place),
        ConditionExpression: '#Status = :locked AND #HoldID = :own AND #LockExpiresAt < :now',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: { ':locked': 'locked', ':own': holdId, ':now': now },
      }),
    ),
  );
}

/** Of a write that ends a need: whoever took the place meanwhile keeps it. */
export async function unlessNotMine(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
