import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { explainDiskError } from './errors';

/** Makes a folder and those above it; a refusal of the disk becomes a sentence with its remedy. */
export function makeFolder(path: string): string {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw explainDiskError(error, path);
  }
  return path;
}

/** Writes a file whole or not at all: a reader never sees half of it, also when we are killed meanwhile. */
export function writeWhole(path: string, content: string, mode = 0o644): void {
  const partial = `${path}.${process.pid}.partial`;
  try {
    writeFileSync(partial, content, { mode });
    renameSync(partial, path);
  } catch (error) {
    throw explainDiskError(error, path);
  }
}
