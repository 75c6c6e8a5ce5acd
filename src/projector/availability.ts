import type { Logger } from 'pino';
import type { Cabin, FlightId, LegAvailability } from '../domain/flights';
import type { EpochMs } from '../domain/instants';
import type { SeatMapImage } from '../domain/seatDeltas';
import type { SeatPlan } from '../domain/seatPlans';
import { inParallel } from '../waiting';

export interface SearchedLeg {
  readonly buckets: readonly string[];
  readonly seatPlanId: string;
}

export interface AvailabilityDeps {
  /** Where a leg is searched, and its plan; undefined when the inventory has never heard of the leg. */
  readonly findLegs: (legs: readonly FlightId[]) => Promise<ReadonlyMap<FlightId, SearchedLeg>>;
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
  let flushing: Promise<void> = Promise.resolve();

  /** Undefined, and loud, for a leg that cannot be counted: trying again would not help, and must not hold up the others. */
  function count(flightId: FlightId, image: SeatMapImage, leg: SearchedLeg | undefined): LegAvailability | undefined {
    try {
      if (!leg) throw new Error('the inventory does not know the leg');
      return { version: image.version, taken: takenByCabin(image, seatPlanOf(leg.seatPlanId)), at: now() };
    } catch (error) {
      logger.error({ err: error, flightId }, 'the availability of a leg cannot be told');
      return undefined;
    }
  }

  async function writeChanged(): Promise<void> {
    const due = changed;
    changed = new Map();
    const failures: unknown[] = [];
    const fail = (error: unknown, flightId: FlightId, image: SeatMapImage) => {
      failures.push(error);
      if (!changed.has(flightId)) changed.set(flightId, image);
    };
    try {
      const legs = await findLegs([...due.keys()]);
      await inParallel([...due], 8, async ([flightId, image]) => {
        const leg = legs.get(flightId);
        const availability = count(flightId, image, leg);
        if (!leg || !availability) return;
        await Promise.all(leg.buckets.map((bucket) => writeAvailability(bucket, flightId, availability))).catch(
          (error: unknown) => fail(error, flightId, image),
        );
      });
    } catch (error) {
      for (const [flightId, image] of due) fail(error, flightId, image);
    }
    if (failures.length > 0) throw failures[0];
  }

  return {
    noteLeg(flightId: FlightId, image: SeatMapImage): void {
      if (image.version >= (changed.get(flightId)?.version ?? 0)) changed.set(flightId, image);
    },

    /**
     * Writes what was noted, after whatever write is under way: once it has ended well, everything noted before the call
     * is written. A leg that could not be written stays noted; the first such failure is thrown.
     */
    flush(): Promise<void> {
      const write = () => (changed.size > 0 ? writeChanged() : Promise.resolve());
      const next = flushing.then(write, write);
      flushing = next;
      return next;
    },
  };
}
export type Availability = ReturnType<typeof createAvailability>;
