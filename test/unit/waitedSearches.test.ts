import type { ComparisonResult } from '../../src/activities/offers';
import type { RoutesFound } from '../../src/activities/routes';
import { createWaitedSearchActivities } from '../../src/activities/waitedSearches';
import { someQuery as query } from '../support/queries';

const routes = { slices: [{ origins: ['LIS'], destinations: ['LHR'] }], maxConnections: 2 };
const ways: RoutesFound = {
  snapshot: 1,
  computed: 0,
  slices: [
    {
      known: 2,
      paths: [
        { airports: ['LIS', 'LHR'], metres: 1, cost: 1 },
        { airports: ['LIS', 'MAD', 'LHR'], metres: 2, cost: 2 },
      ],
    },
  ],
};
const comparison: ComparisonResult = {
  resultId: 'result',
  best: '',
  counts: { offers: 1, found: 1, routes: 2, itineraries: 1, bucketsRead: 3 },
  reason: 'ok',
};

interface Beginnings {
  readonly found?: RoutesFound;
  readonly guessed?: RoutesFound;
}

/** A worker that keeps in order what it does. */
function aWorker(end: () => Promise<ComparisonResult>, { found = ways, guessed }: Beginnings = {}) {
  const notCompared: unknown[] = [];
  const done: unknown[] = [];
  const { findAndCompare } = createWaitedSearchActivities({
    guess: () => guessed,
    findRoutes: () => {
      done.push('find');
      return Promise.resolve(found);
    },
    begin: ({ paths }) => {
      done.push(paths);
      return { end };
    },
    notCompared: (error) => notCompared.push(error),
  });
  return { notCompared, done, search: () => findAndCompare({ routes, query }) };
}

const compared = () => Promise.resolve(comparison);
const bothWays = [
  [
    ['LIS', 'LHR'],
    ['LIS', 'MAD', 'LHR'],
  ],
];

describe('a search whose caller waits for its end', () => {
  afterEach(() => jest.useRealTimers());

  it('is compared along all its ways at once', async () => {
    const worker = aWorker(compared);
    expect(await worker.search()).toEqual({ found: ways, comparison });
    expect(worker.done).toEqual(['find', bothWays]);
  });

  it('reads along the ways of the last time while it looks them up, and once only', async () => {
    const worker = aWorker(compared, { guessed: { ...ways, snapshot: 0, computed: 1 } });
    expect(await worker.search()).toEqual({ found: ways, comparison });
    expect(worker.done).toEqual([bothWays, 'find']);
  });

  it('reads anew when the ways have changed since', async () => {
    const nonstop = { ...ways, slices: ways.slices.map(({ paths }) => ({ known: 1, paths: paths.slice(0, 1) })) };
    const worker = aWorker(compared, { guessed: nonstop });
    expect(await worker.search()).toEqual({ found: ways, comparison });
    expect(worker.done).toEqual([[[['LIS', 'LHR']]], 'find', bothWays]);
  });

  it('has nothing to compare where no way leads, now or the last time', async () => {
    const nowhere = { ...ways, slices: [...ways.slices, { known: 0, paths: [] }] };
    const worker = aWorker(compared, { found: nowhere, guessed: nowhere });
    expect(await worker.search()).toEqual({ found: nowhere });
    expect(worker.done).toEqual(['find']);
    expect(worker.notCompared).toEqual([]);
  });

  it('keeps its ways when comparing fails', async () => {
    const away = new Error('DynamoDB is away');
    const worker = aWorker(() => Promise.reject(away));
    expect(await worker.search()).toEqual({ found: ways });
    expect(worker.notCompared).toEqual([away]);
  });

  it('keeps its ways when comparing takes longer than an activity may', async () => {
    jest.useFakeTimers();
    const worker = aWorker(() => new Promise(() => undefined));
    const ended = worker.search();
    await jest.advanceTimersByTimeAsync(7_001);
    expect(await ended).toEqual({ found: ways });
    expect(worker.notCompared).toHaveLength(1);
  });
});
