import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';

export interface ProgramRun {
  /** `missing`: there is no such program, or it may not be run. */
  readonly outcome: 'succeeded' | 'failed' | 'missing';
  /** Both streams, in the order they came. */
  readonly output: string;
}

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly onLine?: (line: string) => void;
}

/** Runs a program to its end without input. (The library for this, execa, can not be loaded as CommonJS.) */
export async function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env, onLine }: ProgramOptions = {},
): Promise<ProgramRun> {
  const child = spawn(command, [...args], { cwd, env: env && { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const both = new PassThrough();
  child.stdout.pipe(both, { end: false });
  child.stderr.pipe(both, { end: false });
  const started = new Promise<boolean>((resolve) =>
    child.once('spawn', () => resolve(true)).once('error', () => resolve(false)),
  );
  child.once('close', () => both.end());
  if (!(await started)) return { outcome: 'missing', output: '' };
  const exit = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface({ input: both })) {
    onLine?.(line);
    lines.push(line);
  }
  const [code] = (await exit) as [number | null];
  return { outcome: code === 0 ? 'succeeded' : 'failed', output: lines.join('\n') };
}
