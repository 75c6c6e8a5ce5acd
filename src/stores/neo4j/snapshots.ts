import type { Driver } from 'neo4j-driver';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { GraphPlan } from '../../domain/routing/graph';
import { packPlan } from '../../domain/routing/packing';
import { readRows } from './queries';
import type { GraphLabels } from './schema';

/** One generation of all routes. Numbers grow; one whose routes may have been written is never given to another network that is opened. */
export interface SnapshotInfo {
  readonly number: number;
  /** `building` until searches are switched to it; `past` when they have been switched to the next. */
  readonly state: 'building' | 'current' | 'past';
  /** Whether a recompute has looked at every route for it. While it has not, routes of earlier snapshots say nothing to this one. */
  readonly complete: boolean;
  readonly graphHash: string;
  /** How many other graphs it was begun with before this one: the same graph may come back while somebody still builds from its first time. */
  readonly edition: number;
  readonly airports: number;
  readonly legs: number;
  readonly startedAt: number;
  readonly flippedAt?: number;
}

/** How a snapshot is begun. */
interface Beginning {
  /** Searches will be switched to it before any of its routes is written. */
  readonly opensFirst: boolean;
  /** Number of the current snapshot when that was decided. */
  readonly after: number | undefined;
}

/** A snapshot, and from which graph: another recompute may have begun to build it from another. */
export type Building = Pick<SnapshotInfo, 'number' | 'graphHash' | 'edition'>;
type Standing = Pick<SnapshotInfo, 'number' | 'state' | 'complete' | 'graphHash'> & { readonly opensFirst: boolean };

/** Those of earlier versions do not say whether they are complete: they were when they came into use. */
const isComplete = "coalesce(s.complete, s.state <> 'building')";
const told = `s{.number, .state, complete: ${isComplete}, .graphHash, edition: coalesce(s.edition, 0), .airports, .legs, .startedAt, .flippedAt}`;

/**
 * Snapshots of the routes. Each keeps the graph it was computed from, so that a pair computed on demand belongs to the
 * same generation as the stored ones, and a recompute that is taken up again goes on with the graph it began with.
 *
 * A snapshot comes into use in one of two ways: its routes are written and then it is flipped to, or it is opened first, and
 * complete when they are written. The graph of one that searches use never changes.
 */
