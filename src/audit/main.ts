import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, loadConfig, loadStackConfig } from '../config';
import { createStackMemory } from '../stack/state';
import { audit } from './auditing';
import { connectSources } from './connecting';
import { reportText } from './report';

const usage = `npm run audit -- [--json] [--patience SECONDS]

Reads seats, slots, bookings with their logs, the provider's payments, the workflows and what was told, and checks
the invariants of ARCHITECTURE.md. Exit status: 0 nothing is wrong, 1 violations, 2 something could not be read.
`;

const statuses = { clean: 0, violations: 1, unreadable: 2 } as const;

/** The settings of the environment; what it does not say, as the launcher told the programs of the running stack. */
function findConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile(resolve('.env'));
  const { home, environment } = loadStackConfig();
  return loadConfig({ ...createStackMemory(home).read().environment, ...environment });
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, patience: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(usage);
    return statuses.clean;
  }
  const patienceMs = Number(values.patience ?? 60) * 1000;
  if (!(patienceMs >= 0)) throw new Error(`--patience takes seconds, not ${String(values.patience)}`);
  const { sources, close } = await connectSources(findConfig());
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  try {
    const report = await audit(sources, { patienceMs, pauseMs: 1000, signal: interrupted.signal });
    process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
    return report.violations.length > 0 ? statuses.violations : statuses.clean;
  } finally {
    await close();
  }
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(
      `The audit could not be made: ${error instanceof Error ? error.message : String(error)}\n${usage}`,
    );
    process.exitCode = statuses.unreadable;
  },
);
