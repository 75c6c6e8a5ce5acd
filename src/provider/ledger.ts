import { constants } from 'node:fs';
import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { entrySchema, type Entry } from './records';

/**
 * The provider's memory: an append-only file of JSON lines, replayed at start. A line counts once it is on the disk; lines
 * that arrive while the disk is busy share the next flush. A torn last line is the mark of a crash in the middle of a
 * write: nobody was answered from it, so it is cut off.
 */
export interface Ledger {
  /** Resolves when the entry is on the disk. Rejects for good once the disk has failed. */
  append(entry: Entry): Promise<void>;
  /** Resolves when everything appended so far is on the disk. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export async function openLedger(path: string, replay: (entry: Entry) => void): Promise<Ledger> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600);
  const whole = replayLines(await readFile(path), replay);
  await file.truncate(whole);
  return writeBehind(file);
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

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

function writeBehind(file: FileHandle): Ledger {
  let lines: string[] = [];
  let waiting: Waiter[] = [];
  let flushing: Promise<void> | undefined;
  let failure: { readonly reason: unknown } | undefined;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const [group, waiters] = [lines.join(''), waiting];
      [lines, waiting] = [[], []];
      try {
        if (failure) throw failure.reason;
        if (group !== '') {
          await file.appendFile(group);
          await file.datasync();
        }
        for (const waiter of waiters) waiter.resolve();
      } catch (reason) {
        // What is in memory is ahead of the disk now: nothing may be answered from it any more.
        failure = { reason };
        for (const waiter of waiters) waiter.reject(reason);
      }
    }
    flushing = undefined;
  }

  function settled(): Promise<void> {
    if (failure === undefined && waiting.length === 0 && flushing === undefined) return Promise.resolve();
    return new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      flushing ??= flush();
    });
  }

  return {
    append(entry) {
      lines.push(`${JSON.stringify(entry)}\n`);
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        flushing ??= flush();
      });
    },
    settled,
    async close() {
      await settled();
      await file.close();
    },
  };
}
