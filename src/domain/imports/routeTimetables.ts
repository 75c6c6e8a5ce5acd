import { hash32 } from '../demo/chance';
import { isoDate } from '../instants';
import { everyDay } from '../schedules';
import type { DraftFlight, FlightNumber } from './drafts';

/** A route as files without a timetable have it: who flies from where to where, and about how often. */
export interface PlainRoute {
  readonly carrier: string;
  readonly origin: string;
  readonly destination: string;
  /** Not a whole number where it comes from a month's count. */
  readonly flightsPerWeek: number;
  readonly aircraft: string;
  readonly seats?: number;
  readonly operating?: FlightNumber;
}

/** Such a timetable knows no season: it holds on any date anybody can ask for. */
const always = { validFrom: isoDate('2020-01-01'), validTo: isoDate('2099-12-31') } as const;

/** Departures lie between 06:00 and 22:00. */
const [firstMinute, openMinutes] = [6 * 60, 16 * 60];
const seed = 7;

/**
 * Flights of routes that have no times: the week's flights spread over the days, those of a day evenly from a start of the
 * route's own. The same routes give the same flights whatever else is in the file, but for numbers that two routes want.
 */
export function timetableOf(routes: readonly PlainRoute[]): DraftFlight[] {
  const numbers = createNumbers();
  return [...routes].sort(byRoute).flatMap((route) => {
    const key = `${route.carrier} ${route.origin}-${route.destination}`;
    const weekly = Math.max(1, Math.round(route.flightsPerWeek));
    const [daily, rest] = [Math.floor(weekly / 7), weekly % 7];
    const count = daily + (rest > 0 ? 1 : 0);
    const begins = hash32(seed, `${key} begins`) % openMinutes;
    return Array.from({ length: count }, (_, index) => {
      const minutes = firstMinute + ((begins + Math.floor((index * openMinutes) / count)) % openMinutes);
      return flightOf(route, {
        number: numbers.take(route.carrier, `${key} ${index}`),
        days: index < daily ? everyDay : spreadDays(key, rest),
        departMinutes: minutes - (minutes % 5),
      });
    });
  });
}

function byRoute(a: PlainRoute, b: PlainRoute): number {
  const key = ({ carrier, origin, destination }: PlainRoute) => `${carrier} ${origin} ${destination}`;
  return key(a) < key(b) ? -1 : 1;
}

function flightOf(
  { carrier, origin, destination, aircraft, seats, operating }: PlainRoute,
  { number, days, departMinutes }: { number: string; days: number; departMinutes: number },
): DraftFlight {
  const leg = {
    origin,
    destination,
    departDay: 0,
    departMinutes,
    arrival: { byDistance: true } as const,
    aircraft,
    ...(seats !== undefined && { seats }),
    ...(operating && { operating }),
  };
  return { carrier, number, legs: [leg], days, ...always, closed: new Set() };
}

function spreadDays(key: string, count: number): number {
  const start = hash32(seed, `${key} days`) % 7;
  let mask = 0;
  for (let i = 0; i < count; i++) mask |= 1 << ((start + Math.floor((i * 7) / count)) % 7);
  return mask;
}

/** Numbers 1 to 9999 of each carrier, then with suffixes A to Z, each given once: first the one a key asks for by chance. */
function createNumbers() {
  const taken = new Map<string, Set<number>>();
  const perSuffix = 9_999;
  const mostNumbers = perSuffix * 27;
  return {
    take(carrier: string, key: string): string {
      const used = taken.get(carrier) ?? new Set<number>();
      taken.set(carrier, used);
      if (used.size >= mostNumbers) throw new RangeError(`${carrier} has more than ${mostNumbers} flights`);
      const suffix = Math.floor(used.size / perSuffix);
      let number = (hash32(seed, key) % perSuffix) + suffix * perSuffix;
      while (used.has(number)) number = number + 1 < (suffix + 1) * perSuffix ? number + 1 : suffix * perSuffix;
      used.add(number);
      return `${(number % perSuffix) + 1}${suffix === 0 ? '' : String.fromCharCode(64 + suffix)}`;
    },
  };
}
