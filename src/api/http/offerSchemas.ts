import { z } from 'zod';
import { bestWeights } from '../../domain/ranking';
import { cabinSchema, durationSchema, idSchema, instantSchema, localTimeSchema, moneySchema } from './schemas';

/** Wire schemas of flights and offers as answers and events show them. */
export const airportCodeSchema = z.string().meta({ description: 'IATA code of an airport', examples: ['LIS'] });
export const carrierSchema = z
  .string()
  .meta({ description: 'Code of a carrier: two characters, with some a letter more', examples: ['X1'] });

const flightEndSchema = z
  .object({
    airport: airportCodeSchema,
    terminal: z.string().optional(),
    local: localTimeSchema,
    zone: z.string().meta({ description: 'IANA time zone', examples: ['Europe/Lisbon'] }),
    utc: instantSchema,
  })
  .meta({ id: 'FlightEnd' });

export const segmentSchema = z
  .object({
    flight_id: z.string().meta({
      description:
        'Operating carrier, number, date at the first board point, board point. A retiming does not change it.',
      examples: ['X1-101-2026-12-10-LIS'],
    }),
    carrier: carrierSchema,
    number: z.string(),
    operating: z.object({ carrier: carrierSchema, number: z.string() }),
    depart: flightEndSchema,
    arrive: flightEndSchema,
    duration: durationSchema,
    aircraft: z.string(),
    cabin: cabinSchema,
    booking_class: z.string(),
    fare_basis: z.string(),
    stops: z
      .array(
        z.object({
          airport: airportCodeSchema,
          arrive: flightEndSchema,
          depart: flightEndSchema,
          duration: durationSchema.meta({ description: 'On the ground' }),
        }),
      )
      .optional()
      .meta({
        description: 'Where the flight lands on the way, under the same number and with the traveller on board',
      }),
  })
  .meta({ id: 'Segment' });

const sliceSchema = z
  .object({
    origin: airportCodeSchema,
    destination: airportCodeSchema,
    duration: durationSchema,
    segments: z.array(segmentSchema),
    connections: z.array(
      z.object({
        airport: airportCodeSchema,
        departs_from: airportCodeSchema.optional().meta({ description: 'With a change of airport: the other one' }),
        duration: durationSchema,
        kind: z.enum(['same_terminal', 'change_of_terminal', 'same_airport', 'change_of_airport']),
      }),
    ),
  })
  .meta({ id: 'Slice' });

export const passengerTypeSchema = z
  .enum(['adult', 'child', 'infant_seat', 'infant_lap'])
  .meta({ id: 'PassengerType' });

const conditionsSchema = z
  .object({
    change: z.enum(['free', 'fee', 'no']),
    refund: z.enum(['free', 'fee', 'no']),
    bags: z.int().meta({ description: 'Checked bags included per passenger' }),
    seat_choice: z.enum(['free', 'fee']),
  })
  .meta({ id: 'FareConditions' });

export const offerSchema = z
  .object({
    id: idSchema('off'),
    total: moneySchema,
    per_passenger: z.array(
      z.object({
        passenger_type: passengerTypeSchema,
        base: moneySchema,
        taxes: z.array(z.object({ code: z.string(), amount: moneySchema })),
        total: moneySchema,
      }),
    ),
    cabin: cabinSchema,
    fare_brand: z.string(),
    fare_brand_name: z.string(),
    conditions: conditionsSchema,
    slices: z.array(sliceSchema),
    seats_left: z.int().meta({ description: 'Of the fullest flight; more than nine are shown as nine' }),
    rank: z
      .object({ best: z.int(), price: z.int(), duration: z.int() })
      .meta({ description: 'Positions within the search, 1 is first' }),
    why_ranked: z.array(z.string()),
    as_of: instantSchema.meta({ description: 'Instant of the availability behind `seats_left`' }),
    expires_at: instantSchema,
    payment: z.object({ hold_minutes: z.number() }),
  })
  .meta({ id: 'Offer' });

const { price, duration, connection, unsocial } = bestWeights;
export const offerSortSchema = z.enum(['best', 'price', 'duration', 'departure', 'arrival']).meta({
  id: 'OfferSort',
  description:
    `\`best\` is the lowest of ${price} x how far above the cheapest + ${duration} x how far above the fastest (as shares) ` +
    `+ ${connection} per connection + ${unsocial} per take-off or landing at night (23:00 to 06:00).`,
});

/** `06:30`. */
export const clockSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ description: 'Wall-clock time at the origin', examples: ['06:30'] });

export const airlineSchema = z
  .string()
  .regex(/^[A-Za-z0-9]{2}[A-Za-z]?$/)
  .transform((code) => code.toUpperCase())
  .meta({ description: 'Code of a carrier: two characters, with some a letter more', examples: ['X1'] });

/** Days, hours and minutes of a positive ISO 8601 duration, in minutes. Months and years have no fixed length. */
export const limitingDurationSchema = z
  .string()
  .regex(/^P(?=\d|T\d)(\d{1,2}D)?(T(?=\d)(\d{1,3}H)?(\d{1,4}M)?)?$/)
  .transform((text) => {
    const part = (unit: string) => Number(new RegExp(`(\\d+)${unit}`).exec(text)?.[1] ?? 0);
    return part('D') * 1440 + part('H') * 60 + part('M');
  })
  .meta({ description: 'ISO 8601 duration of days, hours and minutes', examples: ['PT10H30M'] });

export const airportSchema = z
  .object({
    kind: z.enum(['airport', 'city']),
    code: z.string(),
    name: z.string(),
    city: z.string(),
    country: z.string().meta({ description: 'ISO 3166-1 alpha-2' }),
    zone: z.string(),
    airports: z.array(z.object({ code: z.string(), name: z.string(), latitude: z.number(), longitude: z.number() })),
  })
  .meta({
    id: 'Location',
    description: 'An airport, or a city with all its airports: both can be searched from and to',
  });
