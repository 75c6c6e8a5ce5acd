import { bundleWorkflowCode } from '@temporalio/worker';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..', '..');
const rooms = ['src/workflows', 'src/domain'];
const cacheFolder = join(root, 'node_modules', '.cache', 'skyhold');

/**
 * The workflow code as one file, made by webpack once and kept by the hash of everything that goes into it: a worker
 * that starts again, and a second one, read it in milliseconds.
 */
export async function workflowBundle(): Promise<{ codePath: string }> {
  const codePath = join(cacheFolder, `workflows-${contentHash()}.js`);
  if (!existsSync(codePath)) {
    const { code } = await bundleWorkflowCode({ workflowsPath: join(root, 'src', 'workflows', 'index.ts') });
    mkdirSync(dirname(codePath), { recursive: true });
    // Renamed when whole, because several workers may build it at once.
    const draft = `${codePath}.${process.pid}`;
    writeFileSync(draft, code);
    renameSync(draft, codePath);
  }
  return { codePath };
}

function contentHash(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const room of rooms) {
    for (const file of filesBelow(join(root, room))) hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}
