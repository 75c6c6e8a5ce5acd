import { defineQuery } from '@temporalio/workflow';
import type { RecomputeProgress } from '../domain/recomputes';

/** Ids of the workflows that keep the network: fixed, so that there is one of each however many workers start it. */
export const networkWorkflowIds = {
  import: 'network-import',
  materialise: 'network-materialise',
  recomputeByHand: 'network-recompute',
} as const;

export const networkScheduleIds = {
  recompute: 'network-recompute-scheduled',
  materialise: 'network-materialise-daily',
} as const;

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
