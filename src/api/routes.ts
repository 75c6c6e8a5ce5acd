import { accountRoutes } from './http/account';
import { airportRoutes } from './http/airports';
import { bookingRoutes } from './http/bookings';
import { eventRoutes } from './http/events';
import { flightLegRoutes } from './http/flightLegs';
import { offerComparisonRoutes } from './http/offerComparison';
import { offerRoutes } from './http/offers';
import { opsRoutes } from './http/ops';
import { paymentEventRoutes } from './http/paymentEvents';
import { paymentRoutes } from './http/payments';
import { reconciliationRoutes } from './http/reconciliations';
import type { Route } from './http/route';
import { searchRoutes } from './http/searches';
import { seatMapRoutes } from './http/seatMaps';

/** What each resource needs, by resource. */
export interface RouteDeps {
  readonly airports: Parameters<typeof airportRoutes>[0];
  readonly searches: Parameters<typeof searchRoutes>[0];
  readonly offers: Parameters<typeof offerRoutes>[0];
  readonly seatMaps: Parameters<typeof seatMapRoutes>[0];
  readonly bookings: Parameters<typeof bookingRoutes>[0];
  readonly payments: Parameters<typeof paymentRoutes>[0];
  readonly account: Parameters<typeof accountRoutes>[0];
  readonly events: Parameters<typeof eventRoutes>[0];
  readonly ops: Parameters<typeof opsRoutes>[0];
  readonly flightLegs: Parameters<typeof flightLegRoutes>[0];
  readonly reconciliations: Parameters<typeof reconciliationRoutes>[0];
  readonly paymentEvents: Parameters<typeof paymentEventRoutes>[0];
}

/** Every operation of the API. Making them does nothing yet, so the documents are made from the same list. */
export function allRoutes(deps: RouteDeps): Route[] {
  return [
    ...airportRoutes(deps.airports),
    ...searchRoutes(deps.searches),
    ...offerRoutes(deps.offers),
    ...offerComparisonRoutes(deps.offers),
    ...seatMapRoutes(deps.seatMaps),
    ...bookingRoutes(deps.bookings),
    ...paymentRoutes(deps.payments),
    ...accountRoutes(deps.account),
    ...eventRoutes(deps.events),
    ...paymentEventRoutes(deps.paymentEvents),
    ...opsRoutes(deps.ops),
    ...flightLegRoutes(deps.flightLegs),
    ...reconciliationRoutes(deps.reconciliations),
  ];
}
