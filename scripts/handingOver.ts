import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { StackError } from '../src/stack/errors';

/**
 * Copies files into a folder of their own within that of the imports, and answers with their names there. The folder is named by the
 * instant with its letters: seventeen digits alone are a card number to the API, one time in ten.
 */
export function handOver(files: readonly string[], folder: string, now: Date): string[] {
  const own = now.toISOString().replace(/[:.]/g, '-');
  return files.map((file) => {
    if (!existsSync(file)) throw new StackError(`${file} is not there.`, 'Name the files as you see them from here.');
    mkdirSync(join(folder, own), { recursive: true });
    const name = basename(file).replace(/[^\w.-]/g, '_');
    copyFileSync(file, join(folder, own, name));
    return `${own}/${name}`;
  });
}
