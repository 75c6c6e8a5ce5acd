import type { Client } from '@temporalio/client';
import type { ReconcileReport } from '../domain/reconciliations';
import { reconcileReportMemo, reconcileType } from '../workflows/messages';

/** Runs that are looked through for those that did something: more than a day of them. */
const mostRuns = 3000;

/** What the reconciler did, from the memo of its runs: they are kept as long as the server keeps ended workflows. */
export function createReconciliations({ client, taskQueue }: { client: Client; taskQueue: string }) {
  const query = `WorkflowType = "${reconcileType}" AND TaskQueue = "${taskQueue}" AND ExecutionStatus = "Completed"`;
  return {
    /** Runs that brought something to an end, newest first. */
    async listReconciliations(limit: number): Promise<ReconcileReport[]> {
      const reports: ReconcileReport[] = [];
      let seen = 0;
      for await (const { memo } of client.workflow.list({ query, pageSize: 1000 })) {
        const report = memo?.[reconcileReportMemo] as ReconcileReport | undefined;
        if (report) reports.push(report);
        if (++seen === mostRuns) break;
      }
      return reports.sort((a, b) => b.startedAt - a.startedAt).slice(0, limit);
    },
  };
}
export type Reconciliations = ReturnType<typeof createReconciliations>;
