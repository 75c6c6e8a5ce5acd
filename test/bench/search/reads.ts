import { randomBytes } from 'node:crypto';
import { createComparison } from '../../../src/activities/offers';
import { createAirportDirectory } from '../../../src/domain/airports';
import { type BucketAddress, bucketKey, type FlightBucket } from '../../../src/domain/flightBuckets';
import { epochMs, plusDays } from '../../../src/domain/instants';
import { bucketsOfWays, type Way, wayOf } from '../../../src/domain/legDays';
import { connectionsFrom } from '../../../src/domain/onward';
import { emptyTally } from '../../../src/domain/pruning';
import { createLegsOf, type Ride } from '../../../src/domain/rides';
import { fewestStopsPaths } from '../../../src/domain/routing/deeperPaths';
import { pairKey, rankingRules } from '../../../src/domain/routing/paths';
import { buildNetwork, createRouter } from '../../../src/domain/routing/router';
import type { LegSchedule } from '../../../src/domain/schedules';
import { combiningRules, wishOf } from '../../../src/domain/searchRules';
import type { SearchQuery } from '../../../src/domain/searches';
import { createFlightStore } from '../../../src/stores/dynamodb/flights';
import { createOfferStore } from '../../../src/stores/dynamodb/offers';
import globalSetup, { endTestServers } from '../../support/globalSetup';
import { flightStores } from '../../support/networkStores';
import { createDraw } from './answers';
import { createDice, readAugust } from './august';
import type { Finding } from './findings';

const searches = Number(process.env['READS'] ?? 120);

/** What searches read of the August network in the real store: in how many rounds, and how many keys more than they had to. */
export async function countReads(): Promise<Finding[]> {
  await globalSetup();
  const stores = await flightStores();
  try {
    return await count(stores);
  } finally {
    stores.close();
    await endTestServers();
  }
}

/** Searches of pairs by their flights, each with the ways that a search is given. */
async function drawSearches() {
  const { network, plan, monday } = await readAugust();
  const built = buildNetwork(plan);
  const router = createRouter(built, rankingRules);
  const dice = createDice(17);
  const draw = createDraw(built.graph.codes, network.legs, dice);
  const drawn: { readonly query: SearchQuery; readonly paths: readonly (readonly string[])[] }[] = [];
  while (drawn.length < searches) {
    const [origin, destination] = [draw.byFlights(), draw.byFlights()];
    if (origin === destination) continue;
    const within = router.between(origin, destination);
    const ways = within.length > 0 ? within : fewestStopsPaths(built.graph, rankingRules, origin, destination);
    const on = plusDays(monday, Math.floor(dice() * 7));
    const slice = { origin, destination, on, departFrom: `${on}T00:00`, departTo: `${on}T23:59` };
    const query: SearchQuery = {
      ...{ slices: [slice], passengers: [{ type: 'adult' }], cabin: 'economy', maxConnections: 2 },
      ...{ currency: 'EUR', sort: 'best', filters: {}, explain: false },
    };
    drawn.push({ query, paths: ways.map(({ airports }) => airports) });
  }
  return { network, drawn };
}

