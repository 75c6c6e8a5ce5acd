import { createComparison } from '../../src/activities/offers';
import { createRouteFinder } from '../../src/activities/routeFinder';
import { createRouteActivities, guessRoutes, type RouteSearch } from '../../src/activities/routes';
import { createOfferStore } from '../../src/stores/dynamodb/offers';
import { tablesWithPrefix } from '../../src/stores/dynamodb/tables';
import type { RoutePath } from '../../src/domain/routing/paths';
import { someQuery } from '../support/queries';
import { instant, someDirectory } from '../support/timetable';

const nonstop: RoutePath = { airports: ['LIS', 'LHR'], metres: 1, cost: 1 };
const overMadrid: RoutePath = { airports: ['LIS', 'MAD', 'LHR'], metres: 2, cost: 2 };
const search: RouteSearch = { slices: [{ origins: ['LIS'], destinations: ['LHR'] }], maxConnections: 2 };

/** A worker over a store whose current snapshot is what the test says. */
function aWorker() {
  const store = { snapshot: 1, paths: [nonstop, overMadrid] };
  const finder = createRouteFinder({
    routes: {
      readRoutes: (pairs) =>
        Promise.resolve({
          snapshot: store.snapshot,
          routes: new Map(pairs.map(({ origin, destination }) => [`${origin}-${destination}`, store.paths])),
        }),
      putPaths: () => Promise.resolve(),
    },
    snapshots: { getGraphHash: () => Promise.reject(new Error('nothing is computed here')) },
    networks: { networkOf: () => Promise.reject(new Error('nothing is computed here')) },
    notStored: () => undefined,
  });
  const airports = () => Promise.resolve(someDirectory);
  const { findRoutes } = createRouteActivities({ finder, airports });
  return { store, findRoutes, guess: (wanted: RouteSearch) => guessRoutes(finder, wanted) };
}

describe('the ways of the last time', () => {
  it('are what was found, cut to what is asked for, and unknown before', async () => {
    const worker = aWorker();
    expect(worker.guess(search)).toBeUndefined();
    const found = await worker.findRoutes(search);
    expect(worker.guess(search)).toEqual(found);
    expect(worker.guess({ ...search, maxConnections: 0 })?.slices).toEqual([{ known: 2, paths: [nonstop] }]);
  });

  it('are not guessed for a part of what is asked for, or where the airport may change', async () => {
    const worker = aWorker();
    await worker.findRoutes(search);
    const both = { ...search, slices: [...search.slices, { origins: ['LHR'], destinations: ['LIS'] }] };
    expect(worker.guess(both)).toBeUndefined();
    expect(worker.guess({ ...search, allowAirportChange: true })).toBeUndefined();
  });

  it('are those of the newest snapshot that was met', async () => {
    const worker = aWorker();
    await worker.findRoutes(search);
    Object.assign(worker.store, { snapshot: 2, paths: [overMadrid] });
    expect(worker.guess(search)?.slices[0]?.paths).toEqual([nonstop, overMadrid]);
    await worker.findRoutes(search);
    expect(worker.guess(search)?.slices[0]?.paths).toEqual([overMadrid]);
  });
});

const nowhere = { tables: tablesWithPrefix('nowhere_') } as Parameters<typeof createOfferStore>[0];

test('flights that could not be read and are not wanted any more disturb nobody', async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);
  process.on('unhandledRejection', note);
  const begin = createComparison({
    flights: { readBuckets: () => Promise.reject(new Error('DynamoDB is away')) },
    offers: createOfferStore(nowhere),
    airports: () => Promise.resolve(someDirectory),
    legHours: () => Promise.resolve(() => undefined),
    now: () => instant('2026-11-22T12:00'),
    newResultId: () => 'result',
    holdMinutes: 15,
  });
  const begun = begin({ query: someQuery, paths: [[['LIS', 'LHR']]] });
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
  await expect(begun.end('worker')).rejects.toThrow('DynamoDB is away');
});
