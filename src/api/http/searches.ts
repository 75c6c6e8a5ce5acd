import { z } from 'zod';
import type { AirportSource } from '../../domain/airportSource';
import type { ChannelName, ChannelReplay } from '../../domain/channels';
import { type EpochMs, toRfc3339 } from '../../domain/instants';
import { DomainError } from '../../domain/problems';
import { checkSearch, type WantedSearch } from '../../domain/queries';
import { type SearchExplanation, type SearchRecord, standingOf } from '../../domain/searchRecords';
import type { SearchFilters, SearchQuery } from '../../domain/searches';
import type { SearchStore } from '../../stores/dynamodb/searches';
import { within } from '../../waiting';
import type { Searching } from '../searching';
import { searchChannel } from '../searchLog';
import { wireEvent, wireEventSchema } from '../socket/events';
import { datePriceShape } from './datePriceShape';
import { offerSchema } from './offerSchemas';
import { searchBodyExample, searchBodySchema, searchSchema } from './searchSchemas';
import { type Answer, type Route, route } from './route';
import { idSchema, longPollQueryMembers } from './schemas';

export interface SearchRoutesDeps {
  readonly searching: Pick<Searching, 'startSearch'>;
  readonly searches: Pick<SearchStore, 'findSearch'>;
  readonly airports: AirportSource;
  readonly horizonDays: number;
  readonly now: () => EpochMs;
  /** Events after a number, at once when there are any, else as soon as there are or when the time is over. */
  readonly waitForEvents: (channel: ChannelName, afterSeq: number, seconds: number) => Promise<ChannelReplay>;
}

const answeredSearchSchema = searchSchema.extend({
  offers: z.array(offerSchema).optional().meta({ description: 'The best fifty, when the search was waited for' }),
});

const followedSearchSchema = searchSchema.extend({
  events: z.array(wireEventSchema).optional().meta({ description: 'With `after_seq`: what happened after it' }),
});

export function searchRoutes(deps: SearchRoutesDeps): Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/v1/searches',
        operationId: 'createSearch',
        cost: 10,
        waits: true,
        summary: 'Search for offers: one way, round trip or several cities',
        tag: 'search',
        access: 'public',
        idempotency: 'none',
        lane: 'searching',
        body: searchBodySchema,
        bodyExample: searchBodyExample,
        answers: {
          202: { description: 'The search runs; its results come as events', schema: searchSchema },
          200: { description: 'With `Prefer: wait=N`: the search has completed', schema: answeredSearchSchema },
        },
        problems: [
          'unknown_location',
          'same_origin_destination',
          'departure_in_past',
          'beyond_booking_horizon',
          'slices_out_of_order',
          'invalid_range',
          'adult_required',
          'too_many_passengers',
          'infant_ratio',
        ],
      },
      async ({ body, waitSeconds }) => {
        const { maxConnections, allowAirportChange, ...rest } = body;
        const wanted: WantedSearch = {
          ...rest,
          ...connectionsOf(maxConnections),
          ...(allowAirportChange && { allowAirportChange }),
          filters: filtersOf(body.filters),
          passengers: body.passengers.map(passengerOf),
        };
        const query = checkSearch(wanted, {
          airports: await deps.airports(),
          now: deps.now(),
          horizonDays: deps.horizonDays,
        });
        const isWaitedFor = waitSeconds > 0;
        const { record, announce, ended } = await deps.searching.startSearch(query, { isWaitedFor });
        const end = isWaitedFor ? await within(waitSeconds * 1000, ended) : undefined;
        if (!end) {
          await announce();
          return created(202, searchShape(record, deps.now()));
        }
        if (end.record.status === 'failed') {
          throw new DomainError('service_unavailable', 'The search could not be completed. Please try again.');
        }
        return created(200, { ...searchShape(end.record, deps.now()), offers: end.offers });
      },
    ),
    route(
      {
        method: 'get',
        path: '/v1/searches/:id',
        operationId: 'getSearch',
        summary: 'How a search stands; with `after_seq`, what happened since, waiting for it if wanted',
        tag: 'search',
        access: 'public',
        idempotency: 'none',
        lane: 'searching',
        params: z.object({ id: idSchema('srh') }),
        query: z.strictObject(longPollQueryMembers),
        answers: { 200: { description: 'The search', schema: followedSearchSchema } },
        problems: ['not_found', 'search_expired', 'stream_gone'],
      },
      async ({ params, query }) => {
        const found = await getSearch(deps, params.id);
        if (query.afterSeq === undefined) return { status: 200, body: searchShape(found, deps.now()) };
        const replay = await deps.waitForEvents(searchChannel(params.id), query.afterSeq, query.wait ?? 0);
        if (replay.outcome === 'gone') {
          throw new DomainError('stream_gone', `Events after ${query.afterSeq} are not kept; read the offers anew.`, {
            current: { seq: replay.head },
          });
        }
        // Read again: what the events tell is in the record by now.
        const latest = found.status === 'running' ? await getSearch(deps, params.id) : found;
        return { status: 200, body: { ...searchShape(latest, deps.now()), events: replay.events.map(wireEvent) } };
      },
    ),
  ];
}

