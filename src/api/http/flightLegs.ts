import { z } from 'zod';
import { isFlightId } from '../../domain/flights';
import { DomainError } from '../../domain/problems';
import type { LegStatusStore } from '../../stores/dynamodb/legStatus';
import { route, type Route } from './route';
import { locationSchema } from './schemas';

const statusSchema = z.enum(['open', 'cancelled', 'departed']);

const flightLegSchema = z
  .object({
    flight_id: z.string(),
    status: statusSchema,
    was: statusSchema.meta({ description: 'The status before' }),
  })
  .meta({ id: 'FlightLeg' });

const flightId = 'X1-101-2026-12-10-LIS';

/** Legs of flights, as operators open and close them for sale. */
export function flightLegRoutes({ legStatus }: { readonly legStatus: LegStatusStore }): Route[] {
  return [
    route(
      {
        tag: 'operations',
        access: 'operator',
        lane: 'searching',
        method: 'post',
        path: '/v1/ops/flight-legs',
        operationId: 'setFlightLegStatus',
        summary: 'Stop selling a leg, or sell it again: searches, prices and holds follow at once; bookings stay',
        idempotency: 'stored',
        body: z.strictObject({
          flight_id: z
            .string()
            .max(40)
            .refine((text): boolean => isFlightId(text), {
              message: 'Not the id of a flight',
              params: { code: 'invalid_format' },
            })
            .meta({
              description: 'Of the leg: operating carrier, number, date at the first board point, board point',
              examples: [flightId],
            }),
          destination: locationSchema.meta({ description: 'Airport at which the leg ends' }),
          status: statusSchema,
        }),
        bodyExample: { flight_id: flightId, destination: 'JFK', status: 'cancelled' },
        answers: {
          200: {
            description: 'The leg with its status',
            schema: flightLegSchema,
            example: { flight_id: flightId, status: 'cancelled', was: 'open' },
          },
        },
        problems: ['not_found'],
      },
      async ({ body: { flightId: legId, destination, status } }) => {
        const set = isFlightId(legId) ? await legStatus.setLegStatus(legId, destination, status) : undefined;
        if (!set) throw new DomainError('not_found', `No scheduled leg to ${destination} has the id ${legId}.`);
        return { status: 200, body: { flightId: set.legId, status: set.status, was: set.was } };
      },
    ),
  ];
}
