import type { AirportDirectory } from '../domain/airports';
import type { AirportSource } from '../domain/airportSource';
import { type EpochMs, plusSeconds } from '../domain/instants';
import { combineItineraries, type Itinerary } from '../domain/itineraries';
import { explainItineraries } from '../domain/itineraryPruning';
import { bucketsOfWays, type Way, wayOf } from '../domain/legDays';
import { formatOfferId } from '../domain/offerIds';
import { defaultOfferingRules, draftOffers, type OfferDraft } from '../domain/offering';
import { mostShown, sortOffers } from '../domain/offerLists';
import type { Offer } from '../domain/offers';
import { partyOf } from '../domain/parties';
import {
  addTallies,
  branchesPerReason,
  createPruning,
  emptyTally,
  type Explanation,
  type Tally,
} from '../domain/pruning';
import { combiningRules, wishOf } from '../domain/searchRules';
import type { SearchCounts } from '../domain/searchRecords';
import type { SearchQuery, SearchReason } from '../domain/searches';
import type { LegHoursSource } from './legHoursSource';
import type { FlightStore } from '../stores/dynamodb/flights';
import type { OfferStore, PackedResult } from '../stores/dynamodb/offers';

/** An offer can be held for so long after it was made. */
const offerSeconds = 20 * 60;

/** Characters of packed offers that an activity returns at most: some two hundred offers take 40,000. */
const mostReturned = 120_000;

export interface ComparisonInput {
  readonly query: SearchQuery;
  /** Airports touched by each way to go, for each slice of the query. */
  readonly paths: readonly (readonly (readonly string[])[])[];
  /** Missing: the first look at what flies. */
  readonly look?: 'wider';
}

export interface ComparisonResult {
  readonly resultId: string;
  /**
   * The best offers in the order the query asks for, as the store packs them, because Temporal keeps what an activity returns.
   * Missing where they are the first chunk of `unstored`.
   */
  readonly best?: string;
  /** All offers, which the caller must store before it tells of them. Missing where they are in the store under `resultId`. */
  readonly unstored?: PackedResult;
  readonly counts: SearchCounts;
  readonly reason: SearchReason;
  /** For a search that asks to explain itself. */
  readonly explanation?: Explanation;
}

export interface OfferActivityDeps {
  readonly flights: Pick<FlightStore, 'readBuckets'>;
  readonly offers: Pick<OfferStore, 'packResult' | 'putResult' | 'packOffers'>;
  readonly airports: AirportSource;
  readonly legHours: LegHoursSource;
  readonly now: () => EpochMs;
  /** 128 random bits as 22 characters of base64url. */
  readonly newResultId: () => string;
  readonly holdMinutes: number;
}

/** Who has a write of its own to do can store a result along with that, which saves one. */
export type StoredBy = 'worker' | 'caller';

/** A comparison whose flights are being read. */
export interface BegunComparison {
  /** Combines and ranks what was read, and stores it unless the caller does. May be left alone: then nothing was done but reading. */
  readonly end: (storedBy: StoredBy) => Promise<ComparisonResult>;
}

/** Begins to read what flies along the given paths, in one round. Never rejects: its end does. */
export type BeginComparison = (input: ComparisonInput) => BegunComparison;

export function createComparison(deps: OfferActivityDeps): BeginComparison {
  return (input) => {
    const reading = readFlights(input, deps);
    reading.catch(() => undefined);
    return { end: async (storedBy) => compare(input, await reading, deps, storedBy) };
  };
}

export function createOfferActivities(begin: BeginComparison) {
  return {
    /**
     * Flights, seats and prices along the given paths: one round of reads, combined, ranked, stored.
     * Twice: a second run stores a result of its own; the first is never named and expires.
     */
    compareItineraries: (input: ComparisonInput): Promise<ComparisonResult> => begin(input).end('worker'),
  };
}
export type OfferActivities = ReturnType<typeof createOfferActivities>;

async function readFlights({ query, paths, look }: ComparisonInput, deps: OfferActivityDeps) {
  const [airports, hoursOf] = await Promise.all([deps.airports(), deps.legHours()]);
  const { connection } = combiningRules;
  const ways = query.slices.map((slice, index) =>
    (paths[index] ?? []).map((path) => wayOf(path, slice, airports, connection, hoursOf)),
  );
  const days = bucketsOfWays(ways.flat());
  const now = deps.now();
  return { airports, ways, now, bucketsRead: days.length, buckets: await deps.flights.readBuckets(days, look) };
}

