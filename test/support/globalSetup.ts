import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { testServerVariables } from './servers';

const answer = z.object({
  dynamodbEndpoint: z.string(),
  temporalAddress: z.string(),
  neo4jUri: z.string(),
  testServerExecutable: z.string(),
});

interface ServerRun {
  readonly child: ChildProcess;
  readonly ready: Promise<z.infer<typeof answer>>;
}

const runs = globalThis as { skyholdTestServers?: ServerRun | undefined };

/** Detached, so that a Ctrl-C or a kill of the run's group does not hit it: it notices by the end of its input, and cleans up. */
function startRun(): ServerRun {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'serverProcess.ts')], {
    cwd: join(__dirname, '..', '..'),
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ready = new Promise<z.infer<typeof answer>>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(answer.parse(JSON.parse(line))));
    child.once('exit', (code) =>
      reject(new Error(`The test servers could not be started (exit ${String(code)}); the reason stands above.`)),
    );
    child.once('error', reject);
  });
  return { child, ready };
}

/** Once per run, whatever number of jest projects asks for it. The addresses reach the tests through the environment. */
export default async function globalSetup(): Promise<void> {
  runs.skyholdTestServers ??= startRun();
  const addresses = await runs.skyholdTestServers.ready;
  process.env[testServerVariables.dynamodbEndpoint] = addresses.dynamodbEndpoint;
  process.env[testServerVariables.temporalAddress] = addresses.temporalAddress;
  process.env[testServerVariables.neo4jUri] = addresses.neo4jUri;
  process.env[testServerVariables.testServerExecutable] = addresses.testServerExecutable;
  // DynamoDB Local asks for credentials but takes any.
  process.env['AWS_ACCESS_KEY_ID'] = 'local';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'local';
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  process.env['AWS_REGION'] ??= 'eu-west-1';
}

/** Ends what globalSetup started, once. */
export async function endTestServers(): Promise<void> {
  const run = runs.skyholdTestServers;
  runs.skyholdTestServers = undefined;
  if (run === undefined || run.child.exitCode !== null) return;
  const ended = new Promise<void>((resolve) => run.child.once('exit', () => resolve()));
  run.child.stdin?.end();
  await ended;
}
