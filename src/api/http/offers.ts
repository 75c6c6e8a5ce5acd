import { z } from 'zod';
import { type EpochMs, toRfc3339 } from '../../domain/instants';
import { mergeOffers, paretoFront, passesFilters, sortOffers } from '../../domain/offerLists';
import type { Offer } from '../../domain/offers';
import { DomainError } from '../../domain/problems';
import type { SearchRecord } from '../../domain/searchRecords';
import type { OfferStore } from '../../stores/dynamodb/offers';
import type { SearchStore } from '../../stores/dynamodb/searches';
import type { OfferPricing } from '../offerPricing';
import { offerShape } from './offerShape';
import { airlineSchema, clockSchema, limitingDurationSchema, offerSchema, offerSortSchema } from './offerSchemas';
import { searchReasonSchema } from './searchReasons';
import { type Route, route } from './route';
import {
  idSchema,
  listQueryMembers,
  listSchema,
  moneySchema,
  queryFlagSchema,
  queryIntegerSchema,
  queryListSchema,
} from './schemas';
import { filtersOf, getSearch } from './searches';

export interface OfferRoutesDeps {
  readonly offers: Pick<OfferStore, 'findOffer' | 'listOffers'>;
  readonly searches: Pick<SearchStore, 'findSearch'>;
  readonly pricing: OfferPricing;
  readonly now: () => EpochMs;
}

const defaultPage = 50;
const params = z.object({ id: idSchema('off') });
const operation = { tag: 'offers', access: 'public', idempotency: 'none' } as const;

export function offerRoutes(deps: OfferRoutesDeps): Route[] {
  return [listOffersRoute(deps), getOfferRoute(deps), priceOfferRoute(deps)];
}

/** The offer, valid or not. Throws `not_found`. */
export async function getOffer(
  { offers }: { readonly offers: Pick<OfferStore, 'findOffer'> },
  offerId: string,
): Promise<Offer> {
  const offer = await offers.findOffer(offerId);
  if (!offer) throw new DomainError('not_found', 'There is no offer with this id.');
  return offer;
}

/** The offer while it is valid. Throws `not_found` or `offer_expired`. */
async function getValidOffer(deps: Pick<OfferRoutesDeps, 'offers' | 'now'>, offerId: string): Promise<Offer> {
  const offer = await getOffer(deps, offerId);
  if (offer.expiresAt > deps.now()) return offer;
  throw new DomainError('offer_expired', `The offer expired at ${toRfc3339(offer.expiresAt)}. Please search again.`);
}

function listOffersRoute(deps: OfferRoutesDeps): Route {
  const querySchema = z.strictObject({
    search_id: idSchema('srh'),
    sort: offerSortSchema.optional().meta({ description: 'By default as the search asked for' }),
    airlines: queryListSchema(airlineSchema, 20).optional(),
    max_connections: queryIntegerSchema(0, 2).optional(),
    depart_after: clockSchema.optional(),
    depart_before: clockSchema.optional(),
    max_duration: limitingDurationSchema.optional(),
    bags_min: queryIntegerSchema(0, 9).optional(),
    refundable: queryFlagSchema.optional(),
    pareto: queryFlagSchema.optional().meta({
      description:
        'Hide offers that another one beats: better on price, duration, connections or conditions and worse on none',
    }),
    ...listQueryMembers,
  });
  return route(
    {
      ...operation,
      method: 'get',
      path: '/v1/offers',
      operationId: 'listOffers',
      summary: 'Offers of a search, sorted, filtered and paged',
      lane: 'searching',
      query: querySchema,
      answers: { 200: { description: 'A page of offers', schema: offerListSchema } },
      problems: ['not_found', 'search_expired'],
    },
    async ({ query }) => {
      const { searchId, sort, pareto, limit = defaultPage, after, ...filters } = query;
      const search = await getSearch(deps, searchId);
      const passing = (await offersOf(deps, search)).filter((offer) => passesFilters(offer, filtersOf(filters)));
      const shown = pareto === true ? paretoFront(passing) : passing;
      const sorted = sortOffers(shown, sort ?? search.query.sort);
      const start = after === undefined ? 0 : positionAfter(sorted, after);
      const page = sorted.slice(start, start + limit);
      const last = page.at(-1);
      const meta = {
        after: last !== undefined && start + limit < sorted.length ? last.id : null,
        total: sorted.length,
        ...(pareto === true && { dominated: passing.length - shown.length }),
        status: search.status,
        reason: search.reason,
      };
      return { status: 200, body: { data: page.map(offerShape), meta } };
    },
  );
}

