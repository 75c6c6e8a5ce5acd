import type { LegHours, LegHoursOf } from '../domain/legHours';
import { pairKey } from '../domain/routing/paths';
import type { GraphStore } from '../stores/neo4j/graph';

/** When legs are flown, as the network in force says. */
export type LegHoursSource = () => Promise<LegHoursOf>;

interface LegHoursSourceDeps {
  readonly graph: Pick<GraphStore, 'findNetwork' | 'listLegs'>;
  readonly now: () => number;
  /** Told when the network could not be read: searches go on, and read more than they need. */
  readonly notRead: (error: unknown) => void;
}

/** The network is looked at so often; its legs are read again only when it is another one. */
const lookEveryMs = 15_000;

/**
 * Kept in the process: searches must not wait for what only spares them reads. While a new network is being looked for, while
 * it cannot be read, and before the first is known, they go on with what is there: nothing, or the hours of the network before.
 */
export function createLegHoursSource({ graph, now, notRead }: LegHoursSourceDeps): LegHoursSource {
  let hours: ReadonlyMap<string, LegHours> = new Map();
  let contentHash: string | undefined;
  let lookedAt = -Infinity;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    lookedAt = now();
    const network = await graph.findNetwork();
    if (network === undefined || network.contentHash === contentHash) return;
    const legs = await graph.listLegs();
    hours = new Map(
      legs.flatMap(({ origin, destination, hours: flown }) => (flown ? [[pairKey(origin, destination), flown]] : [])),
    );
    contentHash = network.contentHash;
  }

  return async () => {
    if (!looking && now() - lookedAt >= lookEveryMs) {
      looking = look()
        .catch(notRead)
        .finally(() => {
          looking = undefined;
        });
    }
    // Only the first search of a process waits: after it there is something to go on with.
    if (contentHash === undefined) await looking;
    return (origin, destination) => hours.get(pairKey(origin, destination));
  };
}
