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

let scratch = '';
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'skyhold-mutants-'));
  await Promise.all(copied.map((name) => cp(join(root, name), join(scratch, name), { recursive: true })));
  await symlink(join(root, 'node_modules'), join(scratch, 'node_modules'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** Runs a program in the scratch copy; its exit code and what it said. */
async function run(
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
async function runTest(file: string, name: string): Promise<{ status: string | undefined; said: string }> {
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
  const { said } = await run(process.execPath, [jestProgram, ...args]);
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

test('there are guards to take away', () => expect(patches.length).toBeGreaterThan(0));

test.each(patches)(
  'without the guard of %s its test fails',
  async (file) => {
    const patch = await readFile(join(folder, file), 'utf8');
    const applied = await run('git', ['apply', '-'], patch);
    expect(applied).toEqual({ code: 0, said: '' });
    try {
      const { status, said } = await runTest(header(patch, 'Test'), header(patch, 'Name'));
      if (status !== 'failed') throw new Error(`"${header(patch, 'Name')}" ${status ?? 'was not found'}\n${said}`);
    } finally {
      await run('git', ['apply', '-R', '-'], patch);
    }
  },
  120_000,
);
