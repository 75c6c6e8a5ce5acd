import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type BucketAddress, packFlights } from '../../domain/flightBuckets';
import type { DatedFlight } from '../../domain/flights';
import { isoDate, type IsoDate } from '../../domain/instants';
import { pairKey } from '../../domain/routing/paths';
import { datedFlight, type LegSchedule } from '../../domain/schedules';

const gzipFromBytes = 4_096;

/** The schedules of a pair as stored, with the dates that have a bucket made from them. */
export interface StoredSchedules {
  readonly schedules: readonly LegSchedule[];
  readonly revision: number;
  readonly dates: readonly IsoDate[];
}

/** The flights of one date as they are stored. */
export function packDate(schedules: readonly LegSchedule[], address: BucketAddress): string {
  const flights = distinct(schedules.flatMap((schedule) => datedFlight(schedule, address.on) ?? []));
  flights.sort((a, b) => a.depart.at - b.depart.at || (a.flightId < b.flightId ? -1 : 1));
  return packFlights(address, flights);
}

/** A flight number flies once a day from one board point: of two schedules that say otherwise the first is believed. */
function distinct(flights: readonly DatedFlight[]): DatedFlight[] {
  const found = new Map<string, DatedFlight>();
  for (const flight of flights) {
    const key = `${flight.flightId} ${flight.carrier}${flight.number}`;
    if (!found.has(key)) found.set(key, flight);
  }
  return [...found.values()];
}

/** `LIS-JFK#schedule`. */
export function scheduleKey({ origin, destination }: Pick<BucketAddress, 'origin' | 'destination'>): string {
  return `${pairKey(origin, destination)}#schedule`;
}

export function hashOf(schedules: readonly LegSchedule[]): string {
  return createHash('sha256').update(JSON.stringify(schedules)).digest('base64url').slice(0, 22);
}

export function packSchedules(schedules: readonly LegSchedule[]): string | Uint8Array {
  const text = JSON.stringify(schedules);
  return text.length < gzipFromBytes ? text : gzipSync(text);
}

function unpack(packed: unknown): LegSchedule[] {
  if (typeof packed !== 'string' && !(packed instanceof Uint8Array))
    throw new TypeError('a schedule item holds neither text nor bytes');
  const parsed: unknown = JSON.parse(typeof packed === 'string' ? packed : gunzipSync(packed).toString('utf8'));
  if (!Array.isArray(parsed)) throw new TypeError('a schedule item holds no list of schedules');
  return parsed.filter(isSchedule);
}

/** What an import stored was typed then; the check is against items that something else wrote. */
function isSchedule(value: unknown): value is LegSchedule {
  if (typeof value === 'object' && value !== null && 'departLocal' in value && 'fares' in value) return true;
  throw new TypeError('a schedule item holds something that is no schedule');
}

export function toStored(item: Record<string, unknown>): StoredSchedules {
  return { schedules: unpack(item['Schedules']), revision: Number(item['Revision']), dates: datesIn(item) };
}

/** In order; none where no bucket was ever made. */
export function datesIn(item: Record<string, unknown>): IsoDate[] {
  const dates = item['Dates'] instanceof Set ? [...item['Dates']].map((on) => isoDate(String(on))) : [];
  return dates.sort();
}
