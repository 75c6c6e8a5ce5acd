import { defineQuery } from '@temporalio/workflow';
import type { ImportProgress, ImportRequest } from '../domain/imports/requests';
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

/** Id of the recompute that an import runs. */
export const recomputeOfImport = (importRunId: string): string => `recompute-${importRunId}`;

export interface ImportInput {
  /** Import a network that looks broken: empty, or with 30 % of its legs gone. */
  readonly force: boolean;
  /** Days of flight buckets made ahead once it is imported. */
  readonly materialiseDays: number;
  /** What to import; without it the network of a new installation, unless another one stands already. */
  readonly request?: ImportRequest;
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

/** How far an import is. What it does within its activity is in that one's heartbeats. */
export const importProgress = defineQuery<ImportProgress>('importProgress');
