import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { entrySchema, type Entry } from './records';
import { writeInGroups } from './writing';

/**
 * The provider's memory: an append-only file of JSON lines, replayed at start. A line counts once it is on the disk; lines
 * that arrive while the disk is busy share the next flush. A torn last line is the mark of a crash in the middle of a
 * write: nobody was answered from it, so it is cut off.
 */
interface Ledger {
  /** Resolves when the entry is on the disk. Rejects for good once the disk has failed. */
  readonly append: (entry: Entry) => Promise<void>;
  /** Resolves when everything appended so far is on the disk. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openLedger(path: string, replay: (entry: Entry) => void): Promise<Ledger> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600);
  try {
    // A device or a pipe could be read for ever.
    if (!(await file.stat()).isFile()) throw new Error(`the ledger ${path} is not a file`);
    await file.truncate(replayLines(await file.readFile(), replay));
  } catch (error) {
    await file.close();
    throw error;
  }
  const { write, settled, close } = writeInGroups(file);
  return { append: (entry) => write(`${JSON.stringify(entry)}\n`), settled, close };
}

/** Replays complete lines and answers how many bytes they take. Throws on a complete line that is no entry. */
function replayLines(content: Buffer, replay: (entry: Entry) => void): number {
  let start = 0;
  let line = 1;
  for (let end = content.indexOf(10); end >= 0; end = content.indexOf(10, start)) {
    replay(parseLine(content.toString('utf8', start, end), line));
    start = end + 1;
    line += 1;
  }
  return start;
}

function parseLine(text: string, line: number): Entry {
  try {
    return entrySchema.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`line ${line} of the ledger is not an entry`, { cause: error });
  }
}
