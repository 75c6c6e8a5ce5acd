import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * Negative controls. Each patch in test/mutants removes one guard from a scratch copy of the product and names the test
 * that must then fail. A patch that no longer applies fails too, and so does a test that fails for want of compiling.
 */
const root = join(__dirname, '..', '..');
const folder = join(root, 'test', 'mutants');
const copied = ['src', 'test', 'model', 'data', 'package.json', 'tsconfig.json'];

const jestConfig = z.object({ projects: z.array(z.looseObject({ displayName: z.string() })) });
const jestReport = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ title: z.string(), status: z.string() })), message: z.string() }),
  ),
});

/** Each lane has a copy of its own, because a patch is in it while its test runs. */
const lanes = 2;
const scratches: string[] = [];
async function makeScratch(): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'skyhold-mutants-'));
  scratches.push(scratch);
  await Promise.all(copied.map((name) => cp(join(root, name), join(scratch, name), { recursive: true })));
  await symlink(join(root, 'node_modules'), join(scratch, 'node_modules'));
  return scratch;
}

/** Runs a program in the scratch copy; its exit code and what it said. */
async function run(
  scratch: string,
  program: string,
  args: readonly string[],
  input = '',
): Promise<{ code: number | null; said: string }> {
  const child = spawn(program, args, { cwd: scratch, env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, said };
}

/** How the named test ended, with the servers of this very run. */
async function runTest(
  scratch: string,
  file: string,
  name: string,
): Promise<{ status: string | undefined; said: string }> {
  const { projects } = jestConfig.parse(jest.requireActual(join(root, 'jest.config.js')));
  const project = Object.fromEntries(Object.entries(projects[0] ?? {}).filter(([key]) => !key.startsWith('global')));
  const config = { ...project, rootDir: scratch, testMatch: [`<rootDir>/${file}`], testTimeout: 60_000 };
  await writeFile(join(scratch, 'jest.mutant.json'), JSON.stringify(config));
  const report = join(scratch, 'report.json');
  const jestProgram = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const pattern = `${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;
  const args = [
    '--config',
    'jest.mutant.json',
    '--runInBand',
    '--forceExit',
    '-t',
    pattern,
    '--json',
    '--outputFile',
    report,
  ];
  const { said } = await run(scratch, process.execPath, [jestProgram, ...args]);
  const { testResults } = jestReport.parse(JSON.parse(await readFile(report, 'utf8')));
  await rm(report);
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    status: results.find(({ title }) => title === name)?.status,
    said: testResults.map(({ message }) => message).join('\n') || said,
  };
}

function header(patch: string, key: 'Test' | 'Name'): string {
  const value = new RegExp(`^${key}: (.+)$`, 'm').exec(patch)?.[1];
  if (value === undefined) throw new Error(`the patch names no ${key}`);
  return value;
}

const patches = readdirSync(folder)
  .filter((name) => name.endsWith('.patch'))
  .sort();

/** Undefined when the named test failed without the guard, else what happened instead. */
async function outcomeWithout(scratch: string, file: string): Promise<string | undefined> {
  const patch = await readFile(join(folder, file), 'utf8');
  const applied = await run(scratch, 'git', ['apply', '-'], patch);
  if (applied.code !== 0) return `the patch does not apply: ${applied.said}`;
  try {
    const { status, said } = await runTest(scratch, header(patch, 'Test'), header(patch, 'Name'));
    return status === 'failed' ? undefined : `"${header(patch, 'Name')}" ${status ?? 'was not found'}\n${said}`;
  } catch (error) {
    return String(error);
  } finally {
    await run(scratch, 'git', ['apply', '-R', '-'], patch);
  }
}

const outcomes = new Map<string, string | undefined>();
beforeAll(async () => {
  const rest = patches[Symbol.iterator]();
  const lane = async () => {
    const scratch = await makeScratch();
    for (const file of rest) outcomes.set(file, await outcomeWithout(scratch, file));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}, 900_000);
afterAll(() => Promise.all(scratches.map((scratch) => rm(scratch, { recursive: true, force: true }))));

test('there are guards to take away', () => expect(patches.length).toBeGreaterThan(0));

test.each(patches)('without the guard of %s its test fails', (file) => {
  expect(outcomes.has(file)).toBe(true);
  expect(outcomes.get(file)).toBeUndefined();
});
