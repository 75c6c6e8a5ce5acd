import type { Driver, ManagedTransaction } from 'neo4j-driver';
import type { Airport } from '../../domain/airports';
import type { NetworkCarrier, NetworkLeg } from '../../domain/routing/paths';
import type { LegHours } from '../../domain/legHours';
import { readRows, writeRows } from './queries';
import type { GraphLabels } from './schema';

/** The base network as it was imported. */
export interface NetworkInfo {
  readonly name: string;
  /** The fictional one, see `Network`. */
  readonly demo: boolean;
  /** Hash of everything imported: an import with the same one has nothing to do. */
  readonly contentHash: string;
  readonly importedAt: number;
  readonly airports: number;
  readonly legs: number;
  /** Another network is being written over this one: pair by pair the flights are those of the one or of the other. */
  readonly importing?: boolean;
}

export interface NetworkContent {
  readonly info: NetworkInfo;
  readonly airports: readonly Airport[];
  readonly carriers?: readonly NetworkCarrier[];
  readonly legs: readonly NetworkLeg[];
}

const rowsPerStatement = 5_000;

/**
 * The base graph: `(:Airport)-[:LEG]->(:Airport)`, `(:Airport)-[:SERVES]->(:City)-[:IN]->(:Country)`,
 * `(:Carrier)-[:HUBS_AT]->(:Airport)`. It is there for the
 * recompute to read and for people to look at; searches read the precomputed `:Route` nodes.
 */
export function createGraphStore({ driver, labels }: { driver: Driver; labels: GraphLabels }) {
  return {
    /** What was imported last; undefined before the first import. */
    async findNetwork(): Promise<NetworkInfo | undefined> {
      const [row] = await readRows<{ info: NetworkInfo }>(
        driver,
        `MATCH (n:${labels.network})
         RETURN {name: n.name, demo: n.demo, contentHash: n.contentHash, importedAt: n.importedAt, airports: n.airports, legs: n.legs,
                 importing: coalesce(n.importing, false)} AS info
         ORDER BY n.importedAt DESC LIMIT 1`,
      );
      return row?.info;
    },

    /** Notes that another network is being written over the one that stands, or that none is any more. */
    async noteImporting(importing: boolean): Promise<void> {
      await writeRows(driver, `MATCH (n:${labels.network}) SET n.importing = $importing`, { importing });
    },

    /** All legs, by origin and destination; with their hours, where the import knew them. */
    async listLegs(): Promise<NetworkLeg[]> {
      const rows = await readRows<Omit<NetworkLeg, 'hours'> & { readonly hours: LegHours | null }>(
        driver,
        `MATCH (o:${labels.airport})-[l:LEG]->(d:${labels.airport})
         RETURN o.code AS origin, d.code AS destination, l.metres AS metres, l.carriers AS carriers, l.flightsPerWeek AS flightsPerWeek,
                CASE WHEN l.days IS NULL THEN null ELSE {days: l.days, firstDeparture: l.firstDeparture, lastDeparture: l.lastDeparture,
                shortestMinutes: l.shortestMinutes, longestMinutes: l.longestMinutes} END AS hours
         ORDER BY origin, destination`,
      );
      return rows.map(({ hours, ...leg }) => (hours === null ? leg : { ...leg, hours }));
    },

    /** Replaces the base graph, in one transaction: all of it or nothing. Twice: the same nodes and relationships again. */
    async writeNetwork({ info, airports, carriers = [], legs }: NetworkContent): Promise<void> {
      const session = driver.session();
      try {
        await session.executeWrite(async (tx) => {
          await writeAirports(tx, labels, airports);
          await writeCarriers(tx, labels, carriers);
          await writeLegs(tx, labels, legs);
          await tx.run(`MATCH (n:${labels.network}) WHERE n.name <> $info.name DELETE n`, { info });
          await tx.run(`MERGE (n:${labels.network} {name: $info.name}) SET n += $info, n.importing = false`, { info });
        });
      } finally {
        await session.close();
      }
    },
  };
}
export type GraphStore = ReturnType<typeof createGraphStore>;

async function writeAirports(tx: ManagedTransaction, labels: GraphLabels, airports: readonly Airport[]): Promise<void> {
  const stored = airports.map(({ connectionTimes, ...airport }) => ({
    ...airport,
    connectionTimes: connectionTimes ? JSON.stringify(connectionTimes) : null,
  }));
  await inBatches(stored, (rows) =>
    tx.run(
      `UNWIND $rows AS row
       MERGE (country:${labels.country} {code: row.country})
       MERGE (city:${labels.city} {code: row.cityCode}) SET city.name = row.city
       MERGE (city)-[:IN]->(country)
       MERGE (a:${labels.airport} {code: row.code}) SET a += row
       MERGE (a)-[:SERVES]->(city)`,
      { rows },
    ),
  );
  await tx.run(`MATCH (a:${labels.airport}) WHERE NOT a.code IN $codes DETACH DELETE a`, {
    codes: airports.map((a) => a.code),
  });
  await tx.run(`MATCH (c:${labels.city}) WHERE NOT (c)<-[:SERVES]-() DETACH DELETE c`);
  await tx.run(`MATCH (c:${labels.country}) WHERE NOT (c)<-[:IN]-() DETACH DELETE c`);
}

async function writeCarriers(
  tx: ManagedTransaction,
  labels: GraphLabels,
  carriers: readonly NetworkCarrier[],
): Promise<void> {
  await tx.run(`MATCH (c:${labels.carrier}) WHERE NOT c.code IN $codes DETACH DELETE c`, {
    codes: carriers.map(({ code }) => code),
  });
  await tx.run(`MATCH (:${labels.carrier})-[h:HUBS_AT]->() DELETE h`);
  await tx.run(
    `UNWIND $rows AS row
     MERGE (c:${labels.carrier} {code: row.code}) SET c.name = row.name
     WITH c, row UNWIND row.hubs AS hub
     MATCH (a:${labels.airport} {code: hub}) MERGE (c)-[:HUBS_AT]->(a)`,
    { rows: carriers },
  );
}

async function writeLegs(tx: ManagedTransaction, labels: GraphLabels, legs: readonly NetworkLeg[]): Promise<void> {
  await inBatches(legs, (rows) =>
    tx.run(
      `UNWIND $rows AS row
       MATCH (o:${labels.airport} {code: row.origin}) MATCH (d:${labels.airport} {code: row.destination})
       MERGE (o)-[l:LEG]->(d)
       SET l += coalesce(row.hours, {}), l.metres = row.metres, l.kilometres = toInteger(round(row.metres / 1000.0)), l.carriers = row.carriers, l.flightsPerWeek = row.flightsPerWeek`,
      { rows },
    ),
  );
  const keys = legs.map(({ origin, destination }) => `${origin}-${destination}`);
  await tx.run(
    `MATCH (o:${labels.airport})-[l:LEG]->(d:${labels.airport})
     WITH l, o.code + '-' + d.code AS key
     CALL { WITH key RETURN key IN $keys AS kept }
     WITH l, kept WHERE NOT kept DELETE l`,
    { keys },
  );
}

async function inBatches<T>(rows: readonly T[], run: (batch: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerStatement)
    await run(rows.slice(start, start + rowsPerStatement));
}
