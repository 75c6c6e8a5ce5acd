import type { SeatAssignment } from '../domain/bookings';
import type { FlightId } from '../domain/flights';
import { within } from '../waiting';

/** The seats of a leg that somebody on this node is just trying for. */
export type Tried = (leg: FlightId) => readonly string[];

interface Seated {
  readonly seats: readonly SeatAssignment[];
}

/**
 * Lets one booking at a time try for a seat on this node. Whoever wants a seat that somebody is just trying for waits
 * for that outcome and then looks again, so of a thousand callers for one seat one starts a workflow and the others are
 * answered from a read. It saves work and decides nothing: the conditional write does, across all nodes. Whoever has waited for
 * as long as it wanted to is told what `tooLong` says, having tried for nothing.
 */
export function createAdmission(tooLong: () => Error) {
  const trying = new Map<FlightId, Map<string, Promise<void>>>();
  const tried: Tried = (leg) => [...(trying.get(leg)?.keys() ?? [])];

  function enter(seats: readonly SeatAssignment[], done: Promise<void>): void {
    for (const [leg, designator] of placesOf(seats)) {
      const onLeg = trying.get(leg) ?? new Map<string, Promise<void>>();
      trying.set(leg, onLeg.set(designator, done));
    }
  }

  function leave(seats: readonly SeatAssignment[]): void {
    for (const [leg, designator] of placesOf(seats)) {
      trying.get(leg)?.delete(designator);
      if (trying.get(leg)?.size === 0) trying.delete(leg);
    }
  }

  /** Nothing may happen between the choice of seats and their being tried for, so this does both without a pause. */
  async function admit<B extends Seated>(
    look: () => Promise<(tried: Tried) => B>,
    done: Promise<void>,
    giveUpAt: number,
  ): Promise<B> {
    for (;;) {
      const choose = await look();
      const wanted = choose(tried);
      const busy = placesOf(wanted.seats).flatMap(([leg, designator]) => trying.get(leg)?.get(designator) ?? []);
      if (busy.length === 0) {
        enter(wanted.seats, done);
        return wanted;
      }
      if (!(await within(giveUpAt - performance.now(), Promise.all(busy)))) throw tooLong();
    }
  }

  return {
    /**
     * Runs `attempt` while nobody else on this node tries for its seats. `look` is asked at first and after each wait: it
     * refuses by throwing, and answers with what to try, given what others are trying for. Nobody is waited for after `giveUpAt`,
     * of the monotonic clock in ms.
     */
    async whenQuiet<B extends Seated, T>(
      look: () => Promise<(tried: Tried) => B>,
      attempt: (wanted: B) => Promise<T>,
      giveUpAt: number,
    ): Promise<T> {
      let finished: () => void = () => undefined;
      const done = new Promise<void>((resolve) => (finished = resolve));
      const wanted = await admit(look, done, giveUpAt);
      try {
        return await attempt(wanted);
      } finally {
        leave(wanted.seats);
        finished();
      }
    },
  };
}
export type Admission = ReturnType<typeof createAdmission>;

function placesOf(seats: readonly SeatAssignment[]): (readonly [FlightId, string])[] {
  return seats.flatMap(({ legs, designator }) => legs.map((leg) => [leg, designator] as const));
}
