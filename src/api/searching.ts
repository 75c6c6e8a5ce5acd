import { setImmediate as immediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { RouteSearch, RoutesFound } from '../activities/routes';
import type { WaitedSearchResult } from '../activities/waitedSearches';
import type { AirportDirectory } from '../domain/airports';
import type { AirportSource } from '../domain/airportSource';
import type { EpochMs } from '../domain/instants';
import { findLocation } from '../domain/locations';
import { newSearch, type SearchExplanation, type SearchRecord, type SearchSource } from '../domain/searchRecords';
import type { SearchQuery, SearchReason } from '../domain/searches';
import type { Offer } from '../domain/offers';
import type { ChannelStore } from '../stores/dynamodb/channels';
import type { OfferStore, PackedResult } from '../stores/dynamodb/offers';
import type { SearchStore } from '../stores/dynamodb/searches';
import { type Comparison, summaryOf } from './comparing';
import { completedEvent, offerEvents, routeEvents, sourceFailedEvent } from './searchEvents';
import { offerShape, type OfferShape } from './http/offerShape';
import { spellAhead } from './http/spelling';
import { priceOtherDates } from './pricingDates';
import { createSearchLog, type SearchLog, type Wake } from './searchLog';
import type { SharedRuns } from './sharedRuns';
import { compareWidely } from './widening';

export interface SearchingDeps {
  readonly run: SharedRuns;
  readonly searches: Pick<SearchStore, 'putSearch' | 'searchItem'>;
  readonly channels: Pick<ChannelStore, 'appendEvents' | 'putChannel'>;
  readonly offers: Pick<OfferStore, 'listOffers' | 'packOffers' | 'unpackOffers' | 'resultItems'>;
  readonly airports: AirportSource;
  readonly now: () => EpochMs;
  /** `srh_` and 128 random bits. */
  readonly newSearchId: () => string;
  /** Told after events of a channel were stored, so that sockets of this node need not wait for their next look. */
  readonly wake: Wake;
  readonly logger: Logger;
}

/** A search that runs: its record as it begins, and its end. */
export interface RunningSearch {
  readonly record: SearchRecord;
  /** Makes it known to all nodes. Whoever is given its id before the end must be given it after this. */
  readonly announce: () => Promise<void>;
  /** Resolves with the record as last written, whether the search completed or failed. Never rejects. */
  readonly ended: Promise<EndedSearch>;
}

export interface EndedSearch {
  readonly record: SearchRecord;
  /** For who waits: the best offers in the order the search asks for, spelt as they go out. All of them are in the store. */
  readonly offers: readonly OfferShape[];
}

/**
 * Runs searches for this API node: two activities each, whose results become events as they come, or one for a caller who
 * waits for the end, and one more where they find nothing. This node is the only writer of the search's record and channel. Events are stored first and shown then.
 */
export function createSearching(deps: SearchingDeps) {
  const running = new Map<string, Promise<EndedSearch>>();

  return {
    /** Starts a search that nobody knows of until it is announced or has ended. */
    async startSearch(query: SearchQuery, { isWaitedFor }: { isWaitedFor: boolean }): Promise<RunningSearch> {
      const record = newSearch(deps.newSearchId(), query, deps.now());
      const routes = wantedRoutes(query, await deps.airports());
      const log = createSearchLog(deps, record);
      const find = () => findWays(deps, query, routes, isWaitedFor);
      const steps = { routes, find, show: isWaitedFor ? shown : () => [] };
      const ended = follow(deps, record, steps, log).finally(() => running.delete(record.searchId));
      running.set(record.searchId, ended);
      return { record, announce: log.announce, ended };
    },

    /** Resolves when everything that runs on this node has ended: for an orderly stop. */
    async drain(): Promise<void> {
      await Promise.allSettled(running.values());
    },
  };
}
export type Searching = ReturnType<typeof createSearching>;

/** The ways of a search; what flies along them, too, when its caller would see nothing of what comes first. */
async function findWays(
  { run }: SearchingDeps,
  { otherDates, ...query }: SearchQuery,
  routes: RouteSearch,
  isWaitedFor: boolean,
): Promise<WaitedSearchResult> {
  // The other dates are priced beside the comparison, as soon as there are ways.
  if (isWaitedFor && !otherDates) return run('findAndCompare', { routes, query }, summaryOf(query));
  const summary = query.slices.map(({ origin, destination }) => `${origin}-${destination}`).join(' · ');
  return { found: await run('findRoutes', routes, summary) };
}

function wantedRoutes(
  { slices, maxConnections, orFewest, allowAirportChange }: SearchQuery,
  airports: AirportDirectory,
): RouteSearch {
  const codesOf = (location: string) => (findLocation(airports, location)?.airports ?? []).map(({ code }) => code);
  return {
    slices: slices.map(({ origin, destination }) => ({ origins: codesOf(origin), destinations: codesOf(destination) })),
    maxConnections,
    ...(orFewest && { orFewest }),
    ...(allowAirportChange && { allowAirportChange }),
  };
}

/** What differs between a search whose end is waited for and one that is followed. */
interface Steps {
  readonly routes: RouteSearch;
  readonly find: () => Promise<WaitedSearchResult>;
  /** The best offers for the answer, made while the end is stored. */
  readonly show: (offers: readonly Offer[]) => Promise<readonly OfferShape[]> | readonly OfferShape[];
}

async function shown(offers: readonly Offer[]): Promise<readonly OfferShape[]> {
  // What is being stored goes out first.
  await immediate();
  return spellAhead(offers.map(offerShape));
}

/** From the first step to the last event. Whatever fails ends in a record and an event that say so. */
async function follow(deps: SearchingDeps, started: SearchRecord, steps: Steps, log: SearchLog): Promise<EndedSearch> {
  let source: SearchSource['name'] = 'routes';
  try {
    const done = await steps.find();
    source = 'flights';
    return await compare(deps, started, done, { ...steps, log });
  } catch (error) {
    deps.logger.warn({ err: error, searchId: started.searchId, source }, 'a search failed');
    return await fail(deps, started, source, log);
  }
}

async function compare(
  deps: SearchingDeps,
  started: SearchRecord,
  done: WaitedSearchResult,
  { routes, log, show }: Pick<Steps, 'routes' | 'show'> & { readonly log: SearchLog },
): Promise<EndedSearch> {
  const { otherDates, ...query } = started.query;
  const told = log.append(routeEvents(done.found, deps.now()));
  const parts = [
    compareWidely(deps, { routes, query }, done, log),
    priceOtherDates(deps, { query, otherDates }, done.found, log),
    told,
  ] as const;
  // All have ended before one's failure ends the search: nothing may be told after that.
  await Promise.allSettled(parts);
  const [{ found, comparison }, dates] = await Promise.all(parts);
  const record = { ...complete(started, found, comparison, deps.now()), ...(dates && { dates }) };
  const now = deps.now();
  const { offers: best, packed, unstored } = comparison;
  const [offers] = await Promise.all([
    show(best),
    oncePerResult(unstored, (mine) =>
      log.end(
        [offerEvents(packed, best.length, now), completedEvent(record, now)],
        record,
        mine ? deps.offers.resultItems(mine) : [],
      ),
    ),
  ]);
  return { record, offers };
}

const beingStored = new WeakMap<PackedResult, Promise<void>>();

/**
 * Equal searches of this node share a result: the first stores it along with its own end, the others end after it. Whoever finds
 * that it failed stores the result again.
 */
async function oncePerResult(
  result: PackedResult | undefined,
  end: (toStore: PackedResult | undefined) => Promise<void>,
): Promise<void> {
  const begun = result && beingStored.get(result);
  if (begun) {
    const isStored = await begun.then(
      () => true,
      () => false,
    );
    return end(isStored ? undefined : result);
  }
  const ending = end(result);
  if (result) beingStored.set(result, ending);
  return ending;
}

function complete(started: SearchRecord, found: RoutesFound, comparison: Comparison, now: EpochMs): SearchRecord {
  const { results, counts, explanation } = comparison;
  // Ways with more connections than wanted are ways all the same.
  const nothing: SearchReason = found.slices.some((slice) => slice.known === 0) ? 'no_route' : 'no_connection';
  return {
    ...started,
    status: 'completed',
    reason: comparison.reason ?? nothing,
    results,
    counts: { ...counts, routes: found.slices.reduce((sum, slice) => sum + slice.paths.length, 0) },
    sources: [source('routes', 'completed'), source('flights', 'completed')],
    ...(explanation && { explanation: { ...explanation, ways: waysOf(found) } }),
    completedAt: now,
  };
}

function waysOf({ slices }: RoutesFound): SearchExplanation['ways'] {
  return slices.map(({ known, paths }) => ({ known, lookedAt: paths.length }));
}

function source(name: SearchSource['name'], status: SearchSource['status']): SearchSource {
  return { name, status };
}

async function fail(
  deps: SearchingDeps,
  started: SearchRecord,
  failed: SearchSource['name'],
  log: SearchLog,
): Promise<EndedSearch> {
  const now = deps.now();
  const sources = [source('routes', failed === 'routes' ? 'failed' : 'completed'), source('flights', 'failed')];
  const record: SearchRecord = { ...started, status: 'failed', reason: 'source_failed', sources, completedAt: now };
  try {
    await log.end([sourceFailedEvent(failed, now), completedEvent(record, now)], record);
  } catch (error) {
    // Nobody can be told while the store is away. Whoever asks later learns it from the record's age.
    deps.logger.error({ err: error, searchId: started.searchId }, 'the failure of a search could not be stored');
  }
  return { record, offers: [] };
}
