import type { Logger } from 'pino';
import type { SeatRow } from '../domain/seatRows';
import type { StreamRecord } from '../stores/dynamodb/streams';
import { saleBreach, type SaleFacts } from '../domain/saleTransitions';
import { type Breach, rowBreach, type RowFacts, seatBreach } from '../domain/transitions';

/** A write that the booking protocol does not know, with what it was and what it made. */
export interface Violation {
  /** I1 to I10 and the like, where the rule belongs to one. */
  readonly invariant: string;
  readonly subject: string;
  readonly breach: string;
  readonly sequence: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Judges every write that passes by. A breach is logged with its evidence and handed to `onViolation`, and changes nothing else. */
export function createAuditor({
  logger,
  onViolation,
}: {
  logger: Logger;
  onViolation: (violation: Violation) => void;
}) {
  function report(subject: string, breach: Breach, sequence: string, before: unknown, after: unknown): void {
    if (breach === undefined) return;
    const violation = { invariant: invariantOf(breach), subject, breach, sequence, before, after };
    logger.error({ violation }, `${subject}: ${breach}`);
    onViolation(violation);
  }

  return {
    /** `seenAt`: when the record came here, so the write was no later; its own time is rounded down, by a minute at most. */
    auditSeat(
      before: SeatRow | undefined,
      after: SeatRow | undefined,
      { at, sequence }: Pick<StreamRecord, 'at' | 'sequence'>,
      seenAt: number,
    ): void {
      const latest = Math.min(seenAt, at + 60_000);
      const seat = after ?? before;
      report(
        `seat ${seat?.flightId} ${seat?.seat}`,
        seatBreach(before, after, latest),
        sequence,
        evidence(before),
        evidence(after),
      );
    },

    auditRow(
      bookingId: string,
      before: (RowFacts & SaleFacts) | undefined,
      after: (RowFacts & SaleFacts) | undefined,
      sequence: string,
    ): void {
      const breach = rowBreach(before, after) ?? saleBreach(before, after);
      report(`booking ${bookingId}`, breach, sequence, rowEvidence(before), rowEvidence(after));
    },
  };
}
export type Auditor = ReturnType<typeof createAuditor>;

/** Whose the seat is needs the booking id alone: the owner stays out of the log. */
function evidence(row: SeatRow | undefined): Omit<SeatRow, 'userId' | 'bookingId'> | undefined {
  if (!row) return undefined;
  const { flightId, seat, status, holdId, lockExpiresAt } = row;
  return {
    flightId,
    seat,
    ...(status && { status }),
    ...(holdId !== undefined && { holdId }),
    ...(lockExpiresAt !== undefined && { lockExpiresAt }),
  };
}

/** The locator opens a booking, so it stays out of the log too. */
function rowEvidence(facts: (RowFacts & SaleFacts) | undefined): unknown {
  return facts && { ...facts, locator: facts.locator === undefined ? 'none' : 'given' };
}

/** F1 and F3 are how I1 and I3 were once broken. */
function invariantOf(breach: string): string {
  const [, name = 'protocol'] = /^([A-Z]+\d*):/.exec(breach) ?? [];
  return name.replace(/^F(?=[13]$)/, 'I');
}
