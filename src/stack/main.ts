import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigError, loadStackConfig, type StackConfig } from '../config';
import { StackError } from './errors';
import { issueToken, type LocalUser } from './localUsers';
import { partNames } from './parts';
import { choosePorts, productEnvironment, stackParts } from './plan';
import { createScreen, type Screen } from './screen';
import { startParts } from './starting';
import { createStackMemory, type StackMemory } from './state';
import { createSupervisor, type Supervisor } from './supervisor';
import { requireNode } from './tools';
import { watchParts } from './watching';

interface Launcher {
  readonly config: StackConfig;
  readonly memory: StackMemory;
  readonly supervisor: Supervisor;
  readonly screen: Screen;
}

/** From nothing, or from what a killed launcher has left, to a ready product. */
async function launch({ config, memory, supervisor, screen }: Launcher, signal: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  await supervisor.endAll(['api', 'worker:booking', 'worker:search', 'provider', 'identity']);
  const ports = await choosePorts(config, memory.read().ports, new Set(supervisor.running().keys()));
  const environment = productEnvironment(config, ports);
  const parts = stackParts(config, ports, environment);
  const planned = new Set(parts.map((part) => part.name));
  await supervisor.endAll(partNames.filter((name) => !planned.has(name)));
  memory.setPorts(ports);
  memory.setEnvironment(environment);
  await startParts(parts, supervisor, screen, signal);
  if (signal.aborted) return;
  const issuer = environment['OIDC_ISSUER'];
  const tokens = config.given.identity === undefined && issuer !== undefined ? await issueTokens(issuer) : [];
  screen.ready({
    apiUrl: `http://127.0.0.1:${ports.api}`,
    temporalUiUrl: environment['TEMPORAL_UI_URL'],
    tokens,
    seconds: ((performance.now() - startedAt) / 1000).toFixed(1),
  });
  signal.addEventListener('abort', watchParts(parts, supervisor, screen));
}

function issueTokens(issuer: string): Promise<(readonly [string, string])[]> {
  const users = ['traveller-1', 'traveller-2', 'operator'] as const satisfies LocalUser[];
  return Promise.all(users.map(async (user) => [user, await issueToken(issuer, user)] as const));
}

/** Stops everything once, whoever asks and however often. */
function createStop(
  { supervisor, memory, screen }: Launcher,
  stopping: AbortController,
): (why: string) => Promise<void> {
  let stopped: Promise<void> | undefined;
  const stop = async (why: string): Promise<void> => {
    const startedAt = performance.now();
    stopping.abort();
    const ran = supervisor.running().size > 0;
    if (ran) screen.write('', `${why}: stopping`);
    try {
      await supervisor.stopAll();
      // Again, for a part that was being launched meanwhile.
      await supervisor.stopAll();
    } finally {
      memory.endLaunch();
    }
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    if (ran) screen.write(`Stopped in ${seconds} s. What was booked is kept in ${memory.home}.`);
  };
  return (why) => (stopped ??= stop(why));
}

/** `npm start`: everything, until Ctrl-C. */
async function main(): Promise<void> {
  requireNode(process.version);
  if (existsSync('.env')) process.loadEnvFile(resolve('.env'));
  const config = loadStackConfig();
  const memory = createStackMemory(config.home);
  const screen = createScreen(process.stdout);
  const supervisor = createSupervisor(memory, config.home);
  if (!memory.tryToLaunch())
    return screen.running(memory.read(), new Set(supervisor.running().keys()), memory.findLauncher()?.pid);
  const launcher = { config, memory, supervisor, screen };
  const stopping = new AbortController();
  const stop = createStop(launcher, stopping);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stop(signal === 'SIGINT' ? 'Ctrl-C' : signal).then(() => process.exit(0), fail);
    });
  }
  try {
    await launch(launcher, stopping.signal);
  } catch (error) {
    if (stopping.signal.aborted) return;
    explain(error);
    await stop('Not started');
    process.exit(1);
  }
}

function explain(error: unknown): void {
  const known = error instanceof StackError || error instanceof ConfigError;
  process.stderr.write(
    `\n${known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
}

function fail(error: unknown): never {
  explain(error);
  process.exit(1);
}

main().catch(fail);
