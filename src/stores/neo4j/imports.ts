import neo4j, { type Driver } from 'neo4j-driver';
import type { ImportRun } from '../../domain/imports/requests';
import { readRows, writeRows } from './queries';
import type { GraphLabels } from './schema';

/** Runs kept for `/v1/ops/imports`. */
const runsKept = 50;

/** The history of imports. What nobody asks for by itself is kept as text. */
export function createImportStore({ driver, labels }: { driver: Driver; labels: GraphLabels }) {
  return {
    /** Twice: the same node again. */
    async putRun(run: ImportRun): Promise<void> {
      const { id, name, outcome, startedAt } = run;
      await writeRows(
        driver,
        `MERGE (i:${labels.import} {id: $id})
         SET i.name = $name, i.outcome = $outcome, i.startedAt = $startedAt, i.run = $run
         WITH count(i) AS written
         MATCH (old:${labels.import})
         WITH old ORDER BY old.startedAt DESC SKIP ${runsKept} DELETE old`,
        { id, name, outcome, startedAt, run: JSON.stringify(run) },
      );
    },

    /** The latest first. */
    async listRuns(limit: number): Promise<ImportRun[]> {
      const rows = await readRows<{ run: string }>(
        driver,
        `MATCH (i:${labels.import}) RETURN i.run AS run ORDER BY i.startedAt DESC LIMIT $limit`,
        { limit: neo4j.int(limit) },
      );
      return rows.map(({ run }) => JSON.parse(run) as ImportRun);
    },
  };
}
export type ImportStore = ReturnType<typeof createImportStore>;