/** The search as it stands. Throws `not_found` or `search_expired`. */
export async function getSearch(
  deps: { searches: Pick<SearchStore, 'findSearch'>; now: () => EpochMs },
  searchId: string,
): Promise<SearchRecord> {
  const found = await deps.searches.findSearch(searchId);
  if (!found) throw new DomainError('not_found', 'There is no search with this id.');
  if (found.expiresAt <= deps.now()) {
    throw new DomainError(
      'search_expired',
      `The search expired at ${toRfc3339(found.expiresAt)}. Please search again.`,
    );
  }
  return standingOf(found, deps.now());
}

function created(status: 200 | 202, body: ReturnType<typeof searchShape> & { readonly offers?: unknown }): Answer {
  return { status, body, headers: { Location: `/v1/searches/${body.id}` } };
}

function searchShape(record: SearchRecord, now: EpochMs) {
  const { searchId, status, reason, counts, sources, explanation, dates, createdAt, completedAt, expiresAt } = record;
  const { offers, found, routes, itineraries } = counts;
  return {
    id: searchId,
    status,
    reason,
    counts: { offers, found, routes, itineraries },
    sources,
    ...(explanation && explanationShape(explanation)),
    ...(dates && { dates: dates.map(datePriceShape) }),
    createdAt: toRfc3339(createdAt),
    completedAt: completedAt && toRfc3339(completedAt),
    expiresAt: toRfc3339(expiresAt),
    serverTime: toRfc3339(now),
    stream: { channel: searchChannel(searchId), namespace: '/v1/stream', events: `/v1/searches/${searchId}/events` },
  };
}

function explanationShape({ counts, branches, cut, ways }: SearchExplanation) {
  const shown = branches.map(({ slice, way, flights, reason }) => ({
    slice,
    way,
    flights: flights.map(({ flightId, carrier, number }) => ({ flightId, carrier, number })),
    reason,
  }));
  return { dropped: counts, explanation: { ways, branches: shown, cut } };
}

/** What may be asked of filters at either door: of a search, or of its list of offers. */
type WantedFilters = {
  readonly [K in Exclude<keyof SearchFilters, 'maxDurationMinutes'>]?: SearchFilters[K] | undefined;
} & {
  /** In minutes. */
  readonly maxDuration?: number | undefined;
};

/** Two connections are the most that people take by choice; who did not choose is shown the fewest there are. */
function connectionsOf(most: number | undefined): Pick<SearchQuery, 'maxConnections' | 'orFewest'> {
  if (most === undefined) return { maxConnections: 2, orFewest: true };
  return { maxConnections: most === 0 || most === 1 ? most : 2 };
}

/** Filters without the members nobody asked for. */
export function filtersOf(wanted: WantedFilters): SearchFilters {
  const { airlines, maxConnections, departAfter, departBefore, maxDuration, bagsMin, refundable } = wanted;
  return {
    ...(airlines !== undefined && { airlines }),
    ...(maxConnections !== undefined && { maxConnections }),
    ...(departAfter !== undefined && { departAfter }),
    ...(departBefore !== undefined && { departBefore }),
    ...(maxDuration !== undefined && { maxDurationMinutes: maxDuration }),
    ...(bagsMin !== undefined && { bagsMin }),
    ...(refundable !== undefined && { refundable }),
  };
}

function passengerOf(
  wanted: { readonly type: 'adult' } | { readonly age: number; readonly seat?: 'own' | 'lap' | undefined },
) {
  if ('type' in wanted) return { type: wanted.type };
  return { age: wanted.age, ...(wanted.seat !== undefined && { seat: wanted.seat }) };
}
