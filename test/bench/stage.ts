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

/**
 * An API and a worker like the product's, in two processes, from the programs of one folder: the floor, which does nothing
 * but Temporal's part, and `bare`, which sends the protocol's requests as well.
 */
async function startPair(folder: 'floor' | 'bare', { home, freePort }: Product, told: Record<string, string> = {}) {
  const readyFile = join(home, `${folder}-ready`);
  const port = await freePort();
  const taskQueue = `${folder}-${randomBytes(4).toString('hex')}`;
  const env = {
    ...process.env,
    ...told,
    TEMPORAL_ADDRESS: testServers().temporalAddress,
    TASK_QUEUE: taskQueue,
    READY_FILE: readyFile,
    PORT: String(port),
  };
  const launch = (file: string) =>
    spawn(
      process.execPath,
      [...nodeFlags, '--require', join(root, 'test/support/endWithParent.js'), join(root, 'test/bench', folder, file)],
      { cwd: root, env, stdio: ['pipe', 'ignore', 'inherit'] },
    );
  const worker = launch('worker.ts');
  const api = launch('api.ts');
  const url = `http://127.0.0.1:${port}`;
  const answers = () =>
    post(`${url}/none/x`).then(
      () => true,
      () => false,
    );
  await eventually(`the worker of ${folder} polls`, () => existsSync(readyFile), 60_000);
  await eventually(`the API of ${folder} answers`, answers, 60_000);
  return {
    url,
    taskQueue,
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
  const floor = await startPair('floor', product);
  const pairs = [floor];
  const { temporalAddress, dynamodbEndpoint } = testServers();
  return {
    product,
    floor,
    temporal: findProcess('start-dev', temporalAddress.split(':')[1] ?? ''),
    dynamodb: findProcess('DynamoDbServer', new URL(dynamodbEndpoint).port),
    /** For who compares with it: it is told of its tables, which must stand. */
    async startBare(told: Record<string, string>) {
      const bare = await startPair('bare', product, told);
      pairs.push(bare);
      return bare;
    },
    async stop() {
      pairs.forEach((pair) => pair.stop());
      await product.stop();
      await endTestServers();
    },
  };
}
export type Stage = Awaited<ReturnType<typeof openStage>>;

/** One line of figures, as it is known. */
export type Tell = (line: string) => void;
