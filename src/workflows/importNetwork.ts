import { executeChild, ParentClosePolicy, proxyActivities, startChild, workflowInfo } from '@temporalio/workflow';
import type { ImportReport, NetworkActivities } from '../activities/network';
import { materialise } from './materialise';
import type { ImportInput } from './networkMessages';
import { recompute } from './recompute';

const { importNetworkContent } = proxyActivities<NetworkActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
});

/**
 * Brings the network's source into both stores: schedules and base graph, then its routes, then the flight buckets of the
 * next days behind everybody's back. A source that did not change is found out by its hash and costs two reads.
 */
export async function importNetwork({ force, materialiseDays }: ImportInput): Promise<ImportReport> {
  const { runId } = workflowInfo();
  const imported = await importNetworkContent({ revision: Date.now(), force });
  if (imported.outcome === 'imported' || !imported.hasSnapshot) {
    await executeChild(recompute, {
      args: [{ force }],
      workflowId: `recompute-${runId}`,
      staticSummary: 'All routes anew after an import',
    });
  }
  await startChild(materialise, {
    args: [{ days: materialiseDays }],
    workflowId: `materialise-${runId}`,
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: `Flight buckets of ${materialiseDays} days`,
  });
  return imported;
}
