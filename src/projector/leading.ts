import type { Logger } from 'pino';
import type { Lease, LeaseStore } from '../stores/dynamodb/leases';
import { pause } from '../waiting';

export interface LeadingDeps {
  readonly leases: LeaseStore;
  readonly name: string;
  readonly owner: string;
  /** A holder that shows no life for so long has lost the lease. Several beats. */
  readonly leaseMs: number;
  readonly logger: Logger;
  /** Milliseconds that never jump, for measuring how long a holder has been silent. */
  readonly elapsed: () => number;
}

/**
 * Waits for the lease. No clock is compared with another's: a holder is dead when this process has watched its beat
 * stand still for `leaseMs`. Should it live after all, the epoch fences what it still writes. Undefined after the signal.
 */
export async function waitForLease(
  { leases, name, owner, leaseMs, logger, elapsed }: LeadingDeps,
  signal: AbortSignal,
): Promise<Lease | undefined> {
  let watched: { lease: Lease; since: number } | undefined;
  while (!signal.aborted) {
    try {
      const lease = await leases.findLease(name);
      const same = lease && watched && lease.epoch === watched.lease.epoch && lease.beat === watched.lease.beat;
      if (lease && !same) watched = { lease, since: elapsed() };
      const free = !lease || lease.released || (watched && elapsed() - watched.since >= leaseMs);
      const taken = free ? await leases.takeLease(name, owner, lease) : undefined;
      if (taken) return taken;
    } catch (error) {
      logger.warn({ err: error, lease: name }, 'the lease could not be read; trying again');
    }
    await pause(leaseMs / 6, signal);
  }
  return undefined;
}
