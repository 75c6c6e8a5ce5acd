import { z } from 'zod';
import { loadStackConfig } from '../../src/config';
import { StackError } from '../../src/stack/errors';
import { portsSchema, stackParts } from '../../src/stack/plan';
import { isRunning } from '../../src/stack/processes';
import { createSupervisor } from '../../src/stack/supervisor';
import { waitUntil } from '../../src/stack/waiting';
import type { Running } from './running';
import type { Terminal } from './terminal';

const name = 'worker:booking';

/** Kills the worker that runs the bookings, as a power cut would: no signal it could catch. */
export async function killWorker({ stack }: Running, terminal: Terminal): Promise<void> {
  const mark = needStack(stack).memory.read().parts[name]?.mark;
  if (mark === undefined || !isRunning(mark)) {
    throw new StackError('There is no booking worker to kill.', `Start one in another terminal: npm run ${name}`);
  }
  process.kill(mark.pid, 'SIGKILL');
  const { met } = await waitUntil(() => Promise.resolve(!isRunning(mark)), { withinMs: 5000, everyMs: 20 });
  if (!met) throw new Error(`Process ${mark.pid} does not die.`);
  terminal.line(`   ${terminal.bad(`kill -9 ${mark.pid}`)}: the only booking worker is dead`);
}

/** Starts it again, as `npm run worker:booking` does. It goes on running when the story is over, and stops with the stack. */
export async function startWorker({ stack }: Running, terminal: Terminal): Promise<void> {
  const { memory, environment } = needStack(stack);
  const config = loadStackConfig();
  const parts = stackParts(config, portsSchema.parse(memory.read().ports), environment);
  const part = parts.find((known) => known.name === name);
  if (part === undefined) throw new Error(`${name} is no part of the stack.`);
  const supervisor = createSupervisor(memory, config.home);
  const startedAt = performance.now();
  await supervisor.start(part, (message) => terminal.passing(`   ${part.title}: ${message}`));
  const pid = supervisor.running().get(name)?.pid;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  terminal.line(`   started again after ${seconds} s, as \`npm run ${name}\` would: process ${pid ?? 'unknown'}`);
  terminal.line(`   ${terminal.dim('It stays when this story is over; Ctrl-C of npm start ends it with the rest.')}`);
}

const ledgerSchema = z.looseObject({ payments: z.array(z.looseObject({ captures: z.number() })) });

/** How often money was taken for a booking, by the ledger of the local payment provider. */
export async function countCaptures({ stack }: Running, bookingId: string): Promise<number> {
  const url = needStack(stack).environment['PAYMENT_URL'];
  const answer = await fetch(`${url}/ledger?booking_id=${bookingId}`, { signal: AbortSignal.timeout(5000) });
  if (!answer.ok) throw new Error(`The payment provider answered ${answer.status}.`);
  const { payments } = ledgerSchema.parse(await answer.json());
  return payments.reduce((sum, { captures }) => sum + captures, 0);
}

function needStack(stack: Running['stack']): NonNullable<Running['stack']> {
  if (stack !== undefined) return stack;
  throw new StackError('Only a worker of this machine can be killed.', 'Leave out API_URL, or leave out --crash.');
}
