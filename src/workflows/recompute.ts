import { proxyActivities, setCurrentDetails, setHandler, sleep, workflowInfo } from '@temporalio/workflow';
import type { NetworkActivities } from '../activities/network';
import type { ShardResult } from '../activities/routeShards';
import { epochMs } from '../domain/instants';
import type { RecomputeOutcome, RecomputeProgress, RecomputeReport } from '../domain/recomputes';
import { type RecomputeInput, recomputeProgress } from './networkMessages';

const network = proxyActivities<NetworkActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
});
/** These take long in a large network and tell that they go on. */
const longer = proxyActivities<NetworkActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '20 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
});

/** Origins of one activity: what is computed anew when a worker dies. */
const originsPerShard = 64;
/** Shards under way at once: as many sessions as the database gains from. */
const shardsAtOnce = 2;

/**
 * A search keeps the snapshot it began with. Writing the next one overwrites the generation before the current, so it
 * begins only when no search from before the last flip can still be running.
 */
const longestSearchMs = 30_000;

/** In so long every search worker that is asked has begun to read a network that is about to be opened, so that no search waits for it. */
const preparingMs = 5_000;

type Begun = Extract<Awaited<ReturnType<NetworkActivities['beginRecompute']>>, { outcome: 'begun' }>;

/**
 * All routes anew: load the base graph, compute, write the difference, switch searches over, report. Where nearly all differ, searches
 * are switched over first, and compute themselves what is not written yet.
 */
export async function recompute({ force }: RecomputeInput): Promise<RecomputeReport> {
  const startedAt = epochMs(Date.now());
  let progress: RecomputeProgress = { phase: 'loading', sourcesDone: 0, sources: 0, written: 0 };
  setHandler(recomputeProgress, () => progress);

  const begun = await longer.beginRecompute({ force });
  if (begun.outcome === 'refused') {
    const { airports, legs, reason } = begun;
    return report({ outcome: 'refused', reason, airports, legs, pairs: 0, paths: 0, written: 0 });
  }
  await waitForOlderSearches(begun);
  const { snapshot, airports, legs } = begun;
  if (begun.opensFirst && !(await openSnapshot(begun)))
    return report({ outcome: 'superseded', airports, legs, pairs: 0, paths: 0, written: 0 });
  const { pairs, paths, written, superseded } = await computeAll(begun);
  show({ phase: 'flipping' });
  const outcome = superseded ? 'superseded' : await flipIfChanged(begun, written);
  return report({ outcome, ...(outcome === 'flipped' && { snapshot }), airports, legs, pairs, paths, written });

  function show(next: Partial<RecomputeProgress>): void {
    progress = { ...progress, ...next };
    const { phase, sourcesDone, sources, written, openedAt } = progress;
    const use = openedAt === undefined ? '' : `; in use since ${new Date(openedAt).toISOString()}`;
    setCurrentDetails(`${phase}: ${sourcesDone} of ${sources} origins, ${written} pairs changed${use}`);
  }

  async function openSnapshot({ snapshot: number, graphHash, edition }: Begun): Promise<boolean> {
    const opened = await network.openSnapshot({ number, graphHash, edition });
    if (opened.outcome === 'superseded') return false;
    show({ openedAt: opened.at });
    return true;
  }

  async function waitForOlderSearches({ current, opensFirst }: Begun): Promise<void> {
    if (!current) return;
    const wait = Math.max(current.flippedAt + longestSearchMs - Date.now(), opensFirst ? preparingMs : 0);
    if (wait <= 0) return;
    show({ phase: 'waiting' });
    await sleep(wait);
  }

  async function computeAll({ snapshot, graphHash, edition, airports }: Begun): Promise<ShardResult> {
    const total = { pairs: 0, paths: 0, written: 0, superseded: false };
    let next = 0;
    show({ phase: 'computing', sources: airports });
    async function lane(): Promise<void> {
      while (next < airports && !total.superseded) {
        const from = next;
        next = Math.min(from + originsPerShard, airports);
        const to = next;
        const done = await longer.computeRoutes({ snapshot, graphHash, edition, from, to });
        total.pairs += done.pairs;
        total.paths += done.paths;
        total.written += done.written;
        total.superseded ||= done.superseded;
        show({ sourcesDone: progress.sourcesDone + to - from, written: total.written });
      }
    }
    await Promise.all(Array.from({ length: shardsAtOnce }, lane));
    return total;
  }

  async function flipIfChanged(begun: Begun, written: number): Promise<RecomputeOutcome> {
    const { snapshot, graphHash, edition, opensFirst, current } = begun;
    if (!opensFirst && written === 0 && current?.sameGraph === true) return 'unchanged';
    return network.flipSnapshot({ number: snapshot, graphHash, edition });
  }

  async function report(
    result: Omit<RecomputeReport, 'id' | 'startedAt' | 'openedAt' | 'finishedAt'>,
  ): Promise<RecomputeReport> {
    const { runId } = workflowInfo();
    const { openedAt } = progress;
    const times = { startedAt, ...(openedAt !== undefined && { openedAt }), finishedAt: epochMs(Date.now()) };
    const whole: RecomputeReport = { id: runId, ...result, ...times };
    await network.reportRecompute(whole);
    show({ phase: 'done' });
    return whole;
  }
}
