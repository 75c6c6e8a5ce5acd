import neo4j, { type Driver } from 'neo4j-driver';
import type { RecomputeReport } from '../../domain/recomputes';
import { readRows, writeRows } from './queries';
import type { GraphLabels } from './schema';

/** Runs kept for `/v1/ops/recomputes`. */
const runsKept = 200;

/** The history of recomputes. */
export function createRecomputeStore({ driver, labels }: { driver: Driver; labels: GraphLabels }) {
  return {
    /** Twice: the same node again. */
    async putRun(report: RecomputeReport): Promise<void> {
      await writeRows(
        driver,
        `MERGE (r:${labels.recompute} {id: $report.id}) SET r += $report
         WITH count(r) AS written
         MATCH (old:${labels.recompute})
         WITH old ORDER BY old.startedAt DESC SKIP ${runsKept} DELETE old`,
        { report },
      );
    },

    /** The latest first. */
    async listRuns(limit: number): Promise<RecomputeReport[]> {
      const rows = await readRows<{ report: RecomputeReport }>(
        driver,
        `MATCH (r:${labels.recompute}) RETURN properties(r) AS report ORDER BY r.startedAt DESC LIMIT $limit`,
        { limit: neo4j.int(limit) },
      );
      return rows.map(({ report }) => report);
    },
  };
}
export type RecomputeStore = ReturnType<typeof createRecomputeStore>;
