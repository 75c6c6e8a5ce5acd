import {
  executeChild,
  ParentClosePolicy,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { ImportActivities } from '../activities/imports';
import type { ImportProgress, ImportReport } from '../domain/imports/requests';
import { epochMs, type EpochMs } from '../domain/instants';
import { materialise } from './materialise';
import { type ImportInput, importProgress, recomputeOfImport } from './networkMessages';
import { recompute } from './recompute';

const { importNetworkContent, reportImport } = proxyActivities<ImportActivities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '60 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
});

/**
 * Brings a network into both stores: schedules and base graph, then its routes, then the flight buckets of the next days behind
 * everybody's back. Files with a fault change nothing. A network that did not change is found out by its hash.
 */
export async function importNetwork({ force, materialiseDays, request }: ImportInput): Promise<ImportReport> {
  const { runId } = workflowInfo();
  const startedAt = epochMs(Date.now());
  let progress: ImportProgress = { phase: 'reading' };
  setHandler(importProgress, () => progress);

  const imported = await importNetworkContent({ revision: startedAt, force, ...(request && { request }) });
  const isUsable = imported.outcome === 'imported' || imported.outcome === 'unchanged';
  const needsRoutes = imported.outcome === 'imported' || (isUsable && !imported.hasSnapshot);
  const inUseAt = needsRoutes ? await computeRoutes() : undefined;
  if (isUsable) await makeBuckets();
  const times = { startedAt, ...(inUseAt !== undefined && { inUseAt }), finishedAt: epochMs(Date.now()) };
  await reportImport({ id: runId, ...imported, ...times });
  show('done');
  return imported;

  function show(phase: ImportProgress['phase']): void {
    progress = { phase };
    setCurrentDetails(phase);
  }

  /** How far it is, the recompute is asked. Answers when searches went over to the network; undefined if they did not. */
  async function computeRoutes(): Promise<EpochMs | undefined> {
    show('routes');
    const { outcome, openedAt, finishedAt } = await executeChild(recompute, {
      args: [{ force }],
      workflowId: recomputeOfImport(runId),
      staticSummary: 'All routes anew after an import',
    });
    return openedAt ?? (outcome === 'flipped' || outcome === 'unchanged' ? finishedAt : undefined);
  }

  async function makeBuckets(): Promise<void> {
    await startChild(materialise, {
      args: [{ days: materialiseDays }],
      workflowId: `materialise-${runId}`,
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: `Flight buckets of ${materialiseDays} days`,
    });
  }
}
