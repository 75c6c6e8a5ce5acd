import { z } from 'zod';
import { longestWaitSeconds } from './preferences';

/** Wire schemas that several resources share. Members are in API spelling; ids name their component in the API document. */

/** An id with its prefix, `bkg_...`. Anything else under a path is not found. */
export const idSchema = (prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[A-Za-z0-9_-]{1,96}$`))
    .meta({ description: `Id that begins with ${prefix}_` });

export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ description: 'ISO 4217 code', examples: ['GBP'] });

export const moneySchema = z
  .strictObject({
    amount: z.int().meta({ description: 'Minor units: pence, cents, yen' }),
    currency: currencySchema,
  })
  .meta({
    id: 'Money',
    description: 'Integer minor units and an ISO 4217 code',
    examples: [{ amount: 22178, currency: 'GBP' }],
  });

export const instantSchema = z.iso
  .datetime()
  .meta({ id: 'Instant', description: 'RFC 3339 in UTC', examples: ['2026-12-10T06:05:00.000Z'] });

export const dateSchema = z.iso.date().meta({ description: 'Calendar date', examples: ['2026-12-10'] });

export const localTimeSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/)
  .refine((text) => z.iso.date().safeParse(text.slice(0, 10)).success, {
    message: 'Not a calendar date',
    params: { code: 'invalid_format' },
  })
  .meta({ description: 'Wall-clock time without offset', examples: ['2026-12-10T07:05'] });

export const durationSchema = z.iso.duration().meta({ description: 'ISO 8601 duration', examples: ['PT2H35M'] });

/** Airport or city, three letters. Small letters are taken too. */
export const locationSchema = z
  .string()
  .regex(/^[A-Za-z]{3}$/)
  .transform((code) => code.toUpperCase())
  .meta({ description: 'IATA code of an airport or city', examples: ['LIS', 'LON'] });

export const cabinSchema = z.enum(['economy', 'premium_economy', 'business', 'first']).meta({ id: 'Cabin' });

/** Shows a parameter as what it means to the caller, not as the text it is parsed from. */
const shownAs = (shown: Record<string, unknown>) => ({
  override: ({ jsonSchema }: { jsonSchema: object }) => {
    for (const key of Object.keys(jsonSchema)) if (key !== 'description') Reflect.deleteProperty(jsonSchema, key);
    Object.assign(jsonSchema, shown);
  },
});

/** A whole number in a query: `?limit=50`. An empty value is not nought. */
export const queryIntegerSchema = (least: number, most: number) =>
  z
    .string()
    .regex(/^-?\d{1,9}$/, 'Expected a whole number')
    .transform(Number)
    .pipe(z.int().min(least).max(most))
    .meta(shownAs({ type: 'integer', minimum: least, maximum: most }));

/** `?pareto=true`. Only `true` and `false`. */
export const queryFlagSchema = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .meta(shownAs({ type: 'boolean' }));

/** `?airlines=XA,XB`. */
export const queryListSchema = (element: z.ZodType<string, string>, most: number) =>
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(element).min(1).max(most))
    .meta({ description: 'Comma-separated', ...shownAs({ type: 'string' }) });

/** Members of the query of every list. */
export const listQueryMembers = {
  limit: queryIntegerSchema(1, 200).optional().meta({ description: 'At most this many; 50 by default' }),
  after: z.string().min(1).max(400).optional().meta({ description: 'Cursor: `meta.after` of the page before' }),
};

/** Members of the query of every long poll. */
export const longPollQueryMembers = {
  after_seq: queryIntegerSchema(0, 999_999_999).optional().meta({ description: 'Events after this number' }),
  wait: queryIntegerSchema(0, longestWaitSeconds)
    .optional()
    .meta({ description: 'Seconds to wait for the next event' }),
};

export const listMetaSchema = z
  .strictObject({
    after: z.string().nullable().meta({ description: 'Cursor of the next page; null on the last' }),
    total: z.int().min(0).optional().meta({ description: 'Number of all entries, where it is known' }),
  })
  .loose()
  .meta({ id: 'ListMeta' });

/** `{data: [...], meta: {after, total}}`. */
export const listSchema = <Element extends z.ZodType>(element: Element) =>
  z.object({ data: z.array(element), meta: listMetaSchema });

const faultSchema = z
  .object({
    pointer: z.string().meta({ description: 'JSON pointer into the body, or the name of a query parameter or header' }),
    code: z.string(),
    message: z.string(),
    example: z.unknown().optional(),
    suggestions: z.array(z.unknown()).optional().meta({ description: 'Values that may have been meant, best first' }),
  })
  .meta({ id: 'Fault' });

export const problemSchema = z
  .looseObject({
    type: z.url().meta({ description: 'Page about this code' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    request_id: z.string(),
    retryable: z.enum(['never', 'same_key', 'after']),
    retry_after_s: z.number().optional(),
    errors: z.array(faultSchema).optional(),
    current: z.unknown().optional(),
    alternatives: z.unknown().optional(),
    next_actions: z.array(z.string()).optional(),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457)' });
