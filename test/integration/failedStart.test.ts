import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { testServers } from '../support/servers';

/** How a worker ends that finds its stores, but no Temporal. */
function startWithoutTemporal(worker: string): Promise<{ code: number | null; said: string }> {
  const { dynamodbEndpoint, neo4jUri } = testServers();
  const suffix = randomUUID().replaceAll('-', '');
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, `../../src/workers/${worker}.ts`)], {
    env: {
      PATH: process.env['PATH'],
      DYNAMODB_ENDPOINT: dynamodbEndpoint,
      NEO4J_URI: neo4jUri,
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      TABLE_PREFIX: `start-${suffix}-`,
      GRAPH_LABEL_SUFFIX: suffix,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 50_000,
  });
  let said = '';
  child.stderr.on('data', (text) => (said += String(text)));
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, said })));
}

test.each(['search', 'booking'])('a %s worker that cannot start ends, so that it is started anew', async (worker) => {
  const { code, said } = await startWithoutTemporal(worker);
  expect(said).toContain('Connection refused');
  expect(code).toBe(1);
});
