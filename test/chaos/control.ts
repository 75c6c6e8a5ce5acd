import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { makeScratch } from '../support/scratch';

const reportSchema = z.array(z.looseObject({ rule: z.string(), what: z.string() }));

/**
 * Runs the chaos in a scratch copy without the guard that the patch `mutant` of test/mutants takes away; answers how many
 * violations it found. A run that came to no judgement says nothing about the guard: throws.
 */
export async function violationsWithout(
  mutant: string,
  args: readonly string[],
  hear: (said: string) => void,
): Promise<number> {
  const scratch = await makeScratch();
  try {
    return await scratch.without(`${mutant}.patch`, async () => {
      const file = join(scratch.folder, 'chaos.json');
      const program = ['--import', 'tsx', 'test/chaos/main.ts', ...args, '--report', file];
      const { code } = await scratch.run(process.execPath, program, '', hear);
      const text = await readFile(file, 'utf8').catch(() => undefined);
      if (text === undefined) throw new Error(`the run without ${mutant} ended with ${code} before it was judged`);
      return reportSchema.parse(JSON.parse(text)).length;
    });
  } finally {
    await scratch.remove();
  }
}
