import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Airport } from '../domain/airports';

function isZone(zone: string): boolean {
  try {
    return zone !== '' && new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** `data/airports.json`, whose source and licence are in `data/NOTICE.md`. */
export const airportListSchema = z
  .array(
    z.strictObject({
      code: z.string().regex(/^[A-Z]{3}$/),
      name: z.string().min(3),
      city: z.string().min(2),
      cityCode: z.string().regex(/^[A-Z]{3}$/),
      country: z.string().regex(/^[A-Z]{2}$/),
      zone: z.string().refine(isZone, 'expected an IANA time zone'),
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
    }),
  )
  .refine(
    (airports) => new Set(airports.map(({ code }) => code)).size === airports.length,
    'an airport is listed twice',
  );

/** Reads and checks the airports of the demo network. Throws with the place and the fault of each wrong entry. */
export function readAirportFile(file = path.join(__dirname, '../../data/airports.json')): Airport[] {
  return airportListSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
