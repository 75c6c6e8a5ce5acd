import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFlags } from '../../src/stack/product';
import { eventually } from '../support/eventually';
import globalSetup, { endTestServers } from '../support/globalSetup';
import { startProduct, type Product } from '../support/product';
import { testServers } from '../support/servers';
import { post } from './load';
import { findProcess } from './processes';

const root = join(__dirname, '..', '..');

/** The floor: an API and a worker like the product's, in two processes, that do nothing but Temporal's part. */
async function startFloor(home: string, port: number) {
  const { temporalAddress } = testServers();
  const readyFile = join(home, 'floor-ready');
  const env = {
    ...process.env,
    TEMPORAL_ADDRESS: temporalAddress,
    FLOOR_TASK_QUEUE: `floor-${randomBytes(4).toString('hex')}`,
    READY_FILE: readyFile,
    PORT: String(port),
  };
  const launch = (file: string) =>
    spawn(
      process.execPath,
      [...nodeFlags, '--require', join(root, 'test/support/endWithParent.js'), join(root, 'test/bench/floor', file)],
      { cwd: root, env, stdio: ['pipe', 'ignore', 'inherit'] },
    );
  const worker = launch('worker.ts');
  const api = launch('api.ts');
  await eventually('the worker of the floor polls', () => existsSync(readyFile), 60_000);
  const url = `http://127.0.0.1:${port}`;
  const answers = () =>
    post(`${url}/none/x`).then(
      () => true,
      () => false,
    );
  await eventually('the API of the floor answers', answers, 60_000);
  return {
    url,
    worker: worker.pid ?? 0,
    api: api.pid ?? 0,
    stop: () => [worker, api].forEach((child) => child.kill('SIGKILL')),
  };
}

/** Real servers, the product and the floor beside each other. Everything ends with `stop`, and when this process ends. */
export async function openStage(env: Record<string, string> = {}) {
  await globalSetup();
  Object.assign(process.env, env);
  const product: Product = await startProduct();
  const floor = await startFloor(product.home, await product.freePort());
  const { temporalAddress, dynamodbEndpoint } = testServers();
  return {
    product,
    floor,
    temporal: findProcess('start-dev', temporalAddress.split(':')[1] ?? ''),
    dynamodb: findProcess('software.amazon.dynamodb.services.local.main.ServerRunner', new URL(dynamodbEndpoint).port),
    async stop() {
      floor.stop();
      await product.stop();
      await endTestServers();
    },
  };
}
export type Stage = Awaited<ReturnType<typeof openStage>>;
