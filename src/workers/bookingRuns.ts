import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { BookingRuns } from '../activities/strandedBookings';
import { bookingWorkflowType, lateMoneyId } from '../workflows/messages';

/** What the Temporal server says of the bookings' workflows. A run that was reset counts as its successor. */
export function createBookingRuns({ client, taskQueue }: { client: Client; taskQueue: string }): BookingRuns {
  async function isWorkflowOver(workflowId: string): Promise<boolean> {
    try {
      const { status } = await client.workflow.getHandle(workflowId).describe();
      return status.name !== 'RUNNING' && status.name !== 'PAUSED';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return true;
      throw error;
    }
  }

  return {
    async listWorking() {
      const working = new Set<string>();
      const query = `WorkflowType = "${bookingWorkflowType}" AND TaskQueue = "${taskQueue}" AND ExecutionStatus = "Running"`;
      for await (const { workflowId } of client.workflow.list({ query, pageSize: 1000 })) working.add(workflowId);
      return working;
    },
    isOver: isWorkflowOver,
    isLateMoneyOver: (paymentId) => isWorkflowOver(lateMoneyId(paymentId)),
  };
}
