import { z } from 'zod';
import { currencySchema, dateSchema, idSchema, instantSchema, moneySchema } from './schemas';

const passengerId = z
  .string()
  .regex(/^pax_[A-Za-z0-9]{1,20}$/)
  .meta({ description: "The caller's own id within the request", examples: ['pax_1'] });
const designator = z
  .string()
  .regex(/^[1-9]\d?[A-HJ-NP-Z]$/)
  .meta({ examples: ['12A'] });
const name = z.string().min(1).max(60);

export const passengerTypeSchema = z.enum(['adult', 'child', 'infant_seat', 'infant_lap']);

export const passengerSchema = z
  .strictObject({
    id: passengerId,
    type: passengerTypeSchema,
    given_name: name,
    family_name: name,
    born_on: dateSchema,
    gender: z.enum(['female', 'male', 'unspecified']).optional(),
    document: z
      .strictObject({
        type: z.enum(['passport', 'identity_card']),
        number: z.string().regex(/^[A-Z0-9]{5,20}$/),
        issued_by: z.string().regex(/^[A-Z]{2}$/),
        expires_on: dateSchema,
      })
      .optional(),
    loyalty: z
      .strictObject({ carrier: z.string().regex(/^[A-Z0-9]{2}$/), number: z.string().regex(/^[A-Z0-9]{4,20}$/) })
      .optional(),
  })
  .meta({ id: 'Passenger' });

export const seatChoiceSchema = z
  .strictObject({ segment: z.int().min(0).max(5), passenger: passengerId, designator })
  .meta({ id: 'SeatChoice' });
const seatsSchema = z.array(seatChoiceSchema).max(54);

/** As mail servers take them (RFC 5321): at most 64 characters before the @. */
const emailSchema = z
  .email()
  .max(254)
  .regex(/^[^@]{1,64}@/);

export const contactSchema = z
  .strictObject({ email: emailSchema, phone: z.string().regex(/^\+?[0-9 ()-]{6,24}$/) })
  .meta({ id: 'Contact' });

export const newBookingSchema = z
  .strictObject({
    offer_id: idSchema('off'),
    expected_total: moneySchema.meta({ description: "The offer's total, without seat charges" }),
    accept_token: z
      .string()
      .max(100)
      .optional()
      .meta({ description: 'From a `price_changed` refusal: accepts the new price' }),
    passengers: z.array(passengerSchema).min(1).max(18),
    seats: seatsSchema.default([]),
    seat_policy: z.enum(['exact', 'best_available']).default('exact'),
    contact: contactSchema,
    allow_duplicate: z.boolean().default(false).meta({
      description: 'Book although a passenger is confirmed on one of the flights already, in another booking of yours',
    }),
    metadata: z.record(z.string().regex(/^[A-Za-z0-9_-]{1,40}$/), z.string().max(500)).default({}),
  })
  .meta({ id: 'NewBooking' });

export const seatChangeSchema = z.strictObject({ seats: seatsSchema.min(1) }).meta({ id: 'SeatChange' });

export const newPaymentSchema = z
  .strictObject({
    amount: moneySchema,
    method: z.strictObject({
      type: z.literal('card'),
      token: z
        .string()
        .regex(/^(pm|tok)_[A-Za-z0-9_]{1,80}$/)
        .meta({ description: "The payment provider's token of the card; never a card number" }),
    }),
    return_url: z.url({ protocol: /^https?$/ }).max(2000),
  })
  .meta({ id: 'NewPayment' });

export const paymentStatusSchema = z.enum([
  'none',
  'requires_action',
  'processing',
  'authorised',
  'captured',
  'declined',
  'voided',
  'refunded',
]);
const actionSchema = z.object({ type: z.literal('redirect'), url: z.url() });

export const paymentSchema = z
  .object({
    id: idSchema('pay'),
    status: paymentStatusSchema,
    amount: moneySchema,
    action: actionSchema.optional(),
    decline_code: z.string().optional(),
    seat_protected_until: instantSchema.optional(),
    booking_id: idSchema('bkg'),
    server_time: instantSchema,
  })
  .meta({ id: 'Payment' });

export const bookingSchema = z
  .object({
    id: idSchema('bkg'),
    status: z.enum(['held', 'payment_processing', 'confirmed', 'expired', 'cancelled', 'refused']),
    version: z.int(),
    reference: z.string().optional().meta({ description: 'Record locator, once confirmed' }),
    hold: z
      .object({
        expires_at: instantSchema,
        server_time: instantSchema,
        extendable: z.boolean(),
        hard_cap: instantSchema,
      })
      .optional(),
    price: z.object({
      total: moneySchema,
      guaranteed_until: instantSchema.optional(),
      lines: z.array(z.object({ kind: z.enum(['fare', 'tax', 'seat']), label: z.string(), amount: moneySchema })),
    }),
    payment: z.looseObject({ status: paymentStatusSchema }),
    offer_id: idSchema('off'),
    slices: z.array(z.unknown()),
    seats: z.array(seatChoiceSchema),
    passengers: z.array(z.looseObject({ id: passengerId, type: passengerTypeSchema })),
    contact: contactSchema.optional(),
    available_actions: z.array(z.string()),
    booking_token: z.string().optional(),
    metadata: z.record(z.string(), z.string()),
    created_at: instantSchema,
    server_time: instantSchema,
  })
  .meta({ id: 'Booking' });

export const bookingEventSchema = z
  .object({ seq: z.int(), type: z.string(), at: instantSchema, data: z.looseObject({}) })
  .meta({ id: 'BookingEvent' });

export const exampleNewBooking = {
  offer_id: 'off_0123456789abcdefghijkl_0',
  expected_total: { amount: 22178, currency: currencySchema.parse('GBP') },
  passengers: [{ id: 'pax_1', type: 'adult', given_name: 'Ada', family_name: 'Lovelace', born_on: '1990-12-10' }],
  seats: [{ segment: 0, passenger: 'pax_1', designator: '12A' }],
  contact: { email: 'ada@example.com', phone: '+44 20 7946 0958' },
};
