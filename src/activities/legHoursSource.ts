import type { LegHours, LegHoursOf } from '../domain/legHours';
import { pairKey } from '../domain/routing/paths';
import type { GraphStore } from '../stores/neo4j/graph';
import { within } from '../waiting';

/** When legs are flown, as the network in force says. */
export type LegHoursSource = () => Promise<LegHoursOf>;

interface LegHoursSourceDeps {
  readonly graph: Pick<GraphStore, 'findNetwork' | 'listLegs'>;
  readonly now: () => number;
  /** Told when the network could not be read: searches go on, and read more than they need. */
  readonly notRead: (error: unknown) => void;
}

/** What was looked at longer ago is not believed. An import waits longer than this before it writes the first flight. */
export const legHoursMs = 5_000;
/** A search waits no longer for what only spares it reads. */
const patienceMs = 100;
const nothing: ReadonlyMap<string, LegHours> = new Map();

/**
 * Kept in the process, and looked at anew by the search that finds them old; the legs are read again only when the network is
 * another one. Nothing is known, so that every day is read, before the first look has ended, while the network cannot be
 * read, and while an import is under way, which brings flights on days on which their legs did not fly before.
 */
export function createLegHoursSource({ graph, now, notRead }: LegHoursSourceDeps): LegHoursSource {
  let hours = nothing;
  let contentHash: string | undefined;
  let [lookedAt, triedAt] = [-Infinity, -Infinity];
  let looking: Promise<void> | undefined;

  async function look(startedAt: number): Promise<void> {
    const network = await graph.findNetwork();
    if (network?.importing === true) [hours, contentHash] = [nothing, undefined];
    else if (network && network.contentHash !== contentHash) {
      const legs = await graph.listLegs();
      hours = new Map(
        legs.flatMap(({ origin, destination, hours: flown }) => (flown ? [[pairKey(origin, destination), flown]] : [])),
      );
      contentHash = network.contentHash;
    }
    lookedAt = startedAt;
  }

  return async () => {
    if (!looking && now() - triedAt >= legHoursMs) {
      triedAt = now();
      looking = look(triedAt)
        .catch(notRead)
        .finally(() => {
          looking = undefined;
        });
    }
    if (looking) await within(patienceMs, looking);
    const known = now() - lookedAt < legHoursMs ? hours : nothing;
    return (origin, destination) => known.get(pairKey(origin, destination));
  };
}
