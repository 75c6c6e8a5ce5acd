import { createHash } from 'node:crypto';
import { ActivityExecutionAlreadyStartedError, type ActivityClient } from '@temporalio/client';
import { LRUCache } from 'lru-cache';
import type { DateActivities } from '../activities/datePrices';
import type { SearchActivities } from '../activities/searches';

type Activities = SearchActivities & DateActivities;
type Name = keyof Activities;
type Input<N extends Name> = Parameters<Activities[N]>[0];
type Result<N extends Name> = Awaited<ReturnType<Activities[N]>>;

export interface SharedRunsDeps {
  readonly activities: ActivityClient;
  readonly taskQueue: string;
  readonly now: () => number;
}

/** Equal runs that begin within one slot are one run, on whatever node. As old as this an answer may be. */
const slotMs = 5_000;
const attempts = 3;

/**
 * Runs the activities of a search, one by one, without a workflow around them: nothing has to be undone when one is lost.
 * The id of a run is made of its input and the time slot, so that equal searches share one, over all nodes, also when it
 * has ended already. A failed one is run again by the next who asks.
 */
export function createSharedRuns({ activities, taskQueue, now }: SharedRunsDeps) {
  const known = new LRUCache<string, Promise<unknown>>({ max: 500 });

  async function begin<N extends Name>(name: N, id: string, input: Input<N>, summary: string): Promise<Result<N>> {
    const options = {
      id,
      taskQueue,
      args: [input],
      summary,
      startToCloseTimeout: '8s',
      scheduleToCloseTimeout: '20s',
      retry: { maximumAttempts: attempts, initialInterval: '100ms' },
      idConflictPolicy: 'USE_EXISTING',
      idReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
    } as const;
    try {
      const handle = await activities.start<Result<N>>(name, options);
      return await handle.result();
    } catch (error) {
      // An equal run has ended in this slot: its result is as good as ours.
      if (!(error instanceof ActivityExecutionAlreadyStartedError)) throw error;
      return await activities.getHandle<Result<N>>(id).result();
    }
  }

  /** The result of the activity on this input. Rejects when it failed for good. */
  return function run<N extends Name>(name: N, input: Input<N>, summary: string): Promise<Result<N>> {
    const id = `${name}:${hashOf(input)}:${Math.floor(now() / slotMs)}`;
    const begun = known.get(id) as Promise<Result<N>> | undefined;
    if (begun) return begun;
    const running = begin(name, id, input, summary);
    known.set(id, running);
    // A failure is told to those who wait for it and forgotten, so that the next caller tries again.
    running.catch(() => known.delete(id));
    return running;
  };
}
export type SharedRuns = ReturnType<typeof createSharedRuns>;

/** Hash of a value whose members stand in the order in which the code writes them. */
function hashOf(input: unknown): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('base64url').slice(0, 22);
}
