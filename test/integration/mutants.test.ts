import { readdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { makeScratch, mutantFolder, type Scratch } from '../support/scratch';

/**
 * Negative controls. Each patch in test/mutants removes one guard from a scratch copy of the product and names the test
 * that must then fail. A patch that no longer applies fails too, and so does a test that fails for want of compiling.
 */
const root = join(__dirname, '..', '..');

const jestConfig = z.object({ projects: z.array(z.looseObject({ displayName: z.string() })) });
const jestReport = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ title: z.string(), status: z.string() })), message: z.string() }),
  ),
});

/** Each lane has a copy of its own, because a patch is in it while its test runs. */
const lanes = 2;
const scratches: Scratch[] = [];

/** How the named test ended, with the servers of this very run. */
async function runTest(
  { folder, run }: Scratch,
  file: string,
  name: string,
): Promise<{ status: string | undefined; said: string }> {
  const { projects } = jestConfig.parse(jest.requireActual(join(root, 'jest.config.js')));
  const project = Object.fromEntries(Object.entries(projects[0] ?? {}).filter(([key]) => !key.startsWith('global')));
  const config = { ...project, rootDir: folder, testMatch: [`<rootDir>/${file}`], testTimeout: 60_000 };
  await writeFile(join(folder, 'jest.mutant.json'), JSON.stringify(config));
  const report = join(folder, 'report.json');
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

const patches = readdirSync(mutantFolder)
  .filter((name) => name.endsWith('.patch'))
  .sort();

/** Undefined when the named test failed without the guard, else what happened instead. */
async function outcomeWithout(scratch: Scratch, file: string): Promise<string | undefined> {
  try {
    return await scratch.without(file, async (patch) => {
      const { status, said } = await runTest(scratch, header(patch, 'Test'), header(patch, 'Name'));
      return status === 'failed' ? undefined : `"${header(patch, 'Name')}" ${status ?? 'was not found'}\n${said}`;
    });
  } catch (error) {
    return String(error);
  }
}

const outcomes = new Map<string, string | undefined>();
beforeAll(async () => {
  const rest = patches[Symbol.iterator]();
  const lane = async () => {
    const scratch = await makeScratch();
    scratches.push(scratch);
    for (const file of rest) outcomes.set(file, await outcomeWithout(scratch, file));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}, 1_200_000);
afterAll(() => Promise.all(scratches.map((scratch) => scratch.remove())));

test('there are guards to take away', () => expect(patches.length).toBeGreaterThan(0));

test.each(patches)('without the guard of %s its test fails', (file) => {
  expect(outcomes.has(file)).toBe(true);
  expect(outcomes.get(file)).toBeUndefined();
});
