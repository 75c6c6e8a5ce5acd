import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, explainDiskError } from './errors';
import { findMark } from './processes';

/**
 * A folder of the cache, made when it is not there: into a temporary folder, then renamed, so that a folder of that
 * name is always whole. Two processes may do it at once; the first wins.
 */
export async function provide(cache: string, name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  const partial = join(cache, `.partial-${process.pid}-${name}`);
  try {
    mkdirSync(cache, { recursive: true });
    removeLeftovers(cache);
    rmSync(partial, { recursive: true, force: true });
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

/** What processes that were killed had begun. */
function removeLeftovers(cache: string): void {
  for (const entry of readdirSync(cache)) {
    const pid = /^\.partial-(\d+)-/.exec(entry)?.[1];
    if (pid !== undefined && findMark(Number(pid)) === undefined)
      rmSync(join(cache, entry), { recursive: true, force: true });
  }
}
