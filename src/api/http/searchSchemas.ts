import { z } from 'zod';
import { mostDaysAhead, mostDaysAround } from '../../domain/flexibleDates';
import { branchesPerReason, pruneReasons } from '../../domain/pruning';
import { datePriceSchema } from './datePriceShape';
import {
  airlineSchema,
  airportCodeSchema,
  carrierSchema,
  clockSchema,
  limitingDurationSchema,
  offerSortSchema,
} from './offerSchemas';
import { cabinSchema, currencySchema, idSchema, instantSchema, localTimeSchema, locationSchema } from './schemas';
import { searchReasonSchema } from './searchReasons';

/** Wire schemas of searches: what is asked, and how it stands. */
const searchSliceSchema = z.union([
  z.strictObject({ origin: locationSchema, destination: locationSchema, date: z.iso.date() }),
  z.strictObject({
    origin: locationSchema,
    destination: locationSchema,
    depart: z
      .strictObject({ from: localTimeSchema, to: localTimeSchema })
      .meta({ description: 'Window of departure, local at the origin, at most three days wide' }),
  }),
]);

const searchPassengerSchema = z.union([
  z.strictObject({ type: z.literal('adult') }),
  z.strictObject({ age: z.int().min(0).max(120), seat: z.enum(['own', 'lap']).optional() }),
]);

const searchFiltersSchema = z.strictObject({
  airlines: z.array(airlineSchema).min(1).max(20).optional(),
  max_connections: z.int().min(0).max(2).optional(),
  depart_after: clockSchema.optional(),
  depart_before: clockSchema.optional(),
  max_duration: limitingDurationSchema.optional(),
  bags_min: z.int().min(0).max(9).optional(),
  refundable: z.boolean().optional(),
});

const flexibleDatesSchema = z
  .union([
    z.strictObject({
      days_around: z.int().min(1).max(mostDaysAround).meta({
        description: 'So many days before and after each date: a row of seven, or a matrix for there and back',
      }),
    }),
    z.strictObject({
      days_ahead: z.int().min(2).max(mostDaysAhead).meta({
        description: 'On each of so many days from the date on; there and back with the same days in between',
      }),
    }),
  ])
  .meta({
    id: 'FlexibleDates',
    description:
      'Also the cheapest price on other dates, for one or two slices that have a date. The offers are for the dates asked for',
  });

export const searchBodySchema = z
  .strictObject({
    slices: z.array(searchSliceSchema).min(1).max(6),
    passengers: z.array(searchPassengerSchema).min(1).max(18),
    cabin: cabinSchema.default('economy'),
    max_connections: z.int().min(0).max(2).optional().meta({
      description: 'On each slice. Without it: at most 2, and where no way has so few, those with the fewest (up to 5)',
    }),
    currency: currencySchema.default('EUR'),
    sort: offerSortSchema.default('best'),
    filters: searchFiltersSchema.default({}),
    allow_airport_change: z.boolean().default(false).meta({
      description:
        'Also connections from one airport of a city to another: three hours at least, or what the city publishes',
    }),
    flexible_dates: flexibleDatesSchema.optional(),
    explain: z
      .boolean()
      .default(false)
      .meta({ description: 'Say which flights and itineraries are not offered, and why' }),
  })
  .meta({ id: 'SearchRequest' });

export const searchBodyExample = {
  slices: [{ origin: 'LIS', destination: 'JFK', date: '2026-12-10' }],
  passengers: [{ type: 'adult' }, { age: 4 }],
  cabin: 'economy',
  max_connections: 2,
  currency: 'EUR',
  sort: 'best',
  filters: { max_duration: 'PT20H' },
  explain: false,
};

const explanationSchema = z
  .object({
    ways: z
      .array(z.object({ known: z.int(), looked_at: z.int() }))
      .meta({ description: 'For each slice: ways that are known, and how many of them were looked at' }),
    branches: z.array(
      z.object({
        slice: z.int(),
        way: z.array(airportCodeSchema).meta({ description: 'Airports of the way that was walked' }),
        flights: z
          .array(z.object({ flight_id: z.string(), carrier: carrierSchema, number: z.string() }))
          .meta({ description: 'From the origin on; the last one is the one that the reason is about' }),
        reason: z.enum(pruneReasons),
      }),
    ),
    cut: z.int().meta({ description: 'Branches that are counted in `dropped` but not listed' }),
  })
  .meta({
    id: 'SearchExplanation',
    description: `With \`explain\`: every branch that was not followed, of each reason the first ${branchesPerReason}`,
  });

export const searchSchema = z
  .object({
    id: idSchema('srh'),
    status: z.enum(['running', 'completed', 'failed']),
    reason: searchReasonSchema.optional().meta({ description: 'Why there are no offers; `ok` when there are' }),
    counts: z.object({
      offers: z.int().meta({ description: 'Offers that can be listed' }),
      found: z.int().meta({ description: 'Offers found, before the result was cut to size' }),
      routes: z.int(),
      itineraries: z.int(),
    }),
    sources: z.array(z.object({ name: z.string(), status: z.enum(['running', 'completed', 'failed']) })),
    dropped: z
      .record(z.string(), z.int())
      .optional()
      .meta({ description: 'With `explain`: how many branches were not followed, by reason' }),
    explanation: explanationSchema.optional(),
    dates: z.array(datePriceSchema).optional().meta({
      description: 'With `flexible_dates`: the cheapest price on each of them, when the search has completed',
    }),
    created_at: instantSchema,
    completed_at: instantSchema.optional(),
    expires_at: instantSchema,
    server_time: instantSchema,
    stream: z.object({
      channel: z.string().meta({ description: 'To subscribe over Socket.IO', examples: ['search:srh_abc'] }),
      namespace: z.string(),
      events: z.string().meta({ description: 'The same as server-sent events, or as a long poll' }),
    }),
  })
  .meta({ id: 'Search' });
