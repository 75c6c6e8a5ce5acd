import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, explainDiskError, StackError } from './errors';
import type { ServerSettings } from './parts';
import { findMark } from './processes';
import { runProgram, type ProgramOptions } from './programs';
import { findJava, hasGo, isUsableTemporal, requireMaven } from './tools';

/** Hears what is going on: what, how far. */
export type Report = (message: string) => void;

const toolsFolder = join(__dirname, '..', '..', 'tools');

/** Pinned in tools/<name>/pom.xml; `jars` is how many there are, to say how far a download has come. */
export const javaServers = {
  dynamodb: { title: 'DynamoDB Local', version: '3.1.0', jars: 82 },
  neo4j: { title: 'Neo4j', version: '5.26.28', jars: 214 },
  testserver: { title: 'the Temporal test server', version: '1.38.0', jars: 39 },
} as const;
export type JavaServer = keyof typeof javaServers;

export const temporalVersion = '1.8.2';
const temporalBuildBytes = 4.5e9;

/**
 * A folder of the cache, made when it is not there: into a temporary folder, then renamed, so that a folder of that
 * name is always whole. Two processes may do it at once; the first wins.
 */
async function provide(cache: string, name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  const partial = join(cache, `.partial-${process.pid}-${name}`);
  try {
    mkdirSync(cache, { recursive: true });
    removeLeftovers(cache);
    mkdirSync(partial);
    await make(partial);
    renameSync(partial, folder);
  } catch (error) {
    const lost = errorCode(error) === 'ENOTEMPTY' || errorCode(error) === 'EEXIST';
    if (!lost || !existsSync(folder)) throw explainDiskError(error, cache);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return folder;
}

function removeLeftovers(cache: string): void {
  for (const entry of readdirSync(cache)) {
    const pid = /^\.partial-(\d+)-/.exec(entry)?.[1];
    if (pid !== undefined && (Number(pid) === process.pid || findMark(Number(pid)) === undefined)) {
      rmSync(join(cache, entry), { recursive: true, force: true });
    }
  }
}

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

/** The folder of compiled classes of our main class for Neo4j, compiled once per version of its source. */
export async function provideBoltServer(
  neo4jFolder: string,
  cache: string,
  javaHome: string | undefined,
): Promise<string> {
  const source = join(toolsFolder, 'neo4j', 'BoltServer.java');
  const fingerprint = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 8);
  return provide(cache, `boltserver-${javaServers.neo4j.version}-${fingerprint}`, async (folder) => {
    const java = await findJava(javaHome);
    const lib = join(neo4jFolder, 'lib');
    const jars = readdirSync(lib).map((name) => join(lib, name));
    const compile = ['-m', 'jdk.compiler/com.sun.tools.javac.Main', '-cp', jars.join(':'), '-d', folder, source];
    const { outcome, output } = await runProgram(java, compile);
    if (outcome === 'succeeded') return;
    if (/jdk\.compiler not found/.test(output)) {
      const remedy =
        'Install a JDK (Debian, Ubuntu: apt-get install openjdk-17-jdk-headless; macOS: brew install openjdk@17)';
      throw new StackError('This Java can run programs but not compile them.', remedy);
    }
    throw new StackError(`Compiling tools/neo4j/BoltServer.java failed:\n${output}\n`, 'Is Java 17 or later in use?');
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
