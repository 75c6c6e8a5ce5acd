import type { Intent } from './records';

// setTimeout takes 32-bit delays; a longer wait is cut into pieces.
const longestTimerMs = 2_000_000_000;

/** Wakes each payment in `processing` when its time has come, also when it was put there by an earlier run. */
export function createSettlements({ now, settle }: { now: () => number; settle: (intentId: string) => void }) {
  const timers = new Map<string, NodeJS.Timeout>();

  function watch(intent: Pick<Intent, 'id' | 'status' | 'settlesAt'>): void {
    const { id, status, settlesAt } = intent;
    clearTimeout(timers.get(id));
    timers.delete(id);
    if (status !== 'processing' || settlesAt === null) return;
    const wait = Math.max(0, settlesAt - now());
    const timer = setTimeout(
      () => {
        timers.delete(id);
        if (wait > longestTimerMs) watch(intent);
        else settle(id);
      },
      Math.min(wait, longestTimerMs),
    );
    timers.set(id, timer);
  }

  return {
    watch,
    close(): void {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
