import { proxyActivities } from '@temporalio/workflow';
import type { NetworkActivities } from '../activities/network';
import { isoDate, plusDays } from '../domain/instants';
import type { MaterialiseInput } from './networkMessages';

const { materialiseBuckets } = proxyActivities<NetworkActivities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});

/** Buckets of dates before yesterday go: nowhere on earth is it still so early. */
const daysKept = 1;

/** Makes the flight buckets of the next days ahead of the searches that would. Any other day is made on demand. */
export async function materialise({ days }: MaterialiseInput): Promise<{ made: number }> {
  const today = isoDate(new Date().toISOString().slice(0, 10));
  const dates = Array.from({ length: days }, (_, day) => plusDays(today, day));
  return { made: await materialiseBuckets({ dates, dropBefore: plusDays(today, -daysKept) }) };
}
