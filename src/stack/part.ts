import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigError, loadStackConfig } from '../config';
import { StackError } from './errors';
import { isPartName, partNames, type Part } from './parts';
import { portsSchema, stackParts } from './plan';
import { findMark, isRunning, type Launch } from './processes';
import { createStackMemory, type StackMemory } from './state';
import { fingerprintOf } from './supervisor';

/**
 * `npm run worker:booking` and the like: one part in the foreground, against the running stack, told the same as its
 * launcher would tell it.
 */
async function main(name: string | undefined): Promise<number> {
  if (name === undefined || !isPartName(name))
    throw new StackError('Which part?', `npm run part -- ${partNames.join('|')}`);
  if (existsSync('.env')) process.loadEnvFile(resolve('.env'));
  const config = loadStackConfig();
  const memory = createStackMemory(config.home);
  if (memory.findLauncher() === undefined)
    throw new StackError('The stack is not running.', 'Start it first: npm start');
  const state = memory.read();
  const record = state.parts[name];
  if (record !== undefined && isRunning(record.mark)) {
    throw new StackError(`${name} is running already.`, `End it first: kill ${record.mark.pid}`);
  }
  const parts = stackParts(config, portsSchema.parse(state.ports), state.environment);
  const part = parts.find((known) => known.name === name);
  if (part === undefined)
    throw new StackError(
      `${name} is not ours to start: its address is given by the environment.`,
      'Start it where it lives.',
    );
  return runInForeground(part, await part.prepare(tell), memory);
}

const tell = (message: string) => process.stderr.write(`${message}\n`);

/** Its exit status, as a shell would tell it. */
async function runInForeground(part: Part, launch: Launch, memory: StackMemory): Promise<number> {
  const child = spawn(launch.command, [...launch.args], { env: { ...launch.env }, stdio: 'inherit' });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (signal !== null) tell(`${part.title} was ended by ${signal}.`);
      resolve(code ?? 1);
    });
  });
  // A Ctrl-C reaches the part by itself; a signal sent to us alone is handed on.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  const mark = child.pid === undefined ? undefined : findMark(child.pid);
  if (mark !== undefined)
    memory.setPart(part.name, { mark, address: part.address, fingerprint: fingerprintOf(launch) });
  return ended;
}

main(process.argv[2]).then(
  (status) => process.exit(status),
  (error: unknown) => {
    const known = error instanceof StackError || error instanceof ConfigError;
    process.stderr.write(`${known ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