export function createSnapshotStore({ driver, labels }: { driver: Driver; labels: GraphLabels }) {
  async function withinWrite<T>(work: (run: Run) => Promise<T>): Promise<T> {
    const session = driver.session();
    try {
      return await session.executeWrite((tx) =>
        work(async (statement, parameters = {}) => {
          const { records } = await tx.run(statement, parameters);
          return records.map((record) => record.toObject());
        }),
      );
    } finally {
      await session.close();
    }
  }

  /** Switches searches to a snapshot, unless they have gone on to a later one. Undefined: there is no such snapshot any more. */
  function switchTo(
    { number, graphHash, edition }: Building,
    at: number,
    complete: boolean,
  ): Promise<number | undefined> {
    return withinWrite(async (run) => {
      const [switched] = await run(
        `MATCH (s:${labels.snapshot} {number: $number, graphHash: $graphHash})
         WHERE s.state <> 'past' AND coalesce(s.edition, 0) = $edition
         OPTIONAL MATCH (c:${labels.snapshot} {state: 'current'}) WHERE c.number < $number
         SET c.state = 'past', s.state = 'current', s.flippedAt = coalesce(s.flippedAt, $at),
             s.complete = coalesce(s.complete, false) OR $complete
         RETURN s.flippedAt AS flippedAt`,
        { number, graphHash, edition, at, complete },
      );
      if (!switched) return undefined;
      // Kept is the one before, which running searches read; not what was begun between the two and never came into use.
      await run(
        `MATCH (p:${labels.snapshot} {state: 'past'}) WITH max(p.number) AS before
         MATCH (s:${labels.snapshot}) WHERE s.number < $number AND s.number <> before DELETE s`,
        { number },
      );
      return Number(switched['flippedAt']);
    });
  }

  return {
    async currentSnapshot(): Promise<SnapshotInfo | undefined> {
      const [row] = await readRows<{ info: SnapshotInfo }>(
        driver,
        `MATCH (s:${labels.snapshot}) WHERE s.state <> 'building' RETURN ${told} AS info ORDER BY s.number DESC LIMIT 1`,
      );
      return row && fromRow(row.info);
    },

    /**
     * The snapshot to build from this graph: the current one, if it is of this graph and not complete; the unfinished one, if there
     * is one; else a new one. One that is to be opened first is taken up by the same graph alone, and takes up none of which
     * routes may be written already. Throws when another snapshot has come into use since it was decided how to begin. Twice:
     * the same snapshot.
     */
    async beginSnapshot(plan: GraphPlan, at: number, how?: Beginning): Promise<SnapshotInfo> {
      const text = packPlan(plan);
      const graph = Int8Array.from(await promisify(gzip)(text));
      const graphHash = createHash('sha256').update(text).digest('base64url').slice(0, 22);
      const opensFirst = how?.opensFirst ?? false;
      return withinWrite(async (run) => {
        const standing = (await run(
          `MATCH (s:${labels.snapshot})
           RETURN s.number AS number, s.state AS state, ${isComplete} AS complete, s.graphHash AS graphHash,
                  coalesce(s.opensFirst, false) AS opensFirst`,
        )) as unknown as readonly Standing[];
        const current = standing.find(({ state }) => state === 'current');
        if (how && how.after !== current?.number) throw new Error('another snapshot came into use meanwhile');
        const number = numberToBuild(standing, graphHash, opensFirst);
        const [row] = await run(
          // Set first, so that it is locked: a snapshot that somebody has just switched searches to keeps its graph.
          `MERGE (s:${labels.snapshot} {number: $number})
           ON CREATE SET s.startedAt = $at, s.state = 'building'
           SET s.startedAt = s.startedAt
           WITH s WHERE s.state = 'building' OR s.graphHash = $graphHash
           SET s.edition = coalesce(s.edition, 0) + CASE WHEN s.graphHash <> $graphHash THEN 1 ELSE 0 END,
               s.graph = $graph, s.graphHash = $graphHash, s.airports = $airports, s.legs = $legs,
               s.complete = ${isComplete}, s.opensFirst = $opensFirst
           RETURN ${told} AS info`,
          { number, at, graph, graphHash, airports: plan.airports.length, legs: plan.legs.length, opensFirst },
        );
        if (!row) throw new Error(`snapshot ${number} came into use meanwhile`);
        await run(`MATCH (s:${labels.snapshot} {state: 'building'}) WHERE s.number <> $number DELETE s`, { number });
        return fromRow(row['info'] as SnapshotInfo);
      });
    },

    /**
     * Switches searches to a snapshot of which no route is written yet: those of the one before say nothing to it, so searches compute
     * theirs on demand, to the same paths, until it is complete. Answers when they were switched, or `superseded`: meanwhile
     * another recompute has begun. Twice: it is current already.
     */
    async open(snapshot: Building, at: number): Promise<number | 'superseded'> {
      return (await switchTo(snapshot, at, false)) ?? 'superseded';
    },

    /** Hash of the graph that a snapshot is computed from. Throws when that one is no longer kept. */
    async getGraphHash(number: number): Promise<string> {
      const [row] = await readRows<{ graphHash: string }>(
        driver,
        `MATCH (s:${labels.snapshot} {number: $number}) RETURN s.graphHash AS graphHash`,
        { number },
      );
      if (!row) throw new Error(`the graph of snapshot ${number} is not kept`);
      return row.graphHash;
    },

    /** The plan that a snapshot is computed from, as `packPlan` wrote it. Throws when that one is no longer kept. */
    async readPackedPlan(number: number, graphHash: string): Promise<string> {
      const [row] = await readRows<{ graph: Int8Array | null }>(
        driver,
        `MATCH (s:${labels.snapshot} {number: $number, graphHash: $graphHash}) RETURN s.graph AS graph`,
        { number, graphHash },
      );
      if (!row?.graph) throw new Error(`the graph of snapshot ${number} is not kept`);
      return (await promisify(gunzip)(Uint8Array.from(row.graph))).toString('utf8');
    },

    /**
     * Every route is written: the snapshot that was being built from this graph is complete, and searches are switched to it
     * unless it was opened, in one write; then what only older ones needed is cleared away. `superseded`: meanwhile another
     * recompute has begun to build it from another graph, or searches have gone on to a later one. Twice: it is complete already.
     */
    async flip(snapshot: Building, at: number): Promise<'flipped' | 'superseded'> {
      if ((await switchTo(snapshot, at, true)) === undefined) return 'superseded';
      const session = driver.session();
      try {
        await session.run(
          // Looked at again under the lock: a search may just have stored it anew.
          `MATCH (r:${labels.route}) WHERE r.since < $number - 1 AND r.hash IS NULL
           CALL { WITH r
             SET r.origin = r.origin
             WITH r WHERE r.since < $number - 1 AND r.hash IS NULL
             DELETE r
           } IN TRANSACTIONS OF 5000 ROWS`,
          { number: snapshot.number },
        );
        return 'flipped';
      } finally {
        await session.close();
      }
    },
  };
}
export type SnapshotStore = ReturnType<typeof createSnapshotStore>;

type Run = (statement: string, parameters?: Record<string, unknown>) => Promise<Record<string, unknown>[]>;

function numberToBuild(standing: readonly Standing[], graphHash: string, opensFirst: boolean): number {
  const unfinished = standing.find(({ state, complete }) => state === 'current' && !complete);
  if (unfinished?.graphHash === graphHash) return unfinished.number;
  const building = standing.find(({ state }) => state === 'building');
  const isTakenUp = opensFirst ? building?.graphHash === graphHash : true;
  if (building?.opensFirst === opensFirst && isTakenUp) return building.number;
  return 1 + Math.max(0, ...standing.map(({ number }) => number));
}

function fromRow({ flippedAt, ...info }: SnapshotInfo & { readonly flippedAt?: number | null }): SnapshotInfo {
  return { ...info, ...(typeof flippedAt === 'number' && { flippedAt }) };
}
