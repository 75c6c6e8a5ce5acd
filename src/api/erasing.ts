import type { Client } from '@temporalio/client';
import type { AccountStore } from '../stores/dynamodb/accounts';
import type { ErasurePass, ErasureStore } from '../stores/dynamodb/erasures';
import { eraseAccountType, erasureAsked, type ErasureInput } from '../workflows/erasureMessages';
import type { BookingIds } from './bookingIds';

export interface ErasingDeps {
  readonly client: Client;
  readonly taskQueue: string;
  readonly accounts: Pick<AccountStore, 'eraseAccount'>;
  readonly erasures: Pick<ErasureStore, 'noteRequest' | 'eraseBookings'>;
  readonly ids: Pick<BookingIds, 'erasureId'>;
}

/** Forgetting a user: at once what can be forgotten at once, and by a workflow what is still needed for a while. */
export function createErasing({ client, taskQueue, accounts, erasures, ids }: ErasingDeps) {
  return {
    async eraseUser(userId: string): Promise<ErasurePass & { requestedAt: number }> {
      const requestId = ids.erasureId(userId);
      const requestedAt = await erasures.noteRequest(requestId, userId);
      // Before anything is erased: whatever dies afterwards, the rest is seen to.
      await client.workflow.signalWithStart(eraseAccountType, {
        workflowId: requestId,
        taskQueue,
        args: [{ requestId } satisfies ErasureInput],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        signal: erasureAsked,
        staticSummary: 'Erases what a user asked to have erased',
      });
      await accounts.eraseAccount(userId);
      return { ...(await erasures.eraseBookings(userId, requestedAt)), requestedAt };
    },
  };
}
export type Erasing = ReturnType<typeof createErasing>;