const offerListSchema = listSchema(offerSchema).extend({
  meta: z
    .object({
      after: z.string().nullable(),
      total: z.int(),
      dominated: z.int().optional().meta({ description: 'With `pareto=true`: how many offers it hid' }),
      status: z
        .enum(['running', 'completed', 'failed'])
        .meta({ description: 'Of the search: while it runs there may be more' }),
      reason: searchReasonSchema.optional(),
    })
    .meta({ id: 'OfferListMeta' }),
});

async function offersOf({ offers }: OfferRoutesDeps, search: SearchRecord): Promise<readonly Offer[]> {
  return mergeOffers(await Promise.all(search.results.map((resultId) => offers.listOffers(resultId))));
}

/** The cursor is the id of the last offer shown: a result does not change, so its place is found again. */
function positionAfter(sorted: readonly Offer[], after: string): number {
  const position = sorted.findIndex(({ id }) => id === after);
  if (position >= 0) return position + 1;
  const errors = [{ pointer: 'after', code: 'unknown_cursor', message: 'This cursor is not of this list' }];
  throw new DomainError('validation_failed', 'The cursor is not of this list.', { errors });
}

function getOfferRoute(deps: OfferRoutesDeps): Route {
  return route(
    {
      ...operation,
      method: 'get',
      path: '/v1/offers/:id',
      operationId: 'getOffer',
      summary: 'An offer at its price, with the seats that are left now',
      lane: 'selling',
      params,
      answers: { 200: { description: 'The offer', schema: offerSchema } },
      problems: ['not_found', 'offer_expired'],
    },
    async ({ params: { id } }) => {
      const offer = await getValidOffer(deps, id);
      const now = await deps.pricing.priceOffer(offer);
      const seats =
        now.outcome === 'priced'
          ? { seatsLeft: now.offer.seatsLeft, asOf: now.offer.asOf }
          : { seatsLeft: 0, asOf: deps.now() };
      return { status: 200, body: offerShape({ ...offer, ...seats }) };
    },
  );
}

function priceOfferRoute(deps: OfferRoutesDeps): Route {
  return route(
    {
      ...operation,
      method: 'post',
      path: '/v1/offers/:id/actions/price',
      operationId: 'priceOffer',
      summary: 'Price an offer again, at the fares and seats of now',
      lane: 'selling',
      params,
      answers: { 200: { description: 'The offer at its price of now', schema: pricedOfferSchema } },
      problems: ['not_found', 'offer_expired', 'flight_not_open'],
    },
    async ({ params: { id } }) => {
      const offer = await getValidOffer(deps, id);
      const now = await deps.pricing.priceOffer(offer);
      if (now.outcome === 'not_open') {
        throw new DomainError('flight_not_open', `No longer sold: ${now.flightIds.join(', ')}.`, {
          members: { flightIds: now.flightIds },
        });
      }
      const { changed, available } = now;
      return { status: 200, body: { offer: offerShape(now.offer), previousTotal: offer.total, changed, available } };
    },
  );
}

const pricedOfferSchema = z
  .object({
    offer: offerSchema,
    previous_total: moneySchema,
    changed: z.boolean().meta({ description: 'Whether the total differs from the one the offer was found with' }),
    available: z.boolean().meta({ description: 'Whether every flight has a seat for everybody who needs one' }),
  })
  .meta({ id: 'PricedOffer' });
