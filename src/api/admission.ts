import type { FlightId } from '../domain/flights';
import type { SeatAssignment } from '../domain/bookings';

/**
 * Lets one booking at a time try for a seat on this node. Whoever wants a seat that somebody is just trying for waits
 * for that outcome and then looks again, so of a thousand callers for one seat one starts a workflow and the others are
 * answered from a read. It saves work and decides nothing: the conditional write does, across all nodes.
 */
export function createAdmission() {
  const trying = new Map<string, Promise<void>>();

  return {
    /** Runs `attempt` while nobody else on this node tries for these seats; `look` is asked after each wait and refuses by throwing. */
    async whenQuiet<T>(
      seats: readonly SeatAssignment[],
      look: () => Promise<void>,
      attempt: () => Promise<T>,
    ): Promise<T> {
      const places = placesOf(seats);
      for (;;) {
        await look();
        const busy = places.flatMap((place) => trying.get(place) ?? []);
        if (busy.length === 0) break;
        await Promise.all(busy);
      }
      let finished: () => void = () => undefined;
      const done = new Promise<void>((resolve) => (finished = resolve));
      for (const place of places) trying.set(place, done);
      try {
        return await attempt();
      } finally {
        for (const place of places) trying.delete(place);
        finished();
      }
    },
  };
}
export type Admission = ReturnType<typeof createAdmission>;

function placesOf(seats: readonly SeatAssignment[]): string[] {
  return seats.flatMap(({ legs, designator }) => legs.map((leg: FlightId) => `${leg}/${designator}`));
}
