import type { Logger } from 'pino';
import type { EpochMs } from '../domain/instants';
import type { SeatRow } from '../domain/seatRows';
import type { LeaseStore } from '../stores/dynamodb/leases';
import type { SeatMapLog } from '../stores/dynamodb/seatMapLog';
import type { SeatStore } from '../stores/dynamodb/seats';
import type { RowImage, Stream } from '../stores/dynamodb/streams';
import type { TableScans } from '../stores/dynamodb/tableScans';
import type { Violation } from './auditing';
import type { AvailabilityDeps } from './availability';
import type { Pace } from './following';
import { waitForLease } from './leading';
import type { ProjectorWatch } from './progress';
import { serveTerm } from './term';

export interface ProjectorTimes {
  readonly leaseMs: number;
  /** Between two signs of life, each with the checkpoint. */
  readonly beatMs: number;
  readonly availabilityMs: number;
  readonly pace: Pace;
  /** Of the bookings' stream, which is only audited: nobody waits for it. */
  readonly auditPace: Pace;
  /** Records are kept for 24 h; from a checkpoint older than this they may be gone. */
  readonly checkpointKeptMs: number;
}

export const projectorTimes: ProjectorTimes = {
  leaseMs: 3000,
  beatMs: 1000,
  availabilityMs: 1000,
  pace: { busyMs: 50, idleMs: 100, relistMs: 30_000 },
  auditPace: { busyMs: 250, idleMs: 500, relistMs: 30_000 },
  checkpointKeptMs: 20 * 3_600_000,
};

export interface ProjectorDeps {
  readonly owner: string;
  readonly leases: LeaseStore;
  readonly seatStream: Stream;
  readonly bookingStream: Stream;
  readonly seatMapLog: SeatMapLog;
  readonly seats: Pick<SeatStore, 'scanSeats' | 'listSeats'>;
  readonly scans: TableScans;
  readonly seatRowOf: (attribute: RowImage) => SeatRow;
  readonly findLegs: AvailabilityDeps['findLegs'];
  readonly writeAvailability: AvailabilityDeps['writeAvailability'];
  readonly seatPlanOf: AvailabilityDeps['seatPlanOf'];
  readonly logger: Logger;
  readonly now: () => EpochMs;
  readonly elapsed: () => number;
  readonly onViolation: (violation: Violation) => void;
  readonly watch: ProjectorWatch;
  readonly times: ProjectorTimes;
}

const leaseName = 'projector';

/**
 * Follows the streams of seats and bookings and tells what was written: versions of seat maps, availability, breaches of
 * the protocol. Any number may run; one at a time is active. Two that both believe
 * to be it do no harm: every write is conditional on the version before it, or can only move forward.
 */
export function createProjector(deps: ProjectorDeps) {
  return {
    /** Runs until the signal; ends after a last checkpoint, with the lease given back. */
    async run(signal: AbortSignal): Promise<void> {
      const { times, logger } = deps;
      while (!signal.aborted) {
        const lease = await waitForLease({ ...deps, name: leaseName, leaseMs: times.leaseMs }, signal);
        if (!lease) return;
        logger.info({ epoch: lease.epoch }, 'this process projects now');
        deps.watch.active(true);
        await serveTerm(deps, lease, signal).finally(() => deps.watch.active(false));
      }
    },
  };
}
export type Projector = ReturnType<typeof createProjector>;
