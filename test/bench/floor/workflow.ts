import {
  allHandlersFinished,
  condition,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import { type FloorActivities, hold, pay } from './messages';

const local = proxyLocalActivities<FloorActivities>({ startToCloseTimeout: '2 seconds' });
const ordinary = proxyActivities<FloorActivities>({ startToCloseTimeout: '10 seconds' });

/** The least a durable booking can be: an update and a local activity to hold; an update, a local and two ordinary activities to pay. */
export async function floorBooking(): Promise<void> {
  let held = false;
  let wanted = false;
  let paid = false;
  setHandler(hold, async () => {
    await condition(() => held);
    return 'held';
  });
  setHandler(pay, async () => {
    wanted = true;
    await condition(() => paid);
    return 'paid';
  });
  await local.nothing();
  held = true;
  await condition(() => wanted, '15 minutes');
  if (wanted) {
    await ordinary.nothing();
    await local.nothing();
    await ordinary.nothing();
  }
  paid = true;
  await condition(allHandlersFinished);
}
