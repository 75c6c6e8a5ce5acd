import { mkdirSync, readdirSync, renameSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { provide } from './cache';
import { StackError } from './errors';
import type { ServerSettings } from './parts';
import { runProgram, type ProgramOptions } from './programs';
import { hasGo, isUsableTemporal, requireMaven } from './tools';

/** Hears what is going on: what, how far. */
export type Report = (message: string) => void;

export const toolsFolder = join(__dirname, '..', '..', 'tools');

/** Pinned in tools/<name>/pom.xml; `jars` is how many there are, to say how far a download has come. */
export const javaServers = {
  dynamodb: { title: 'DynamoDB Local', version: '3.1.0', jars: 82 },
  neo4j: { title: 'Neo4j', version: '5.26.28', jars: 214 },
  testserver: { title: 'the Temporal test server', version: '1.38.0', jars: 39 },
} as const;
export type JavaServer = keyof typeof javaServers;

export const temporalVersion = '1.8.2';
const temporalBuildBytes = 4.5e9;

async function run(what: string, command: string, args: readonly string[], options: ProgramOptions): Promise<void> {
  const { outcome, output } = await runProgram(command, args, options);
  if (outcome === 'succeeded') return;
  const last = output.split('\n').slice(-8).join('\n');
  if (/no space left/i.test(last)) {
    throw new StackError(
      `${what} ran out of disk space.`,
      'Free some, or name another place: SKYHOLD_CACHE=/elsewhere npm start',
    );
  }
  throw new StackError(`${what} failed:\n${last}\n`, 'Is there a network? Then try again: npm start');
}

/** The folder with the server's jars in `lib`. Fetched by Maven into the cache the first time (5 s and 50-120 MB each). */
export async function provideJars(server: JavaServer, cache: string, report: Report): Promise<string> {
  const { title, version, jars } = javaServers[server];
  return provide(cache, `${server}-${version}`, async (folder) => {
    await requireMaven();
    let done = 0;
    const args = [
      '-B',
      'dependency:copy-dependencies',
      `-DoutputDirectory=${join(folder, 'lib')}`,
      '-DincludeScope=runtime',
    ];
    const onLine = (line: string) => {
      // Each file is downloaded, unless Maven has it already, and then copied.
      if (/Downloaded from .*\.jar/.test(line) || /^\[INFO\] Copying .*\.jar/.test(line)) done += 0.5;
      report(`fetching ${title} ${version}: ${Math.min(Math.floor(done), jars)} of ${jars} files, once`);
    };
    await run(`Fetching ${title}`, 'mvn', args, { cwd: join(toolsFolder, server), onLine });
  });
}

/** The `temporal` program: from PATH, from the cache, built by Go (about 4 minutes, once), or fetched by the SDK. */
export async function provideTemporal({ cache, environment }: ServerSettings, report: Report): Promise<string> {
  if (await isUsableTemporal('temporal')) return 'temporal';
  const program = process.platform === 'win32' ? 'temporal.exe' : 'temporal';
  const folder = await provide(cache, `temporal-${temporalVersion}`, async (partial) => {
    if (await hasGo()) await buildTemporal(cache, environment, join(partial, 'bin'), report);
    else await downloadTemporal(join(partial, 'bin'), program, report);
  });
  return join(folder, 'bin', program);
}

async function buildTemporal(
  cache: string,
  environment: ServerSettings['environment'],
  into: string,
  report: Report,
): Promise<void> {
  const { bavail, bsize } = statfsSync(cache);
  const freeBytes = bavail * bsize;
  if (freeBytes < temporalBuildBytes) {
    const what = `Building Temporal takes 4.5 GB for a while, and only ${(freeBytes / 1e9).toFixed(1)} GB are free.`;
    throw new StackError(what, 'Free some, or install the `temporal` program (1.7 or later), then: npm start');
  }
  const env = { ...environment, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly', GOBIN: into };
  let modules = 0;
  let packages = 0;
  const onLine = (line: string) => {
    if (/^go: downloading/.test(line)) modules += 1;
    else packages += 1;
    const progress = packages === 0 ? `${modules} modules fetched` : `${packages} of about 1700 packages compiled`;
    report(`building Temporal ${temporalVersion}, about 4 minutes, once: ${progress}`);
  };
  await run('Building Temporal', 'go', ['install', '-v', 'tool'], { cwd: join(toolsFolder, 'temporal'), env, onLine });
}

/**
 * Without Go: the SDK knows where to fetch the program, as it does for tests. It can only fetch by starting a server,
 * so one is started for a moment.
 */
async function downloadTemporal(into: string, program: string, report: Report): Promise<void> {
  report(`fetching Temporal ${temporalVersion}, about 60 MB, once`);
  mkdirSync(into);
  try {
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const executable = { type: 'cached-download', downloadDir: into, version: `v${temporalVersion}` } as const;
    const environment = await TestWorkflowEnvironment.createLocal({ server: { executable } });
    await environment.teardown();
  } catch (error) {
    throw new StackError(
      'Temporal is on no PATH, there is no Go (1.21 or later) to build it, and it could not be downloaded.',
      'Install Go or the `temporal` program (1.7 or later), or name a server: TEMPORAL_ADDRESS=... npm start',
      { cause: error },
    );
  }
  const [fetched] = readdirSync(into);
  if (fetched === undefined) throw new Error(`The SDK downloaded Temporal, but not into ${into}.`);
  renameSync(join(into, fetched), join(into, program));
}
