import { type EpochMs, plusSeconds } from './instants';
import type { SearchQuery, SearchReason, SearchStatus } from './searches';
import type { DatePrice } from './flexibleDates';
import type { Explanation } from './pruning';

/** Where the parts of an answer come from, and whether they came. */
export interface SearchSource {
  readonly name: 'routes' | 'flights';
  readonly status: 'running' | 'completed' | 'failed';
}

export interface SearchCounts {
  /** Offers that can be listed. */
  readonly offers: number;
  /** Offers found, before the result was cut to size. */
  readonly found: number;
  /** Ways through the network that were looked at. */
  readonly routes: number;
  readonly itineraries: number;
  /** Buckets of flights read. */
  readonly bucketsRead: number;
}

export interface SearchExplanation extends Explanation {
  /** For each slice: ways that are known, and those that were looked at. */
  readonly ways: readonly { readonly known: number; readonly lookedAt: number }[];
}

/** What any node knows of a search. Written by the node that took it, and by nobody else. */
export interface SearchRecord {
  readonly searchId: string;
  readonly query: SearchQuery;
  readonly status: SearchStatus;
  readonly reason?: SearchReason;
  /** Ids of the stored results, shared by equal searches. */
  readonly results: readonly string[];
  readonly counts: SearchCounts;
  readonly sources: readonly SearchSource[];
  /** Which branches were left and why; only when the search asked to explain. */
  readonly explanation?: SearchExplanation;
  /** The cheapest price on each of the other dates that were asked for. */
  readonly dates?: readonly DatePrice[];
  readonly createdAt: EpochMs;
  readonly completedAt?: EpochMs;
  readonly expiresAt: EpochMs;
}

/** How long a search and its events can be asked for. */
const searchSeconds = 30 * 60;
/** A search runs no longer than this, with all its activities and writes at their limits: later its node has died. */
const longestSearchSeconds = 90;

export const noCounts: SearchCounts = { offers: 0, found: 0, routes: 0, itineraries: 0, bucketsRead: 0 };

export function newSearch(searchId: string, query: SearchQuery, now: EpochMs): SearchRecord {
  return {
    searchId,
    query,
    status: 'running',
    results: [],
    counts: noCounts,
    sources: [
      { name: 'routes', status: 'running' },
      { name: 'flights', status: 'running' },
    ],
    createdAt: now,
    expiresAt: plusSeconds(now, searchSeconds),
  };
}

/** The record as it stands now: a search whose node died while it ran has failed, whatever the row says. */
export function standingOf(record: SearchRecord, now: EpochMs): SearchRecord {
  if (record.status !== 'running' || now < plusSeconds(record.createdAt, longestSearchSeconds)) return record;
  const sources = record.sources.map((source) =>
    source.status === 'running' ? { ...source, status: 'failed' as const } : source,
  );
  return { ...record, status: 'failed', reason: 'source_failed', sources };
}
