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
import { epochMs } from '../domain/instants';
import { materialise } from './materialise';
import { type ImportInput, importProgress } from './networkMessages';
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
  if (imported.outcome === 'imported' || (isUsable && !imported.hasSnapshot)) await computeRoutes();
  if (isUsable) await makeBuckets();
  await reportImport({ id: runId, ...imported, startedAt, finishedAt: epochMs(Date.now()) });
  show('done');
  return imported;

  function show(phase: ImportProgress['phase']): void {
    progress = { phase };
    setCurrentDetails(phase);
  }

  async function computeRoutes(): Promise<void> {
    show('routes');
    await executeChild(recompute, {
      args: [{ force }],
      workflowId: `recompute-${runId}`,
      staticSummary: 'All routes anew after an import',
    });
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
