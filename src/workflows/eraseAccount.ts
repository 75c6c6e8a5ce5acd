import { condition, proxyActivities, setCurrentDetails, setHandler, sleep } from '@temporalio/workflow';
import type { ErasureActivities } from '../activities/erasures';
import { erasureAsked, type ErasureInput } from './erasureMessages';

const { continueErasure } = proxyActivities<ErasureActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '10 minutes' },
});

/** The list of an owner's bookings lags behind the bookings themselves, so each look comes after that. */
const settleMs = 60_000;

/** Keeps the promise to erase: looks again when the next booking can have ended or flown, until nothing is left. */
export async function eraseAccount({ requestId }: ErasureInput): Promise<void> {
  let asked = 0;
  let answered = 0;
  setHandler(erasureAsked, () => {
    asked++;
  });
  for (;;) {
    const upTo = asked;
    await sleep(settleMs);
    const { lookAgainAt } = await continueErasure({ requestId });
    answered = upTo;
    if (lookAgainAt === undefined && asked === answered) return;
    if (lookAgainAt === undefined) continue;
    setCurrentDetails(`Next look at ${new Date(lookAgainAt).toISOString()}`);
    await condition(() => asked > answered, Math.max(0, lookAgainAt - Date.now()));
  }
}
