import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  readonly withinMs: number;
  readonly everyMs?: number;
  /** Gives up early. */
  readonly signal?: AbortSignal;
}

/** Asks until the answer is true. False when `withinMs` passed first. An error of the probe counts as "not yet"; the last one is handed back. */
export async function waitUntil(
  probe: () => Promise<boolean>,
  { withinMs, everyMs = 100, signal }: Patience,
): Promise<{ met: boolean; lastError?: unknown }> {
  const endsAt = performance.now() + withinMs;
  let lastError: unknown;
  for (;;) {
    try {
      if (await probe()) return { met: true };
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() >= endsAt || signal?.aborted === true) return { met: false, lastError };
    await pause(everyMs);
  }
}
