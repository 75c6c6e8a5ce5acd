import { createServer } from 'node:http';
import { Client, Connection, type WorkflowStartOptions, WithStartWorkflowOperation } from '@temporalio/client';
import { hold, pay } from './messages';
import { setting } from './settings';

/** What operators see of a booking in the Web UI. */
type Shown = Pick<WorkflowStartOptions, 'staticSummary' | 'typedSearchAttributes'>;

/** A Temporal client, and the two calls of every booking. */
export async function openBookings(workflowType: string) {
  const client = new Client({ connection: await Connection.connect({ address: setting('TEMPORAL_ADDRESS') }) });
  const taskQueue = setting('TASK_QUEUE');
  return {
    client,
    taskQueue,
    hold: (workflowId: string, args: unknown[] = [], shown: Shown = {}) =>
      client.workflow.executeUpdateWithStart(hold, {
        updateId: 'hold',
        startWorkflowOperation: new WithStartWorkflowOperation<(...args: unknown[]) => Promise<void>>(workflowType, {
          workflowId,
          taskQueue,
          args,
          ...shown,
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
        }),
      }),
    pay: (workflowId: string) => client.workflow.getHandle(workflowId).executeUpdate(pay, { updateId: 'pay' }),
  };
}

type Step = (id: string, ...more: string[]) => Promise<string>;

/** `POST /<step>/<id>/...`: a bare HTTP server that answers what the step does, or 500 with what went wrong. */
export function serve(steps: Readonly<Record<string, Step>>): void {
  createServer((request, response) => {
    const [step = '', id = '', ...more] = (request.url ?? '').split('/').slice(1).map(decodeURIComponent);
    request.resume();
    (steps[step]?.(id, ...more) ?? Promise.reject(new Error('no such step'))).then(
      (answer) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ answer })),
      (error: unknown) => response.writeHead(500).end(reasonsOf(error)),
    );
  }).listen(Number(setting('PORT')), '127.0.0.1');
}

/** Temporal wraps what went wrong once for each of its steps. */
function reasonsOf(error: unknown): string {
  return error instanceof Error && error.cause !== undefined
    ? `${String(error)}: ${reasonsOf(error.cause)}`
    : String(error);
}
