import type { Airport } from '../airports';
import { publishedTime, type Status } from '../connectionTimes';
import { type ConnectionRules, defaultConnectionRules } from '../connections';
import type { IsoDate } from '../instants';
import { offsetMinutes } from '../zones';
import { pairKey } from './paths';
import type { Minimums, WeeklyDeparture, WeekPlan } from './weeks';

/**
 * The week by which routes are ranked, from a sample of the schedules. Terminals are not told apart in it: what is ranked
 * are ways, and the combining of a search looks at the very flights.
 */
export function weekPlanOf(
  airports: readonly Airport[],
  legs: readonly { readonly origin: string; readonly destination: string }[],
  sample: { readonly monday: IsoDate; readonly departures: ReadonlyMap<string, readonly WeeklyDeparture[]> },
  rules: ConnectionRules = defaultConnectionRules,
): WeekPlan {
  const at = Date.parse(`${sample.monday}T12:00:00Z`);
  const countries = new Map(airports.map(({ code, country }) => [code, country]));
  return {
    airports: airports.map((airport) => ({
      code: airport.code,
      offset: offsetMinutes(airport.zone, at),
      minimums: minimumsAt(airport, rules),
    })),
    legs: legs.flatMap(({ origin, destination }) => {
      const departures = sample.departures.get(pairKey(origin, destination));
      if (!departures) return [];
      const country = countries.get(origin);
      const domestic = country !== undefined && country === countries.get(destination);
      return [{ origin, destination, domestic, departures }];
    }),
  };
}

function minimumsAt({ connectionTimes = [] }: Airport, { minimum }: ConnectionRules): Minimums {
  const between = (from: Status, to: Status, usual: number) => publishedTime(connectionTimes, { from, to }) ?? usual;
  return [
    between('domestic', 'domestic', minimum.domesticToDomestic),
    between('domestic', 'international', minimum.domesticToInternational),
    between('international', 'domestic', minimum.internationalToDomestic),
    between('international', 'international', minimum.internationalToInternational),
  ];
}
