import { writeFileSync } from 'node:fs';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { FloorActivities } from './messages';

const setting = (name: string) => process.env[name] ?? '';

/** A worker with the settings of the product's, and nothing to do. */
async function main(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const activities: FloorActivities = { nothing: () => Promise.resolve('nothing') };
  const worker = await Worker.create({
    connection: await NativeConnection.connect({ address: setting('TEMPORAL_ADDRESS') }),
    taskQueue: setting('FLOOR_TASK_QUEUE'),
    workflowBundle: await bundleWorkflowCode({
      logger: new DefaultLogger('WARN'),
      workflowsPath: require.resolve('./workflow'),
    }),
    activities: { ...activities },
    maxCachedWorkflows: 600,
    nonStickyToStickyPollRatio: 0.5,
  });
  writeFileSync(setting('READY_FILE'), '');
  await worker.run();
}

void main();
