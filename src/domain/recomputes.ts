import type { EpochMs } from './instants';

/** `superseded`: another recompute went on with a newer network before this one ended. */
export type RecomputeOutcome = 'flipped' | 'unchanged' | 'refused' | 'superseded';

/** One run of the recompute, as operators see it. */
export interface RecomputeReport {
  readonly id: string;
  readonly outcome: RecomputeOutcome;
  /** Why the network was refused. */
  readonly reason?: string;
  readonly snapshot?: number;
  readonly airports: number;
  readonly legs: number;
  /** Ordered pairs with at least one path, and paths over all pairs. */
  readonly pairs: number;
  readonly paths: number;
  /** `:Route` nodes written. */
  readonly written: number;
  readonly startedAt: EpochMs;
  readonly finishedAt: EpochMs;
}

/** How far a running recompute is: what the workflow's query answers. */
export interface RecomputeProgress {
  readonly phase: 'loading' | 'waiting' | 'computing' | 'flipping' | 'done';
  readonly sourcesDone: number;
  readonly sources: number;
  readonly written: number;
}

/** More than this share of legs gone at once looks like a broken import, not like a timetable change. */
const suspiciousLossPercent = 30;

/** Why a network must not become a snapshot unless an operator insists; undefined when it may. */
export function suspicionOf(network: { legs: number }, current: { legs: number } | undefined): string | undefined {
  if (network.legs === 0) return 'the network has no legs';
  if (!current || current.legs === 0) return undefined;
  const lost = current.legs - network.legs;
  if (lost * 100 < current.legs * suspiciousLossPercent) return undefined;
  return `${lost} of ${current.legs} legs are gone`;
}
