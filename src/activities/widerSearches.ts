import type { AirportDirectory } from '../domain/airports';
import type { AirportSource } from '../domain/airportSource';
import { wayOf, waysWithin } from '../domain/legDays';
import type { LegHoursOf } from '../domain/legHours';
import { pathsOf, type RoutePath } from '../domain/routing/paths';
import { combiningRules } from '../domain/searchRules';
import type { SearchQuery, SearchSlice } from '../domain/searches';
import type { LegHoursSource } from './legHoursSource';
import type { BeginComparison } from './offers';
import type { RouteActivities, RouteSearch, RoutesFound } from './routes';
import type { WaitedSearchResult } from './waitedSearches';

/** Buckets that the wider ways of one slice may read: one request. */
const bucketsPerSlice = 100;

export interface WiderSearch {
  readonly routes: RouteSearch;
  readonly query: SearchQuery;
  /** Along whose ways nothing was found. */
  readonly found: RoutesFound;
}

export interface WiderSearchDeps extends Pick<RouteActivities, 'findWider'> {
  readonly begin: BeginComparison;
  readonly airports: AirportSource;
  readonly legHours: LegHoursSource;
}

export function createWiderSearchActivities({ findWider, begin, airports, legHours }: WiderSearchDeps) {
  return {
    /**
     * A search along more ways than are stored, for one that has found nothing along those: they are the best of one week, and another season
     * flies others. Finds those that were found and the wider ones after them, and compares along all of them, because an offer is made of all
     * slices; nothing where there are no wider ones. Twice: as `compareItineraries`.
     */
    async compareWider({ routes, query, found }: WiderSearch): Promise<WaitedSearchResult> {
      const [ways, directory, hoursOf] = await Promise.all([findWider(routes, found), airports(), legHours()]);
      const wider = query.slices.map((slice, index) => affordable(ways[index] ?? [], slice, directory, hoursOf));
      if (wider.every((each) => each.length === 0)) return { found };
      const all = widened(found, wider);
      if (all.slices.some(({ paths }) => paths.length === 0)) return { found };
      return { found: all, comparison: await begin({ query, paths: pathsOf(all), look: 'wider' }).end('caller') };
    },
  };
}
export type WiderSearchActivities = ReturnType<typeof createWiderSearchActivities>;

/** What was found, and wider ways after it. */
function widened(found: RoutesFound, wider: readonly (readonly RoutePath[])[]): RoutesFound {
  const slices = found.slices.map(({ paths, known }, index) => {
    const more = wider[index] ?? [];
    return { paths: [...paths, ...more], known: known + more.length };
  });
  return { ...found, slices };
}

/** The first of these ways, so many as may be read. */
function affordable(
  ways: readonly RoutePath[],
  slice: SearchSlice,
  airports: AirportDirectory,
  hoursOf: LegHoursOf,
): readonly RoutePath[] {
  const paths = ways.map(({ airports: touched }) => touched);
  const { connection } = combiningRules;
  const chosen = waysWithin(bucketsPerSlice, paths, (path) => [wayOf(path, slice, airports, connection, hoursOf)]);
  return ways.slice(0, chosen.length);
}
