import type { ComparisonInput, ComparisonResult } from '../../src/activities/offers';
import { createRouteFinder } from '../../src/activities/routeFinder';
import { createRouteActivities, type RouteSearch, type RoutesFound } from '../../src/activities/routes';
import { createWiderSearchActivities } from '../../src/activities/widerSearches';
import { type ComparingDeps } from '../../src/api/comparing';
import type { SearchEvent } from '../../src/api/searchEvents';
import type { SharedRuns } from '../../src/api/sharedRuns';
import { compareWidely } from '../../src/api/widening';
import { bucketsOfWays, wayOf } from '../../src/domain/legDays';
import { buildNetwork } from '../../src/domain/routing/router';
import { combiningRules } from '../../src/domain/searchRules';
import { anOffer } from '../support/offers';
import { someQuery } from '../support/queries';
import { instant, someAirports, someDirectory } from '../support/timetable';

const codes = someAirports.map(({ code }) => code);
/** A leg between every two airports in the snapshot of the search; in the later one there is only the nonstop. */
const everyLeg = codes.flatMap((origin) => codes.flatMap((to) => (to === origin ? [] : [{ origin, destination: to }])));
const networks: Readonly<Record<number, ReturnType<typeof buildNetwork>>> = {
  1: buildNetwork({ airports: someAirports, legs: everyLeg }),
  2: buildNetwork({ airports: someAirports, legs: [{ origin: 'LIS', destination: 'LHR' }] }),
};

const path = (...airports: string[]) => ({ airports, metres: 1, cost: 1 });
const found: RoutesFound = {
  snapshot: 1,
  computed: 0,
  slices: [{ known: 3, paths: [path('LIS', 'LHR'), path('LIS', 'CDG', 'LHR')] }],
};
const routes: RouteSearch = { slices: [{ origins: ['LIS'], destinations: ['LGW', 'LHR'] }], maxConnections: 2 };
const nothing: ComparisonResult = {
  resultId: 'nothing',
  counts: { offers: 0, found: 0, routes: 2, itineraries: 0, bucketsRead: 5 },
  reason: 'no_connection',
};

function aWorker() {
  const begun: ComparisonInput[] = [];
  const finder = createRouteFinder({
    routes: { readRoutes: () => Promise.reject(new Error('nothing is read')), putPaths: () => Promise.resolve() },
    snapshots: { getGraphHash: (snapshot) => Promise.resolve(String(snapshot)) },
    networks: { networkOf: (snapshot) => Promise.resolve(networks[snapshot] ?? Promise.reject(new Error('gone'))) },
    notStored: () => undefined,
  });
  const airports = () => Promise.resolve(someDirectory);
  const { compareWider } = createWiderSearchActivities({
    ...createRouteActivities({ finder, airports }),
    begin: (input) => {
      begun.push(input);
      return { end: () => Promise.resolve(nothing) };
    },
    airports,
    legHours: () => Promise.resolve(() => undefined),
  });
  return { begun, compareWider };
}

const named = ({ slices }: RoutesFound) => slices.map(({ paths }) => paths.map(({ airports }) => airports.join('-')));

