import type { Driver } from 'neo4j-driver';
import type { Airport } from '../../domain/airports';
import type { ConnectionTime } from '../../domain/connectionTimes';
import { readRows } from './queries';
import type { GraphLabels } from './schema';

/** A table within a node is kept as text. */
type Stored = Omit<Airport, 'connectionTimes'> & { readonly connectionTimes: string | null };

/** The airports of the network, by code. */
export function createAirportStore({ driver, labels }: { driver: Driver; labels: GraphLabels }) {
  return {
    /** Empty before the first import. */
    async listAirports(): Promise<Airport[]> {
      const rows = await readRows<Stored>(
        driver,
        `MATCH (a:${labels.airport})
         RETURN a.code AS code, a.name AS name, a.city AS city, a.cityCode AS cityCode, a.country AS country,
                a.zone AS zone, a.latitude AS latitude, a.longitude AS longitude, a.connectionTimes AS connectionTimes
         ORDER BY code`,
      );
      return rows.map(({ connectionTimes, ...airport }) =>
        connectionTimes === null
          ? airport
          : { ...airport, connectionTimes: JSON.parse(connectionTimes) as ConnectionTime[] },
      );
    },
  };
}
export type AirportStore = ReturnType<typeof createAirportStore>;
