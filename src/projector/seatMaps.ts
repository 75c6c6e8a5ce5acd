import type { FlightId } from '../domain/flights';
import { applyRecords, applyTable, forgetOld, type SeatMapImage, type SeatRecord } from '../domain/seatDeltas';
import type { PublicSeatState } from '../domain/channels';
import type { EpochMs } from '../domain/instants';
import type { SeatMapLog } from '../stores/dynamodb/seatMapLog';

/** Numbers of a stream that may have been replaced by another must not stay stored. */
const hasSequences = (image: SeatMapImage) => [...image.seats.values()].some(({ sequence }) => sequence !== undefined);

/** Another holder of the lease writes now: whoever meets this stops at once. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

/** Legs whose images are remembered. A wide-body's takes some 50 kB. */
const rememberedLegs = 2000;

interface SeatMapsDeps {
  readonly log: SeatMapLog;
  readonly epoch: number;
  readonly now: () => EpochMs;
  /** Told of every leg that records came for, also of records told before: what depends on the image may not have been written. */
  readonly onLeg: (flightId: FlightId, image: SeatMapImage) => void;
}

/** Somebody else writing the same leg again and again is not possible; an image that does not fit its head is. */
const maxAttempts = 20;

/**
 * Turns the records of seats into versions of seat maps. Calls for one leg may overlap (two shards): the write on the
 * old version lets one through, and the other goes on from the new image.
 */
export function createSeatMaps({ log, epoch, now, onLeg }: SeatMapsDeps) {
  const images = new Map<FlightId, SeatMapImage>();

  function remember(flightId: FlightId, image: SeatMapImage): void {
    images.delete(flightId);
    images.set(flightId, image);
    const [oldest] = images.keys();
    if (images.size > rememberedLegs && oldest !== undefined) images.delete(oldest);
  }

  type Step = (image: SeatMapImage) => ReturnType<typeof applyRecords>;

  /** Reads (or remembers) the image, steps, writes; again from a fresh image when somebody else has written meanwhile. */
  async function advance(flightId: FlightId, step: Step, mustWrite: (before: SeatMapImage) => boolean): Promise<void> {
    let known = images.get(flightId);
    for (let attempt = 1; attempt <= maxAttempts; attempt++, known = undefined) {
      const before = known ?? (await log.readImage(flightId));
      const { image, deltas } = step(before);
      if (deltas.length > 0 || mustWrite(before)) {
        const kept = forgetOld(image, now());
        const answer = await log.appendSeatDeltas({ flightId, epoch, before: before.version, deltas, image: kept });
        if (answer === 'fenced') throw new Fenced(`the seat map of ${flightId} is written by a later projector`);
        if (answer === 'stale') continue;
        remember(flightId, kept);
        onLeg(flightId, kept);
      } else {
        remember(flightId, image);
        onLeg(flightId, image);
      }
      return;
    }
    throw new Error(`the seat map of ${flightId} stands at another version than its image`);
  }

  return {
    /** Tells what these records change, in their order. May run twice with the same records: the second tells nothing. */
    applySeatRecords: (flightId: FlightId, records: readonly SeatRecord[]): Promise<void> =>
      advance(
        flightId,
        (image) => applyRecords(image, records),
        () => false,
      ),

    /** Tells the difference between what was told and what the table says. */
    applySeatTable: (flightId: FlightId, rows: ReadonlyMap<string, PublicSeatState>): Promise<void> =>
      advance(flightId, (image) => applyTable(image, rows, now()), hasSequences),
  };
}
export type SeatMaps = ReturnType<typeof createSeatMaps>;
