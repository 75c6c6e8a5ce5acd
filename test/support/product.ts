import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueToken, type LocalUser } from '../../src/stack/localUsers';
import { eventually } from './eventually';
import { testServers } from './servers';

const root = join(__dirname, '..', '..');

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export type ProgramName = 'provider' | 'identity' | 'worker:booking' | 'worker:search' | `api${string}`;
interface Program {
  readonly child: ChildProcess;
  readonly exited: Promise<void>;
}

/**
 * The whole product as separate processes over the shared real servers, with tables, routes and task queues of its own:
 * provider, identity provider, both workers, an API node. Each can be killed and started again.
 */
export async function startProduct() {
  const servers = testServers();
  const name = randomBytes(4).toString('hex');
  const home = mkdtempSync(join(tmpdir(), `skyhold-e2e-${name}-`));
  const ports = { api: await freePort(), provider: await freePort(), identity: await freePort() };
  const issuer = `http://127.0.0.1:${ports.identity}`;
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
    PAYMENT_URL: `http://127.0.0.1:${ports.provider}`,
    OIDC_ISSUER: issuer,
    MATERIALISE_DAYS: '1',
  };
  const running = new Map<ProgramName, Program>();
  const logs = createWriteStream(join(home, 'programs.log'), { flags: 'a' });

  function launch(
    program: ProgramName,
    file: string,
    env: Record<string, string>,
    args: readonly string[] = [],
  ): Program {
    const preload = ['--import', 'tsx', '--require', join(root, 'test', 'support', 'endWithParent.js')];
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

  async function startWorker(worker: 'booking' | 'search'): Promise<void> {
    const readyFile = join(home, `${worker}-${randomBytes(3).toString('hex')}`);
    launch(`worker:${worker}`, `workers/${worker}.ts`, { READY_FILE: readyFile });
    await eventually(`the ${worker} worker polls`, () => existsSync(readyFile), 90_000);
  }

  const product = {
    url: apiUrl(ports.api),
    environment,
    home,
    providerUrl: `http://127.0.0.1:${ports.provider}`,
    startApi,
    /** Another API node over the same tables, perhaps with other settings. */
    startNode: async (node: `api-${string}`, env: Record<string, string> = {}) => startApi(node, await freePort(), env),
    startWorker,
    tokenOf: (user: LocalUser) => issueToken(issuer, user),

    /** Ends a program as a crash would. */
    async kill(program: ProgramName): Promise<void> {
      const found = running.get(program);
      if (!found) throw new Error(`${program} does not run`);
      found.child.kill('SIGKILL');
      await found.exited;
      running.delete(program);
    },

    async stop(): Promise<void> {
      for (const { child } of running.values()) child.kill('SIGKILL');
      await Promise.all([...running.values()].map(({ exited }) => exited));
      logs.end();
      rmSync(home, { recursive: true, force: true });
    },
  };

  launch('provider', 'provider/main.ts', {
    HOST: '127.0.0.1',
    PORT: String(ports.provider),
    PUBLIC_URL: product.providerUrl,
    LEDGER_FILE: join(home, 'ledger.jsonl'),
    WEBHOOK_URL: `${product.url}/v1/payment-events`,
    WEBHOOK_SECRET: 'whsec_skyhold_local',
    PAYMENT_SECRET_KEY: 'sk_test_skyhold_local',
    FAULTS: 'true',
  });
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
