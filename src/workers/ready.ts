import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Says that this process does its work now (a worker polls) by writing its process number into `readyFile`, which is
 * how the launcher knows. Does nothing without a file: in production nobody asks.
 */
export function announceReady(readyFile: string | undefined): void {
  if (readyFile === undefined) return;
  mkdirSync(dirname(readyFile), { recursive: true });
  writeFileSync(readyFile, `${process.pid}\n`);
}
