import { LRUCache } from 'lru-cache';

/**
 * One read for everybody who asks for the same thing at the same time, and for `freshMs` after it was asked for. `forget`
 * makes the next asker read anew, also while an older read is under way.
 */
export function createSharedReads<V>(freshMs: number, now: () => number) {
  const reads = new LRUCache<string, { readonly askedAt: number; readonly value: Promise<V> }>({ max: 5000 });
  return {
    read(key: string, readIt: () => Promise<V>): Promise<V> {
      const known = reads.get(key);
      if (known && now() - known.askedAt < freshMs) return known.value;
      const value = readIt();
      const entry = { askedAt: now(), value };
      reads.set(key, entry);
      // A failed read answers those who wait for it and nobody after them.
      value.catch(() => {
        if (reads.peek(key) === entry) reads.delete(key);
      });
      return value;
    },
    forget: (key: string): void => void reads.delete(key),
  };
}
export type SharedReads<V> = ReturnType<typeof createSharedReads<V>>;
