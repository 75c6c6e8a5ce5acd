import type { ComparisonInput, ComparisonResult } from '../activities/offers';
import type { RoutesFound } from '../activities/routes';
import type { WaitedSearchResult } from '../activities/waitedSearches';
import { pathsOf } from '../domain/routing/paths';
import type { EpochMs } from '../domain/instants';
import { mergeOffers, mostShown, sortOffers } from '../domain/offerLists';
import type { Offer } from '../domain/offers';
import { branchesPerReason, type Explanation, joinExplanations } from '../domain/pruning';
import { noCounts, type SearchCounts } from '../domain/searchRecords';
import type { SearchQuery, SearchReason } from '../domain/searches';
import type { OfferStore, PackedResult } from '../stores/dynamodb/offers';
import { offerEvents } from './searchEvents';
import type { SearchLog } from './searchLog';
import type { SharedRuns } from './sharedRuns';

/** All parts of a search together. */
export interface Comparison {
  readonly results: readonly string[];
  /** The best of all parts, in the order the search asks for; and the same as the store packs them. */
  readonly offers: readonly Offer[];
  readonly packed: string;
  /** What must be in the store before anything of it is told. */
  readonly unstored?: PackedResult | undefined;
  readonly counts: SearchCounts;
  /** Undefined when there was nothing to compare. */
  readonly reason: SearchReason | undefined;
  /** For a search that asks to explain itself. */
  readonly explanation?: Explanation;
}

type Best = Pick<Comparison, 'offers' | 'packed' | 'unstored'>;

export interface ComparingDeps {
  readonly run: SharedRuns;
  readonly offers: Pick<OfferStore, 'listOffers' | 'packOffers' | 'unpackOffers'>;
  readonly now: () => EpochMs;
}

/** More ways than one pair of airports has: worth an activity more, so that the nonstops are seen before the rest is read. */
const manyPaths = 20;

/** Compares the itineraries along all ways found, unless that has been done along with the finding. */
export async function compareParts(
  deps: ComparingDeps,
  query: SearchQuery,
  { found, comparison }: WaitedSearchResult,
  log: SearchLog,
): Promise<Comparison> {
  const results = comparison ? [comparison] : await compareEach(deps, query, found, log);
  const explanation = query.explain && joinExplanations(explanationsOf(results), branchesPerReason);
  return { ...join(results, await bestOf(deps, query, results)), ...(explanation && { explanation }) };
}

/**
 * A large search is compared in two parts side by side, nonstops and the rest; what comes first is told at once, and told
 * again with its rank among all when everything is there.
 */
async function compareEach(
  deps: ComparingDeps,
  query: SearchQuery,
  found: RoutesFound,
  log: SearchLog,
): Promise<readonly ComparisonResult[]> {
  const parts = partsOf(found);
  let running = parts.length;
  const settled = await Promise.allSettled(
    parts.map(async (paths) => {
      const result = await deps.run('compareItineraries', { query, paths }, summaryOf(query));
      running -= 1;
      const count = Math.min(result.counts.offers, mostShown);
      if (running > 0) await log.append([offerEvents(packedBest(result), count, deps.now())]);
      return result;
    }),
  );
  // Only now: nothing may be told of one part after another one's failure has ended the search.
  return settled.map((part) => {
    if (part.status === 'rejected') throw part.reason;
    return part.value;
  });
}

/** For people in the Web UI. */
export function summaryOf({ slices }: SearchQuery): string {
  return slices.map(({ origin, destination, on }) => `${origin}-${destination} ${on}`).join(' · ');
}

/** The paths of each part. None when a slice has no way at all. */
function partsOf(found: RoutesFound): readonly ComparisonInput['paths'][] {
  const paths = pathsOf(found);
  if (paths.some((each) => each.length === 0)) return [];
  const [only, ...others] = paths;
  if (!only || others.length > 0 || only.length <= manyPaths) return [paths];
  const nonstops = only.filter((airports) => airports.length === 2);
  const rest = only.filter((airports) => airports.length > 2);
  return nonstops.length > 0 && rest.length > 0 ? [[nonstops], [rest]] : [paths];
}

function packedBest({ best, unstored }: ComparisonResult): string {
  return best ?? unstored?.chunks[0] ?? '';
}

/** Offers of several parts have their place among all only when all are read. */
async function bestOf(
  { offers }: ComparingDeps,
  { sort }: SearchQuery,
  results: readonly ComparisonResult[],
): Promise<Best> {
  const [only, ...others] = results;
  if (!only) return { offers: [], packed: '' };
  if (others.length === 0) {
    const packed = packedBest(only);
    return { offers: packed ? offers.unpackOffers(packed) : [], packed, unstored: only.unstored };
  }
  const all = mergeOffers(await Promise.all(results.map(({ resultId }) => offers.listOffers(resultId))));
  const best = sortOffers(all, sort).slice(0, mostShown);
  return { offers: best, packed: offers.packOffers(best) };
}

function explanationsOf(results: readonly ComparisonResult[]): readonly Explanation[] {
  return results.flatMap(({ explanation }) => explanation ?? []);
}

function join(results: readonly ComparisonResult[], best: Best): Comparison {
  const reasons = results.map(({ reason }) => reason);
  const order: readonly SearchReason[] = ['ok', 'sold_out', 'no_connection'];
  return {
    results: results.filter(({ counts }) => counts.offers > 0).map(({ resultId }) => resultId),
    ...best,
    counts: results.map(({ counts }) => counts).reduce(addCounts, noCounts),
    reason: order.find((reason) => reasons.includes(reason)) ?? reasons[0],
  };
}

function addCounts(a: SearchCounts, b: SearchCounts): SearchCounts {
  return {
    offers: a.offers + b.offers,
    found: a.found + b.found,
    routes: a.routes + b.routes,
    itineraries: a.itineraries + b.itineraries,
    bucketsRead: a.bucketsRead + b.bucketsRead,
  };
}
