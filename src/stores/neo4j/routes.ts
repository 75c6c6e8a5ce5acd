import { type Driver, Neo4jError } from 'neo4j-driver';
import { createHash } from 'node:crypto';
import { packPaths, unpackPaths } from '../../domain/routing/packing';
import { type OriginRange, pairKey, type RoutePath } from '../../domain/routing/paths';
import { readRows, readRowsOnce, writeRows } from './queries';
import type { GraphLabels } from './schema';
import type { Building } from './snapshots';

export interface Pair {
  readonly origin: string;
  readonly destination: string;
}

export interface PairRoutes extends Pair {
  /** In order of cost. Empty: it is known that nothing goes there. */
  readonly paths: readonly RoutePath[];
}

/** The same as it is stored. */
export interface PackedRoutes extends Pair {
  /** See `packPaths`. */
  readonly packed: string;
}

/** A pair as it is written; null where it has lost its last path. */
interface RouteRow extends Pair {
  readonly od: string;
  readonly paths: string | null;
  readonly hash: string | null;
}

/** What one snapshot says about some pairs. A pair that is not in `routes` is unknown: nobody has computed it yet. */
export interface KnownRoutes {
  readonly snapshot: number;
  /** The snapshot that searches are about to be switched to before its routes are written. */
  readonly opensNext?: number;
  readonly routes: ReadonlyMap<string, readonly RoutePath[]>;
}

/**
 * What a node says, in one list, because a reader may meet a node half written: each property is read whole, two of them
 * may be of different writes. Since which snapshot; who computed it; its paths, and those of the snapshot before. Paths that
 * nobody knows are `?`.
 */
type Generations = readonly [since: string, by: 'recompute' | 'demand', paths: string, previousPaths: string];
const unknown = '?';

const rowsPerStatement = 5_000;
/**
 * One `:Route` node per ordered pair, found by its unique key `od`, with all its paths in one property.
 *
 * Two generations live side by side: a reader at snapshot s takes `paths` when `since <= s`, else `previousPaths`; so the
 * next snapshot is written, difference by difference, under the eyes of searches that keep the one they began with. While s
 * is not complete, only `since = s` says anything to it: nobody has looked yet whether what is older still holds.
 * A pair computed on demand holds for its one snapshot, and has no `hash`: the next search after a flip computes it anew.
 * A statement that reads a node and then sets it sets its ends first: what is set is locked until the statement ends, and is not
 * decided from what somebody else has just overwritten.
 */
