import { createComparison, createOfferActivities, type OfferActivityDeps } from './offers';
import type { RouteFinder } from './routeFinder';
import { createRouteActivities, guessRoutes } from './routes';
import { createWaitedSearchActivities } from './waitedSearches';
import { createWiderSearchActivities } from './widerSearches';

export interface SearchActivityDeps extends OfferActivityDeps {
  readonly finder: RouteFinder;
  /** Told why a search was not compared along with its routes: that is done again by itself. */
  readonly notCompared: (error: unknown) => void;
}

/** The activities of a search: its two parts, both in one, and the wider look of one that found nothing. */
export function createSearchActivities({ finder, notCompared, ...comparing }: SearchActivityDeps) {
  const { findRoutes, findWider } = createRouteActivities({ finder, airports: comparing.airports });
  const begin = createComparison(comparing);
  const guess = guessRoutes.bind(undefined, finder);
  return {
    findRoutes,
    ...createOfferActivities(begin),
    ...createWaitedSearchActivities({ findRoutes, guess, begin, notCompared }),
    ...createWiderSearchActivities({ findWider, begin, ...comparing }),
  };
}
export type SearchActivities = ReturnType<typeof createSearchActivities>;
