import { z } from 'zod';
import { badParameter, Refusal } from './refusals';

/** What requests may say. Form-encoded bodies hold nothing but text, nested by brackets: `metadata[booking_id]=bkg_1`. */
const largestAmount = 99_999_999;
const amount = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  .pipe(z.number().int().positive().max(largestAmount));
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const metadata = z.record(z.string().max(40), z.string().max(500)).refine((all) => Object.keys(all).length <= 50);
const texts = z.union([z.array(z.string()), z.record(z.string(), z.string()).transform((all) => Object.values(all))]);
const expand = texts.default([]);
const returnUrl = z.url({ protocol: /^https?$/ }).max(2048);
const methodTypes = texts.refine((types) => types.includes('card'), { error: 'This provider knows cards only.' });

export const createSchema = z.strictObject({
  amount,
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/)
    .transform((code) => code.toLowerCase()),
  capture_method: z.enum(['automatic', 'automatic_async', 'manual']).default('automatic'),
  confirm: flag.default(false),
  confirmation_method: z.literal('automatic').optional(),
  description: z.string().max(1000).optional(),
  metadata: metadata.default({}),
  payment_method: z.string().optional(),
  payment_method_types: methodTypes.optional(),
  allowed_payment_method_types: methodTypes.optional(),
  automatic_payment_methods: z
    .strictObject({ enabled: flag, allow_redirects: z.enum(['always', 'never']).optional() })
    .optional(),
  return_url: returnUrl.optional(),
  expand,
});

export const updateSchema = z.strictObject({
  metadata: metadata.optional(),
  description: z.string().max(1000).optional(),
  expand,
});

export const confirmSchema = z.strictObject({
  payment_method: z.string().optional(),
  return_url: returnUrl.optional(),
  capture_method: z.enum(['automatic', 'automatic_async', 'manual']).optional(),
  expand,
});

export const captureSchema = z.strictObject({
  amount_to_capture: amount.optional(),
  metadata: metadata.optional(),
  expand,
});

export const cancelSchema = z.strictObject({
  cancellation_reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned']).optional(),
  expand,
});

export const refundSchema = z.strictObject({
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
  amount: amount.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: metadata.default({}),
  expand,
});

export const retrieveSchema = z.strictObject({ client_secret: z.string().optional(), expand });

const instant = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform((text) => Number(text) * 1000);

export const listSchema = z.strictObject({
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.number().int().min(1).max(100))
    .default(10),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  created: z
    .union([
      instant.transform((at) => ({ gte: at, lt: at + 1000 })),
      z.strictObject({
        gt: instant.optional(),
        gte: instant.optional(),
        lt: instant.optional(),
        lte: instant.optional(),
      }),
    ])
    .optional(),
  payment_intent: z.string().optional(),
  type: z.string().optional(),
  expand,
});

export type ListQuery = z.output<typeof listSchema>;

/** Members that carry card data. They are refused before anything is parsed, kept or fingerprinted. */
const cardData = ['payment_method_data', 'card', 'source', 'number', 'cvc'];

export function refuseCardData(body: unknown): void {
  if (typeof body !== 'object' || body === null) return;
  const found = cardData.find((name) => name in body);
  if (found === undefined) return;
  throw new Refusal(
    402,
    'invalid_request_error',
    'Sending card data to this provider is never accepted. Use one of its test payment methods, such as pm_card_visa.',
    { code: 'card_data_refused', param: found },
  );
}

/** Parses the parameters of one request. Throws the first fault in Stripe's words. */
export function parseParameters<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path.map(String) ?? [];
  if (issue?.code === 'unrecognized_keys') {
    const name = bracketed([...path, issue.keys[0] ?? '']);
    throw badParameter(name, `Received unknown parameter: ${name}`, 'parameter_unknown');
  }
  const name = bracketed(path);
  const missing = issue?.code === 'invalid_type' && issue.input === undefined && !isPresent(input, path);
  throw missing
    ? badParameter(name, `Missing required param: ${name}.`, 'parameter_missing')
    : badParameter(name, `Invalid ${name}: ${issue?.message ?? 'not valid'}`);
}

function isPresent(input: unknown, path: readonly string[]): boolean {
  const name = path[0];
  return typeof input === 'object' && input !== null && name !== undefined && name in input;
}

function bracketed([first = '', ...rest]: readonly string[]): string {
  return first + rest.map((name) => `[${name}]`).join('');
}
