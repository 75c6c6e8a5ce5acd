import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadStackConfig } from '../../src/config';
import { provideJars } from '../../src/stack/fetching';
import { startServers } from '../../src/stack/servers';
import { findJava } from '../../src/stack/tools';

/**
 * The real servers of one test run, in a process of its own. It prints one line of JSON when they answer, and stops
 * them when its standard input ends: that is, when the run ends, however it ends.
 */
const { cache, javaHome, environment } = loadStackConfig();
const home = mkdtempSync(join(tmpdir(), 'skyhold-test-'));
const settings = { cache, javaHome, environment };

const tell = (message: string) => process.stderr.write(`${message}\n`);
let lastTold = '';

/** The time-skipping server is started by the tests themselves, one for each file; they need a program to start it with. */
async function writeTestServer(): Promise<string> {
  const java = await findJava(javaHome);
  const folder = await provideJars('testserver', cache, tell);
  const script = join(home, 'temporal-test-server');
  const jvm = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC';
  const lines = [
    '#!/bin/sh',
    // It outlives its time when whoever started it is killed, or leaves without taking it down: then it is ended from here.
    '(while kill -0 $PPID && kill -0 $$; do sleep 1; done; kill -9 $$) >/dev/null 2>&1 </dev/null &',
    `exec '${java}' ${jvm} -cp '${join(folder, 'lib', '*')}' io.temporal.testserver.TestServer "$1"`,
    '',
  ];
  writeFileSync(script, lines.join('\n'), { mode: 0o755 });
  return script;
}

async function main(): Promise<void> {
  mkdirSync(home, { recursive: true });
  const ended = new Promise<void>((resolve) => process.stdin.on('end', resolve).on('close', resolve).resume());
  const testServerExecutable = await writeTestServer();
  const { stop, ...addresses } = await startServers({
    ...settings,
    home,
    report: (name, message) => {
      const line = `${name}: ${message.replace(/\d+ of .*$|\d+ modules.*$/, '')}`;
      if (line !== lastTold) tell((lastTold = line));
    },
  });
  process.stdout.write(`${JSON.stringify({ ...addresses, testServerExecutable })}\n`);
  await ended;
  await stop();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => tell(`${signal}: waiting for the test run to end`));

// A run that was killed reads no more; the end of our input tells us so.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

main()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  })
  .finally(() => {
    rmSync(home, { recursive: true, force: true });
    process.stdin.destroy();
  });
