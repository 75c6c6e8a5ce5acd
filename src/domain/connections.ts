import type { AirportDirectory } from './airports';
import { publishedTime, type Status } from './connectionTimes';
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
  /** From one airport of a city to another: bags, the way through the city, check-in. Instead of the times above. */
  readonly changeOfAirport: number;
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
  changeOfAirport: 180,
  longestLayover: 12 * 60,
};

type Airports = Pick<AirportDirectory, 'find'>;

/**
 * Shortest of all minimum connection times at an airport, or from it to another one of its city: nothing that leaves
 * earlier needs a look.
 */
export function shortestMinimum(
  airport: string,
  airports: Airports,
  rules: ConnectionRules,
  toAirport = airport,
): number {
  const other = toAirport === airport ? undefined : toAirport;
  const published = (airports.find(airport)?.connectionTimes ?? []).filter((time) => time.toAirport === other);
  const defaults = other === undefined ? Object.values(rules.minimum) : [rules.changeOfAirport];
  return Math.min(...defaults, ...published.map(({ minutes }) => minutes));
}

/** Minimum connection time between two flights, in minutes: as the airport publishes it, else by the rules. */
function minimumConnection(
  arriving: DatedFlight,
  departing: DatedFlight,
  airports: Airports,
  rules: ConnectionRules,
): number {
  const [from, onward] = [statusOf(arriving, airports), statusOf(departing, airports)];
  const [fromTerminal, toTerminal] = [arriving.arrive.terminal, departing.depart.terminal];
  const times = airports.find(arriving.arrive.airport)?.connectionTimes;
  const toAirport = changesAirport(arriving, departing) ? departing.depart.airport : undefined;
  const published = times && publishedTime(times, { from, to: onward, fromTerminal, toTerminal, toAirport });
  if (published !== undefined) return published;
  if (toAirport !== undefined) return rules.changeOfAirport;
  const to = onward === 'international' ? 'International' : 'Domestic';
  const change = kindOf(arriving, departing) === 'change_of_terminal' ? rules.changeOfTerminal : 0;
  return rules.minimum[`${from}To${to}`] + change;
}

/** An airport whose country is not known counts as abroad: the longer time is the safe one. */
function statusOf({ depart, arrive }: DatedFlight, airports: Airports): Status {
  const country = airports.find(depart.airport)?.country;
  return country !== undefined && country === airports.find(arrive.airport)?.country ? 'domestic' : 'international';
}

function changesAirport(arriving: DatedFlight, departing: DatedFlight): boolean {
  return arriving.arrive.airport !== departing.depart.airport;
}

function kindOf(arriving: DatedFlight, departing: DatedFlight): Connection['kind'] {
  if (changesAirport(arriving, departing)) return 'change_of_airport';
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
  airports: Airports,
  rules: ConnectionRules,
): Connection | 'too_short' | 'too_long' {
  const durationMinutes = minutesBetween(arriving.arrive.at, departing.depart.at);
  if (durationMinutes < minimumConnection(arriving, departing, airports, rules)) return 'too_short';
  if (durationMinutes > rules.longestLayover) return 'too_long';
  const kind = kindOf(arriving, departing);
  const departsFrom = kind === 'change_of_airport' ? { departsFrom: departing.depart.airport } : {};
  return { airport: arriving.arrive.airport, ...departsFrom, durationMinutes, kind };
}
