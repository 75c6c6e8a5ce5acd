import { join } from 'node:path';
import { StackError } from './errors';
import { runProgram } from './programs';

/** The programs that build or run the servers, and what to say when one is missing or too old. */
const javaAtLeast = 17;
const goAtLeast = [1, 21] as const; // From 1.21 on, Go fetches the newer tool-chain a module asks for by itself.
const nodeAtLeast = [20, 19] as const;

/** What a program prints, or undefined when there is no such program. It prints its version on either stream. */
async function findOutput(command: string, args: readonly string[]): Promise<string | undefined> {
  const { outcome, output } = await runProgram(command, args);
  return outcome === 'succeeded' ? output : undefined;
}

function atLeast(version: readonly [number, number], minimum: readonly [number, number]): boolean {
  return version[0] > minimum[0] || (version[0] === minimum[0] && version[1] >= minimum[1]);
}

function versionIn(text: string, pattern: RegExp): [number, number] {
  const [, major, minor] = pattern.exec(text) ?? [];
  return [Number(major ?? 0), Number(minor ?? 0)];
}

export function requireNode(version: string): void {
  if (atLeast(versionIn(version, /v?(\d+)\.(\d+)/), nodeAtLeast)) return;
  throw new StackError(
    `Node ${version} is too old.`,
    `Install Node ${nodeAtLeast.join('.')} or later, then: npm ci && npm start`,
  );
}

/** The `java` to run the servers with. Throws StackError when there is none, or none new enough. */
export async function findJava(javaHome: string | undefined): Promise<string> {
  const command = javaHome === undefined ? 'java' : join(javaHome, 'bin', 'java');
  const remedy = `Install a JDK ${javaAtLeast} or later (Debian, Ubuntu: apt-get install openjdk-17-jdk-headless; macOS: brew install openjdk@17), or name the servers yourself: DYNAMODB_ENDPOINT=... NEO4J_URI=... npm start`;
  const output = await findOutput(command, ['-version']);
  if (output === undefined) throw new StackError(`Java is missing (looked for ${command}).`, remedy);
  const [major] = versionIn(output, /version "(\d+)(?:\.(\d+))?/);
  if (major < javaAtLeast) throw new StackError(`Java ${major} is too old.`, remedy);
  return command;
}

export async function requireMaven(): Promise<void> {
  if ((await findOutput('mvn', ['--version'])) !== undefined) return;
  throw new StackError(
    'Maven is missing, and it fetches the Java servers once.',
    'Install it (Debian, Ubuntu: apt-get install maven; macOS: brew install maven)',
  );
}

/** Whether there is a Go that can build Temporal. */
export async function hasGo(): Promise<boolean> {
  const output = await findOutput('go', ['version']);
  return output !== undefined && atLeast(versionIn(output, /go(\d+)\.(\d+)/), goAtLeast);
}

/** Whether this `temporal` starts a server that knows what the product uses (standalone activities, update-with-start). */
export async function isUsableTemporal(command: string): Promise<boolean> {
  const output = await findOutput(command, ['--version']);
  if (output === undefined) return false;
  return (
    atLeast(versionIn(output, /temporal version (\d+)\.(\d+)/), [1, 7]) ||
    atLeast(versionIn(output, /Server (\d+)\.(\d+)/), [1, 31])
  );
}
