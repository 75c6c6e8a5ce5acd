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
export async function workflowBundle({ stackTraces = true } = {}): Promise<{ codePath: string }> {
  const codePath = join(cacheFolder, `workflows-${contentHash()}.js`);
  if (!existsSync(codePath)) {
    const { code } = await bundleWorkflowCode({ workflowsPath: join(root, 'src', 'workflows', 'index.ts') });
    mkdirSync(dirname(codePath), { recursive: true });
    // Renamed when whole, because several workers may build it at once.
    const draft = `${codePath}.${process.pid}`;
    writeFileSync(draft, code);
    renameSync(draft, codePath);
  }
  return { codePath: stackTraces ? codePath : withoutStackTraces(codePath) };
}

/**
 * The SDK notes for every promise of a workflow where it was made, to show it in the Web UI. Noting a stack of no frames
 * takes a fifth off the CPU of a booking's workflow (`runReplayHistories`: 26 against 20 ms).
 */
function withoutStackTraces(codePath: string): string {
  const quickPath = codePath.replace(/\.js$/, '-quick.js');
  if (!existsSync(quickPath)) {
    const draft = `${quickPath}.${process.pid}`;
    // On the first line, so that no line is another's.
    writeFileSync(draft, `Error.stackTraceLimit = 0; ${readFileSync(codePath, 'utf8')}`);
    renameSync(draft, quickPath);
  }
  return quickPath;
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
