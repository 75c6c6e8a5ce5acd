import { type Client, ScheduleAlreadyRunning, type ScheduleOptions, ScheduleOverlapPolicy } from '@temporalio/client';
import type { Config } from '../config';
import { type ReconcileInput, reconcileIds, reconcileType } from '../workflows/messages';

type Settings = Pick<Config, 'clocks' | 'reconciling' | 'temporal'>;

/** The schedules of the reconciler: a quick one for what happens now, and an hourly one that looks back for days. */
export async function createBookingSchedules(client: Client, settings: Settings): Promise<void> {
  const ids = reconcileIds(settings.temporal.bookingTaskQueue);
  const { everySeconds } = settings.reconciling;
  await Promise.all([
    keepSchedule(
      client,
      settings,
      ids.recent,
      'recent',
      `${everySeconds} seconds`,
      'Brings to an end what nobody works on',
    ),
    keepSchedule(client, settings, ids.all, 'all', '1 hour', 'The same, for payments of the last days'),
  ]);
}

/** Creates the schedule, or brings what it starts up to date; when it runs stays as operators left it. */
async function keepSchedule(
  client: Client,
  { clocks, temporal, reconciling }: Settings,
  id: string,
  payments: ReconcileInput['payments'],
  every: `${number} seconds` | '1 hour',
  staticSummary: string,
): Promise<void> {
  const action = {
    type: 'startWorkflow',
    workflowType: reconcileType,
    args: [{ payments, clocks } satisfies ReconcileInput],
    taskQueue: temporal.bookingTaskQueue,
    workflowId: id,
    // A run that no worker takes must not keep the next ones away.
    workflowExecutionTimeout: '5 minutes',
    staticSummary,
  } as const satisfies ScheduleOptions['action'];
  try {
    await client.schedule.create({
      scheduleId: id,
      spec: { intervals: [{ every }] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: `${reconciling.everySeconds} seconds` },
      action,
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(id).update((schedule) => ({ ...schedule, action }));
  }
}
