import {
  allHandlersFinished,
  condition,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { bookingStatusAttribute } from '../../../src/workflows/messages';
import { hold, pay } from '../floor/messages';
import type { BareActivities, Wish } from './messages';

// Nothing is tried twice: a request that is refused ends the bench.
const retry = { maximumAttempts: 1 };
const store = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '10 seconds', retry });
const provider = proxyActivities<BareActivities>({ startToCloseTimeout: '15 seconds', retry });

/** The floor's booking with the effects of the protocol: the order of money and seats, and no way but the straight one. */
export async function bareBooking(wish: Wish): Promise<void> {
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
  await store.hold(wish);
  held = true;
  await condition(() => wanted, '15 minutes');
  if (wanted) {
    const providerId = await provider.authorise(wish.id);
    await store.secure(wish, providerId);
    await store.confirm(wish, providerId);
    await provider.capture(wish.id, providerId);
    await store.ticket(wish, providerId);
    upsertSearchAttributes([{ key: bookingStatusAttribute, value: 'confirmed' }]);
  }
  paid = true;
  await condition(allHandlersFinished);
}
