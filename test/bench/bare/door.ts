import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { createSharedReads } from '../../../src/api/sharedReads';
import type { Wish } from './messages';
import { type BareStore, holdIdOf, type Item, rowKey } from './store';

const [holdBySeconds, sharedSeatMapMs] = [10, 50];

/** What the API asks of the store. As in the product, reads of one moment are shared, and an offer, which never changes, is read once. */
export function createDoor({ db, tables, pattern, findRow }: BareStore) {
  const seatMaps = createSharedReads<readonly Item[]>(sharedSeatMapMs, Date.now);
  const offers = createSharedReads<unknown>(Infinity, Date.now);

  async function listSeats(leg: string): Promise<readonly Item[]> {
    const { Items = [] } = await db.send(
      new QueryCommand({
        TableName: tables.Seats,
        KeyConditionExpression: 'FlightLeg = :leg',
        ExpressionAttributeValues: { ':leg': leg },
        ConsistentRead: true,
      }),
    );
    return Items;
  }

  async function getOffer(leg: string): Promise<unknown> {
    const key = { ResultID: leg, Chunk: 0 };
    const { Item } = await db.send(new GetCommand({ TableName: tables.Offers, Key: key, ConsistentRead: true }));
    if (!Item) throw new Error(`there is no offer of ${leg}`);
    return Item['Packed'];
  }

  return {
    /** The row NEW, of a booking that nobody has made for a seat that nobody has. */
    async accept({ id, leg, seat }: Wish): Promise<void> {
      const [known, offer, taken] = await Promise.all([
        findRow(id),
        offers.read(leg, () => getOffer(leg)),
        seatMaps.read(leg, () => listSeats(leg)),
      ]);
      // The row of a seat may outlast its lock, but no lock of the bench runs out.
      if (known || taken.some((other) => other['Seat'] === seat)) throw new Error(`${id} or ${seat} is not new`);
      await db.send(
        new PutCommand({
          TableName: tables.Bookings,
          Item: newRow(pattern.row, { id, leg, seat }, offer),
          ConditionExpression: 'attribute_not_exists(BookingID)',
        }),
      );
    },

    /** Whoever looks after a hold was tried sees it. */
    forgetSeats: (leg: string): void => seatMaps.forget(leg),

    /** Reads the row, which must have come so far. */
    async demand(id: string, state: string): Promise<void> {
      const row = await findRow(id);
      if (row?.['State'] !== state) throw new Error(`${id} is ${String(row?.['State'])}, not ${state}`);
    },
  };
}

/** What a row has only from its hold on. */
const later = new Set(['HeldAt', 'Deadline', 'HardCapAt', 'LockedUntil', 'Locator', 'TicketedAt']);

/** The row as it is put: the pattern's, before its hold. */
function newRow(sold: Item, { id, leg, seat }: Wish, offer: unknown): Item {
  const put = Object.fromEntries(Object.entries(sold).filter(([name]) => !later.has(name)));
  const [assigned] = sold['Seats'] as Item[];
  const at = Date.now();
  const holdBy = at + holdBySeconds * 1000;
  return {
    ...put,
    ...{ ...rowKey(id), State: 'NEW', Version: 0, HoldNumber: 1, HoldID: holdIdOf(id) },
    ...{ Offer: offer, Seats: [{ ...assigned, designator: seat, legs: [leg] }], Slots: [], Payments: [] },
    ...{ CreatedAt: at, HoldBy: holdBy, Open: 'open', DueAt: holdBy },
  };
}
