import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tellingEvents } from '../gateways/webhooks';
import { makeFolder } from './folders';
import type { Part, PartName } from './parts';
import type { Launch } from './processes';

const sourceFolder = join(__dirname, '..');

export interface ProductOptions {
  readonly home: string;
  /** Everything the programs are told, the launcher's own environment included. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Room for short-lived objects, in MB: with the default of 16 a crowd's requests cost a tenth of the CPU in collections. */
export const nodeFlags = ['--max-semi-space-size=32', '--import', 'tsx'] as const;

/** One of our own programs, run from its source. One process, so that a kill of it is a kill of it. */
function program(file: string, env: Launch['env'], args: readonly string[] = []): Launch {
  return { command: process.execPath, args: [...nodeFlags, join(sourceFolder, file), ...args], env };
}

async function answersOk(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
  await response.body?.cancel();
  return response.ok;
}

export function providerPart({ home, environment }: ProductOptions, port: number, apiPort: number): Part {
  const address = `http://127.0.0.1:${port}`;
  const env = {
    ...environment,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: address,
    LEDGER_FILE: join(home, 'provider', 'ledger.jsonl'),
    WEBHOOK_URL: `http://127.0.0.1:${apiPort}/v1/payment-events`,
    WEBHOOK_EVENTS: tellingEvents.join(','),
    WEBHOOK_SECRET: environment['PAYMENT_WEBHOOK_SECRETS']?.split(',')[0]?.trim(),
  };
  return {
    name: 'provider',
    title: 'Payment provider',
    address,
    needs: [],
    kind: 'program',
    prepare: () => {
      makeFolder(join(home, 'provider'));
      return Promise.resolve(program('provider/main.ts', env));
    },
    isReady: () => answersOk(`${address}/health`),
    ready: { withinMs: 60_000 },
  };
}

export function identityPart({ home, environment }: ProductOptions, port: number): Part {
  const address = `http://127.0.0.1:${port}`;
  const args = ['--port', String(port), '--issuer', address, '--key-file', join(home, 'identity', 'key.json')];
  return {
    name: 'identity',
    title: 'Identity provider',
    address,
    needs: [],
    kind: 'program',
    prepare: () => {
      makeFolder(join(home, 'identity'));
      return Promise.resolve(program('stack/identity.ts', environment, args));
    },
    isReady: () => answersOk(`${address}/.well-known/openid-configuration`),
    ready: { withinMs: 60_000 },
  };
}

/** Each of our programs has a metrics port of its own: the API the one that is set, the workers those after it. */
function workerMetricsPort(apis: string | undefined, worker: 'booking' | 'search'): string {
  const port = Number(apis ?? 0);
  return String(port === 0 ? 0 : port + (worker === 'booking' ? 1 : 2));
}

/** A worker says that it polls by writing its process number into a file. */
export function workerPart(
  { home, environment }: ProductOptions,
  worker: 'booking' | 'search',
  needs: readonly PartName[],
): Part {
  const readyFile = join(home, 'ready', worker);
  const saysReady = (pid: number) => existsSync(readyFile) && readFileSync(readyFile, 'utf8').trim() === String(pid);
  return {
    name: `worker:${worker}`,
    title: `${worker === 'booking' ? 'Booking' : 'Search'} worker`,
    address: `task queue ${environment[worker === 'booking' ? 'BOOKING_TASK_QUEUE' : 'SEARCH_TASK_QUEUE'] ?? `skyhold-${worker}`}`,
    needs,
    kind: 'program',
    prepare: () => {
      rmSync(readyFile, { force: true });
      const METRICS_PORT = workerMetricsPort(environment['METRICS_PORT'], worker);
      return Promise.resolve(program(`workers/${worker}.ts`, { ...environment, METRICS_PORT, READY_FILE: readyFile }));
    },
    isReady: (pid) => Promise.resolve(saysReady(pid)),
    ready: { withinMs: 120_000 },
  };
}

export function apiPart({ environment }: ProductOptions, port: number): Part {
  const address = `http://127.0.0.1:${port}`;
  return {
    name: 'api',
    title: 'API',
    address,
    needs: [],
    kind: 'program',
    prepare: () => Promise.resolve(program('api/main.ts', environment)),
    isReady: () => answersOk(`${address}/health/ready`),
    // It needs the others, which may be fetched only now; what keeps them from starting is said by them.
    ready: { withinMs: 20 * 60_000, everyMs: 150 },
  };
}
