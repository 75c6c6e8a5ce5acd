import { TestWorkflowEnvironment } from '@temporalio/testing';
import { testServers } from './servers';

/** A start takes half a second, but is given up after five; on a machine that does much else that may happen. */
const tries = 4;

/** The Temporal server that skips over time in which everybody waits. */
export async function startTimeSkipping(): Promise<TestWorkflowEnvironment> {
  const path = testServers().testServerExecutable;
  for (let attempt = 1; ; attempt++) {
    try {
      return await TestWorkflowEnvironment.createTimeSkipping({
        server: { executable: { type: 'existing-path', path } },
      });
    } catch (error) {
      if (attempt === tries) throw error;
    }
  }
}
