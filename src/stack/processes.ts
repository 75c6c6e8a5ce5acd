import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from './errors';
import { waitUntil } from './waiting';

/** One process of one moment: the number alone may by now belong to somebody else's. */
export interface ProcessMark {
  readonly pid: number;
  /** The start time as the system tells it, opaque. */
  readonly startedAt: string;
}

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

/** The mark of a living process; undefined when there is none with that number, or only its unreaped remains. */
export function findMark(pid: number): ProcessMark | undefined {
  if (process.platform === 'linux') return findMarkInProc(pid);
  try {
    const startedAt = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    return startedAt === '' ? undefined : { pid, startedAt };
  } catch {
    return undefined; // `ps` ends with 1 when there is no such process.
  }
}

function findMarkInProc(pid: number): ProcessMark | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; the fields after it do not: state is the first, start time the twentieth.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const startedAt = fields[19];
    return startedAt === undefined || fields[0] === 'Z' ? undefined : { pid, startedAt };
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ESRCH') return undefined;
    throw error;
  }
}

/** Whether exactly this process still lives. */
export function isRunning(mark: ProcessMark): boolean {
  return findMark(mark.pid)?.startedAt === mark.startedAt;
}

const logLimitBytes = 20 * 1024 * 1024;

function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > logLimitBytes) renameSync(path, `${path}.1`);
  return openSync(path, 'a');
}

export interface LaunchedProcess {
  readonly mark: ProcessMark;
  readonly child: ChildProcess;
}

/**
 * Starts a process in a session of its own, writing to its log file, so that a Ctrl-C at the terminal reaches only the
 * launcher, and the process outlives a launcher that is killed. Rejects when the command can not be started.
 */
export async function launchProcess(launch: Launch, logFile: string): Promise<LaunchedProcess> {
  const log = openLog(logFile);
  try {
    const child = spawn(launch.command, [...launch.args], {
      cwd: launch.cwd,
      env: { ...launch.env },
      detached: true,
      stdio: ['ignore', log, log],
    });
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    const pid = child.pid ?? 0;
    return { mark: findMark(pid) ?? { pid, startedAt: 'ended' }, child };
  } finally {
    closeSync(log);
  }
}

function signal(mark: ProcessMark, name: NodeJS.Signals): void {
  try {
    process.kill(mark.pid, name);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

/** Asks the process to end, and ends it when it has not within `withinMs`. Returns how. Never touches a later process of the same number. */
export async function endProcess(mark: ProcessMark, withinMs: number): Promise<'was gone' | 'ended' | 'killed'> {
  if (!isRunning(mark)) return 'was gone';
  signal(mark, 'SIGTERM');
  const gone = () => Promise.resolve(!isRunning(mark));
  if ((await waitUntil(gone, { withinMs, everyMs: 25 })).met) return 'ended';
  signal(mark, 'SIGKILL');
  await waitUntil(gone, { withinMs: 2000, everyMs: 25 });
  return 'killed';
}
