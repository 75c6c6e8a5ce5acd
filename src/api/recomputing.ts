import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { epochMs, type EpochMs } from '../domain/instants';
import type { RecomputeProgress, RecomputeReport } from '../domain/recomputes';
import type { RecomputeStore } from '../stores/neo4j/recomputes';
import { type RecomputeInput, networkIds, recomputeProgress } from '../workflows/networkMessages';

/** A recompute that is under way. Its progress is missing while no worker can be asked. */
export interface RunningRecompute {
  readonly id: string;
  readonly startedAt: EpochMs;
  readonly progress: RecomputeProgress | undefined;
}

export interface RecomputingDeps {
  readonly client: Client;
  readonly taskQueue: string;
  readonly recomputes: Pick<RecomputeStore, 'listRuns'>;
  readonly now: () => number;
}

interface Run {
  readonly workflowId: string;
  readonly runId: string;
  readonly startTime: Date;
}

const recomputeType = 'recompute';
const askMs = 2_000;

/** Recomputes of all routes, as operators see and start them. */
export function createRecomputing({ client, taskQueue, recomputes, now }: RecomputingDeps) {
  const ids = networkIds(taskQueue);

  /** Listings lag a little behind, so the one that operators start is looked at directly as well. */
  async function runsUnderWay(): Promise<Run[]> {
    const runs = new Map<string, Run>();
    const byHand = await findByHand();
    if (byHand) runs.set(byHand.runId, byHand);
    const query = `WorkflowType = "${recomputeType}" AND TaskQueue = "${taskQueue}" AND ExecutionStatus = "Running"`;
    for await (const run of client.workflow.list({ query })) runs.set(run.runId, run);
    return [...runs.values()];
  }

  async function findByHand(): Promise<Run | undefined> {
    try {
      const run = await client.workflow.getHandle(ids.recomputeByHand).describe();
      return run.status.name === 'RUNNING' ? run : undefined;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    }
  }

  async function describe({ workflowId, runId, startTime }: Run): Promise<RunningRecompute> {
    const asked = client.withDeadline(now() + askMs, () =>
      client.workflow.getHandle(workflowId, runId).query(recomputeProgress),
    );
    // Only a worker knows the progress. That none answers is shown as such, and readiness tells the rest.
    const progress = await asked.catch(() => undefined);
    return { id: runId, startedAt: epochMs(startTime.getTime()), progress };
  }

  return {
    /** Starts a recompute now. One that is under way already is answered instead: two at once would only get in each other's way. */
    async startRecompute({ force }: RecomputeInput): Promise<RunningRecompute> {
      const [underWay] = await runsUnderWay();
      if (underWay) return describe(underWay);
      const { firstExecutionRunId: id } = await client.workflow.start(recomputeType, {
        workflowId: ids.recomputeByHand,
        taskQueue,
        args: [{ force } satisfies RecomputeInput],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
        staticSummary: force ? 'Started by an operator, whatever the network looks like' : 'Started by an operator',
      });
      return { id, startedAt: epochMs(now()), progress: undefined };
    },

    /** What is under way, and the latest that ended, newest first. */
    async listRecomputes(limit: number): Promise<{ running: RunningRecompute[]; ended: RecomputeReport[] }> {
      const [runs, ended] = await Promise.all([runsUnderWay(), recomputes.listRuns(limit)]);
      const reported = new Set(ended.map(({ id }) => id));
      const running = await Promise.all(runs.filter(({ runId }) => !reported.has(runId)).map(describe));
      return { running, ended };
    },
  };
}
export type Recomputing = ReturnType<typeof createRecomputing>;
