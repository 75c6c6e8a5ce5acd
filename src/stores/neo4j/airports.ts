import type { Driver } from 'neo4j-driver';
import type { Airport } from '../../domain/airports';
import { readRows } from './queries';
import type { GraphLabels } from './schema';

/** The airports of the network, by code. */
export function createAirportStore({ driver, labels }: { driver: Driver; labels: GraphLabels }) {
  return {
    /** Empty before the first import. */
    async listAirports(): Promise<Airport[]> {
      return readRows<Airport>(
        driver,
        `MATCH (a:${labels.airport})
         RETURN a.code AS code, a.name AS name, a.city AS city, a.cityCode AS cityCode, a.country AS country,
                a.zone AS zone, a.latitude AS latitude, a.longitude AS longitude
         ORDER BY code`,
      );
    },
  };
}
export type AirportStore = ReturnType<typeof createAirportStore>;
