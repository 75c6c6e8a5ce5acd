import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadStackConfig } from '../src/config';
import { provideTemporal } from '../src/stack/fetching';
import { runProgram } from '../src/stack/programs';
import { createStackMemory } from '../src/stack/state';

/**
 * `npm run record-history -- <workflow id> <name>`: keeps the history of a workflow of the running stack as
 * `test/histories/<name>.json`. Every change of the workflows is replayed against all of them (`test/unit/histories.test.ts`).
 */
async function main(workflowId: string | undefined, name: string | undefined): Promise<void> {
  if (workflowId === undefined || name === undefined || !/^[a-z0-9-]+$/.test(name)) {
    throw new Error('Which workflow, under which name? npm run record-history -- <workflow id> <name>');
  }
  const { home, product, cache, javaHome, environment } = loadStackConfig();
  const address = createStackMemory(home).read().environment['TEMPORAL_ADDRESS'] ?? product.temporal.address;
  const temporal = await provideTemporal({ cache, javaHome, environment }, () => undefined);
  const show = ['workflow', 'show', '--output', 'json', '--workflow-id', workflowId];
  const where = ['--address', address, '--namespace', product.temporal.namespace];
  const run = await runProgram(temporal, [...show, ...where]);
  if (run.outcome !== 'succeeded') throw new Error(run.output);
  const folder = join(__dirname, '..', 'test', 'histories');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${run.output}\n`);
}

main(process.argv[2], process.argv[3]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
