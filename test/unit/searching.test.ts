import type { Placed } from '../../src/stores/dynamodb/batches';
import type { Logged } from '../../src/domain/channels';
import { pino } from 'pino';
import type { DatePricesInput, DatePricesResult } from '../../src/activities/datePrices';
import type { ComparisonInput, ComparisonResult } from '../../src/activities/offers';
import type { RoutesFound } from '../../src/activities/routes';
import type { WaitedSearchResult } from '../../src/activities/waitedSearches';
import { createSearching } from '../../src/api/searching';
import type { SharedRuns } from '../../src/api/sharedRuns';
import { type EpochMs, isoDate, plusDays, plusSeconds } from '../../src/domain/instants';
import { newSearch, type SearchRecord, standingOf } from '../../src/domain/searchRecords';
import type { Offer } from '../../src/domain/offers';
import { anOffer } from '../support/offers';
import { someQuery as query } from '../support/queries';
import { instant, someDirectory } from '../support/timetable';

const now = instant('2026-11-22T12:00');
const routes: RoutesFound = {
  snapshot: 1,
  computed: 0,
  slices: [{ known: 1, paths: [{ airports: ['LIS', 'LHR'], metres: 1_560_000, cost: 1_560_000 }] }],
};
const comparison: ComparisonResult = {
  resultId: 'result',
  best: JSON.stringify([anOffer('off_1')]),
  counts: { offers: 1, found: 1, routes: 1, itineraries: 1, bucketsRead: 1 },
  reason: 'ok',
};

/** Its caller hears of it as it goes; the other one waits for its end. */
const followed = { isWaitedFor: false };
const waitedFor = { isWaitedFor: true };

/** What the store lists of each result. */
const listed: Record<string, readonly Offer[]> = {};

/** Since the search began. */
const seconds = { passed: 0 };
beforeEach(() => (seconds.passed = 0));

interface Told {
  readonly firstSeq: number;
  readonly types: readonly string[];
  readonly record: unknown;
  /** Chunks of offers that were written along. */
  readonly offers?: readonly unknown[];
  /** Written without a transaction, because nobody knew of it. */
  readonly whole?: true;
}

/** A node whose activities and store answer as told; everything that is written and waked is kept in order. */
function openNode(
  run: {
    findRoutes?: () => Promise<RoutesFound>;
    compareItineraries?: (input: ComparisonInput) => Promise<ComparisonResult>;
    findAndCompare?: () => Promise<WaitedSearchResult>;
    compareWider?: () => Promise<WaitedSearchResult>;
    priceDates?: (input: DatePricesInput) => Promise<DatePricesResult>;
  },
  store: (types: readonly string[]) => unknown = () => undefined,
) {
  const told: Told[] = [];
  const waked: string[] = [];
  const records: SearchRecord[] = [];
  const inputs: unknown[] = [];
  const ran: string[] = [];
  const activities = {
    findRoutes: () => Promise.resolve(routes),
    compareItineraries: () => Promise.resolve(comparison),
    findAndCompare: () => Promise.resolve({ found: routes, comparison }),
    compareWider: () => Promise.reject(new Error('something was found')),
    priceDates: () => Promise.reject(new Error('no dates are asked for')),
    ...run,
  };
  const searching = createSearching({
    run: ((name: keyof typeof activities, input: ComparisonInput & DatePricesInput) => {
      inputs.push(input);
      ran.push(name);
      return activities[name](input);
    }) as SharedRuns,
    searches: {
      putSearch: (record) => {
        records.push(record);
        return Promise.resolve();
      },
      searchItem: (record) => ({ TableName: 'Offers', Item: { record } }),
    },
    channels: {
      appendEvents: async (_channel, firstSeq, events, options) => {
        const types = typesOf(events);
        await store(types);
        told.push({ firstSeq, types, ...writtenAlong(options?.along) });
        return 'appended';
      },
      putChannel: async (_channel, events, { along }) => {
        const types = typesOf(events);
        await store(types);
        told.push({ firstSeq: 1, types, ...writtenAlong(along), whole: true });
      },
    },
    offers: {
      listOffers: (resultId) => Promise.resolve(listed[resultId] ?? []),
      packOffers: (offers) => JSON.stringify(offers),
      unpackOffers: (text) => JSON.parse(text) as Offer[],
      resultItems: ({ chunks }) => chunks.map((chunk) => ({ TableName: 'Offers', Item: { chunk } })),
    },
    airports: () => Promise.resolve(someDirectory),
    now: () => plusSeconds(now, seconds.passed),
    newSearchId: () => 'srh_1',
    wake: (channel) => waked.push(`${channel} after ${told.length}`),
    logger: pino({ level: 'silent' }),
  });
  return { searching, told, waked, records, inputs, ran };
}

