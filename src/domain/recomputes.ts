import type { EpochMs } from './instants';
import type { GraphPlan } from './routing/graph';

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
  /** When searches went over to the new network, where that was before its routes were written. */
  readonly openedAt?: EpochMs;
  readonly finishedAt: EpochMs;
}

/** How far a running recompute is: what the workflow's query answers. */
export interface RecomputeProgress {
  readonly phase: 'loading' | 'waiting' | 'computing' | 'flipping' | 'done';
  readonly sourcesDone: number;
  readonly sources: number;
  readonly written: number;
  /** Since when searches use the new network, computing those of its routes that are not written yet. */
  readonly openedAt?: EpochMs;
}

/**
 * From this share of legs on, searches go over to the new network before its routes are written. One leg of a hundred changes the
 * routes of some fourteen pairs of a hundred, as one of them is on many ways: of the world half a million, which takes a
 * minute or more to write. What fewer legs change is written sooner, and searches meanwhile find all their routes stored.
 */
const openingShare = 0.01;

/** Whether two networks differ so much that the second is worth computing pair by pair, as they are asked for, until its routes are written. */
export function differMuch(before: GraphPlan, after: GraphPlan): boolean {
  return shareChanged(before, after) >= openingShare;
}

/**
 * Legs that only one of two networks has, or that are flown at other times, in parts of the legs of the larger one: up to 2 where nothing is
 * left. Routes are ranked by the times and carry their minutes, so that a new timetable on the old legs changes as much as new legs do.
 */
export function shareChanged(before: GraphPlan, after: GraphPlan): number {
  const [old, young] = [timesByLeg(before), timesByLeg(after)];
  let changed = [...old.keys()].filter((leg) => !young.has(leg)).length;
  for (const [leg, times] of young) if (old.get(leg) !== times) changed += 1;
  return changed / Math.max(old.size, young.size, 1);
}

/** Each leg's departures in the week by which routes are ranked, as text; empty where nothing is known of them. */
function timesByLeg({ legs, week }: GraphPlan): Map<string, string> {
  const times = new Map(legs.map(({ origin, destination }) => [`${origin}-${destination}`, '']));
  for (const { origin, destination, departures } of week?.legs ?? [])
    times.set(
      `${origin}-${destination}`,
      departures
        .map((departure) => departure.join(' '))
        .sort()
        .join(),
    );
  return times;
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
