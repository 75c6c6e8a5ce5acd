import { Worker } from '@temporalio/worker';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workflowBundle } from '../../src/workers/bundle';

const folder = join(__dirname, '..', 'histories');
const names = readdirSync(folder).filter((file) => file.endsWith('.json'));

describe('workflows that were recorded with earlier code', () => {
  it('are there to be replayed', () => {
    expect(names.length).toBeGreaterThan(0);
  });

  it.each(names)('%s goes on under the code of today', async (name) => {
    const history = JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown;
    await Worker.runReplayHistory({ workflowBundle: await workflowBundle({ stackTraces: false }) }, history);
  });

  it('a workflow that does something else than was recorded is found out', async () => {
    const [name] = names.filter((file) => file.startsWith('booking-confirmed'));
    const recorded = readFileSync(join(folder, name!), 'utf8').replaceAll('"capturePayment"', '"refundPayment"');
    const replay = Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, JSON.parse(recorded) as unknown);
    await expect(replay).rejects.toThrow(/[Nn]ondeterminism/);
  });
});