async function compare(
  { query, paths }: ComparisonInput,
  { airports, ways, now, bucketsRead, buckets }: Awaited<ReturnType<typeof readFlights>>,
  deps: OfferActivityDeps,
  storedBy: StoredBy,
): Promise<ComparisonResult> {
  const found = combineAll(query, ways, buckets, now, airports);
  const offers = toOffers(found.drafts, deps, now);
  const [first] = offers;
  const resultId = first?.searchId ?? deps.newResultId();
  const kept =
    first && (await keep(deps.offers.packResult(resultId, offers, first.expiresAt), offers, query, deps, storedBy));
  const routes = paths.reduce((sum, each) => sum + each.length, 0);
  return {
    resultId,
    ...kept,
    counts: { ...found.counts, offers: offers.length, routes, bucketsRead },
    reason: reasonOf(paths, offers.length, found.dropped),
    ...(found.explanation && { explanation: found.explanation }),
  };
}

/** Offers come ranked: in that order those to be shown have just been packed. */
async function keep(
  result: PackedResult,
  offers: readonly Offer[],
  { sort }: SearchQuery,
  { offers: store }: OfferActivityDeps,
  storedBy: StoredBy,
): Promise<Pick<ComparisonResult, 'best' | 'unstored'>> {
  const leave = storedBy === 'caller' && sizeOf(result) <= mostReturned;
  const stored = leave ? undefined : store.putResult(result);
  // What is returned is packed while the store writes.
  const best = sort === 'best' ? result.chunks[0] : store.packOffers(sortOffers(offers, sort).slice(0, mostShown));
  await stored;
  return { ...(!(leave && sort === 'best') && { best }), ...(leave && { unstored: result }) };
}

const sizeOf = ({ chunks }: PackedResult): number => chunks.reduce((sum, { length }) => sum + length, 0);

type Buckets = Awaited<ReturnType<FlightStore['readBuckets']>>;

function combineAll(
  query: SearchQuery,
  ways: readonly (readonly Way[])[],
  buckets: Buckets,
  now: EpochMs,
  airports: AirportDirectory,
) {
  const wish = wishOf(query, now);
  const { brands } = wish;
  const party = partyOf(query.passengers);
  const pruning = query.explain ? createPruning(branchesPerReason) : undefined;
  const combined = query.slices.map((slice, index) =>
    combineItineraries(ways[index] ?? [], slice, {
      ...{ airports, buckets, wish, rules: combiningRules, index },
      ...(pruning && { pruning }),
    }),
  );
  const itineraries: readonly (readonly Itinerary[])[] = combined.map((each) => each.itineraries);
  const { slices, currency, filters } = query;
  const rules = defaultOfferingRules;
  const offering = { slices, itineraries, brands, party, currency, filters, airports, rules };
  const { offers, found, chosen } = draftOffers(offering);
  if (pruning) explainItineraries(chosen, offering, pruning);
  return {
    explanation: pruning?.explanation(),
    drafts: offers,
    counts: { found, itineraries: itineraries.reduce((sum, each) => sum + each.length, 0) },
    dropped: combined.reduce((sum, { tally }) => addTallies(sum, tally), emptyTally()),
  };
}

/** Gives the drafts their ids, in order of rank, and their times. */
function toOffers(
  drafts: readonly OfferDraft[],
  { newResultId, holdMinutes }: OfferActivityDeps,
  now: EpochMs,
): readonly Offer[] {
  const resultId = newResultId();
  const expiresAt = plusSeconds(now, offerSeconds);
  return drafts.map((draft, index) => ({
    id: formatOfferId({ resultId, index }),
    searchId: resultId,
    ...draft,
    asOf: now,
    expiresAt,
    payment: { holdMinutes },
  }));
}

/** Why there is nothing to show, from the nearest cause to the farthest. */
function reasonOf(paths: ComparisonInput['paths'], offers: number, dropped: Tally): SearchReason {
  if (offers > 0) return 'ok';
  if (paths.some((each) => each.length === 0)) return 'no_route';
  return dropped.sold_out > 0 ? 'sold_out' : 'no_connection';
}
