import { z } from 'zod';
import type { AirportSource } from '../../domain/airportSource';
import { type Location, suggestLocations } from '../../domain/locations';
import { airportSchema } from './offerSchemas';
import { type Route, route } from './route';
import { listSchema, queryIntegerSchema } from './schemas';

const defaultSuggestions = 10;

export function airportRoutes({ airports }: { airports: AirportSource }): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/v1/airports',
        operationId: 'listAirports',
        summary: 'Airports and cities that match a code, a name or the beginning of one',
        tag: 'search',
        access: 'public',
        idempotency: 'none',
        lane: 'searching',
        query: z.strictObject({
          q: z
            .string()
            .trim()
            .min(1)
            .max(100)
            .meta({ examples: ['lisb'] }),
          limit: queryIntegerSchema(1, 50).optional().meta({ description: 'At most this many; 10 by default' }),
        }),
        answers: {
          200: { description: 'Best matches first; no match is an empty list', schema: listSchema(airportSchema) },
        },
        problems: [],
      },
      async ({ query: { q, limit = defaultSuggestions } }) => {
        const found = suggestLocations(await airports(), q, limit);
        return { status: 200, body: { data: found.map(locationShape), meta: { after: null, total: found.length } } };
      },
    ),
  ];
}

function locationShape({ kind, code, name, city, country, zone, airports }: Location) {
  const each = airports.map(({ code: airport, name: called, latitude, longitude }) => ({
    code: airport,
    name: called,
    latitude,
    longitude,
  }));
  return { kind, code, name, city, country, zone, airports: each };
}
