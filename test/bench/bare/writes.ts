import { BatchGetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { epochMs, plusSeconds } from '../../../src/domain/instants';
import type { TransactItem } from '../../../src/stores/dynamodb/transactions';
import { createItems } from './items';
import type { BareActivities } from './messages';
import type { BareStore } from './store';

const [holdSeconds, hardCapSeconds, confirmBudgetSeconds, graceSeconds] = [900, 1500, 300, 30];

/**
 * What the worker asks of the store: two reads side by side, then one transaction a step. A condition that fails is an
 * error. As in the product, only the hold reads: the later steps know what the one before has written.
 */
export function createWrites(store: BareStore): Omit<BareActivities, 'authorise' | 'capture'> {
  const { db, tables, findRow } = store;
  const items = createItems(store);
  const write = (...TransactItems: TransactItem[]) => db.send(new TransactWriteCommand({ TransactItems }));
  const now = () => epochMs(Date.now());

  async function isOpen(leg: string): Promise<boolean> {
    const Keys = [{ FlightLeg: leg }];
    const { Responses } = await db.send(
      new BatchGetCommand({ RequestItems: { [tables.FlightLegs]: { Keys, ConsistentRead: true } } }),
    );
    return Responses?.[tables.FlightLegs]?.[0]?.['Status'] === 'open';
  }

  return {
    async hold(wish) {
      const [row, open] = await Promise.all([findRow(wish.id), isOpen(wish.leg)]);
      if (row?.['State'] !== 'NEW' || !open) throw new Error(`${wish.id} is not new, or ${wish.leg} not open`);
      const at = now();
      const deadline = plusSeconds(at, holdSeconds);
      const until = plusSeconds(deadline, graceSeconds);
      const times = { HeldAt: at, Deadline: deadline, HardCapAt: plusSeconds(at, hardCapSeconds) };
      const change = { ...times, LockedUntil: until, DueAt: until, Slots: items.slotsOf(wish), Version: 1 };
      await write(
        items.moveRow(wish, ['NEW', 'HELD'], change),
        items.lockSeat(wish, until),
        ...items.takeSlots(wish, until),
        items.putEvent(wish, 1),
      );
    },

    async secure(wish, providerId) {
      const until = plusSeconds(now(), confirmBudgetSeconds + graceSeconds);
      const payments = items.paymentsOf(wish, providerId, 'processing');
      await write(
        items.moveRow(wish, ['HELD', 'PAYING'], { ...payments, LockedUntil: until, DueAt: until, Version: 2 }),
        items.lockSeat(wish, until),
        items.putEvent(wish, 2),
      );
    },

    async confirm(wish, providerId) {
      const payments = items.paymentsOf(wish, providerId, 'authorised');
      await write(
        items.moveRow(wish, ['PAYING', 'SEATED'], { ...payments, Version: 3 }),
        items.reserveSeat(wish),
        ...items.giveSlotsBack(wish),
        items.putEvent(wish, 3),
      );
    },

    async ticket(wish, providerId) {
      const payments = items.paymentsOf(wish, providerId, 'captured');
      const locator = wish.id.slice(-12);
      const change = { ...payments, Locator: locator, TicketedAt: now(), Version: 5 };
      await write(
        items.moveRow(wish, ['SEATED', 'TICKETED'], change, ['Open', 'DueAt']),
        items.putLocator(wish, locator),
        items.putEvent(wish, 4),
        items.putEvent(wish, 5),
      );
    },
  };
}
