import { pino } from 'pino';
import type { ComparisonResult } from '../../src/activities/offers';
import type { RoutesFound } from '../../src/activities/routes';
import { createSearching } from '../../src/api/searching';
import type { SharedRuns } from '../../src/api/sharedRuns';
import { type EpochMs, isoDate, plusSeconds } from '../../src/domain/instants';
import { emptyTally } from '../../src/domain/rides';
import { newSearch, type SearchRecord, standingOf } from '../../src/domain/searchRecords';
import type { SearchQuery } from '../../src/domain/searches';
import { anOffer } from '../support/offers';
import { instant, someDirectory } from '../support/timetable';

const now = instant('2026-11-22T12:00');
const query: SearchQuery = {
  slices: [
    {
      origin: 'LIS',
      destination: 'LON',
      on: isoDate('2026-12-10'),
      departFrom: '2026-12-10T00:00',
      departTo: '2026-12-10T23:59',
    },
  ],
  passengers: [{ type: 'adult' }],
  cabin: 'economy',
  maxConnections: 2,
  currency: 'EUR',
  sort: 'best',
  filters: {},
  explain: false,
};
const routes: RoutesFound = {
  snapshot: 1,
  computed: 0,
  slices: [{ known: 1, paths: [{ airports: ['LIS', 'LHR'], metres: 1_560_000, cost: 1_560_000 }] }],
};
const comparison: ComparisonResult = {
  resultId: 'result',
  offers: [anOffer('off_1')],
  counts: { offers: 1, found: 1, routes: 1, itineraries: 1, bucketsRead: 1 },
  reason: 'ok',
  dropped: emptyTally(),
};

interface Told {
  readonly firstSeq: number;
  readonly types: readonly string[];
  readonly record: unknown;
}

/** A node whose activities and store answer as told; everything that is written and waked is kept in order. */
function openNode(
  run: { findRoutes?: () => Promise<RoutesFound>; compareItineraries?: () => Promise<ComparisonResult> },
  stored = () => Promise.resolve('appended' as const),
) {
  const told: Told[] = [];
  const waked: string[] = [];
  const records: SearchRecord[] = [];
  const inputs: unknown[] = [];
  const activities = {
    findRoutes: () => Promise.resolve(routes),
    compareItineraries: () => Promise.resolve(comparison),
    ...run,
  };
  const searching = createSearching({
    run: ((name: keyof typeof activities, input: unknown) => {
      inputs.push(input);
      return activities[name]();
    }) as SharedRuns,
    searches: {
      putSearch: (record) => {
        records.push(record);
        return Promise.resolve();
      },
      searchItem: (record) => ({ Put: { TableName: 'Offers', Item: { record } } }),
    },
    channels: {
      appendEvents: async (_channel, firstSeq, events, options) => {
        const answer = await stored();
        told.push({
          firstSeq,
          types: events.map(({ type }) => type),
          record: options?.along?.[0]?.Put?.Item?.['record'],
        });
        return answer;
      },
    },
    airports: () => Promise.resolve(someDirectory),
    now: () => now,
    newSearchId: () => 'srh_1',
    wake: (channel) => waked.push(`${channel} after ${told.length}`),
    logger: pino({ level: 'silent' }),
  });
  return { searching, told, waked, records, inputs };
}

describe('a search on its node', () => {
  it('writes that it runs before it is answered, and its end together with the last event', async () => {
    const node = openNode({});
    const { record, ended } = await node.searching.startSearch(query);
    expect(node.records).toEqual([record]);
    expect(record).toMatchObject({ searchId: 'srh_1', status: 'running' });
    const end = await ended;
    expect(node.told.map(({ firstSeq, types }) => [firstSeq, types])).toEqual([
      [1, ['route.found']],
      [2, ['offer.upserted', 'search.completed']],
    ]);
    expect(node.told[1]?.record).toEqual(end.record);
    expect(end.record).toMatchObject({ status: 'completed', reason: 'ok', results: ['result'] });
  });

  it('wakes its followers only when what they will read is stored', async () => {
    const node = openNode({});
    await (
      await node.searching.startSearch(query)
    ).ended;
    expect(node.waked).toEqual(['search:srh_1 after 1', 'search:srh_1 after 2']);
  });

  it('looks from every airport of a city', async () => {
    const node = openNode({});
    await (
      await node.searching.startSearch(query)
    ).ended;
    expect(node.inputs[0]).toEqual({ slices: [{ origins: ['LIS'], destinations: ['LGW', 'LHR'] }], maxConnections: 2 });
  });

  it('compares nothing when no way leads there', async () => {
    const node = openNode({ findRoutes: () => Promise.resolve({ ...routes, slices: [{ known: 0, paths: [] }] }) });
    const end = await (await node.searching.startSearch(query)).ended;
    expect(end.record).toMatchObject({ status: 'completed', reason: 'no_route', results: [] });
    expect(node.inputs).toHaveLength(1);
    expect(node.told.map(({ firstSeq, types }) => [firstSeq, types])).toEqual([[1, ['search.completed']]]);
  });

  it.each([
    ['routes', { findRoutes: () => Promise.reject(new Error('Neo4j is away')) }, ['failed', 'failed']],
    ['flights', { compareItineraries: () => Promise.reject(new Error('DynamoDB is away')) }, ['completed', 'failed']],
  ])('tells which source failed: %s', async (failed, run, statuses) => {
    const node = openNode(run);
    const end = await (await node.searching.startSearch(query)).ended;
    expect(end.record).toMatchObject({ status: 'failed', reason: 'source_failed' });
    expect(end.record.sources.map(({ status }) => status)).toEqual(statuses);
    expect(node.told.at(-1)).toMatchObject({ types: ['source.failed', 'search.completed'], record: end.record });
    expect(failed).toBe(end.record.sources.find(({ status }) => status === 'failed')?.name);
  });

  it('tells nothing after events it could not store, and ends all the same', async () => {
    const node = openNode({}, () => Promise.reject(new Error('the store is away')));
    const end = await (await node.searching.startSearch(query)).ended;
    expect(end.record.status).toBe('failed');
    expect(node.told).toEqual([]);
    expect(node.waked).toEqual([]);
    await node.searching.drain();
  });

  it('counts as failed when its node has died, whatever the row says', () => {
    const record = newSearch('srh_1', query, now);
    const later = (seconds: number): EpochMs => plusSeconds(now, seconds);
    expect(standingOf(record, later(39)).status).toBe('running');
    expect(standingOf(record, later(41))).toMatchObject({ status: 'failed', reason: 'source_failed' });
    expect(standingOf({ ...record, status: 'completed' }, later(41)).status).toBe('completed');
  });
});