describe('the wider ways of a search', () => {
  it('come after those that were found, none twice, cheapest first, within what one request can read', async () => {
    const worker = aWorker();
    const wider = await worker.compareWider({ routes, query: someQuery, found });
    const [ways = []] = named(wider.found);
    expect(ways.slice(0, 4)).toEqual(['LIS-LHR', 'LIS-CDG-LHR', 'LIS-LGW', 'LIS-OPO-LGW']);
    expect(new Set(ways).size).toBe(ways.length);
    expect(ways.length).toBeGreaterThan(10);
    const more = wider.found.slices[0]?.paths.slice(2) ?? [];
    expect(more.map(({ cost }) => cost)).toEqual(more.map(({ cost }) => cost).sort((a, b) => a - b));
    const slice = someQuery.slices[0] ?? { departFrom: '', departTo: '' };
    const read = more.map(({ airports }) => wayOf(airports, slice, someDirectory, combiningRules.connection));
    expect(bucketsOfWays(read).length).toBeLessThanOrEqual(100);
    expect(worker.begun).toEqual([
      { query: someQuery, paths: wider.found.slices.map(({ paths }) => paths.map((p) => p.airports)), look: 'wider' },
    ]);
  });

  it('keep to the connections that are wanted', async () => {
    const stops = async (maxConnections: number) => {
      const wider = await aWorker().compareWider({ routes: { ...routes, maxConnections }, query: someQuery, found });
      return new Set(
        named(wider.found)[0]
          ?.slice(2)
          .map((way) => way.split('-').length - 2),
      );
    };
    expect([...(await stops(0))]).toEqual([0]);
    expect([...(await stops(1))].sort()).toEqual([0, 1]);
  });

  it('are those of the snapshot that the search began with, and nothing is read where it has none', async () => {
    const worker = aWorker();
    const later = { ...found, snapshot: 2 };
    expect(await worker.compareWider({ routes, query: someQuery, found: later })).toEqual({ found: later });
    expect(worker.begun).toEqual([]);
  });
});

/** An API node whose wider look finds what the test says. */
function aNode(wider: { readonly found: RoutesFound; readonly comparison?: ComparisonResult }) {
  const ran: string[] = [];
  const told: SearchEvent[] = [];
  const deps: ComparingDeps = {
    run: ((name: string) => {
      ran.push(name);
      return Promise.resolve(wider);
    }) as unknown as SharedRuns,
    offers: {
      listOffers: () => Promise.resolve([]),
      packOffers: (offers) => JSON.stringify(offers),
      unpackOffers: () => [anOffer('off_1')],
    },
    now: () => instant('2026-11-22T12:00'),
  };
  const log = {
    announce: () => Promise.resolve(),
    append: (events: readonly SearchEvent[]) => Promise.resolve(void told.push(...events)),
    end: () => Promise.resolve(),
  };
  const compare = (comparison: ComparisonResult, ways = found) =>
    compareWidely(deps, { routes, query: someQuery }, { found: ways, comparison }, log);
  return { ran, told, compare };
}

const all = { ...found, slices: [{ known: 4, paths: [...(found.slices[0]?.paths ?? []), path('LIS', 'FRA', 'LHR')] }] };
const something: ComparisonResult = {
  ...nothing,
  ...{ resultId: 'something', best: 'packed', reason: 'ok' },
  counts: { offers: 1, found: 1, routes: 3, itineraries: 1, bucketsRead: 7 },
};

describe('a search', () => {
  it.each(['no_connection', 'sold_out'] as const)('looks along wider ways before it answers %s', async (reason) => {
    const node = aNode({ found: all, comparison: something });
    const compared = await node.compare({ ...nothing, reason });
    expect(node.ran).toEqual(['compareWider']);
    expect(compared.found).toEqual(all);
    expect(compared.comparison).toMatchObject({ reason: 'ok', results: ['something'], counts: { bucketsRead: 12 } });
    expect(node.told).toMatchObject([{ type: 'route.found', data: { via: ['FRA'], slice: 0 } }]);
  });

  it('looks no further when it has found something, or when nothing goes there at all', async () => {
    const node = aNode({ found: all, comparison: something });
    expect((await node.compare(something)).found).toBe(found);
    await node.compare(nothing, { ...found, slices: [...found.slices, { known: 0, paths: [] }] });
    expect(node.ran).toEqual([]);
  });

  it('says what it knew where there are no wider ways', async () => {
    const node = aNode({ found });
    const compared = await node.compare({ ...nothing, reason: 'sold_out' });
    expect(compared).toMatchObject({ found, comparison: { reason: 'sold_out', counts: { bucketsRead: 5 } } });
    expect(node.told).toEqual([]);
  });
});
