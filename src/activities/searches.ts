import { createComparison, createOfferActivities, type OfferActivityDeps } from './offers';
import type { RouteFinder } from './routeFinder';
import { createRouteActivities, guessRoutes } from './routes';
import { createWaitedSearchActivities } from './waitedSearches';

export interface SearchActivityDeps extends OfferActivityDeps {
  readonly finder: RouteFinder;
  /** Told why a search was not compared along with its routes: that is done again by itself. */
  readonly notCompared: (error: unknown) => void;
}

/** The activities of a search: its two parts, and both in one. */
export function createSearchActivities({ finder, notCompared, ...comparing }: SearchActivityDeps) {
  const finding = createRouteActivities({ finder, airports: comparing.airports });
  const begin = createComparison(comparing);
  const guess = guessRoutes.bind(undefined, finder);
  return {
    ...finding,
    ...createOfferActivities(begin),
    ...createWaitedSearchActivities({ ...finding, guess, begin, notCompared }),
  };
}
export type SearchActivities = ReturnType<typeof createSearchActivities>;
