import type { AirportSource } from '../domain/airportSource';
import { byCost, byRank, type RoutePath } from '../domain/routing/paths';
import type { FoundRoutes, RouteFinder } from './routeFinder';

/** Ways looked at for one slice. Between two cities of many airports the best of all pairs are taken together. */
const mostPathsPerSlice = 30;
/** Ways of one slice on which the airport changes, looked at besides. */
const mostChangesPerSlice = 10;
/** Ways by distance alone, looked at where there is nothing along the others. */
const mostWidePerSlice = 100;

export interface RouteSearch {
  readonly slices: readonly { readonly origins: readonly string[]; readonly destinations: readonly string[] }[];
  readonly maxConnections: number;
  /** Where no way has so few connections, take those that have the fewest. */
  readonly orFewest?: true;
  /** Also ways on which the airport changes within a city. */
  readonly allowAirportChange?: true;
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

export interface RouteActivityDeps {
  readonly finder: Pick<RouteFinder, 'findRoutes' | 'findChanges' | 'findWide'>;
  readonly airports: AirportSource;
}

export function createRouteActivities({ finder, airports }: RouteActivityDeps) {
  /** The cheapest ways with a change of airport between any airports of a slice. */
  async function changesOf(pairs: readonly Pair[], snapshot: number, maxConnections: number): Promise<RoutePath[]> {
    const directory = await airports();
    const siblings = (code: string) => {
      const city = directory.find(code)?.cityCode ?? '';
      return directory.airportsOfCity(city).flatMap((airport) => (airport.code === code ? [] : airport.code));
    };
    const all = await Promise.all(pairs.map((pair) => finder.findChanges(pair, snapshot, maxConnections, siblings)));
    return best(all.flat(), maxConnections, mostChangesPerSlice);
  }

  return {
    /** Ways between all airports of each slice, all from one snapshot. Twice: reads only, or stores the same paths again. */
    async findRoutes(search: RouteSearch): Promise<RoutesFound> {
      const pairs = pairsOfSlices(search);
      const found = await finder.findRoutes(pairs.flat());
      if (!found) throw new Error('there is no snapshot of the routes yet: the first recompute has not ended');
      const { snapshot } = found;
      const changing = search.allowAirportChange ? pairs : [];
      const changes = await Promise.all(changing.map((ofSlice) => changesOf(ofSlice, snapshot, search.maxConnections)));
      return choose(search, found, changes);
    },

    /** Other ways than those found, of each slice the cheapest between all its airports, from the same snapshot. */
    findWider: (search: RouteSearch, { snapshot, slices }: RoutesFound): Promise<RoutePath[][]> =>
      Promise.all(
        pairsOfSlices(search).map(async (pairs, index) => {
          const wide = await Promise.all(pairs.map((pair) => finder.findWide(pair, snapshot, search.maxConnections)));
          const found = new Set(slices[index]?.paths.map(({ airports }) => airports.join()));
          return wide
            .flat()
            .sort(byCost)
            .slice(0, mostWidePerSlice)
            .filter(({ airports }) => !found.has(airports.join()));
        }),
      ),
  };
}
export type RouteActivities = ReturnType<typeof createRouteActivities>;

/** What `findRoutes` is likely to find, because it found it a while ago; undefined when there is no knowing. */
export function guessRoutes(finder: Pick<RouteFinder, 'remembered'>, search: RouteSearch): RoutesFound | undefined {
  const found = search.allowAirportChange ? undefined : finder.remembered(pairsOfSlices(search).flat());
  return found && choose(search, found, []);
}

/** The best ways of each slice, of those between all its airports. */
function choose(
  search: RouteSearch,
  { snapshot, computed, routes }: FoundRoutes,
  changes: readonly (readonly RoutePath[])[],
): RoutesFound {
  const { maxConnections, orFewest } = search;
  const rest = [...routes];
  const perSlice = pairsOfSlices(search).map((ofSlice) => rest.splice(0, ofSlice.length).flatMap(({ paths }) => paths));
  const slices = perSlice.map((paths, index) => {
    const most = orFewest ? Math.max(maxConnections, fewestConnections(paths)) : maxConnections;
    const withChange = changes[index] ?? [];
    return {
      paths: [...best(paths, most, mostPathsPerSlice), ...withChange],
      known: paths.length + withChange.length,
    };
  });
  return { snapshot, computed, slices };
}

interface Pair {
  readonly origin: string;
  readonly destination: string;
}

function pairsOfSlices({ slices }: RouteSearch): readonly (readonly Pair[])[] {
  return slices.map(({ origins, destinations }) => pairsOf(origins, destinations));
}

function pairsOf(origins: readonly string[], destinations: readonly string[]): Pair[] {
  return origins.flatMap((origin) => destinations.map((destination) => ({ origin, destination })));
}

/** Connections of the path that has the fewest. */
function fewestConnections(paths: readonly RoutePath[]): number {
  return Math.min(...paths.map(({ airports }) => airports.length - 2));
}

function best(paths: readonly RoutePath[], maxConnections: number, most: number): RoutePath[] {
  return paths
    .filter(({ airports }) => airports.length - 2 <= maxConnections)
    .sort(byRank)
    .slice(0, most);
}
