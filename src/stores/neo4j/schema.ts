import type { Driver } from 'neo4j-driver';
import { writeRows } from './queries';

/** Labels of the graph. Tests give a suffix, so that many of them can share one server. */
export interface GraphLabels {
  readonly airport: string;
  readonly city: string;
  readonly country: string;
  readonly carrier: string;
  readonly network: string;
  readonly route: string;
  readonly snapshot: string;
  readonly recompute: string;
  readonly import: string;
}

/** Throws on a suffix that is not letters and digits: labels cannot be parameters of a statement. */
export function graphLabels(suffix: string): GraphLabels {
  if (!/^[A-Za-z0-9]*$/.test(suffix)) throw new RangeError(`a label suffix has letters and digits only, not ${suffix}`);
  return {
    airport: `Airport${suffix}`,
    city: `City${suffix}`,
    country: `Country${suffix}`,
    carrier: `Carrier${suffix}`,
    network: `Network${suffix}`,
    route: `Route${suffix}`,
    snapshot: `Snapshot${suffix}`,
    recompute: `Recompute${suffix}`,
    import: `Import${suffix}`,
  };
}

/** Unique keys and indexes. May run at every start and from several processes at once. */
export async function createGraphSchema(driver: Driver, labels: GraphLabels): Promise<void> {
  const unique: readonly (readonly [label: string, property: string])[] = [
    [labels.airport, 'code'],
    [labels.city, 'code'],
    [labels.country, 'code'],
    [labels.carrier, 'code'],
    [labels.network, 'name'],
    [labels.route, 'od'],
    [labels.snapshot, 'number'],
    [labels.recompute, 'id'],
    [labels.import, 'id'],
  ];
  // Each a transaction that the driver tries again: two programs that start at once may meet in a deadlock of the schema.
  for (const [label, property] of unique) {
    await writeRows(
      driver,
      `CREATE CONSTRAINT ${label}_${property} IF NOT EXISTS FOR (n:${label}) REQUIRE n.${property} IS UNIQUE`,
    );
  }
  // Of earlier versions: pairs of one origin are found by the beginning of their key.
  await writeRows(driver, `DROP INDEX ${labels.route}_origin IF EXISTS`);
  await writeRows(driver, 'CALL db.awaitIndexes(30)');
}
