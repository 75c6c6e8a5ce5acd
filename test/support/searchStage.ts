import { randomBytes } from 'node:crypto';
import { Connection, Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import pino from 'pino';
import { createDateActivities } from '../../src/activities/datePrices';
import { createLegHoursSource } from '../../src/activities/legHoursSource';
import { createRouteFinder } from '../../src/activities/routeFinder';
import { createSearchActivities } from '../../src/activities/searches';
import { createOfferPricing } from '../../src/api/offerPricing';
import { airportRoutes } from '../../src/api/http/airports';
import { offerComparisonRoutes } from '../../src/api/http/offerComparison';
import { offerRoutes } from '../../src/api/http/offers';
import { searchRoutes } from '../../src/api/http/searches';
import { createSearching } from '../../src/api/searching';
import { createSharedRuns } from '../../src/api/sharedRuns';
import { createHub } from '../../src/api/socket/hub';
import { createAirportSource } from '../../src/domain/airportSource';
import { legsOf } from '../../src/domain/networkLegs';
import { epochMs, isoDate, type IsoDate, plusDays } from '../../src/domain/instants';
import { weekPlanOf } from '../../src/domain/routing/weekPlans';
import { createWeekSampler } from '../../src/domain/routing/weekSampling';
import { everyDay, type LegSchedule } from '../../src/domain/schedules';
import { offerTold } from '../../src/api/searchEvents';
import { createChannelStore } from '../../src/stores/dynamodb/channels';
import { createDynamo } from '../../src/stores/dynamodb/client';
import { createPatientDynamo } from './dynamo';
import { createTables } from '../../src/stores/dynamodb/createTables';
import { createFlightStore } from '../../src/stores/dynamodb/flights';
import { createLegStatusStore } from '../../src/stores/dynamodb/legStatus';
import { createLegStore } from '../../src/stores/dynamodb/legs';
import { createOfferStore } from '../../src/stores/dynamodb/offers';
import { createSearchStore } from '../../src/stores/dynamodb/searches';
import { tablesWithPrefix } from '../../src/stores/dynamodb/tables';
import { createAirportStore } from '../../src/stores/neo4j/airports';
import { createGraphDriver } from '../../src/stores/neo4j/client';
import { createGraphStore } from '../../src/stores/neo4j/graph';
import { createRouteStore } from '../../src/stores/neo4j/routes';
import { createGraphSchema, graphLabels } from '../../src/stores/neo4j/schema';
import { createSnapshotStore } from '../../src/stores/neo4j/snapshots';
import { createDoor } from './door';
import { networksOf } from './networkStores';
import { testServers } from './servers';
import { narrowBody, someAirports, someDirectory } from './timetable';

const now = () => epochMs(Date.now());
/** A day far enough ahead that no test meets the sales cut-off. */
export const travelDay: IsoDate = plusDays(isoDate(new Date().toISOString().slice(0, 10)), 30);

export interface ScheduleWish {
  readonly number: string;
  readonly days?: number;
  readonly cents?: number;
  readonly minutes?: number;
}

/** A leg that flies daily at a local time, in three economy brands. */
export function schedule(origin: string, departLocal: string, destination: string, wish: ScheduleWish): LegSchedule {
  const { number, days = everyDay, cents = 10_000, minutes = 120 } = wish;
  const end = (airport: string) => ({ airport, zone: someDirectory.find(airport)?.zone ?? 'UTC' });
  const fare = (fareBrand: string, bookingClass: string, percent: number) => ({
    cabin: 'economy' as const,
    fareBrand,
    bookingClass,
    fareBasis: `${bookingClass}TEST`,
    cents: (cents * percent) / 100,
  });
  return {
    carrier: 'X1',
    number,
    operating: { carrier: 'X1', number },
    origin: end(origin),
    destination: end(destination),
    departLocal,
    elapsedMinutes: minutes,
    days,
    validFrom: isoDate('2020-01-01'),
    validTo: isoDate('2099-12-31'),
    aircraft: '320',
    seatPlanId: narrowBody.seatPlanId,
    fares: [fare('economy_light', 'O', 100), fare('economy_standard', 'Q', 130), fare('economy_flex', 'Y', 200)],
    // One seed for all: which of two fares is dearer must not depend on the date of the test.
    demandSeed: 1,
  };
}

export interface SearchStageChoices {
  /** Instead of the servers themselves: proxies in front of them. */
  readonly dynamodbEndpoint?: string;
  readonly neo4jUri?: string;
  /** When a run of an activity begins, in ms: equal ones within five seconds are one. */
  readonly runsAt?: () => number;
  /** Ways are ranked by a week of the schedules, as after a recompute; else by distance. */
  readonly rankedByWeek?: true;
}

/** Real servers, a worker of its own, and the door with the operations of search, over a small network. */
export async function openSearchStage(schedules: readonly LegSchedule[], choices: SearchStageChoices = {}) {
  const { neo4jUri, temporalAddress } = { ...testServers(), ...choices };
  const suffix = randomBytes(5).toString('hex');
  // Behind a proxy that hangs, the product's own time-outs are part of the test.
  const { client, db } = choices.dynamodbEndpoint
    ? createDynamo({ endpoint: choices.dynamodbEndpoint, region: 'eu-west-1' })
    : createPatientDynamo();
  const tables = tablesWithPrefix(`search-${suffix}-`);
  const driver = createGraphDriver({ uri: neo4jUri, user: '', password: '' });
  const labels = graphLabels(suffix);
  await Promise.all([createTables(client, tables), createGraphSchema(driver, labels)]);

  const flights = createFlightStore({ db, tables });
  const legs = createLegStore({ db, tables });
  const legStatus = createLegStatusStore({ db, tables, flights, random: Math.random });
  const offers = createOfferStore({ db, tables });
  const searches = createSearchStore({ db, tables });
  const channels = createChannelStore({ db, tables, random: Math.random, offerTold });
  const routes = createRouteStore({ driver, labels });
  const snapshots = createSnapshotStore({ driver, labels });

  const pairs = pairsOf(schedules);
  const network = {
    name: 'test',
    demo: true,
    contentHash: suffix,
    importedAt: now(),
    airports: someAirports.length,
    legs: pairs.length,
  };
  const graph = createGraphStore({ driver, labels });
  const airports = createAirportSource({
    load: createAirportStore({ driver, labels }).listAirports,
    revision: async () => (await graph.findNetwork())?.importedAt,
    now,
  });
  await graph.writeNetwork({
    info: network,
    airports: someAirports,
    legs: legsOf(schedules, new Map(someAirports.map((airport) => [airport.code, airport]))),
  });
  const week = choices.rankedByWeek && weekPlanOf(someAirports, pairs, sampleOf(pairs));
  const snapshot = await snapshots.beginSnapshot({ airports: someAirports, legs: pairs, ...(week && { week }) }, now());
  await snapshots.flip(snapshot, now());
  await flights.putSchedules(pairs, 1);

  const legHours = createLegHoursSource({ graph, now: Date.now, notRead: () => undefined });
  const taskQueue = `search-${suffix}`;
  const native = await NativeConnection.connect({ address: temporalAddress });
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    activities: {
      ...createDateActivities({ flights, airports, legHours, now }),
      ...createSearchActivities({
        finder: createRouteFinder({
          routes,
          snapshots,
          networks: networksOf({ snapshots }),
          notStored: () => undefined,
        }),
        notCompared: () => undefined,
        flights,
        offers,
        airports,
        legHours,
        now,
        newResultId: () => randomBytes(16).toString('base64url'),
        holdMinutes: 15,
      }),
    },
  });
  const working = worker.run();
  const connection = await Connection.connect({ address: temporalAddress });
  const { activity } = new Client({ connection });
  const logger = pino({ level: 'silent' });
  const hub = createHub({ log: channels, logger });
  // One slot for all of a test: whether two searches are one run must not depend on the time of day.
  const begun = now();
  const searching = createSearching({
    run: createSharedRuns({ activities: activity, taskQueue, now: choices.runsAt ?? (() => begun) }),
    searches,
    channels,
    offers,
    airports,
    now,
    newSearchId: () => `srh_${randomBytes(16).toString('base64url')}`,
    wake: hub.wake,
    logger,
  });
  const pricing = createOfferPricing({ flights, legs, airports, now });
  const app = createDoor({
    routes: [
      ...airportRoutes({ airports }),
      ...searchRoutes({ searching, searches, airports, horizonDays: 361, now, waitForEvents: hub.waitForEvents }),
      ...offerRoutes({ offers, searches, pricing, now }),
      ...offerComparisonRoutes({ offers }),
    ],
  });

  return {
    app,
    /** Of the labels in the graph. */
    suffix,
    db,
    tables,
    flights,
    legs,
    legStatus,
    channels,
    async close() {
      await searching.drain();
      worker.shutdown();
      await working;
      await Promise.all([connection.close(), native.close(), driver.close()]);
      client.destroy();
    },
  };
}
export type SearchStage = Awaited<ReturnType<typeof openSearchStage>>;

function sampleOf(pairs: ReturnType<typeof pairsOf>) {
  const sampler = createWeekSampler(isoDate(new Date().toISOString().slice(0, 10)), 26);
  for (const { origin, destination, schedules } of pairs) sampler.add(origin, destination, schedules);
  return sampler.sample();
}

function pairsOf(schedules: readonly LegSchedule[]) {
  const pairs = new Map<string, { origin: string; destination: string; schedules: LegSchedule[] }>();
  for (const each of schedules) {
    const [origin, destination] = [each.origin.airport, each.destination.airport];
    const pair = pairs.get(`${origin}-${destination}`) ?? { origin, destination, schedules: [] };
    pair.schedules.push(each);
    pairs.set(`${origin}-${destination}`, pair);
  }
  return [...pairs.values()];
}
