import type { FileHandle } from 'node:fs/promises';

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** The part of a file handle that writing needs. */
type Appendable = Pick<FileHandle, 'appendFile' | 'datasync' | 'close'>;

/** Appends texts in order; those that arrive while the disk is busy share the next flush. After a failed flush all further ones fail too. */
export function writeInGroups(file: Appendable) {
  let texts: string[] = [];
  let waiting: Waiter[] = [];
  let flushing = false;
  let failure: { readonly reason: unknown } | undefined;

  /** Runs until nobody waits; never rejects, because whoever waits is told. */
  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const [group, waiters] = [texts.join(''), waiting];
      [texts, waiting] = [[], []];
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
    flushing = false;
  }

  function whenFlushed(): Promise<void> {
    return new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      if (flushing) return;
      flushing = true;
      void flush();
    });
  }

  /** Resolves when everything written so far is on the disk. */
  function settled(): Promise<void> {
    return flushing || failure ? whenFlushed() : Promise.resolve();
  }

  /** Resolves when the text is on the disk. */
  function write(text: string): Promise<void> {
    texts.push(text);
    return whenFlushed();
  }

  async function close(): Promise<void> {
    await settled();
    await file.close();
  }

  return { write, settled, close };
}
