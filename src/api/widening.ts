import type { RouteSearch, RoutesFound } from '../activities/routes';
import type { WaitedSearchResult } from '../activities/waitedSearches';
import type { SearchQuery } from '../domain/searches';
import { type Comparison, compareParts, type ComparingDeps, summaryOf } from './comparing';
import { routeEvents } from './searchEvents';
import type { SearchLog } from './searchLog';

/** What was compared, and along which ways. */
export interface Compared {
  readonly found: RoutesFound;
  readonly comparison: Comparison;
}

/**
 * Compares the itineraries along all ways found; and where they have nothing to offer, once more along wider ones, which are told as the
 * others are.
 */
export async function compareWidely(
  deps: ComparingDeps,
  { routes, query }: { readonly routes: RouteSearch; readonly query: SearchQuery },
  done: WaitedSearchResult,
  log: SearchLog,
): Promise<Compared> {
  const { found } = done;
  const comparison = await compareParts(deps, query, done, log);
  if (comparison.results.length > 0 || !mayWiden(found)) return { found, comparison };
  const again = await deps.run('compareWider', { routes, query, found }, summaryOf(query));
  if (!again.comparison) return { found, comparison };
  await log.append(routeEvents(besides(again.found, found), deps.now()));
  const { counts, ...wider } = await compareParts(deps, query, again, log);
  const bucketsRead = comparison.counts.bucketsRead + counts.bucketsRead;
  return { found: again.found, comparison: { ...wider, counts: { ...counts, bucketsRead } } };
}

/** Where nothing goes with any number of connections, nothing wider does. */
function mayWiden({ slices }: RoutesFound): boolean {
  return slices.every(({ known }) => known > 0);
}

/** The ways that were not found the first time: they stand behind those that were. */
function besides(all: RoutesFound, found: RoutesFound): Pick<RoutesFound, 'slices'> {
  const slices = all.slices.map(({ paths, known }, index) => {
    const before = found.slices[index]?.paths.length ?? 0;
    return { paths: paths.slice(before), known };
  });
  return { slices };
}
