import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const copied = ['src', 'test', 'model', 'data', 'tools', 'package.json', 'package-lock.json', 'tsconfig.json'];
export const mutantFolder = join(root, 'test', 'mutants');

/** A copy of the product in which a guard may be taken away, with the packages of this one. */
export async function makeScratch() {
  const folder = await mkdtemp(join(tmpdir(), 'skyhold-mutants-'));
  await Promise.all(copied.map((name) => cp(join(root, name), join(folder, name), { recursive: true })));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));

  /** Runs a program in the copy; its exit code and what it said. */
  async function run(
    program: string,
    args: readonly string[],
    input = '',
    hear: (said: string) => void = () => undefined,
  ): Promise<{ code: number | null; said: string }> {
    const child = spawn(program, args, { cwd: folder, env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() } });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => {
        said += part.toString();
        hear(part.toString());
      });
    child.stdin.end(input);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    return { code, said };
  }

  return {
    folder,
    run,
    /** Takes the guard away while `work` goes on. Throws when the patch does not apply any more. */
    async without<R>(mutant: string, work: (patch: string) => Promise<R>): Promise<R> {
      const patch = await readFile(join(mutantFolder, mutant), 'utf8');
      const applied = await run('git', ['apply', '-'], patch);
      if (applied.code !== 0) throw new Error(`the patch does not apply: ${applied.said}`);
      try {
        return await work(patch);
      } finally {
        await run('git', ['apply', '-R', '-'], patch);
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
export type Scratch = Awaited<ReturnType<typeof makeScratch>>;
