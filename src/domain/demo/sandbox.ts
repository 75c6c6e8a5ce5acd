import { type FlightId, parseFlightId } from '../flights';

/** A route that always behaves the same way, in the manner of a payment provider's test cards. The README prints this table. */
export interface SandboxRoute {
  readonly origin: string;
  readonly destination: string;
  readonly flight?: { readonly carrier: string; readonly number: string };
  readonly behaviour: string;
  readonly what: 'no_service' | 'one_connection_only' | 'weekly' | 'one_seat_left' | 'price_rises';
}

/** Carrier of all sandbox flights. */
export const sandboxCarrier = 'X0';

/** The one seat that can be booked on the flight that is sold out but one. */
export const lastSeat = '22C';

/** What `price_rises` adds, in per cent of the base fare, once the offer is priced again. */
export const repricingPercent = 15;

export const sandboxRoutes: readonly SandboxRoute[] = [
  {
    origin: 'LIS',
    destination: 'LYR',
    what: 'no_service',
    behaviour: 'Longyearbyen is in the directory, but nothing flies there or back: no offers, `no_route`.',
  },
  {
    origin: 'FAE',
    destination: 'GOH',
    what: 'one_connection_only',
    behaviour: 'One itinerary a day, with one connection in Reykjavik: FAE-KEF-GOH.',
  },
  {
    origin: 'LIS',
    destination: 'PXO',
    flight: { carrier: sandboxCarrier, number: '700' },
    what: 'one_seat_left',
    behaviour: `One flight a day, sold out but seat ${lastSeat}.`,
  },
  {
    origin: 'VIE',
    destination: 'INN',
    flight: { carrier: sandboxCarrier, number: '710' },
    what: 'price_rises',
    behaviour: `The fare rises by ${repricingPercent} % as soon as an offer is priced again: \`price_changed\` with an \`accept_token\`.`,
  },
  {
    origin: 'CPT',
    destination: 'HLE',
    flight: { carrier: sandboxCarrier, number: '720' },
    what: 'weekly',
    behaviour: 'Flies on Saturdays only: no offers on any other day, `no_connection`.',
  },
];

function sandboxFlight(carrier: string, number: string, what: SandboxRoute['what']): boolean {
  return sandboxRoutes.some((r) => r.what === what && r.flight?.carrier === carrier && r.flight.number === number);
}

/** The only seat left of the flight that is sold out but one; undefined for every other flight. */
export function soldOutBut(flightId: FlightId): string | undefined {
  const parts = parseFlightId(flightId);
  return parts && sandboxFlight(parts.carrier, parts.number, 'one_seat_left') ? lastSeat : undefined;
}

/** Per cent to add to the base fare of this flight when an offer is priced again; 0 for every other flight. */
export function repricingPercentOf(flight: { readonly carrier: string; readonly number: string }): number {
  return sandboxFlight(flight.carrier, flight.number, 'price_rises') ? repricingPercent : 0;
}
