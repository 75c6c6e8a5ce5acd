import type { Airport } from '../airports';
import { greatCircleMetres } from '../distances';
import { type NetworkCarrier, type NetworkLeg, pairKey } from '../routing/paths';
import { flightsPerWeek, type LegSchedule } from '../schedules';
import { type Carrier, carriers, type Hub, sandboxAir } from './carriers';
import { type Chance, createChance } from './chance';
import { type Rotation, schedulesOf, weekdays } from './rotations';
import { reservedAirports, sandboxSchedules } from './sandboxFlights';

export interface DemoNetwork {
  readonly airports: readonly Airport[];
  readonly carriers: readonly NetworkCarrier[];
  /** By origin, destination and flight number. */
  readonly schedules: readonly LegSchedule[];
  readonly legs: readonly NetworkLeg[];
}

/** Waves in which flights leave a hub, in minutes after midnight: a connection needs arrivals before and departures after. */
const waves = [395, 545, 725, 905, 1065, 1245] as const;
const longHaulWaves = [615, 785, 1025, 1285] as const;

/** Routes of at least this length leave in the long-haul waves. */
const longHaulMetres = 4_500_000;

interface Route {
  readonly carrier: string;
  readonly hub: Airport;
  readonly spoke: Airport;
  readonly metres: number;
  readonly trunk: boolean;
}

/**
 * The fictional network: the same airports and seed give the same flights, down to the minute and the cent. Hubs fly to
 * the airports around them and to each other; an airport that too few have
 * chosen is served by the nearest of the major ones.
 */
export function demoNetwork(airportsInAnyOrder: readonly Airport[], seed: number): DemoNetwork {
  const airports = [...airportsInAnyOrder].sort((a, b) => compare(a.code, b.code));
  const chance = createChance(seed);
  const byCode = new Map(airports.map((airport) => [airport.code, airport]));
  const free = airports.filter(({ code }) => !reservedAirports.has(code));
  const routes = [...planRoutes(chance, free)];
  const schedules = [...rotationsOf(chance, [...routes, ...neglectedRoutes(free, routes, byCode)])].flatMap(
    (rotation) => schedulesOf(chance, rotation),
  );
  schedules.push(...sandboxSchedules(chance, byCode));
  schedules.sort(bySchedule);
  return { airports, carriers: carriersAmong(byCode), schedules, legs: legsOf(schedules, byCode) };
}

function carriersAmong(byCode: ReadonlyMap<string, Airport>): NetworkCarrier[] {
  return [...carriers, sandboxAir].map(({ code, name, hubs }) => ({
    code,
    name,
    hubs: hubs.map(({ airport }) => airport).filter((airport) => byCode.has(airport)),
  }));
}

function* planRoutes(chance: Chance, airports: readonly Airport[]): Generator<Route> {
  const byCode = new Map(airports.map((airport) => [airport.code, airport]));
  for (const carrier of carriers) {
    // A carrier's route is planned once, from whichever of its hubs comes first.
    const planned = new Set<string>();
    for (const hub of carrier.hubs) {
      for (const route of routesOfHub(chance, carrier, hub, airports, byCode)) {
        const [a, b] = [route.hub.code, route.spoke.code].sort();
        const key = `${a}-${b}`;
        if (planned.has(key)) continue;
        planned.add(key);
        yield route;
      }
    }
  }
}

function routesOfHub(
  chance: Chance,
  carrier: Carrier,
  hub: Hub,
  airports: readonly Airport[],
  byCode: ReadonlyMap<string, Airport>,
): Route[] {
  const from = byCode.get(hub.airport);
  if (!from) return [];
  const to = (spoke: Airport, trunk: boolean): Route => ({
    carrier: carrier.code,
    hub: from,
    spoke,
    metres: greatCircleMetres(from, spoke),
    trunk,
  });
  const trunks = [...new Set([...hub.trunks.split(' '), ...neighbouringHubs(hub, from, byCode)])].flatMap((code) => {
    const spoke = byCode.get(code);
    return spoke && spoke !== from ? [to(spoke, true)] : [];
  });
  const chosen = new Set(trunks.map((route) => route.spoke));
  const spokes = airports
    .filter((spoke) => spoke.cityCode !== from.cityCode && !chosen.has(spoke))
    .map((spoke) => to(spoke, false))
    .filter(({ metres }) => metres > 120_000 && metres <= hub.radiusKm * 1000)
    .map((route) => ({
      route,
      appeal: route.metres * (0.5 + chance.share(`${carrier.code} ${pairKey(from.code, route.spoke.code)}`)),
    }))
    .sort((a, b) => a.appeal - b.appeal)
    .slice(0, hub.spokes)
    .map(({ route }) => route);
  return [...trunks, ...spokes];
}

/** A hub with this many long-haul and trunk routes leads on to most of the world. */
const majorHubTrunks = 12;

function isMajor(hub: Hub): boolean {
  return hub.trunks.split(' ').length >= majorHubTrunks;
}

/** Major hubs of one part of the world are all linked to each other. */
const neighbourMetres = 2_600_000;

function neighbouringHubs(hub: Hub, from: Airport, byCode: ReadonlyMap<string, Airport>): string[] {
  if (!isMajor(hub)) return [];
  const majors = carriers.flatMap(({ hubs }) => hubs.filter(isMajor).map(({ airport }) => airport));
  return majors.filter((code) => {
    const other = byCode.get(code);
    return other && other.cityCode !== from.cityCode && greatCircleMetres(from, other) <= neighbourMetres;
  });
}

