import { defineQuery } from '@temporalio/workflow';
import type { RecomputeProgress } from '../domain/recomputes';

/**
 * Ids of the workflows and schedules that keep the network of one installation, which its task queue names: fixed, so that
 * there is one of each however many workers start it, and apart from another installation's in the same namespace.
 */
export function networkIds(taskQueue: string) {
  return {
    import: `${taskQueue}/import`,
    recomputeByHand: `${taskQueue}/recompute`,
    materialise: `${taskQueue}/materialise`,
    recomputeSchedule: `${taskQueue}/recompute-scheduled`,
    materialiseSchedule: `${taskQueue}/materialise-daily`,
  } as const;
}

export interface ImportInput {
  /** Import a network that looks broken: empty, or with 30 % of its legs gone. */
  readonly force: boolean;
  /** Days of flight buckets made ahead once it is imported. */
  readonly materialiseDays: number;
}

export interface RecomputeInput {
  /** Compute from a network that looks broken. */
  readonly force: boolean;
}

export interface MaterialiseInput {
  readonly days: number;
}

/** How far a recompute is. */
export const recomputeProgress = defineQuery<RecomputeProgress>('recomputeProgress');
