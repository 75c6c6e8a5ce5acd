import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tellingEvents } from '../../src/gateways/webhooks';
import { nodeFlags } from '../../src/stack/product';
import { issueToken, type LocalUser } from '../../src/stack/localUsers';
import { eventually } from './eventually';
import { createFailpointFolder } from './failpoints';
import { startFaultProxies } from './faultProxy';
import { findFreePort } from '../../src/stack/ports';
import { testServers } from './servers';

const root = join(__dirname, '..', '..');

const freePort = () => findFreePort(0);

type WorkerName = `worker:booking${'' | `-${string}`}` | 'worker:search';
export type ProgramName = 'provider' | 'identity' | WorkerName | `api${string}`;
interface Program {
  readonly child: ChildProcess;
  readonly exited: Promise<void>;
}

export interface ProductChoices {
  /** Routes every program through fault proxies, and arms failpoints. */
  readonly faults?: boolean;
  /** Settings for all programs. */
  readonly env?: Readonly<Record<string, string>>;
}
export interface WorkerChoices {
  /** A second worker of the same kind needs a name of its own: `worker:booking-2`. */
  readonly name?: WorkerName;
  readonly env?: Readonly<Record<string, string>>;
  /** How far this worker's clock is off, in ms. */
  readonly clockOffsetMs?: number;
}

/**
 * The whole product as separate processes over the shared real servers, with tables, routes and task queues of its own:
 * provider, identity provider, both workers, an API node. Each can be killed and started again.
 */
