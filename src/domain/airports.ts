import type { ConnectionTime } from './connectionTimes';

/** An airport of the network. `cityCode` is the metropolitan code (`LON` for LHR); a city with one airport has that airport's code. */
export interface Airport {
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly cityCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** IANA time zone. */
  readonly zone: string;
  /** Degrees, north and east positive. */
  readonly latitude: number;
  readonly longitude: number;
  /** Minimum connection times it publishes; what none of them is about falls back to the defaults. */
  readonly connectionTimes?: readonly ConnectionTime[];
}

export interface AirportDirectory {
  readonly all: readonly Airport[];
  find(code: string): Airport | undefined;
  /** Airports of a metropolitan code, in alphabetical order of code; empty when the code is no city. */
  airportsOfCity(cityCode: string): readonly Airport[];
  /** Best matches first: exact code, city code, then words of city and name that begin with the text, and near misses when nothing matches. */
  suggest(text: string, limit: number): readonly Airport[];
}

interface Entry {
  readonly airport: Airport;
  readonly words: readonly string[];
}

/** A directory over a list of airports. Look-ups are case-insensitive; suggestions also ignore accents. */
export function createAirportDirectory(airports: readonly Airport[]): AirportDirectory {
  const all = [...airports].sort((a, b) => (a.code < b.code ? -1 : 1));
  const byCode = new Map(all.map((airport) => [airport.code, airport]));
  const byCity = new Map<string, Airport[]>();
  for (const airport of all) byCity.set(airport.cityCode, [...(byCity.get(airport.cityCode) ?? []), airport]);
  const entries = all.map((airport): Entry => ({
    airport,
    words: words(`${airport.city} ${airport.name} ${airport.country}`),
  }));
  return {
    all,
    find: (code) => byCode.get(code.toUpperCase()),
    airportsOfCity: (cityCode) => byCity.get(cityCode.toUpperCase()) ?? [],
    suggest: (text, limit) => suggest(entries, text, limit),
  };
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function words(text: string): string[] {
  return plain(text)
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}

function suggest(entries: readonly Entry[], text: string, limit: number): readonly Airport[] {
  const query = plain(text).trim();
  if (query === '') return [];
  const wanted = words(query);
  const scored = entries
    .map((entry) => ({ airport: entry.airport, score: scoreOf(entry, query, wanted) }))
    .filter(({ score }) => score > 0);
  scored.sort((a, b) => b.score - a.score || (a.airport.code < b.airport.code ? -1 : 1));
  // A near miss is a guess: it helps who mistyped, and only clutters what matches.
  const matches = scored.filter(({ score }) => score > nearMiss);
  return (matches.length > 0 ? matches : scored).slice(0, limit).map(({ airport }) => airport);
}

const nearMiss = 20;

function scoreOf({ airport, words: known }: Entry, query: string, wanted: readonly string[]): number {
  if (airport.code.toLowerCase() === query) return 100;
  if (airport.cityCode.toLowerCase() === query) return 90;
  if (plain(airport.city) === query) return 80;
  if (wanted.length > 0 && wanted.every((word) => known.some((k) => k.startsWith(word)))) {
    return plain(airport.city).startsWith(wanted[0] ?? '') ? 70 : 60;
  }
  if (query.length <= 3 && airport.code.toLowerCase().startsWith(query)) return 50;
  return isNear(query, airport) ? nearMiss : 0;
}

/** A code or city name with one letter wrong, missing, added or swapped with its neighbour. */
function isNear(query: string, airport: Airport): boolean {
  if (query.length === 3)
    return oneEditApart(query, airport.code.toLowerCase()) || oneEditApart(query, airport.cityCode.toLowerCase());
  return query.length > 3 && oneEditApart(query, plain(airport.city));
}

function oneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}
