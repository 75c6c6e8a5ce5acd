import type { Airport } from '../airports';
import { greatCircleMetres } from '../distances';
import { pairKey } from '../routing/paths';
import { type Carrier, carriers, type Hub } from './carriers';
import type { Chance } from './chance';

/** A carrier flies from a hub to another airport and back. */
export interface PlannedRoute {
  readonly carrier: string;
  readonly hub: Airport;
  readonly spoke: Airport;
  readonly metres: number;
  readonly trunk: boolean;
}

/**
 * Who flies where: hubs to the airports around them and to each other; an airport that too few have chosen is served by the
 * nearest of the major ones.
 */
export function planRoutes(chance: Chance, airports: readonly Airport[]): PlannedRoute[] {
  const byCode = new Map(airports.map((airport) => [airport.code, airport]));
  const chosen = [...chosenRoutes(chance, airports, byCode)];
  return [...chosen, ...neglectedRoutes(airports, chosen, byCode)];
}

function* chosenRoutes(
  chance: Chance,
  airports: readonly Airport[],
  byCode: ReadonlyMap<string, Airport>,
): Generator<PlannedRoute> {
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
): PlannedRoute[] {
  const from = byCode.get(hub.airport);
  if (!from) return [];
  const to = (spoke: Airport, trunk: boolean): PlannedRoute => ({
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
  routes: readonly PlannedRoute[],
  byCode: ReadonlyMap<string, Airport>,
): PlannedRoute[] {
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
function majorHubRoutesTo(spoke: Airport, byCode: ReadonlyMap<string, Airport>): PlannedRoute[] {
  const routes: PlannedRoute[] = [];
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
