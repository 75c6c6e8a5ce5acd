import type { DatedFlight } from './flights';

/** Why something found on the way is not offered. */
export const pruneReasons = [
  'departs_within_cutoff',
  'cancelled',
  'outside_window',
  'no_fare_in_cabin',
  'sold_out',
  'codeshare',
  'same_flight',
  'below_minimum_connection',
  'above_longest_layover',
  'airport_twice',
  'not_flown_then',
  'dominated_connection',
  'too_slow',
  'no_common_brand',
  'filtered',
  'no_turnaround',
  'beyond_result_size',
] as const;
export type PruneReason = (typeof pruneReasons)[number];
export type Tally = Record<PruneReason, number>;

export function emptyTally(): Tally {
  return Object.fromEntries(pruneReasons.map((reason) => [reason, 0])) as Tally;
}

export function addTallies(a: Tally, b: Tally): Tally {
  const sum = emptyTally();
  for (const reason of pruneReasons) sum[reason] = a[reason] + b[reason];
  return sum;
}

/** A flight as it is named in a branch: the marketing number too, because a codeshare is the same aircraft. */
export type PrunedFlight = Pick<DatedFlight, 'flightId' | 'carrier' | 'number'>;

/** A branch of the search that was not followed: the last of its flights is the one the reason is about. */
export interface PrunedBranch {
  readonly slice: number;
  /** Airports of the way that was walked. */
  readonly way: readonly string[];
  /** From the origin on; none where the way itself is out of the question. */
  readonly flights: readonly PrunedFlight[];
  readonly reason: PruneReason;
}

/** Every branch that was not followed, told once. */
export interface Pruning {
  prune(branch: PrunedBranch): void;
}

/** What a search that explains itself says: how many branches it left for which reason, and the first of each. */
export interface Explanation {
  readonly counts: Tally;
  readonly branches: readonly PrunedBranch[];
  /** Branches that are counted but not listed. */
  readonly cut: number;
}

/** Branches listed of each reason. */
export const branchesPerReason = 12;

/** Branches told from each other: beyond this many a branch that two ways share is counted for both. */
const mostTold = 50_000;

/**
 * Collects branches. Two ways that begin with the same flights share a branch, which counts once. Of each reason the
 * first `perReason` are listed, so that the rare reasons are not crowded out by the frequent ones.
 */
export function createPruning(perReason: number): Pruning & { explanation(): Explanation } {
  const counts = emptyTally();
  const listed: PrunedBranch[] = [];
  const told = new Set<string>();
  return {
    prune(branch) {
      const key = keyOf(branch);
      if (told.has(key)) return;
      if (told.size < mostTold) told.add(key);
      counts[branch.reason] += 1;
      if (counts[branch.reason] <= perReason) listed.push(branch);
    },
    explanation: () => ({ counts, branches: listed, cut: total(counts) - listed.length }),
  };
}

function keyOf({ slice, way, flights, reason }: PrunedBranch): string {
  if (flights.length === 0) return `${slice} ${way.join('-')} ${reason}`;
  return `${slice} ${flights.map(({ flightId, carrier, number }) => `${flightId}/${carrier}${number}`).join(' ')} ${reason}`;
}

function total(counts: Tally): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** The explanations of the parts of one search together, under the same bound. */
export function joinExplanations(parts: readonly Explanation[], perReason: number): Explanation {
  const counts = parts.map((part) => part.counts).reduce(addTallies, emptyTally());
  const branches = pruneReasons.flatMap((reason) =>
    parts.flatMap((part) => part.branches.filter((branch) => branch.reason === reason)).slice(0, perReason),
  );
  return { counts, branches, cut: total(counts) - branches.length };
}
