import { paymentEventRoutes } from './http/paymentEvents';
import type { Route } from './http/route';

/** What each resource needs, by resource. */
export interface RouteDeps {
  readonly paymentEvents: Parameters<typeof paymentEventRoutes>[0];
}

/** Every operation of the API. Making them does nothing yet, so the documents are made from the same list. */
export function allRoutes(deps: RouteDeps): Route[] {
  return [...paymentEventRoutes(deps.paymentEvents)];
}
