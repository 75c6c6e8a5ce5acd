import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StackError } from './errors';
import type { Report } from './fetching';
import { partNames, stopOrder, stopWithinMs, type Part, type PartName } from './parts';
import { endProcess, isRunning, launchProcess, type Launch, type ProcessMark } from './processes';
import type { StackMemory } from './state';
import { waitUntil } from './waiting';

export type Outcome = 'started' | 'kept';

/**
 * Starts, watches and stops the parts of one home. What runs stands in the state file, not in this process's memory:
 * so a launcher finds what an earlier one, killed, has left behind, and a part started by hand counts too.
 */
export function createSupervisor(memory: StackMemory, home: string) {
  const logFileOf = (name: PartName) => join(home, 'logs', `${name.replace(':', '-')}.log`);
  const launched = new Map<PartName, ProcessMark>();

  /** An orphan of an earlier launcher is kept when it is a server, was started the same way and answers; otherwise it is ended. */
  async function keepOrEnd(part: Part, fingerprint: string): Promise<boolean> {
    const record = memory.read().parts[part.name];
    if (record === undefined || !isRunning(record.mark)) return false;
    if (part.kind === 'server' && record.fingerprint === fingerprint) {
      const { met } = await waitUntil(() => part.isReady(record.mark.pid), { withinMs: 3000 });
      if (met) return true;
    }
    await end(part.name);
    return false;
  }

  async function end(name: PartName): Promise<void> {
    const mark = findRunning(name) ?? memory.read().parts[name]?.mark;
    if (mark === undefined) return;
    await endProcess(mark, stopWithinMs[name]);
    memory.forgetPart(name, mark);
  }

  /** By the state file; where that was deleted under us, by our own memory. */
  function findRunning(name: PartName): ProcessMark | undefined {
    const known = [memory.read().parts[name]?.mark, launched.get(name)];
    return known.find((mark) => mark !== undefined && isRunning(mark));
  }

  /** All of them at the same time. That one can not be forgotten (a full disk) keeps none of the others alive. */
  async function endAll(names: readonly PartName[]): Promise<void> {
    const outcomes = await Promise.allSettled(names.map((name) => end(name)));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }

  async function launchAndWait(part: Part, launch: Launch, signal: AbortSignal | undefined): Promise<void> {
    const logFile = logFileOf(part.name);
    const logFrom = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
    const { mark, child } = await launchProcess(launch, logFile);
    try {
      memory.setPart(part.name, { mark, address: part.address, fingerprint: fingerprintOf(launch) });
    } catch (error) {
      // What is not remembered could not be found again.
      await endProcess(mark, stopWithinMs[part.name]);
      throw error;
    }
    launched.set(part.name, mark);
    child.unref();
    const started = () => (isRunning(mark) ? part.isReady(mark.pid) : Promise.resolve(true));
    const { met, lastError } = await waitUntil(started, signal === undefined ? part.ready : { ...part.ready, signal });
    signal?.throwIfAborted();
    if (met && isRunning(mark)) return;
    const problem = isRunning(mark) ? `did not answer within ${part.ready.withinMs / 1000} s` : 'ended while starting';
    await end(part.name);
    throw new StackError(
      `${part.title} ${problem}; its last lines:\n${lastLines(logFile, logFrom)}\n`,
      `All of it stands in ${logFile}.`,
      { cause: lastError },
    );
  }

  return {
    logFileOf,

    /** Ready when this returns. Throws StackError when the part can not be started; rejects early when aborted. */
    async start(part: Part, report: Report, signal?: AbortSignal): Promise<Outcome> {
      const launch = await part.prepare(report);
      signal?.throwIfAborted();
      if (await keepOrEnd(part, fingerprintOf(launch))) return 'kept';
      report('starting');
      await launchAndWait(part, launch, signal);
      return 'started';
    },

    endAll,

    /** Ends whatever runs, in the order of stopping, and all of it, whatever goes wrong meanwhile; then says what did. */
    async stopAll(): Promise<void> {
      const outcomes: PromiseSettledResult<void>[] = [];
      for (const group of stopOrder) outcomes.push(...(await Promise.allSettled([endAll(group)])));
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    },

    /** The parts that run now, with their marks. */
    running(): Map<PartName, ProcessMark> {
      const alive = partNames.flatMap((name) => {
        const mark = findRunning(name);
        return mark === undefined ? [] : [[name, mark] as const];
      });
      return new Map(alive);
    },
  };
}
export type Supervisor = ReturnType<typeof createSupervisor>;

/** How a part was started, to see whether it would be started the same way today. */
export function fingerprintOf(launch: Launch): string {
  return [launch.command, ...launch.args].join(' ');
}

/** The end of what a log got since `from`, without stack frames: the message above them says more. */
function lastLines(logFile: string, from: number): string {
  const lines = readFileSync(logFile).subarray(from).toString('utf8').split('\n');
  const telling = lines.filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  return telling
    .slice(-8)
    .map((line) => `    ${line.slice(0, 300)}`)
    .join('\n');
}
