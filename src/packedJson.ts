/** A structure as one value: the store, its streams and their readers pay for each value of an item at each write of it. */
export function packJson(value: unknown): string {
  return JSON.stringify(value);
}

/** What was packed; a structure of before they were packed as it is; undefined for what is neither. */
export function unpackJson(stored: unknown): unknown {
  if (typeof stored !== 'string') return stored;
  try {
    return JSON.parse(stored);
  } catch {
    return undefined;
  }
}
