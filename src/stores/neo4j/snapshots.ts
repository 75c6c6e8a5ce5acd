import type { Driver } from 'neo4j-driver';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { GraphPlan } from '../../domain/routing/graph';
import { packPlan } from '../../domain/routing/packing';
import { readRows, writeRows } from './queries';
import type { GraphLabels } from './schema';

/** One generation of all routes. Numbers grow by one with each flip. */
export interface SnapshotInfo {
  readonly number: number;
  /** `building` until it is complete and searches are switched to it. */
  readonly state: 'building' | 'current' | 'past';
  readonly graphHash: string;
  readonly airports: number;
  readonly legs: number;
  readonly startedAt: number;
  readonly flippedAt?: number;
}

/**
 * Snapshots of the routes. Each keeps the graph it was computed from, so that a pair computed on demand belongs to the
 * same generation as the stored ones, and a recompute that is taken up again goes on with the graph it began with.
 */
export function createSnapshotStore({ driver, labels }: { driver: Driver; labels: GraphLabels }) {
  async function findSnapshot(state: 'current' | 'building'): Promise<SnapshotInfo | undefined> {
    const [row] = await readRows<{ info: SnapshotInfo }>(
      driver,
      `MATCH (s:${labels.snapshot} {state: $state}) RETURN properties(s) AS info ORDER BY s.number DESC LIMIT 1`,
      { state },
    );
    return row && withoutGraph(row.info);
  }

  return {
    currentSnapshot: () => findSnapshot('current'),

    /**
     * The snapshot to build: the unfinished one, if there is one, else a new one after the current. It gets this graph.
     * The very first is current from its beginning: all its pairs are unknown, so searches compute theirs on demand, to the
     * same paths, while the recompute goes on. Twice: the same snapshot.
     */
    async beginSnapshot(plan: GraphPlan, at: number): Promise<SnapshotInfo> {
      const text = packPlan(plan);
      const graph = Int8Array.from(await promisify(gzip)(text));
      const graphHash = createHash('sha256').update(text).digest('base64url').slice(0, 22);
      const [row] = await writeRows<{ info: SnapshotInfo }>(
        driver,
        `OPTIONAL MATCH (c:${labels.snapshot} {state: 'current'})
         WITH max(c.number) AS current
         MERGE (s:${labels.snapshot} {number: coalesce(current, 0) + 1})
         ON CREATE SET s.startedAt = $at
         SET s.graph = $graph, s.graphHash = $graphHash, s.airports = $airports, s.legs = $legs,
             s.state = CASE WHEN current IS NULL THEN 'current' ELSE 'building' END,
             s.flippedAt = CASE WHEN current IS NULL THEN $at ELSE null END
         RETURN properties(s) AS info`,
        { at, graph, graphHash, airports: plan.airports.length, legs: plan.legs.length },
      );
      if (!row) throw new Error('the new snapshot was not written');
      return withoutGraph(row.info);
    },

    /** The plan that a snapshot is computed from, as `packPlan` wrote it. Throws when that one is no longer kept. */
    async readPackedPlan(number: number): Promise<string> {
      const [row] = await readRows<{ graph: Int8Array | null }>(
        driver,
        `MATCH (s:${labels.snapshot} {number: $number}) RETURN s.graph AS graph`,
        { number },
      );
      if (!row?.graph) throw new Error(`the graph of snapshot ${number} is not kept`);
      return (await promisify(gunzip)(Uint8Array.from(row.graph))).toString('utf8');
    },

    /**
     * Switches searches to the snapshot that was being built from this graph, in one transaction, and clears away what
     * only older ones needed. `superseded`: meanwhile another recompute has begun to build it from another graph. Twice:
     * it is current already.
     */
    async flip(
      { number, graphHash }: Pick<SnapshotInfo, 'number' | 'graphHash'>,
      at: number,
    ): Promise<'flipped' | 'superseded'> {
      const session = driver.session();
      try {
        const flipped = await session.executeWrite(async (tx) => {
          const answer = await tx.run(
            `MATCH (s:${labels.snapshot} {number: $number, graphHash: $graphHash})
             OPTIONAL MATCH (c:${labels.snapshot} {state: 'current'}) WHERE c.number < $number
             SET c.state = 'past', s.state = 'current', s.flippedAt = coalesce(s.flippedAt, $at)
             RETURN s.number`,
            { number, graphHash, at },
          );
          if (answer.records.length === 0) return false;
          await tx.run(`MATCH (s:${labels.snapshot}) WHERE s.number < $number - 1 DELETE s`, { number });
          return true;
        });
        if (!flipped) return 'superseded';
        await session.run(
          // Looked at again under the lock: a search may just have stored it anew.
          `MATCH (r:${labels.route}) WHERE r.since < $number - 1 AND r.hash IS NULL
           CALL { WITH r
             SET r.origin = r.origin
             WITH r WHERE r.since < $number - 1 AND r.hash IS NULL
             DELETE r
           } IN TRANSACTIONS OF 5000 ROWS`,
          { number },
        );
        return 'flipped';
      } finally {
        await session.close();
      }
    },
  };
}
export type SnapshotStore = ReturnType<typeof createSnapshotStore>;

function withoutGraph(stored: SnapshotInfo): SnapshotInfo {
  const { number, state, graphHash, airports, legs, startedAt, flippedAt } = stored;
  return { number, state, graphHash, airports, legs, startedAt, ...(flippedAt !== undefined && { flippedAt }) };
}