export async function startProduct({ faults = false, env: chosen = {} }: ProductChoices = {}) {
  const servers = testServers();
  const name = randomBytes(4).toString('hex');
  const home = mkdtempSync(join(tmpdir(), `skyhold-e2e-${name}-`));
  const ports = { api: await freePort(), provider: await freePort(), identity: await freePort() };
  const issuer = `http://127.0.0.1:${ports.identity}`;
  const providerUrl = `http://127.0.0.1:${ports.provider}`;
  const proxies = faults ? await startFaultProxies({ ...servers, providerUrl }) : undefined;
  const failpoints = createFailpointFolder(join(home, 'failpoints'));
  const environment: Record<string, string> = {
    ...(process.env as Record<string, string>),
    NODE_ENV: 'test',
    LOG_LEVEL: 'warn',
    TEMPORAL_ADDRESS: servers.temporalAddress,
    DYNAMODB_ENDPOINT: servers.dynamodbEndpoint,
    NEO4J_URI: servers.neo4jUri,
    TABLE_PREFIX: `e2e-${name}-`,
    GRAPH_LABEL_SUFFIX: name,
    BOOKING_TASK_QUEUE: `booking-${name}`,
    SEARCH_TASK_QUEUE: `search-${name}`,
    PAYMENT_URL: providerUrl,
    OIDC_ISSUER: issuer,
    MATERIALISE_DAYS: '1',
    VIOLATIONS_FILE: join(home, 'violations.jsonl'),
    ...(proxies && { ...proxies.environment, SKYHOLD_FAILPOINTS: failpoints.folder }),
    ...chosen,
  };
  const running = new Map<ProgramName, Program>();
  const logs = createWriteStream(join(home, 'programs.log'), { flags: 'a' });
  // Every program that is started again writes into it, too.
  logs.setMaxListeners(0);

  function launch(
    program: ProgramName,
    file: string,
    env: Record<string, string>,
    args: readonly string[] = [],
  ): Program {
    const preloads = ['endWithParent.js', ...('TEST_CLOCK_OFFSET_MS' in env ? ['shiftedClock.js'] : [])];
    const required = preloads.flatMap((preload) => ['--require', join(root, 'test', 'support', preload)]);
    const preload = [...nodeFlags, ...required];
    const child = spawn(process.execPath, [...preload, join(root, 'src', file), ...args], {
      cwd: root,
      env: { ...environment, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdout.pipe(logs, { end: false });
    child.stderr.pipe(logs, { end: false });
    const started = { child, exited: new Promise<void>((resolve) => child.once('exit', () => resolve())) };
    running.set(program, started);
    return started;
  }

  const answers = (url: string) => () =>
    fetch(url).then(
      (r) => r.ok,
      () => false,
    );
  const apiUrl = (port: number) => `http://127.0.0.1:${port}`;

  async function startApi(
    node: `api${string}` = 'api',
    port = ports.api,
    env: Record<string, string> = {},
  ): Promise<string> {
    launch(node, 'api/main.ts', { PORT: String(port), PUBLIC_URL: apiUrl(port), ...env });
    await eventually(`${node} is ready`, answers(`${apiUrl(port)}/health/ready`), 90_000);
    return apiUrl(port);
  }

  async function startWorker(worker: 'booking' | 'search', choices: WorkerChoices = {}): Promise<void> {
    const { name: program = `worker:${worker}`, env = {}, clockOffsetMs } = choices;
    const readyFile = join(home, `${worker}-${randomBytes(3).toString('hex')}`);
    const shift = clockOffsetMs === undefined ? {} : { TEST_CLOCK_OFFSET_MS: String(clockOffsetMs) };
    launch(program, `workers/${worker}.ts`, { READY_FILE: readyFile, ...env, ...shift });
    await eventually(`${program} polls`, () => existsSync(readyFile), 90_000);
  }

  function launchProvider(): void {
    launch('provider', 'provider/main.ts', {
      HOST: '127.0.0.1',
      PORT: String(ports.provider),
      PUBLIC_URL: providerUrl,
      LEDGER_FILE: join(home, 'ledger.jsonl'),
      WEBHOOK_URL: `${apiUrl(ports.api)}/v1/payment-events`,
      WEBHOOK_EVENTS: tellingEvents.join(','),
      WEBHOOK_SECRET: 'whsec_skyhold_local',
      PAYMENT_SECRET_KEY: 'sk_test_skyhold_local',
      FAULTS: 'true',
    });
  }

  /** The same provider again, with the ledger of before. */
  async function startProvider(): Promise<void> {
    launchProvider();
    await eventually('the provider answers', answers(`${providerUrl}/health`), 30_000);
  }

  const product = {
    url: apiUrl(ports.api),
    environment,
    home,
    providerUrl,
    failpoints,
    /** The proxies of a product that was started with `faults`. */
    get proxies() {
      if (!proxies) throw new Error('this product was started without faults');
      return proxies;
    },
    startApi,
    /** Another API node over the same tables, perhaps with other settings. */
    startNode: async (node: `api-${string}`, env: Record<string, string> = {}) => startApi(node, await freePort(), env),
    startWorker,
    startProvider,
    tokenOf: (user: LocalUser) => issueToken(issuer, user),
    freePort,

    /** Writes that the stream auditor has met and the protocol does not know, one JSON text each. */
    illegalWrites(): string[] {
      const file = environment['VIOLATIONS_FILE'] ?? '';
      // Stream records come at least once.
      return existsSync(file) ? [...new Set(readFileSync(file, 'utf8').trim().split('\n'))] : [];
    },

    /** The process of a running program, for who measures it. */
    pidOf(program: ProgramName): number {
      const pid = running.get(program)?.child.pid;
      if (pid === undefined) throw new Error(`${program} does not run`);
      return pid;
    },

    /** Whether the program lives: a failpoint may have ended it. */
    isRunning: (program: ProgramName): boolean => {
      const child = running.get(program)?.child;
      return child !== undefined && child.exitCode === null && child.signalCode === null;
    },

    /** Ends a program as a crash would. */
    async kill(program: ProgramName): Promise<void> {
      const found = running.get(program);
      if (!found) throw new Error(`${program} does not run`);
      found.child.kill('SIGKILL');
      await found.exited;
      running.delete(program);
    },

    /** Ends everything, and fails when anything was written meanwhile that the protocol does not know. */
    async stop({ illegalWrites: known = 0 } = {}): Promise<void> {
      for (const { child } of running.values()) child.kill('SIGKILL');
      await Promise.all([...running.values()].map(({ exited }) => exited));
      await proxies?.close();
      logs.end();
      const illegal = product.illegalWrites();
      rmSync(home, { recursive: true, force: true });
      if (illegal.length !== known) throw new Error(`illegal writes, ${known} expected:\n${illegal.join('\n')}`);
    },
  };

  launchProvider();
  launch('identity', 'stack/identity.ts', {}, [
    '--port',
    String(ports.identity),
    '--issuer',
    issuer,
    '--key-file',
    join(home, 'key.json'),
  ]);
  try {
    await Promise.all([startWorker('booking'), startWorker('search')]);
    await startApi();
  } catch (error) {
    process.stderr.write(readFileSync(join(home, 'programs.log'), 'utf8').slice(-4000));
    await product.stop();
    throw error;
  }
  return product;
}
export type Product = Awaited<ReturnType<typeof startProduct>>;
