import { z } from 'zod';
import { passengerTypeSchema } from './offerSchemas';
import { cabinSchema, moneySchema } from './schemas';

const flightIdSchema = z
  .string()
  .meta({ description: 'Also names the channel seatmap:<flight_id>', examples: ['XA-101-2026-12-10-LIS'] });
const versionSchema = z.int().min(0).meta({ description: 'Follow the channel from here on with after_seq = version' });

const seatElementSchema = z
  .object({
    type: z.literal('seat'),
    designator: z.string().meta({ examples: ['12A'] }),
    state: z
      .enum(['free', 'held', 'held_by_you', 'sold', 'blocked', 'restricted'])
      .meta({ description: 'restricted: not for this offer (another cabin, the rules of exit rows)' }),
    characteristics: z.array(z.string()),
    price: z
      .array(z.object({ passenger_type: passengerTypeSchema, amount: moneySchema }))
      .meta({ description: 'For each passenger of the type; a type that is missing may not sit here' }),
  })
  .meta({ id: 'SeatElement' });

const otherElementSchema = z
  .object({ type: z.enum(['aisle', 'exit', 'lavatory', 'galley', 'bassinet', 'empty']) })
  .meta({ id: 'CabinElement' });

const seatMapRowSchema = z.object({
  row: z.int(),
  sections: z
    .array(z.object({ elements: z.array(z.union([seatElementSchema, otherElementSchema])) }))
    .meta({ description: 'From left to right, divided by aisles' }),
});

export const seatMapSchema = z
  .object({
    segment: z.int().min(0).meta({ description: 'Counts from 0 over the whole offer' }),
    flight_id: flightIdSchema,
    version: versionSchema,
    legs: z
      .array(z.object({ flight_id: flightIdSchema, version: versionSchema }))
      .optional()
      .meta({ description: 'Only where the segment has several: follow the channel of each' }),
    aircraft: z.string(),
    cabins: z.array(z.object({ cabin: cabinSchema, rows: z.array(seatMapRowSchema) })),
  })
  .meta({ id: 'SeatMap' });
