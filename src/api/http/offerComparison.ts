import { z } from 'zod';
import { compareOffers } from '../../domain/comparison';
import { DomainError } from '../../domain/problems';
import type { OfferStore } from '../../stores/dynamodb/offers';
import { getOffer } from './offers';
import { offerShape } from './offerShape';
import { offerSchema } from './offerSchemas';
import { type Route, route } from './route';
import { currencySchema, idSchema, queryListSchema } from './schemas';

const comparisonSchema = z
  .object({
    offers: z.array(offerSchema),
    currency: currencySchema,
    axes: z.array(
      z.object({
        axis: z.string(),
        unit: z.enum(['money', 'minutes', 'count', 'local_time', 'condition']),
        values: z.array(z.union([z.number(), z.string()])).meta({ description: 'In the order of `offers`' }),
        best: z.array(idSchema('off')).meta({ description: 'Empty when all are equal, or it is a matter of taste' }),
      }),
    ),
  })
  .meta({ id: 'OfferComparison' });

export function offerComparisonRoutes(deps: { readonly offers: Pick<OfferStore, 'findOffer'> }): Route[] {
  return [
    route(
      {
        tag: 'offers',
        access: 'public',
        idempotency: 'none',
        method: 'get',
        path: '/v1/offers/compare',
        operationId: 'compareOffers',
        summary: 'Two to five offers side by side, axis by axis',
        lane: 'searching',
        query: z.strictObject({ ids: queryListSchema(idSchema('off'), 5) }),
        answers: { 200: { description: 'The comparison', schema: comparisonSchema } },
        problems: ['not_found'],
      },
      async ({ query }) => {
        const ids = [...new Set(query.ids)];
        const offers = await Promise.all(ids.map((id) => getOffer(deps, id)));
        const [first] = offers;
        if (!first || offers.length < 2) throw incomparable('too_small', 'Give two to five different offers.');
        if (offers.some(({ total }) => total.currency !== first.total.currency)) {
          throw incomparable('currencies_differ', 'Only offers in one currency can be compared.');
        }
        const body = { offers: offers.map(offerShape), currency: first.total.currency, axes: compareOffers(offers) };
        return { status: 200, body };
      },
    ),
  ];
}

function incomparable(code: string, message: string): DomainError {
  return new DomainError('validation_failed', message, { errors: [{ pointer: 'ids', code, message }] });
}
