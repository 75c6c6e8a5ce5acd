import type { Airport, AirportDirectory } from './airports';

/** An airport, or a city with several of them, as a traveller names it. */
export interface Location {
  readonly kind: 'airport' | 'city';
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly zone: string;
  readonly airports: readonly Airport[];
}

/**
 * The location behind a code, or undefined when nothing has it. A code that names both a city and one of its airports
 * (`PAR` is only a city, `SIN` is both) means the whole city, which is what IATA's metropolitan codes are for.
 */
export function findLocation(directory: AirportDirectory, code: string): Location | undefined {
  const airports = directory.airportsOfCity(code);
  if (airports.length > 1) return cityLocation(airports);
  const airport = directory.find(code) ?? airports[0];
  return airport && airportLocation(airport);
}

/** Locations that match a text, best first: a city of several airports stands before them when the text is its own. */
export function suggestLocations(directory: AirportDirectory, text: string, limit: number): readonly Location[] {
  const found = new Map<string, Location>();
  const wanted = plain(text);
  for (const airport of directory.suggest(text, limit)) {
    const siblings = directory.airportsOfCity(airport.cityCode);
    const cityMeant = plain(airport.cityCode) === wanted || plain(airport.city).startsWith(wanted);
    if (siblings.length > 1 && cityMeant) add(found, cityLocation(siblings));
    add(found, airportLocation(airport));
    if (siblings.length > 1) add(found, cityLocation(siblings));
  }
  return [...found.values()].slice(0, limit);
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}

function add(found: Map<string, Location>, location: Location): void {
  const key = `${location.kind}:${location.code}`;
  if (!found.has(key)) found.set(key, location);
}

function airportLocation(airport: Airport): Location {
  const { code, name, city, country, zone } = airport;
  return { kind: 'airport', code, name, city, country, zone, airports: [airport] };
}

/** The airport that has the city's name: its own code, or the name that most of them have. Beauvais is an airport of Paris, not the other way round. */
function namesake(airports: readonly Airport[]): Airport {
  const sharing = ({ city }: Airport): number => airports.filter((other) => other.city === city).length;
  const [first] = [...airports].sort((a, b) => sharing(b) - sharing(a));
  if (!first) throw new Error('a city without airports is no location');
  return airports.find(({ code, cityCode }) => code === cityCode) ?? first;
}

function cityLocation(airports: readonly Airport[]): Location {
  const { cityCode, city, country, zone } = namesake(airports);
  return { kind: 'city', code: cityCode, name: `${city}, all airports`, city, country, zone, airports };
}
