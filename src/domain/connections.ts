import type { DatedFlight } from './flights';
import type { Connection } from './offers';

/** Times between two flights, in minutes. */
export interface ConnectionRules {
  /** Minimum connection times by whether the arriving and the departing flight cross a border; what is exactly as long suffices. */
  readonly minimum: {
    readonly domesticToDomestic: number;
    readonly domesticToInternational: number;
    readonly internationalToDomestic: number;
    readonly internationalToInternational: number;
  };
  /** Added when the two flights use different, known terminals. */
  readonly changeOfTerminal: number;
  /** Longest layover; what is exactly as long is still a connection. */
  readonly longestLayover: number;
}

/**
 * Defaults for airports that publish nothing better. They follow the common industry defaults: arriving from abroad onto a
 * domestic flight takes longest, because border control and the bags come before it.
 */
export const defaultConnectionRules: ConnectionRules = {
  minimum: {
    domesticToDomestic: 45,
    domesticToInternational: 60,
    internationalToDomestic: 90,
    internationalToInternational: 60,
  },
  changeOfTerminal: 30,
  longestLayover: 12 * 60,
};

export type CountryOf = (airport: string) => string | undefined;

/** Shortest of all minimum connection times: nothing that leaves earlier needs a look. */
export function shortestMinimum(rules: ConnectionRules): number {
  return Math.min(...Object.values(rules.minimum));
}

/** Minimum connection time between two flights, in minutes. */
function minimumConnection(
  arriving: DatedFlight,
  departing: DatedFlight,
  countryOf: CountryOf,
  rules: ConnectionRules,
): number {
  const from = crossesBorder(arriving, countryOf) ? 'international' : 'domestic';
  const to = crossesBorder(departing, countryOf) ? 'International' : 'Domestic';
  const change = kindOf(arriving, departing) === 'change_of_terminal' ? rules.changeOfTerminal : 0;
  return rules.minimum[`${from}To${to}`] + change;
}

/** An airport whose country is not known counts as abroad: the longer time is the safe one. */
function crossesBorder(flight: DatedFlight, countryOf: CountryOf): boolean {
  const country = countryOf(flight.depart.airport);
  return country === undefined || country !== countryOf(flight.arrive.airport);
}

function kindOf(arriving: DatedFlight, departing: DatedFlight): Connection['kind'] {
  const [from, to] = [arriving.arrive.terminal, departing.depart.terminal];
  if (from === undefined || to === undefined) return 'same_airport';
  return from === to ? 'same_terminal' : 'change_of_terminal';
}

export function minutesBetween(from: number, to: number): number {
  return Math.round((to - from) / 60_000);
}

/** The connection between two flights, or why it is none. */
export function connect(
  arriving: DatedFlight,
  departing: DatedFlight,
  countryOf: CountryOf,
  rules: ConnectionRules,
): Connection | 'too_short' | 'too_long' {
  const durationMinutes = minutesBetween(arriving.arrive.at, departing.depart.at);
  if (durationMinutes < minimumConnection(arriving, departing, countryOf, rules)) return 'too_short';
  if (durationMinutes > rules.longestLayover) return 'too_long';
  return { airport: departing.depart.airport, durationMinutes, kind: kindOf(arriving, departing) };
}
