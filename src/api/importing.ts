import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { ImportProgress, ImportRequest, ImportRun } from '../domain/imports/requests';
import { epochMs, type EpochMs } from '../domain/instants';
import { DomainError } from '../domain/problems';
import type { ImportStore } from '../stores/neo4j/imports';
import {
  type ImportInput,
  importProgress,
  networkIds,
  recomputeOfImport,
  recomputeProgress,
} from '../workflows/networkMessages';

/** An import that is under way. Its progress is missing while no worker can be asked. */
export interface RunningImport {
  readonly id: string;
  readonly startedAt: EpochMs;
  readonly progress?: ImportProgress;
}

export interface ImportingDeps {
  readonly client: Client;
  readonly taskQueue: string;
  readonly imports: Pick<ImportStore, 'listRuns'>;
  readonly materialiseDays: number;
}

const askMs = 2_000;

/** Imports of networks, as operators see and start them. There is one at a time: each replaces the whole network. */
export function createImporting({ client, taskQueue, imports, materialiseDays }: ImportingDeps) {
  const workflowId = networkIds(taskQueue).import;
  const handle = client.workflow.getHandle(workflowId);

  async function findRunning(): Promise<RunningImport | undefined> {
    try {
      const { runId, startTime, status, raw } = await handle.describe();
      if (status.name !== 'RUNNING') return undefined;
      const [payload] = raw.pendingActivities?.[0]?.heartbeatDetails?.payloads ?? [];
      // Within its activity the import tells how far it is by heartbeats, between activities by its query.
      const beat = payload && defaultPayloadConverter.fromPayload<ImportProgress>(payload);
      const progress = beat ?? (await askWorkflows(runId));
      return { id: runId, startedAt: epochMs(startTime.getTime()), ...(progress && { progress }) };
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    }
  }

  /** Only a worker knows the phase. That none answers is shown as such, and readiness tells the rest. */
  async function askWorkflows(runId: string): Promise<ImportProgress | undefined> {
    const ask = <T>(query: () => Promise<T>) => client.withDeadline(Date.now() + askMs, query).catch(() => undefined);
    const progress = await ask(() => handle.query(importProgress));
    if (progress?.phase !== 'routes') return progress;
    // How far those are, its recompute knows.
    const recompute = client.workflow.getHandle(recomputeOfImport(runId));
    const routes = await ask(() => recompute.query(recomputeProgress));
    if (!routes) return progress;
    const { sourcesDone: done, sources: of, openedAt: inUseAt } = routes;
    return { ...progress, ...(of > 0 && { done, of }), ...(inUseAt !== undefined && { inUseAt }) };
  }

  return {
    /** Refused with `import_in_progress` while another one runs. */
    async startImport(request: ImportRequest, force: boolean): Promise<RunningImport> {
      const files = request.files.map((file) => file.slice(file.lastIndexOf('/') + 1)).join(', ');
      try {
        const { firstExecutionRunId: id } = await client.workflow.start('importNetwork', {
          workflowId,
          taskQueue,
          args: [{ force, materialiseDays, request } satisfies ImportInput],
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          workflowIdConflictPolicy: 'FAIL',
          staticSummary: `${request.format}: ${files}${force ? ', whatever it looks like' : ''}`.slice(0, 200),
        });
        return { id, startedAt: epochMs(Date.now()), progress: { phase: 'reading' } };
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        throw new DomainError('import_in_progress', 'Another import is under way. Wait for its end.');
      }
    },

    /** What is under way, and the latest that ended, newest first. */
    async listImports(limit: number): Promise<{ running: RunningImport[]; ended: ImportRun[] }> {
      const [running, ended] = await Promise.all([findRunning(), imports.listRuns(limit)]);
      const isReported = ended.some(({ id }) => id === running?.id);
      return { running: running && !isReported ? [running] : [], ended };
    },
  };
}
export type Importing = ReturnType<typeof createImporting>;
