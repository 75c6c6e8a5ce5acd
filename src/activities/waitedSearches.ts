import { isDeepStrictEqual } from 'node:util';
import { pathsOf } from '../domain/routing/paths';
import type { SearchQuery } from '../domain/searches';
import { within } from '../waiting';
import type { BeginComparison, ComparisonResult } from './offers';
import type { RouteActivities, RouteSearch, RoutesFound } from './routes';

export interface WaitedSearch {
  readonly routes: RouteSearch;
  readonly query: SearchQuery;
}

export interface WaitedSearchResult {
  readonly found: RoutesFound;
  /** Missing when there is nothing to compare, and when comparing failed or took too long. */
  readonly comparison?: ComparisonResult;
}

/** A second before the activity's time is over, so that what was found is not lost with what could not be compared. */
const answeredWithinMs = 7_000;

export interface WaitedSearchDeps extends Pick<RouteActivities, 'findRoutes'> {
  /** What will probably be found; undefined when there is no knowing. */
  readonly guess: (routes: RouteSearch) => RoutesFound | undefined;
  readonly begin: BeginComparison;
  /** Told when there was something to compare and it was not compared: the caller has it done as an activity of its own. */
  readonly notCompared: (error: unknown) => void;
}

export function createWaitedSearchActivities({ findRoutes, guess, begin, notCompared }: WaitedSearchDeps) {
  return {
    /**
     * A whole search, for somebody who waits for its end and would see nothing of its middle: an activity costs some 18 ms beside
     * its work. Flights along the ways that were found the last time are read beside the look-up of the ways; they are taken
     * if it finds the same. Twice: as each of its two parts.
     */
    async findAndCompare({ routes, query }: WaitedSearch): Promise<WaitedSearchResult> {
      const startedAt = performance.now();
      const guessed = guess(routes);
      const ahead = guessed && isWhole(guessed) ? begin({ query, paths: pathsOf(guessed) }) : undefined;
      const found = await findRoutes(routes);
      if (!isWhole(found)) return { found };
      const begun =
        ahead && isDeepStrictEqual(guessed?.slices, found.slices) ? ahead : begin({ query, paths: pathsOf(found) });
      try {
        const leftMs = answeredWithinMs - (performance.now() - startedAt);
        const comparison = await within(leftMs, begun.end('caller'));
        if (comparison) return { found, comparison };
        notCompared(new Error(`not compared within ${answeredWithinMs} ms`));
      } catch (error) {
        notCompared(error);
      }
      return { found };
    },
  };
}
export type WaitedSearchActivities = ReturnType<typeof createWaitedSearchActivities>;

/** Every slice has a way to go. */
function isWhole({ slices }: RoutesFound): boolean {
  return slices.every(({ paths }) => paths.length > 0);
}
