import { writeFileSync } from 'node:fs';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { setting } from './settings';

/** A worker with the settings of the product's. Without stack traces its workflows note none, as the product's do not. */
export async function work(
  workflowsPath: string,
  activities: object,
  { stackTraces = true }: { readonly stackTraces?: boolean } = {},
): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const { code } = await bundleWorkflowCode({ logger: new DefaultLogger('WARN'), workflowsPath });
  const worker = await Worker.create({
    connection: await NativeConnection.connect({ address: setting('TEMPORAL_ADDRESS') }),
    taskQueue: setting('TASK_QUEUE'),
    workflowBundle: { code: stackTraces ? code : `Error.stackTraceLimit = 0; ${code}` },
    activities,
    maxCachedWorkflows: 600,
    nonStickyToStickyPollRatio: 0.5,
  });
  writeFileSync(setting('READY_FILE'), '');
  await worker.run();
}