function writtenAlong(along: readonly Placed[] = []): Pick<Told, 'record' | 'offers'> {
  const offers = along.flatMap(({ Item }) => (Item['chunk'] === undefined ? [] : [Item['chunk']]));
  const record = along.find(({ Item }) => Item['record'] !== undefined)?.Item['record'];
  return { record, ...(offers.length > 0 && { offers }) };
}

function typesOf(events: readonly Logged[]): string[] {
  return events.flatMap((event) => Array.from({ length: 'packed' in event ? event.count : 1 }, () => event.type));
}

describe('a search on its node', () => {
  let known: Promise<void>;
  let letKnow: () => void;
  beforeEach(() => {
    known = new Promise((resolve) => (letKnow = resolve));
  });

  it('writes that it runs before its id is given away, and its end together with the last event', async () => {
    const node = openNode({ findRoutes: () => known.then(() => routes) });
    const { record, announce, ended } = await node.searching.startSearch(query, followed);
    await announce();
    expect(node.records).toEqual([record]);
    expect(record).toMatchObject({ searchId: 'srh_1', status: 'running' });
    letKnow();
    const end = await ended;
    expect(node.told.map(({ firstSeq, types }) => [firstSeq, types])).toEqual([
      [1, ['route.found']],
      [2, ['offer.upserted', 'search.completed']],
    ]);
    expect(node.told[1]?.record).toEqual(end.record);
    expect(node.told.some(({ whole }) => whole)).toBe(false);
    expect(end.record).toMatchObject({ status: 'completed', reason: 'ok', results: ['result'] });
    expect(node.waked).toEqual(['search:srh_1 after 1', 'search:srh_1 after 2']);
  });

  it('is one activity, one write, and no transaction, when its caller waits for the end: until then nobody knows it', async () => {
    const node = openNode({});
    const { announce, ended } = await node.searching.startSearch(query, waitedFor);
    const end = await ended;
    expect(node.ran).toEqual(['findAndCompare']);
    expect(node.inputs[0]).toEqual({
      routes: { slices: [{ origins: ['LIS'], destinations: ['LGW', 'LHR'] }], maxConnections: 2 },
      query,
    });
    expect(end.record).toMatchObject({ status: 'completed', reason: 'ok', results: ['result'] });
    expect(node.records).toEqual([]);
    expect(node.told).toEqual([
      { firstSeq: 1, types: ['route.found', 'offer.upserted', 'search.completed'], record: end.record, whole: true },
    ]);
    await announce();
    expect(node.records).toEqual([]);
  });

  describe('whose result is left to it', () => {
    const unstored = () => ({ resultId: 'result', expiresAt: now, chunks: [JSON.stringify([anOffer('off_1')]), '[]'] });
    const { resultId, counts, reason } = comparison;
    const left = () => ({ found: routes, comparison: { resultId, counts, reason, unstored: unstored() } });
    const twice = async (node: ReturnType<typeof openNode>) => {
      const running = await Promise.all([1, 2].map(() => node.searching.startSearch(query, waitedFor)));
      return Promise.all(running.map(({ ended }) => ended));
    };

    it('stores the result along with its own end, and shows the first chunk of it', async () => {
      const result = left();
      const node = openNode({ findAndCompare: () => Promise.resolve(result) });
      const end = await (await node.searching.startSearch(query, waitedFor)).ended;
      expect(end.offers.map(({ id }) => id)).toEqual(['off_1']);
      expect(node.told).toEqual([
        {
          firstSeq: 1,
          types: ['route.found', 'offer.upserted', 'search.completed'],
          record: end.record,
          offers: result.comparison.unstored.chunks,
          whole: true,
        },
      ]);
    });

    it('stores it in one transaction with its end when its caller waits no longer', async () => {
      const result = left();
      const node = openNode({ findAndCompare: () => known.then(() => result) });
      const { announce, ended } = await node.searching.startSearch(query, waitedFor);
      await announce();
      letKnow();
      const end = await ended;
      expect(node.told.map(({ offers, whole }) => [offers, whole])).toEqual([
        [undefined, undefined],
        [result.comparison.unstored.chunks, undefined],
      ]);
      expect(node.told[1]?.record).toEqual(end.record);
    });

    it('stores it once for equal searches, which end when it is stored', async () => {
      const result = left();
      const order: string[] = [];
      const node = openNode({ findAndCompare: () => Promise.resolve(result) }, async () => {
        order.push('begun');
        await new Promise((resolve) => setTimeout(resolve, 10));
        order.push('stored');
      });
      await twice(node);
      expect(node.told.map(({ offers }) => offers)).toEqual([result.comparison.unstored.chunks, undefined]);
      expect(order).toEqual(['begun', 'stored', 'begun', 'stored']);
    });

    it('stores it again when the first who tried has failed', async () => {
      const result = left();
      let writes = 0;
      const away = () => (++writes === 1 ? Promise.reject(new Error('the store is away')) : undefined);
      const node = openNode({ findAndCompare: () => Promise.resolve(result) }, away);
      const ends = await twice(node);
      expect(ends.map(({ record }) => record.status).sort()).toEqual(['completed', 'failed']);
      expect(node.told.map(({ offers }) => offers)).toEqual([result.comparison.unstored.chunks]);
    });
  });

  it('compares by itself what was not compared along with the routes', async () => {
    const node = openNode({ findAndCompare: () => Promise.resolve({ found: routes }) });
    const end = await (await node.searching.startSearch(query, waitedFor)).ended;
    expect(node.ran).toEqual(['findAndCompare', 'compareItineraries']);
    expect(end.record).toMatchObject({ status: 'completed', reason: 'ok', results: ['result'] });
  });

  it('shows what it has found so far when its caller waits no longer', async () => {
    const node = openNode({ compareItineraries: () => known.then(() => comparison) });
    const { record, announce, ended } = await node.searching.startSearch(query, followed);
    // The routes are found by now, and held.
    await new Promise((resolve) => setImmediate(resolve));
    await announce();
    expect(node.told).toEqual([{ firstSeq: 1, types: ['route.found'], record }]);
    letKnow();
    await ended;
    expect(node.told[1]).toMatchObject({ firstSeq: 2, types: ['offer.upserted', 'search.completed'] });
  });

  it('looks from every airport of a city', async () => {
    const node = openNode({});
    await (
      await node.searching.startSearch(query, followed)
    ).ended;
    expect(node.inputs[0]).toEqual({ slices: [{ origins: ['LIS'], destinations: ['LGW', 'LHR'] }], maxConnections: 2 });
  });

  it('tells the nonstops of a large search while the rest is still compared, and ranks them all together in the end', async () => {
    const vias = Array.from({ length: 20 }, (_, index) => ({
      airports: ['LIS', `V${index}`, 'LHR'],
      metres: 1,
      cost: 1,
    }));
    const large = { ...routes, slices: [{ known: 21, paths: [...(routes.slices[0]?.paths ?? []), ...vias] }] };
    const rank = { best: 1, price: 1, duration: 1 };
    const nonstop = anOffer('off_nonstop', { amount: 20_000, minutes: 150, rank });
    const via = anOffer('off_via', { amount: 5_000, minutes: 160, departs: '2026-12-10T11:00', rank });
    Object.assign(listed, { nonstops: [nonstop], rest: [via] });
    let finishRest = (): void => undefined;
    const nonstopsTold = new Promise<void>((resolve) => (finishRest = resolve));
    const node = openNode(
      {
        findAndCompare: () => Promise.resolve({ found: large }),
        compareItineraries: async ({ paths }) => {
          const isRest = paths[0]?.length === 20;
          if (isRest) await nonstopsTold;
          return {
            ...comparison,
            resultId: isRest ? 'rest' : 'nonstops',
            best: JSON.stringify(isRest ? [via] : [nonstop]),
          };
        },
      },
      (types) => types.includes('offer.upserted') && finishRest(),
    );
    const { announce, ended } = await node.searching.startSearch(query, waitedFor);
    await announce();
    const end = await ended;
    expect(node.told.slice(1).map(({ types }) => types)).toEqual([
      ['offer.upserted'],
      ['offer.upserted', 'offer.upserted', 'search.completed'],
    ]);
    expect(end.record).toMatchObject({ results: ['nonstops', 'rest'], counts: { offers: 2, routes: 21 } });
    expect(end.offers.map(({ id, rank: { best } }) => [id, best])).toEqual([
      ['off_via', 1],
      ['off_nonstop', 2],
    ]);
  });

  const counts = { offers: 0, found: 0, routes: 1, itineraries: 0, bucketsRead: 1 };
  const nothing: ComparisonResult = { resultId: 'nothing', counts, reason: 'no_connection' };
  const overMadrid = { airports: ['LIS', 'MAD', 'LHR'], metres: 1_760_000, cost: 2_260_000 };
  const wider = { ...routes, slices: [{ known: 2, paths: [...(routes.slices[0]?.paths ?? []), overMadrid] }] };

  it.each([
    ['waited for', waitedFor],
    ['followed', followed],
  ])(
    'tells the wider ways, and what is offered along them, when there was nothing along the others: %s',
    async (_, how) => {
      const node = openNode({
        findAndCompare: () => Promise.resolve({ found: routes, comparison: nothing }),
        compareItineraries: () => Promise.resolve(nothing),
        compareWider: () => Promise.resolve({ found: wider, comparison }),
      });
      const end = await (await node.searching.startSearch(query, how)).ended;
      expect(node.told.flatMap(({ types }) => types)).toEqual([
        ...['route.found', 'route.found', 'offer.upserted', 'search.completed'],
      ]);
      expect(end.record).toMatchObject({
        status: 'completed',
        reason: 'ok',
        results: ['result'],
        counts: { routes: 2 },
      });
    },
  );

  it('does not say that it found nothing when it could not look along wider ways', async () => {
    const node = openNode({
      findAndCompare: () => Promise.resolve({ found: routes, comparison: nothing }),
      compareWider: () => Promise.reject(new Error('DynamoDB is away')),
    });
    const end = await (await node.searching.startSearch(query, waitedFor)).ended;
    expect(end.record).toMatchObject({ status: 'failed', reason: 'source_failed' });
  });

  it('compares nothing when no way leads there', async () => {
    const node = openNode({ findRoutes: () => Promise.resolve({ ...routes, slices: [{ known: 0, paths: [] }] }) });
    const end = await (await node.searching.startSearch(query, followed)).ended;
    expect(end.record).toMatchObject({ status: 'completed', reason: 'no_route', results: [] });
    expect(node.inputs).toHaveLength(1);
    expect(node.told.map(({ firstSeq, types }) => [firstSeq, types])).toEqual([[1, ['search.completed']]]);
  });

  it.each([
    ['routes', { findRoutes: () => Promise.reject(new Error('Neo4j is away')) }, ['failed', 'failed']],
    ['flights', { compareItineraries: () => Promise.reject(new Error('DynamoDB is away')) }, ['completed', 'failed']],
  ])('tells which source failed: %s', async (failed, run, statuses) => {
    const node = openNode(run);
    const end = await (await node.searching.startSearch(query, followed)).ended;
    expect(end.record).toMatchObject({ status: 'failed', reason: 'source_failed' });
    expect(end.record.sources.map(({ status }) => status)).toEqual(statuses);
    const told = node.told.at(-1);
    expect(told?.types.slice(-2)).toEqual(['source.failed', 'search.completed']);
    expect(told?.record).toEqual(end.record);
    expect(failed).toBe(end.record.sources.find(({ status }) => status === 'failed')?.name);
  });

  const otherDates = Array.from({ length: 30 }, (_, days) => [plusDays(isoDate('2026-12-11'), days)]);
  const priceOf = (input: DatePricesInput): DatePricesResult => ({
    bucketsRead: 1,
    prices: input.journeys.map((on) => ({ on, reason: 'ok', total: { amount: 9_900, currency: 'EUR' } })),
  });

  it('gives its offers and the prices it has when some of the other dates could not be read, and says which', async () => {
    let runs = 0;
    const node = openNode({
      priceDates: (input) => (++runs === 2 ? Promise.reject(new Error('too slow')) : Promise.resolve(priceOf(input))),
    });
    const end = await (await node.searching.startSearch({ ...query, otherDates }, followed)).ended;
    expect(end.record).toMatchObject({ status: 'completed', reason: 'ok', counts: { offers: 1 } });
    const reasons = (end.record.dates ?? []).map(({ reason }) => reason);
    expect([reasons.length, new Set(reasons)]).toEqual([30, new Set(['ok', 'source_failed'])]);
    expect(end.record.dates?.filter(({ reason }) => reason === 'source_failed').every(({ total }) => !total)).toBe(
      true,
    );
    expect(node.told.flatMap(({ types }) => types).filter((type) => type === 'dates.priced')).toHaveLength(runs);
  });

  it('does not go on asking for dates that fail one after the other until it is taken for lost', async () => {
    let runs = 0;
    const node = openNode({
      priceDates: () => {
        runs += 1;
        seconds.passed += 20;
        return Promise.reject(new Error('Temporal is away'));
      },
    });
    const end = await (await node.searching.startSearch({ ...query, otherDates }, followed)).ended;
    expect(end.record).toMatchObject({ status: 'completed', reason: 'ok' });
    expect(new Set(end.record.dates?.map(({ reason }) => reason))).toEqual(new Set(['source_failed']));
    expect(runs).toBe(2);
  });

  it('prices other dates beside the comparison, though its caller waits for the end', async () => {
    const node = openNode({ priceDates: (input) => Promise.resolve(priceOf(input)) });
    const end = await (await node.searching.startSearch({ ...query, otherDates }, waitedFor)).ended;
    expect(end.record).toMatchObject({ status: 'completed', reason: 'ok' });
    expect(node.ran.slice(0, 3)).toEqual(['findRoutes', 'compareItineraries', 'priceDates']);
  });

  it('tells nothing after events it could not store, and ends all the same', async () => {
    const node = openNode({}, () => Promise.reject(new Error('the store is away')));
    const end = await (await node.searching.startSearch(query, followed)).ended;
    expect(end.record.status).toBe('failed');
    expect(node.told).toEqual([]);
    expect(node.waked).toEqual([]);
    await node.searching.drain();
  });

  it('counts as failed when its node has died, whatever the row says', () => {
    const record = newSearch('srh_1', query, now);
    const later = (seconds: number): EpochMs => plusSeconds(now, seconds);
    expect(standingOf(record, later(89)).status).toBe('running');
    expect(standingOf(record, later(91))).toMatchObject({ status: 'failed', reason: 'source_failed' });
    expect(standingOf({ ...record, status: 'completed' }, later(91)).status).toBe('completed');
  });
});