export function createRouteStore({ driver, labels }: { driver: Driver; labels: GraphLabels }) {
  return {
    /**
     * What `snapshot` (by default the current one) knows of these pairs, in one read. Undefined when there is no snapshot yet.
     */
    async readRoutes(pairs: readonly Pair[], snapshot?: number): Promise<KnownRoutes | undefined> {
      const [answer] = await readRowsOnce<{
        number: number | null;
        complete: boolean;
        opensNext: number | null;
        routes: { od: string; generations: Generations | null }[];
      }>(
        driver,
        // The latest that has come into use: in the midst of a switch none may be met as current, or two.
        `OPTIONAL MATCH (any:${labels.snapshot})
         WITH any ORDER BY any.number DESC
         WITH collect(any) AS all
         WITH head([s IN all WHERE CASE WHEN $snapshot IS NULL THEN s.state <> 'building' ELSE s.number = $snapshot END]) AS s,
              head([s IN all WHERE s.state = 'building' AND s.opensFirst]) AS next
         WITH coalesce($snapshot, s.number) AS number, ${isComplete('s')} AS complete, next.number AS opensNext
         OPTIONAL MATCH (r:${labels.route}) WHERE r.od IN $ods
         RETURN number, complete, opensNext, collect({od: r.od, generations: r.generations}) AS routes`,
        { snapshot: snapshot ?? null, ods: pairs.map((p) => pairKey(p.origin, p.destination)) },
      );
      if (!answer || answer.number === null) return undefined;
      const { number, complete, opensNext } = answer;
      const byPair = new Map(answer.routes.map(({ od, generations }) => [od, generations]));
      const routes = new Map<string, readonly RoutePath[]>();
      for (const { origin, destination } of pairs) {
        const stored = byPair.get(pairKey(origin, destination));
        const packed = stored ? visibleAt(stored, number, complete) : unknown;
        if (packed !== unknown) routes.set(pairKey(origin, destination), unpackPaths(origin, destination, packed));
      }
      return { snapshot: number, ...(opensNext !== null && { opensNext }), routes };
    },

    /**
     * Stores pairs computed on demand for one snapshot. Never touches what a recompute wrote. However late it comes: where two
     * recomputes have written since, nothing of that snapshot is left to be filled in. Twice: the same.
     */
    async putPaths(found: readonly PairRoutes[], snapshot: number): Promise<void> {
      const rows = found.map(({ origin, destination, paths }) => ({
        od: pairKey(origin, destination),
        origin,
        destination,
        paths: packPaths(paths),
      }));
      await writeRows(
        driver,
        `UNWIND $rows AS row
         MERGE (r:${labels.route} {od: row.od})
         SET r.origin = row.origin, r.destination = row.destination
         WITH r, row, coalesce(r.since, 0) AS since, coalesce(r.generations, ['0', 'demand', '?', '?']) AS g
         WITH r, row, since, g, since = $snapshot + 1 AND g[3] = '?' AS isPrevious,
              since <= $snapshot AND (g[2] = '?' OR (g[1] = 'demand' AND since < $snapshot)) AS outdated,
              CASE since WHEN $snapshot THEN g[3] WHEN $snapshot - 1 THEN g[2] ELSE '?' END AS before
         FOREACH (_ IN CASE WHEN isPrevious THEN [1] ELSE [] END | SET r.generations = [g[0], g[1], g[2], row.paths])
         FOREACH (_ IN CASE WHEN outdated THEN [1] ELSE [] END |
           SET r.since = $snapshot, r.generations = [toString(toInteger($snapshot)), 'demand', row.paths, before])`,
        { rows, snapshot },
      );
    },

    /**
     * Writes the routes from a range of origins as the snapshot being built has them, and only where they differ from what
     * stands. Pairs that lost their last path lose their `paths`. Returns how many nodes were written, or `superseded` when
     * another recompute has begun to build this snapshot from another graph, or a later one. Twice: nothing is left to write.
     */
    async writeDifference(
      origins: OriginRange,
      computed: readonly PackedRoutes[],
      { number, graphHash, edition }: Building,
    ): Promise<number | 'superseded'> {
      const snapshot = { number, graphHash, edition };
      const standing = await standingHashes(driver, labels, origins);
      const [added, changed]: [RouteRow[], RouteRow[]] = [[], []];
      for (const { origin, destination, packed } of computed) {
        const od = pairKey(origin, destination);
        const hash = hashOf(packed);
        const row = { od, origin, destination, paths: packed, hash };
        if (!standing.has(od)) added.push(row);
        else if (standing.get(od) !== hash) changed.push(row);
        standing.delete(od);
      }
      for (const [od, hash] of standing) {
        const [origin = '', destination = ''] = od.split('-');
        if (hash !== null) changed.push({ od, origin, destination, paths: null, hash: null });
      }
      for (const [rows, write] of [
        [added, addRoutes],
        [changed, writeRoutes],
      ] as const) {
        for (let start = 0; start < rows.length; start += rowsPerStatement) {
          const batch = rows.slice(start, start + rowsPerStatement);
          if ((await write(driver, labels, batch, snapshot)) < batch.length) return 'superseded';
        }
      }
      return added.length + changed.length;
    },
  };
}
export type RouteStore = ReturnType<typeof createRouteStore>;

