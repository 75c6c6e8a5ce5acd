import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { WorkflowRuns } from './sources';

/** The workflows of one task queue; another installation may share the namespace. */
export function createWorkflowRuns({ client, taskQueue }: { client: Client; taskQueue: string }): WorkflowRuns {
  return {
    async listRunning() {
      const ids: string[] = [];
      const query = `TaskQueue = '${taskQueue}' AND ExecutionStatus = 'Running'`;
      for await (const { workflowId } of client.workflow.list({ query })) ids.push(workflowId);
      return ids;
    },

    async findRun(workflowId) {
      try {
        const { status, closeTime } = await client.workflow.getHandle(workflowId).describe();
        if (status.name === 'RUNNING') return { running: true };
        return closeTime && { running: false, closedAt: closeTime.getTime() };
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return undefined;
        throw error;
      }
    },
  };
}
