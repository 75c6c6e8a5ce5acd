import { condition, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { FloorActivities } from './messages';
import { bookStraight } from './straight';

const local = proxyLocalActivities<FloorActivities>({ startToCloseTimeout: '2 seconds' });
const ordinary = proxyActivities<FloorActivities>({ startToCloseTimeout: '10 seconds' });

/** The least a durable booking can be: an update and a local activity to hold; an update, a local and two ordinary activities to pay. */
export async function floorBooking(): Promise<void> {
  await bookStraight({
    onHold: () => local.nothing(),
    onPay: async () => {
      await ordinary.nothing();
      await local.nothing();
      await ordinary.nothing();
    },
  });
}

/** The least a hold can be that runs out: a local activity to make it, a timer, and one to end it. */
export async function floorHold(deadline: number): Promise<void> {
  await local.nothing();
  await condition(() => false, Math.max(1, deadline - Date.now()));
  await local.nothing();
}