/** The packed paths a reader at this snapshot sees, or that they are unknown to it. */
function visibleAt([sinceText, by, paths, previousPaths]: Generations, snapshot: number, complete: boolean): string {
  const since = Number(sinceText);
  if (since > snapshot) return since === snapshot + 1 ? previousPaths : unknown;
  if (since === snapshot) return paths;
  return complete && by === 'recompute' ? paths : unknown;
}

/** The snapshot `s` that is written, as long as nobody builds it from another graph and searches have not gone on to a later one. */
function beingBuilt(labels: GraphLabels): string {
  return `(s:${labels.snapshot} {number: $number, graphHash: $graphHash})
          WHERE s.state <> 'past' AND coalesce(s.edition, 0) = $edition`;
}

/** Whether every route was looked at for the snapshot `s`: those of earlier versions do not say so, and were. One that is gone tells nothing. */
const isComplete = (s: string): string => `coalesce(${s}.complete, ${s} IS NOT NULL)`;

/** Hash of what stands for each pair of these origins; null for pairs without precomputed paths. */
async function standingHashes(
  driver: Driver,
  labels: GraphLabels,
  { from, before }: OriginRange,
): Promise<Map<string, string | null>> {
  const rows = await readRows<{ od: string; hash: string | null }>(
    driver,
    `MATCH (r:${labels.route}) WHERE $from <= r.od < $before
     RETURN r.od AS od, CASE WHEN r.generations IS NULL THEN null ELSE r.hash END AS hash`,
    { from, before },
  );
  return new Map(rows.map(({ od, hash }) => [od, hash]));
}

/** Pairs that nobody knew: most of a first import, and to create is a third cheaper than to look and find nothing. */
async function addRoutes(
  driver: Driver,
  labels: GraphLabels,
  rows: readonly RouteRow[],
  snapshot: Building,
): Promise<number> {
  try {
    const [answer] = await writeRows<{ written: number }>(
      driver,
      `MATCH ${beingBuilt(labels)}
       UNWIND $rows AS row
       CREATE (:${labels.route} {
         od: row.od, origin: row.origin, destination: row.destination, since: $number, hash: row.hash,
         generations: [toString(toInteger($number)), 'recompute', row.paths, '?']
       })
       RETURN count(*) AS written`,
      { rows, ...snapshot },
    );
    return answer?.written ?? 0;
  } catch (error) {
    // A search has stored one of them meanwhile, or this was written before and the answer was lost.
    if (!(error instanceof Neo4jError) || error.code !== isThere) throw error;
    return writeRoutes(driver, labels, rows, snapshot);
  }
}

const isThere = 'Neo.ClientError.Schema.ConstraintValidationFailed';

async function writeRoutes(
  driver: Driver,
  labels: GraphLabels,
  rows: readonly RouteRow[],
  snapshot: Building,
): Promise<number> {
  const [answer] = await writeRows<{ written: number }>(
    driver,
    // What readers of the snapshot before see is kept for them; they see nothing that is older than theirs while it was not complete.
    `MATCH ${beingBuilt(labels)}
     OPTIONAL MATCH (p:${labels.snapshot} {number: $number - 1})
     WITH ${isComplete('p')} AS olderCount
     UNWIND $rows AS row
     MERGE (r:${labels.route} {od: row.od})
     SET r.origin = row.origin, r.destination = row.destination
     WITH r, row, olderCount, coalesce(r.since, 0) AS since, coalesce(r.generations, ['0', 'demand', '?', '?']) AS g
     WHERE since <= $number
     WITH r, row, CASE WHEN since = $number THEN g[3] WHEN since = $number - 1 THEN g[2]
                       WHEN olderCount AND g[1] = 'recompute' THEN g[2] ELSE '?' END AS before
     SET r.since = $number, r.hash = row.hash, r.generations = [toString(toInteger($number)), 'recompute', coalesce(row.paths, '?'), before]
     RETURN count(*) AS written`,
    { rows, ...snapshot },
  );
  return answer?.written ?? 0;
}

const hashOf = (packed: string): string => createHash('sha1').update(packed).digest('base64').slice(0, 14);
