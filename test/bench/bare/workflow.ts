import { proxyActivities, proxyLocalActivities, upsertSearchAttributes } from '@temporalio/workflow';
import { bookingStatusAttribute } from '../../../src/workflows/messages';
import { bookStraight } from '../floor/straight';
import type { BareActivities, Wish } from './messages';

// Nothing is tried twice: a request that is refused ends the bench.
const retry = { maximumAttempts: 1 };
const store = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '10 seconds', retry });
const provider = proxyActivities<BareActivities>({ startToCloseTimeout: '15 seconds', retry });

/** The floor's booking with the effects of the protocol: the order of money and seats. */
export async function bareBooking(wish: Wish): Promise<void> {
  await bookStraight({
    onHold: () => store.hold(wish),
    onPay: async () => {
      const providerId = await provider.authorise(wish.id);
      await store.secure(wish, providerId);
      await store.confirm(wish, providerId);
      await provider.capture(wish.id, providerId);
      await store.ticket(wish, providerId);
      upsertSearchAttributes([{ key: bookingStatusAttribute, value: 'confirmed' }]);
    },
  });
}
