import type { Logger } from 'pino';
import type { Cabin, FlightId, LegAvailability } from '../domain/flights';
import type { EpochMs } from '../domain/instants';
import type { SeatMapImage } from '../domain/seatDeltas';
import type { SeatPlan } from '../domain/seatPlans';
import { inParallel } from '../waiting';

export interface AvailabilityDeps {
  /** Where a leg is searched, and its plan; undefined when the inventory has never heard of the leg. */
  readonly findLegs: (
    legs: readonly FlightId[],
  ) => Promise<ReadonlyMap<FlightId, { readonly bucket: string; readonly seatPlanId: string }>>;
  readonly seatPlanOf: (seatPlanId: string) => SeatPlan;
  /** Absolute; a lower version than the stored one is left out. */
  readonly writeAvailability: (bucket: string, flightId: FlightId, availability: LegAvailability) => Promise<void>;
  readonly now: () => EpochMs;
  readonly logger: Logger;
}

/** Seats that are not free, by cabin. Seats of another plan (the aircraft was changed) count nowhere. */
function takenByCabin(image: SeatMapImage, plan: SeatPlan): Partial<Record<Cabin, number>> {
  const taken: Partial<Record<Cabin, number>> = {};
  for (const [seat, { state }] of image.seats) {
    const cabin = state === 'free' ? undefined : plan.seats.get(seat)?.cabin;
    if (cabin) taken[cabin] = (taken[cabin] ?? 0) + 1;
  }
  return taken;
}

/**
 * Keeps the availability that search reads. Legs are noted as they change and written together now and then, each as
 * absolute numbers of its latest version: nothing is counted up or down, so nothing can drift.
 */
export function createAvailability({ findLegs, seatPlanOf, writeAvailability, now, logger }: AvailabilityDeps) {
  let changed = new Map<FlightId, SeatMapImage>();

  return {
    noteLeg(flightId: FlightId, image: SeatMapImage): void {
      if (image.version >= (changed.get(flightId)?.version ?? 0)) changed.set(flightId, image);
    },

    /** Writes what was noted. A leg that could not be written stays noted; the first such failure is thrown. */
    async flush(): Promise<void> {
      if (changed.size === 0) return;
      const due = changed;
      changed = new Map();
      const noteAgain = (flightId: FlightId, image: SeatMapImage) => {
        if (!changed.has(flightId)) changed.set(flightId, image);
      };
      const failures: unknown[] = [];
      try {
        const legs = await findLegs([...due.keys()]);
        await inParallel([...due], 8, async ([flightId, image]) => {
          const leg = legs.get(flightId);
          if (!leg) return logger.warn({ flightId }, 'seats changed on a leg that the inventory does not know');
          try {
            const taken = takenByCabin(image, seatPlanOf(leg.seatPlanId));
            await writeAvailability(leg.bucket, flightId, { version: image.version, taken, at: now() });
          } catch (error) {
            failures.push(error);
            noteAgain(flightId, image);
          }
        });
      } catch (error) {
        for (const [flightId, image] of due) noteAgain(flightId, image);
        throw error;
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
export type Availability = ReturnType<typeof createAvailability>;
