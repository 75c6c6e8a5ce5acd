import type { StreamRecord } from '../stores/dynamodb/streams';

export type StreamName = 'seats' | 'bookings';

/** How far what is told lags behind what was written: heard by whoever watches the projector. */
export interface ProjectorWatch {
  /** This process projects from now on, or does so no more. */
  readonly active: (isActive: boolean) => void;
  /** A record of this stream was handled so many ms after it was written: a seat map told, a booking audited. */
  readonly handled: (stream: StreamName, lagMs: number) => void;
  /** Records of this stream are being told since this instant (epoch ms); undefined: nothing waits. */
  readonly waiting: (stream: StreamName, since: number | undefined) => void;
  /** How far the streams were handled is kept in the lease, as of this instant (epoch ms). */
  readonly checkpointed: (at: number) => void;
}

/**
 * When these records were written, in epoch ms. Events of bookings say it to the millisecond; of seats only the stream knows,
 * which rounds down: AWS to the second, the local one to the minute.
 */
export function writtenAt(stream: StreamName, records: readonly StreamRecord[]): number[] {
  if (stream === 'seats') return records.map(({ at }) => at);
  return records.flatMap(({ before, after }) => {
    const [entry, at] = [after?.('Entry'), after?.('At')];
    return before === undefined && typeof entry === 'string' && entry.startsWith('E#') && typeof at === 'number'
      ? [at]
      : [];
  });
}
