import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provide } from './cache';
import { StackError } from './errors';
import type { ServerSettings } from './parts';
import { javaServers, provideJars, toolsFolder, type Report } from './fetching';
import { endProcess, isRunning, launchProcess, type Launch } from './processes';
import { runProgram } from './programs';
import { findJava } from './tools';
import { waitUntil } from './waiting';

/** How Neo4j is run in a home, with a file of settings. */
export type BoltCommand = (home: string, settings: string) => Pick<Launch, 'command' | 'args'>;

/** Packages of the JDK that Neo4j's page cache reaches into. */
const opens = ['java.nio', 'java.io', 'sun.nio.ch'].flatMap((name) => ['--add-opens', `java.base/${name}=ALL-UNNAMED`]);

export interface BoltServerOptions extends ServerSettings {
  /** Writes a settings file for a server of that home on some free port; says how to ask it whether it answers. */
  readonly tryOut: (home: string) => Promise<{ settings: string; isReady: () => Promise<boolean> }>;
}

/** Neo4j's jars, our main class for them, and an archive of its loaded classes, which halves the time of a start. Made once. */
export async function provideBoltServer(options: BoltServerOptions, report: Report): Promise<BoltCommand> {
  const { cache, javaHome } = options;
  const java = await findJava(javaHome);
  const lib = join(await provideJars('neo4j', cache, report), 'lib');
  const jar = await provideMainClass(java, lib, cache);
  const classPath = `${join(lib, '*')}:${jar}`;
  const jvm = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx768m', ...opens, '-cp', classPath, 'BoltServer'];
  const archive = await provideArchive(options, { java, jar, jvm }, report);
  return (home, settings) => ({ command: java, args: [...archive, ...jvm, home, settings] });
}

/** A jar of our own main class, compiled once per version of its source. (A folder of classes could not be archived.) */
async function provideMainClass(java: string, lib: string, cache: string): Promise<string> {
  const source = join(toolsFolder, 'neo4j', 'BoltServer.java');
  const name = `neo4j-main-${javaServers.neo4j.version}-${fingerprint(readFileSync(source, 'utf8'))}`;
  const folder = await provide(cache, name, async (partial) => {
    const jars = readdirSync(lib).map((file) => join(lib, file));
    const classes = join(partial, 'classes');
    await runTool(java, ['-m', 'jdk.compiler/com.sun.tools.javac.Main', '-cp', jars.join(':'), '-d', classes, source]);
    await runTool(java, [
      '-m',
      'jdk.jartool/sun.tools.jar.Main',
      '-c',
      '-f',
      join(partial, 'boltserver.jar'),
      '-C',
      classes,
      '.',
    ]);
  });
  return join(folder, 'boltserver.jar');
}

async function runTool(java: string, args: readonly string[]): Promise<void> {
  const { outcome, output } = await runProgram(java, args);
  if (outcome === 'succeeded') return;
  if (/module jdk\.\w+ not found/i.test(output)) {
    const remedy =
      'Install a JDK (Debian, Ubuntu: apt-get install openjdk-17-jdk-headless; macOS: brew install openjdk@17)';
    throw new StackError('This Java can run programs but not compile them.', remedy);
  }
  throw new StackError(`Compiling tools/neo4j/BoltServer.java failed:\n${output}\n`, 'Is Java 17 or later in use?');
}

interface Program {
  readonly java: string;
  readonly jar: string;
  readonly jvm: readonly string[];
}

/**
 * The JVM option that names the archive; none where this JVM could not make one. It is made by a server of no use,
 * started and stopped, and good for this JVM and these jars alone; the JVM ignores it elsewhere.
 */
async function provideArchive(
  { cache, environment, tryOut }: BoltServerOptions,
  { java, jar, jvm }: Program,
  report: Report,
): Promise<string[]> {
  const { output: javaVersion } = await runProgram(java, ['-version']);
  const folder = await provide(cache, `neo4j-classes-${fingerprint(jar + javaVersion)}`, async (partial) => {
    report('preparing quick starts, once');
    const home = mkdtempSync(join(tmpdir(), 'skyhold-neo4j-'));
    try {
      const { settings, isReady } = await tryOut(home);
      const args = [`-XX:ArchiveClassesAtExit=${archiveIn(partial)}`, ...jvm, home, settings];
      const { mark } = await launchProcess({ command: java, args, env: environment }, join(partial, 'archiving.log'));
      const settled = async () => !isRunning(mark) || (await isReady());
      await waitUntil(settled, { withinMs: 120_000, everyMs: 200 });
      const served = isRunning(mark);
      await endProcess(mark, 120_000);
      if (!served) rmSync(archiveIn(partial), { force: true });
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
  const archive = archiveIn(folder);
  return existsSync(archive) ? [`-XX:SharedArchiveFile=${archive}`] : [];
}

const archiveIn = (folder: string): string => join(folder, 'classes.jsa');
const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);
