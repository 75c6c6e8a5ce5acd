import { z } from 'zod';
import type { DatePrice } from '../../domain/flexibleDates';
import { isoDuration } from './offerShape';
import { dateSchema, durationSchema, moneySchema } from './schemas';
import { searchReasonSchema } from './searchReasons';

export const datePriceSchema = z
  .object({
    on: z.array(dateSchema).meta({ description: 'The date of each slice' }),
    reason: searchReasonSchema,
    total: moneySchema
      .optional()
      .meta({ description: 'Of the whole party on the cheapest journey; absent: there is none' }),
    duration: durationSchema.optional().meta({ description: 'Of that journey, over all slices' }),
    connections: z.int().optional(),
  })
  .meta({ id: 'DatePrice' });

export function datePriceShape({ on, reason, total, durationMinutes, connections }: DatePrice) {
  if (!total || durationMinutes === undefined) return { on, reason };
  return { on, reason, total, duration: isoDuration(durationMinutes), connections };
}