/** An airport linked to fewer than two major hubs gets the nearest it has not yet: so most of the world is two stops away. */
function neglectedRoutes(
  airports: readonly Airport[],
  routes: readonly Route[],
  byCode: ReadonlyMap<string, Airport>,
): Route[] {
  const neighbours = new Map<string, Set<string>>(airports.map(({ code }) => [code, new Set()]));
  for (const { hub, spoke } of routes) {
    neighbours.get(hub.code)?.add(spoke.code);
    neighbours.get(spoke.code)?.add(hub.code);
  }
  return airports.flatMap((spoke) => {
    const toMajors = majorHubRoutesTo(spoke, byCode);
    if (toMajors.some(({ metres }) => metres === 0)) return [];
    const missing = toMajors.filter(({ hub }) => !neighbours.get(spoke.code)?.has(hub.code));
    return missing.slice(0, Math.max(0, 2 - (toMajors.length - missing.length)));
  });
}

/** A route from every major hub to this airport, the nearest first; to a major hub itself the first has no length. */
function majorHubRoutesTo(spoke: Airport, byCode: ReadonlyMap<string, Airport>): Route[] {
  const routes: Route[] = [];
  for (const carrier of carriers) {
    for (const { airport } of carrier.hubs.filter(isMajor)) {
      const hub = byCode.get(airport);
      if (!hub) continue;
      if (hub === spoke || hub.cityCode !== spoke.cityCode) {
        routes.push({ carrier: carrier.code, hub, spoke, metres: greatCircleMetres(hub, spoke), trunk: false });
      }
    }
  }
  return routes.sort((a, b) => a.metres - b.metres);
}

function* rotationsOf(chance: Chance, routes: readonly Route[]): Generator<Rotation> {
  const nextNumber = new Map<string, number>();
  for (const route of routes) {
    const { carrier, hub, spoke } = route;
    const key = `${carrier} ${pairKey(hub.code, spoke.code)}`;
    for (const { departs, days } of departures(chance, key, route)) {
      const number = nextNumber.get(carrier) ?? 100;
      nextNumber.set(carrier, number + 2);
      yield { carrier, hub, spoke, number, departs, days };
    }
  }
}

function departures(chance: Chance, key: string, { metres, trunk }: Route): { departs: number; days: number }[] {
  if (metres >= longHaulMetres) return longHaulDepartures(chance, key);
  const daily =
    metres < 1_200_000
      ? chance.between(`${key} daily`, trunk ? 3 : 1, trunk ? 5 : 3)
      : chance.between(`${key} daily`, trunk ? 2 : 1, trunk ? 4 : 2);
  const first = chance.between(`${key} wave`, 0, waves.length - 1);
  return Array.from({ length: daily }, (_, i) => {
    const wave = waves[(first + Math.floor((i * waves.length) / daily)) % waves.length] ?? waves[0];
    return {
      departs: wave + chance.between(`${key} minute ${i}`, 0, 10) * 5,
      days: weekdays(chance, `${key} ${i}`, i < 2 ? 7 : 6),
    };
  }).sort((a, b) => a.departs - b.departs);
}

function longHaulDepartures(chance: Chance, key: string): { departs: number; days: number }[] {
  const perWeek = chance.pick(`${key} weekly`, [14, 7, 7, 7, 5, 4]);
  const first = chance.between(`${key} wave`, 0, longHaulWaves.length - 1);
  const wave = (i: number): number => longHaulWaves[(first + 2 * i) % longHaulWaves.length] ?? longHaulWaves[0];
  return Array.from({ length: Math.ceil(perWeek / 7) }, (_, i) => ({
    departs: wave(i) + chance.between(`${key} minute ${i}`, 0, 12) * 5,
    days: weekdays(chance, `${key} ${i}`, Math.min(7, perWeek)),
  })).sort((a, b) => a.departs - b.departs);
}

function bySchedule(a: LegSchedule, b: LegSchedule): number {
  return (
    compare(a.origin.airport, b.origin.airport) ||
    compare(a.destination.airport, b.destination.airport) ||
    compare(a.carrier, b.carrier) ||
    Number(a.number) - Number(b.number)
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The base network that schedules make: one leg per ordered pair, with who flies it and how often. */
export function legsOf(schedules: readonly LegSchedule[], byCode: ReadonlyMap<string, Airport>): NetworkLeg[] {
  const legs = new Map<string, { origin: Airport; destination: Airport; carriers: Set<string>; weekly: number }>();
  for (const schedule of schedules) {
    const [origin, destination] = [byCode.get(schedule.origin.airport), byCode.get(schedule.destination.airport)];
    if (!origin || !destination)
      throw new Error(`${schedule.carrier}${schedule.number} touches an airport that is not in the list`);
    const key = pairKey(origin.code, destination.code);
    const leg = legs.get(key) ?? { origin, destination, carriers: new Set<string>(), weekly: 0 };
    leg.carriers.add(schedule.carrier);
    leg.weekly += flightsPerWeek(schedule);
    legs.set(key, leg);
  }
  return [...legs.values()].map(({ origin, destination, carriers: flownBy, weekly }) => ({
    origin: origin.code,
    destination: destination.code,
    metres: greatCircleMetres(origin, destination),
    carriers: [...flownBy].sort(),
    flightsPerWeek: weekly,
  }));
}
