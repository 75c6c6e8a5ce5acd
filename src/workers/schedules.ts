import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
} from '@temporalio/client';
import type { Config } from '../config';
import type { importNetwork } from '../workflows/importNetwork';
import type { materialise } from '../workflows/materialise';
import { networkIds } from '../workflows/networkMessages';
import type { recompute } from '../workflows/recompute';

type Settings = Pick<Config, 'network' | 'temporal'>;

/** Creates the schedules that are not there yet; leaves those that are, with what operators changed on them. */
export async function createSchedules(client: Client, { network, temporal }: Settings): Promise<void> {
  const taskQueue = temporal.searchTaskQueue;
  const ids = networkIds(taskQueue);
  await Promise.all([
    ifAbsent(
      client.schedule.create<typeof recompute>({
        scheduleId: ids.recomputeSchedule,
        spec: { intervals: [{ every: `${network.recomputeEveryMinutes} minutes` }] },
        policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '10 minutes' },
        action: {
          type: 'startWorkflow',
          workflowType: 'recompute',
          args: [{ force: false }],
          taskQueue,
          workflowId: ids.recomputeByHand,
        },
      }),
    ),
    ifAbsent(
      client.schedule.create<typeof materialise>({
        scheduleId: ids.materialiseSchedule,
        spec: { calendars: [{ hour: 0, minute: 10, comment: 'UTC' }] },
        policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
        action: {
          type: 'startWorkflow',
          workflowType: 'materialise',
          args: [{ days: network.materialiseDays }],
          taskQueue,
          workflowId: ids.materialise,
        },
      }),
    ),
  ]);
}

async function ifAbsent(creation: Promise<unknown>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    // An earlier start or another worker created it: that is the wanted state.
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}

/** Starts the import of the network; joins the one that is running, whichever worker started it. */
export async function startImport(client: Client, { network, temporal }: Settings): Promise<void> {
  await client.workflow.start<typeof importNetwork>('importNetwork', {
    workflowId: networkIds(temporal.searchTaskQueue).import,
    taskQueue: temporal.searchTaskQueue,
    args: [{ force: false, materialiseDays: network.materialiseDays }],
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    staticSummary: 'The demo network into both stores',
  });
}