async function count({ db, tables, flights }: Awaited<ReturnType<typeof flightStores>>): Promise<Finding[]> {
  const { network, drawn } = await drawSearches();
  await fileSchedules(
    flights,
    network.schedules,
    drawn.flatMap(({ paths }) => paths),
  );
  const directory = createAirportDirectory(network.airports);
  const hours = new Map(network.legs.map((leg) => [pairKey(leg.origin, leg.destination), leg.hours]));
  const hoursOf = (origin: string, destination: string) => hours.get(pairKey(origin, destination));
  const now = epochMs(Date.now());

  /** All searches once: how many read once, and what they read. */
  async function pass() {
    let [once, keys, least, journeys] = [0, 0, 0, 0];
    const counted = createFlightStore({
      ...{ db, tables },
      onRead: (read) => {
        once += read.rounds === 1 ? 1 : 0;
        keys += read.keys;
      },
    });
    let read: ReadonlyMap<string, FlightBucket> = new Map();
    const begin = createComparison({
      flights: { readBuckets: async (addresses) => (read = await counted.readBuckets(addresses)) },
      offers: createOfferStore({ db, tables }),
      airports: () => Promise.resolve(directory),
      legHours: () => Promise.resolve(hoursOf),
      now: () => now,
      newResultId: () => randomBytes(16).toString('base64url'),
      holdMinutes: 15,
    });
    for (const { query, paths } of drawn) {
      await begin({ query, paths: [paths] }).end('worker');
      const [slice] = query.slices;
      if (!slice) continue;
      const ways = paths.map((path) => wayOf(path, slice, directory, combiningRules.connection, hoursOf));
      const needed = new Set(ways.flatMap((way) => neededDays(way, query, read, directory, now)));
      least += needed.size;
      journeys += needed.size > 0 ? 1 : 0;
      if (bucketsOfWays(ways).length !== read.size) throw new Error('the bench knows other days than the search read');
    }
    return { once, keys, least, journeys };
  }
  const first = await pass();
  const warm = await pass();
  const each = (sum: number) => (sum / searches).toFixed(1);
  return [
    {
      what: 'searches with one round of reads, days made before',
      value: warm.once / searches,
      goal: ['>=', 0.99],
      of: `${warm.once} of ${searches}; of days nobody had asked for before, where a second round makes them: ${first.once}`,
    },
    {
      what: 'keys read against the least: days on which some feasible journey flies',
      value: warm.keys / warm.least,
      goal: ['<=', 1.4],
      of: `${each(warm.keys)}, ${each(warm.least)} a search; ${warm.journeys} of ${searches} have a journey`,
    },
  ];
}

/** The schedules of the legs of these ways alone: what else there is no search would read. */
async function fileSchedules(
  flights: Awaited<ReturnType<typeof flightStores>>['flights'],
  schedules: readonly LegSchedule[],
  paths: readonly (readonly string[])[],
): Promise<void> {
  const used = new Map<string, LegSchedule[]>();
  for (const path of paths) for (let n = 1; n < path.length; n++) used.set(`${path[n - 1]}-${path[n]}`, []);
  for (const schedule of schedules)
    used.get(`${schedule.origin.airport}-${schedule.destination.airport}`)?.push(schedule);
  const pairs = [...used].map(([key, flown]) => {
    const [origin = '', destination = ''] = key.split('-');
    return { origin, destination, schedules: flown };
  });
  await flights.putSchedules(pairs, 1);
}

/** Buckets of a way that hold a flight of some journey along it: by the window and the connection times, whatever else it is worth. */
function neededDays(
  way: Way,
  query: SearchQuery,
  buckets: ReadonlyMap<string, FlightBucket>,
  airports: ReturnType<typeof createAirportDirectory>,
  now: ReturnType<typeof epochMs>,
): string[] {
  const [slice] = query.slices;
  if (!slice || new Set(way.airports).size < way.airports.length) return [];
  const legsOf = createLegsOf(buckets, wishOf(query, now), emptyTally());
  const legs = way.days.map((days: readonly BucketAddress[]) => legsOf(days).rides);
  const following = { rules: combiningRules, airports, tally: emptyTally() };
  const known = new Map<string, boolean>();
  const needed = new Set<string>();
  /** Whether the destination can be reached by this flight of this leg. */
  function leads(leg: number, ride: Ride): boolean {
    const { flightId, depart, arrive } = ride.flight;
    const key = `${leg} ${flightId}`;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const next = legs[leg + 1];
    // All onward flights are walked, so that all their days are marked.
    const ends =
      !next || connectionsFrom(ride, next, following).filter((onward) => leads(leg + 1, onward.ride)).length > 0;
    known.set(key, ends);
    const on = depart.local.slice(0, 10) as BucketAddress['on'];
    if (ends) needed.add(bucketKey({ origin: depart.airport, destination: arrive.airport, on }));
    return ends;
  }
  for (const ride of legs[0] ?? []) {
    const { local } = ride.flight.depart;
    if (local >= slice.departFrom && local <= slice.departTo) leads(0, ride);
  }
  return [...needed];
}
