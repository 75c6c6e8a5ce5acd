import { createServer } from 'node:http';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { floorWorkflowType, hold, pay } from './messages';

const setting = (name: string) => process.env[name] ?? '';

/** `POST /hold/<id>`, `/pay/<id>` and `/search/<id>`: a bare HTTP server before a Temporal client. A search is two activities, one after the other. */
async function main(): Promise<void> {
  const client = new Client({ connection: await Connection.connect({ address: setting('TEMPORAL_ADDRESS') }) });
  const taskQueue = setting('FLOOR_TASK_QUEUE');
  const steps: Readonly<Record<string, (id: string) => Promise<string>>> = {
    hold: (workflowId) =>
      client.workflow.executeUpdateWithStart(hold, {
        updateId: 'hold',
        startWorkflowOperation: new WithStartWorkflowOperation<() => Promise<void>>(floorWorkflowType, {
          workflowId,
          taskQueue,
          args: [],
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
        }),
      }),
    search: async (id) => {
      for (const step of ['routes', 'offers'])
        await client.activity.execute('nothing', {
          id: `${id}-${step}`,
          taskQueue,
          args: [],
          startToCloseTimeout: '8s',
          retry: { maximumAttempts: 3 },
        });
      return 'found';
    },
    pay: (workflowId) => client.workflow.getHandle(workflowId).executeUpdate(pay, { updateId: 'pay' }),
  };
  createServer((request, response) => {
    const [, step = '', id = ''] = (request.url ?? '').split('/');
    request.resume();
    (steps[step]?.(id) ?? Promise.reject(new Error('no such step'))).then(
      (answer) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ answer })),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(Number(setting('PORT')), '127.0.0.1');
}

void main();
