import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface ApiNode {
  readonly child: ChildProcess;
  readonly url: string;
  /** Everything it wrote, for looking at after a failure. */
  readonly log: () => string;
  /** The exit code and how long it took, after a signal. */
  readonly stop: (signal: NodeJS.Signals) => Promise<{ code: number | null; ms: number }>;
}

/** Starts an API node of its own, as production would, on a free port. Resolves when it listens. */
export function startApiNode(environment: Readonly<Record<string, string>>): Promise<ApiNode> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, '..', '..', 'src', 'api', 'main.ts')], {
    cwd: join(__dirname, '..', '..'),
    env: { ...process.env, NODE_ENV: 'development', PORT: '0', LOG_LEVEL: 'debug', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (text: Buffer) => (log += text.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return new Promise((resolve, reject) => {
    void exited.then((code) => reject(new Error(`the API node ended with ${String(code)}: ${log}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      log += `${line}\n`;
      const port = /"port":(\d+),"msg":"listening"/.exec(line)?.[1];
      if (port === undefined) return;
      const stop = async (signal: NodeJS.Signals) => {
        const asked = performance.now();
        child.kill(signal);
        return { code: await exited, ms: Math.round(performance.now() - asked) };
      };
      resolve({ child, url: `http://127.0.0.1:${port}`, log: () => log, stop });
    });
  });
}
