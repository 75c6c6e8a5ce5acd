import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { randomBytes } from 'node:crypto';
import { workflowBundle } from '../../src/workers/bundle';
import { eraseAccountType, erasureAsked } from '../../src/workflows/erasureMessages';
import { startTimeSkipping } from '../support/timeSkipping';

const day = 86_400_000;

describe('the promise to erase', () => {
  let environment: TestWorkflowEnvironment;
  beforeAll(async () => {
    environment = await startTimeSkipping();
  }, 120_000);
  afterAll(() => environment.teardown());

  /** Runs the workflow over looks that each say after how many days to look again; answers when it looked, in days. */
  async function looks(days: readonly (number | undefined)[], askAgainAfterDays?: number): Promise<number[]> {
    const taskQueue = `erasure-${randomBytes(6).toString('hex')}`;
    const began = await environment.currentTimeMs();
    const lookedAt: number[] = [];
    const continueErasure = async () => {
      const now = await environment.currentTimeMs();
      const again = days[lookedAt.length];
      lookedAt.push(Math.round((now - began) / day));
      return again === undefined ? {} : { lookAgainAt: now + again * day };
    };
    const worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue,
      workflowBundle: await workflowBundle(),
      activities: { continueErasure },
    });
    await worker.runUntil(async () => {
      const handle = await environment.client.workflow.signalWithStart(eraseAccountType, {
        workflowId: `ers_${taskQueue}`,
        taskQueue,
        args: [{ requestId: 'ers_1' }],
        signal: erasureAsked,
      });
      if (askAgainAfterDays !== undefined) {
        await environment.sleep(askAgainAfterDays * day);
        await handle.signal(erasureAsked);
      }
      await handle.result();
    });
    return lookedAt;
  }

  it('is kept when the last flight arrives, months later, and ends when nothing is left', async () => {
    expect(await looks([30, 200, undefined])).toEqual([0, 30, 230]);
  });

  it('is looked at again as soon as the user asks again', async () => {
    expect(await looks([200, undefined], 10)).toEqual([0, 10]);
  });
});
