import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';
import { findFreePort } from '../../src/stack/ports';
import { eventually } from './eventually';

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Valkey's or Redis's program; undefined, and said aloud, where neither is there. */
function findRedisServer(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const program = ['valkey-server', 'redis-server']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find(isProgram);
  if (program === undefined)
    process.stderr.write(
      '\nSKIPPED: what API nodes share over Redis is not tested. Neither redis-server nor valkey-server is on PATH; .ci/run installs it by apt.\n\n',
    );
  return program;
}
const program = findRedisServer();
export const hasRedis = program !== undefined;

/** A server of its own on a free port, with a password, that keeps nothing on disk. Can be killed, stalled and started again. */
export async function startRedis() {
  if (program === undefined) throw new Error('there is no redis-server');
  const folder = mkdtempSync(join(tmpdir(), 'skyhold-redis-'));
  const port = await findFreePort(0);
  const password = randomBytes(8).toString('hex');
  const url = `redis://:${password}@127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let exited: Promise<void> = Promise.resolve();

  async function answers(): Promise<boolean> {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.ping()) === 'PONG';
    } catch {
      return false;
    } finally {
      client.disconnect();
    }
  }

  const server = {
    url,
    async start(): Promise<void> {
      const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--requirepass', password];
      const started = spawn(program, [...settings, '--save', '', '--appendonly', 'no'], { stdio: 'ignore' });
      child = started;
      exited = new Promise((resolve) => started.once('exit', () => resolve()));
      await eventually('Redis answers', answers);
    },
    /** Ends it as a crash would. */
    async kill(): Promise<void> {
      child?.kill('SIGKILL');
      await exited;
    },
    /** It keeps its connections and answers nothing. */
    stall: () => void child?.kill('SIGSTOP'),
    goOn: () => void child?.kill('SIGCONT'),
    async end(): Promise<void> {
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}
export type RedisServer = Awaited<ReturnType<typeof startRedis>>;
