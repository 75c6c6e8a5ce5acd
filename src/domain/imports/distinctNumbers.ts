import { type DraftFlight, overlap } from './drafts';
import type { Findings } from './findings';

/** The flights of one number that fly the same way. */
interface Route {
  readonly places: string;
  readonly flights: DraftFlight[];
  /** Minutes after midnight of the earliest departure. */
  first: number;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');

/**
 * Seats are kept by number, date and board point, so a number can leave an airport once a day. Records of operated flights, and
 * airlines that turn round under one number, have it leave twice, for different places: of such routes all but the one that leaves
 * first get a letter behind their number, on all their days.
 */
export function withDistinctNumbers(flights: readonly DraftFlight[], findings: Findings): DraftFlight[] {
  const taken = new Set(flights.map(nameOf));
  const given = new Map<DraftFlight, string>();
  for (const routes of routesByNumber(flights).values()) {
    if (routes.length === 1) continue;
    const kept: { number: string; flights: DraftFlight[] }[] = [];
    for (const route of routes.sort((a, b) => a.first - b.first || (a.places < b.places ? -1 : 1))) {
      const [flight] = route.flights;
      if (!flight) continue;
      let place = kept.find((one) => !clash(one.flights, route.flights));
      if (!place) {
        place = { number: kept.length === 0 ? flight.number : freeNumber(flight, taken), flights: [] };
        kept.push(place);
      }
      place.flights.push(...route.flights);
      if (place.number === flight.number) continue;
      findings.note('number_twice', `${nameOf(flight)} ${route.places} is ${flight.carrier}${place.number}`);
      for (const one of route.flights) given.set(one, place.number);
    }
  }
  return flights.map((flight) => ({ ...flight, number: given.get(flight) ?? flight.number }));
}

function nameOf({ carrier, number }: DraftFlight): string {
  return `${carrier}${number}`;
}

function routesByNumber(flights: readonly DraftFlight[]): Map<string, Route[]> {
  const found = new Map<string, Route[]>();
  for (const flight of flights) {
    const { legs } = flight;
    // What somebody else flies has the seats of that number.
    if (legs.some(({ operating }) => operating)) continue;
    const places = [legs[0]?.origin, ...legs.map(({ destination }) => destination)].join('-');
    const routes = found.get(nameOf(flight)) ?? [];
    if (routes.length === 0) found.set(nameOf(flight), routes);
    let route = routes.find((one) => one.places === places);
    if (!route) {
      route = { places, flights: [], first: Infinity };
      routes.push(route);
    }
    route.flights.push(flight);
    route.first = Math.min(route.first, legs[0]?.departMinutes ?? 0);
  }
  return found;
}

/** Whether two of them leave one airport on the same day. */
function clash(some: readonly DraftFlight[], others: readonly DraftFlight[]): boolean {
  return some.some((a) => others.some((b) => meet(a, b) && overlap(a, b)));
}

function meet(a: DraftFlight, b: DraftFlight): boolean {
  return a.legs.some(({ origin }) => b.legs.some((leg) => leg.origin === origin));
}

/** The number itself when every letter is taken. */
function freeNumber({ carrier, number }: DraftFlight, taken: Set<string>): string {
  const digits = number.replace(/\D/g, '');
  const free = letters.map((letter) => `${digits}${letter}`).find((one) => !taken.has(`${carrier}${one}`)) ?? number;
  taken.add(`${carrier}${free}`);
  return free;
}
