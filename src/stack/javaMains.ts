import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provide } from './cache';
import { StackError } from './errors';
import type { ServerSettings } from './parts';
import { type JavaServer, javaServers, provideJars, toolsFolder, type Report } from './fetching';
import { endProcess, isRunning, launchProcess, type Launch } from './processes';
import { runProgram } from './programs';
import { findJava } from './tools';
import { waitUntil } from './waiting';

/** How a server is run with its own arguments. */
export type JavaCommand = (...args: readonly string[]) => Pick<Launch, 'command' | 'args'>;

/** A Java server with a main class of ours, `tools/<server>/<mainClass>.java`. */
export interface JavaMain extends ServerSettings {
  readonly server: JavaServer;
  readonly mainClass: string;
  /** Options of the JVM, told where the server's jars are. */
  readonly jvm: (lib: string) => readonly string[];
  /**
   * For an archive of loaded classes, which halves the time of a start: the arguments of a server of no use, whose data may
   * lie in that folder, and how to ask it whether it answers.
   */
  readonly tryOut?: (home: string) => Promise<{ args: readonly string[]; isReady: () => Promise<boolean> }>;
}

/** The server's jars, our main class for them, and the archive of its loaded classes. Made once. */
export async function provideJavaMain(main: JavaMain, report: Report): Promise<JavaCommand> {
  const java = await findJava(main.javaHome);
  const lib = join(await provideJars(main.server, main.cache, report), 'lib');
  const jar = await provideMainClass(main, java, lib);
  const jvm = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', ...main.jvm(lib)];
  const program = [...jvm, '-cp', `${join(lib, '*')}:${jar}`, main.mainClass];
  const archive = main.tryOut ? await provideArchive(main, main.tryOut, { java, jar, program }, report) : [];
  return (...args) => ({ command: java, args: [...archive, ...program, ...args] });
}

/** A jar of our own main class, compiled once per version of its source. (A folder of classes could not be archived.) */
async function provideMainClass({ server, mainClass, cache }: JavaMain, java: string, lib: string): Promise<string> {
  const file = `${mainClass}.java`;
  const source = join(toolsFolder, server, file);
  const name = `${server}-main-${javaServers[server].version}-${fingerprint(readFileSync(source, 'utf8'))}`;
  const jarIn = (folder: string) => join(folder, `${mainClass.toLowerCase()}.jar`);
  const folder = await provide(cache, name, async (partial) => {
    const jars = readdirSync(lib).map((jar) => join(lib, jar));
    const classes = join(partial, 'classes');
    const run = (tool: string, args: readonly string[]) => runTool(java, ['-m', tool, ...args], `${server}/${file}`);
    await run('jdk.compiler/com.sun.tools.javac.Main', ['-cp', jars.join(':'), '-d', classes, source]);
    await run('jdk.jartool/sun.tools.jar.Main', ['-c', '-f', jarIn(partial), '-C', classes, '.']);
  });
  return jarIn(folder);
}

async function runTool(java: string, args: readonly string[], source: string): Promise<void> {
  const { outcome, output } = await runProgram(java, args);
  if (outcome === 'succeeded') return;
  if (/module jdk\.\w+ not found/i.test(output)) {
    const remedy =
      'Install a JDK (Debian, Ubuntu: apt-get install openjdk-17-jdk-headless; macOS: brew install openjdk@17)';
    throw new StackError('This Java can run programs but not compile them.', remedy);
  }
  throw new StackError(`Compiling tools/${source} failed:\n${output}\n`, 'Is Java 17 or later in use?');
}

interface Program {
  readonly java: string;
  readonly jar: string;
  /** What comes before the server's own arguments. */
  readonly program: readonly string[];
}

/**
 * The JVM option that names the archive; none where this JVM could not make one. It is made by a server of no use,
 * started and stopped, and good for this JVM and these jars alone; the JVM ignores it elsewhere.
 */
async function provideArchive(
  { server, cache, environment }: JavaMain,
  tryOut: NonNullable<JavaMain['tryOut']>,
  { java, jar, program }: Program,
  report: Report,
): Promise<string[]> {
  const { output: javaVersion } = await runProgram(java, ['-version']);
  const folder = await provide(cache, `${server}-classes-${fingerprint(jar + javaVersion)}`, async (partial) => {
    report('preparing quick starts, once');
    const home = mkdtempSync(join(tmpdir(), `skyhold-${server}-`));
    try {
      const { args, isReady } = await tryOut(home);
      const launch = [`-XX:ArchiveClassesAtExit=${archiveIn(partial)}`, ...program, ...args];
      const log = join(partial, 'archiving.log');
      const { mark } = await launchProcess({ command: java, args: launch, env: environment }, log);
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
