import { z } from 'zod';
import { contactSchema, passengerSchema } from './bookingSchemas';
import { currencySchema, idSchema, instantSchema, locationSchema } from './schemas';

const { given_name, family_name, born_on, gender, document, loyalty } = passengerSchema.shape;
const { email, phone } = contactSchema.shape;

const profileMembers = {
  given_name,
  family_name,
  email,
  phone,
  home_airport: locationSchema,
  currency: currencySchema,
};
const details = { given_name, family_name, born_on, gender, document, loyalty };

export const accountSchema = z
  .object({
    id: z.string().meta({ description: 'The user, as bookings name their owner', examples: ['usr_traveller-1'] }),
    roles: z.array(z.string()).meta({ description: '`operator`, `partner`; everybody is a traveller' }),
    profile: z.object(profileMembers).partial(),
    saved_passengers: z.int().meta({ description: 'How many are kept' }),
  })
  .meta({ id: 'Account' });

/** Merge patch (RFC 7396): null removes a member, an absent one stays. */
const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().optional();

export const profileChangeSchema = z
  .strictObject({
    given_name: orNull(given_name),
    family_name: orNull(family_name),
    email: orNull(email),
    phone: orNull(phone),
    home_airport: orNull(locationSchema),
    currency: orNull(currencySchema),
  })
  .meta({ id: 'ProfileChange' });

export const savedPassengerParams = z.strictObject({ id: idSchema('sav') });
export const newSavedPassengerSchema = z.strictObject(details).meta({ id: 'NewSavedPassenger' });
export const savedPassengerSchema = z.object({ id: idSchema('sav'), ...details }).meta({ id: 'SavedPassenger' });
export const savedPassengerChangeSchema = z
  .strictObject({
    given_name: given_name.optional(),
    family_name: family_name.optional(),
    born_on: born_on.optional(),
    gender: gender.nullable(),
    document: document.nullable(),
    loyalty: loyalty.nullable(),
  })
  .meta({ id: 'SavedPassengerChange' });

export const erasureSchema = z
  .object({
    requested_at: instantSchema,
    bookings: z.object({
      erased: z.int().meta({ description: 'Bookings whose passengers and contact nobody can read any more' }),
      kept: z.array(
        z.object({
          id: idSchema('bkg'),
          reason: z.enum(['live', 'not_flown']).meta({
            description: '`live`: on hold or being paid for; `not_flown`: a ticket whose last flight has not arrived',
          }),
          looked_at_again_at: instantSchema,
        }),
      ),
    }),
  })
  .meta({ id: 'Erasure' });

export const examplePassenger = { given_name: 'Ada', family_name: 'Lovelace', born_on: '1990-12-10' };
export const exampleSavedPassenger = { id: 'sav_Y2FuIGJlIHVzZWQ', ...examplePassenger };
export const exampleAccount = {
  id: 'usr_traveller-1',
  roles: [],
  profile: { given_name: 'Ada', family_name: 'Traveller', email: 'ada@example.com', home_airport: 'LIS' },
  saved_passengers: 1,
};
export const exampleErasure = {
  requested_at: '2026-12-01T10:00:00.000Z',
  bookings: {
    erased: 3,
    kept: [{ id: 'bkg_bm90IGZsb3duIHlldA', reason: 'not_flown', looked_at_again_at: '2026-12-22T15:10:00.000Z' }],
  },
};
