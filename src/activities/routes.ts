import { byRank, type RoutePath } from '../domain/routing/paths';
import type { RouteFinder } from './routeFinder';

/** Ways looked at for one slice. Between two cities of many airports the best of all pairs are taken together. */
const mostPathsPerSlice = 30;

export interface RouteSearch {
  readonly slices: readonly { readonly origins: readonly string[]; readonly destinations: readonly string[] }[];
  readonly maxConnections: number;
  /** Where no way has so few connections, take those that have the fewest. */
  readonly orFewest?: true;
}

export interface SliceRoutes {
  /** Best first. */
  readonly paths: readonly RoutePath[];
  /** How many there are with any number of connections. */
  readonly known: number;
}

export interface RoutesFound {
  readonly snapshot: number;
  /** Pairs that nobody had asked for before and that were computed on the way. */
  readonly computed: number;
  readonly slices: readonly SliceRoutes[];
}

export function createRouteActivities({ finder }: { finder: Pick<RouteFinder, 'findRoutes'> }) {
  return {
    /** Ways between all airports of each slice, all from one snapshot. Twice: reads only, or stores the same paths again. */
    async findRoutes({ slices, maxConnections, orFewest }: RouteSearch): Promise<RoutesFound> {
      const pairs = slices.map(({ origins, destinations }) => pairsOf(origins, destinations));
      const found = await finder.findRoutes(pairs.flat());
      if (!found) throw new Error('there is no snapshot of the routes yet: the first recompute has not ended');
      const rest = [...found.routes];
      const perSlice = pairs.map((ofSlice) => rest.splice(0, ofSlice.length).flatMap(({ paths }) => paths));
      const { snapshot, computed } = found;
      return {
        snapshot,
        computed,
        slices: perSlice.map((paths) => ({
          paths: best(paths, orFewest ? Math.max(maxConnections, fewestConnections(paths)) : maxConnections),
          known: paths.length,
        })),
      };
    },
  };
}
export type RouteActivities = ReturnType<typeof createRouteActivities>;

function pairsOf(origins: readonly string[], destinations: readonly string[]) {
  return origins.flatMap((origin) => destinations.map((destination) => ({ origin, destination })));
}

/** Connections of the path that has the fewest. */
function fewestConnections(paths: readonly RoutePath[]): number {
  return Math.min(...paths.map(({ airports }) => airports.length - 2));
}

function best(paths: readonly RoutePath[], maxConnections: number): readonly RoutePath[] {
  return paths
    .filter(({ airports }) => airports.length - 2 <= maxConnections)
    .sort(byRank)
    .slice(0, mostPathsPerSlice);
}
