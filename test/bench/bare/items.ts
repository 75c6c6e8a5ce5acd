import type { Booking } from '../../../src/domain/bookings';
import type { FlightId } from '../../../src/domain/flights';
import { epochMs, type EpochMs } from '../../../src/domain/instants';
import { lockSeat, reserveSeat } from '../../../src/stores/dynamodb/seatItems';
import { giveSlotBack, takeSlot } from '../../../src/stores/dynamodb/slotItems';
import type { TransactItem } from '../../../src/stores/dynamodb/transactions';
import type { Wish } from './messages';
import { type BareStore, holdIdOf, type Item, rowKey } from './store';

/** Parts of the protocol's transactions: seats and slots under the product's own conditions, the row under the protocol's. */
export function createItems({ tables, pattern }: Pick<BareStore, 'tables' | 'pattern'>) {
  const owner = String(pattern.row['OwnerKey']);
  const placeOf = ({ leg, seat }: Wish) => ({ leg: leg as FlightId, designator: seat, segment: 0 });
  const holderOf = ({ id }: Wish) => ({ bookingId: id, owner, holdNumber: 1 }) as Booking;
  const putOnce = (item: Item): TransactItem => ({
    Put: {
      TableName: tables.Bookings,
      Item: item,
      ConditionExpression: 'attribute_not_exists(BookingID)',
    },
  });

  /** A slot of the owner's and one of the address's, which no other booking of the bench takes. */
  function slotsOf({ id }: Wish): { owner: string; slot: number }[] {
    const slot = Number.parseInt(id.slice(-12), 16);
    return (pattern.row['Slots'] as { owner: string }[]).map((taken) => ({ owner: taken.owner, slot }));
  }

  return {
    slotsOf,

    paymentsOf({ id }: Wish, providerId: string, status: string): Item {
      const [payment] = pattern.row['Payments'] as Item[];
      return { Payments: [{ ...payment, paymentId: `pay_${id}`, providerId, status }] };
    },

    moveRow: ({ id }: Wish, way: readonly [string, string], change: Item, gone?: readonly string[]) =>
      moveRow(tables.Bookings, id, way, change, gone),

    putEvent: ({ id }: Wish, seq: number) => putOnce({ ...pattern.events[seq - 1], BookingID: id, At: Date.now() }),

    putLocator: ({ id }: Wish, locator: string) => putOnce({ ...rowKey(`LOC#${locator}`), Target: id }),

    lockSeat: (wish: Wish, until: EpochMs) =>
      lockSeat(tables, placeOf(wish), holderOf(wish), 1, epochMs(Date.now()), until),

    reserveSeat: (wish: Wish) => reserveSeat(tables, placeOf(wish), holderOf(wish)),

    takeSlots: (wish: Wish, until: EpochMs) =>
      slotsOf(wish).map((slot) => takeSlot(tables, slot, wish.id, epochMs(Date.now()), until)),

    giveSlotsBack: (wish: Wish) => slotsOf(wish).map((slot) => giveSlotBack(tables, slot, wish.id)),
  };
}

/** One Update of the row that carries condition and effect. */
function moveRow(
  TableName: string,
  id: string,
  [from, to]: readonly [string, string],
  change: Item,
  gone: readonly string[] = [],
): TransactItem {
  const set = Object.entries({ State: to, ...change });
  const names = ['HoldID', ...set.map(([name]) => name), ...gone];
  const remove = gone.length > 0 ? ` REMOVE ${gone.map((name) => `#${name}`).join(', ')}` : '';
  return {
    Update: {
      TableName,
      Key: rowKey(id),
      ConditionExpression: '#State IN (:from, :State) AND #HoldID = :hold',
      UpdateExpression: `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}${remove}`,
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ...{ ':from': from, ':hold': holdIdOf(id) },
        ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
      },
    },
  };
}
