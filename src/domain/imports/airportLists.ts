import type { Airport } from '../airports';
import { greatCircleMetres } from '../distances';
import { isZone } from '../zones';
import { countryCode } from './countries';
import type { Faults, Place } from './faults';
import type { Findings } from './findings';
import { splitValues } from './separatedValues';
import { correctedZone } from './zoneCorrections';

/** Country and zone are empty where the list has none. */
export type DraftAirport = Airport;

/** Columns of a list of airports of our own form, in this order or any other. */
export const airportColumns = [
  'code',
  'name',
  'city',
  'city_code',
  'country',
  'zone',
  'latitude',
  'longitude',
] as const;

/** `code,name,city,city_code,country,zone,latitude,longitude` with a header line; country is ISO 3166-1 alpha-2. */
export function createAirportsReader(file: string, faults: Faults) {
  const airports: DraftAirport[] = [];
  let order: readonly string[] | undefined;

  function airport(fields: readonly string[], place: Place): void {
    const value = (column: string): string => (fields[order?.indexOf(column) ?? -1] ?? '').trim();
    const before = faults.count();
    const check = (field: string, form: RegExp, expected: string) =>
      form.test(value(field)) ? undefined : faults.add(place, field, value(field), expected);
    check('code', /^[A-Z]{3}$/, 'three letters');
    check('city_code', /^([A-Z]{3})?$/, 'three letters or nothing');
    check('country', /^([A-Z]{2})?$/, 'two letters or nothing');
    checkPosition(value('latitude'), value('longitude'), place, faults);
    const zone = value('zone');
    if (zone !== '' && !isZone(zone)) faults.add(place, 'zone', zone, 'an IANA time zone or nothing');
    if (faults.count() > before) return;
    const [code, name, city] = [value('code'), value('name'), value('city')];
    airports.push({
      code,
      name: name === '' ? code : name,
      city: city === '' ? code : city,
      cityCode: value('city_code') === '' ? code : value('city_code'),
      country: value('country'),
      zone,
      latitude: Number(value('latitude')),
      longitude: Number(value('longitude')),
    });
  }

  return {
    line(text: string, number: number): void {
      const place = { file, line: number };
      if (text.trim() === '') return;
      const fields = splitValues(text, ',');
      if (!order) order = readHeader(fields ?? [], place, faults);
      else if (!fields || fields.length !== order.length) faults.add(place, 'airport', text, `${order.length} fields`);
      else airport(fields, place);
    },
    end: () => airports,
  };
}

function readHeader(fields: readonly string[], place: Place, faults: Faults): string[] {
  const names = fields.map((field) => field.trim().toLowerCase());
  for (const column of ['code', 'latitude', 'longitude'])
    if (!names.includes(column)) faults.add(place, 'header', fields.join(','), `a column ${column}`);
  return names;
}

/** OpenFlights' `airports.dat`. Airports without a code of three letters cannot be sold, and are passed over; zones that it has wrong are put right. */
export function createOpenFlightsAirportsReader(file: string, faults: Faults, cityCodes: ReadonlyMap<string, string>) {
  const airports: DraftAirport[] = [];
  return {
    line(text: string, number: number): void {
      const place = { file, line: number };
      if (text.trim() === '') return;
      const fields = splitValues(text, ',');
      if (!fields || fields.length !== 14) {
        faults.add(place, 'airport', text, '14 fields separated by commas');
        return;
      }
      const [, name = '', city = '', country = '', code = '', , latitude = '', longitude = '', , , , zone = ''] =
        fields;
      if (!/^[A-Z]{3}$/.test(code)) return;
      if (!checkPosition(latitude, longitude, place, faults)) return;
      airports.push({
        code,
        name,
        city: city === '' ? name : city,
        cityCode: cityCodes.get(code) ?? code,
        country: countryCode(country) ?? '',
        zone: correctedZone(code) ?? (isZone(zone) ? zone : ''),
        latitude: Number(latitude),
        longitude: Number(longitude),
      });
    },
    end: () => airports,
  };
}

function checkPosition(latitude: string, longitude: string, place: Place, faults: Faults): boolean {
  const before = faults.count();
  const isDegrees = (text: string, most: number) => text.trim() !== '' && Math.abs(Number(text)) <= most;
  if (!isDegrees(latitude, 90)) faults.add(place, 'latitude', latitude, 'degrees from -90 to 90');
  if (!isDegrees(longitude, 180)) faults.add(place, 'longitude', longitude, 'degrees from -180 to 180');
  return faults.count() === before;
}

/** Each airport once, with a country and a zone: what a list has not is filled in, and noted. By code. */
export function completeAirports(
  lists: readonly (readonly DraftAirport[])[],
  findings: Findings,
): Map<string, Airport> {
  const byCode = new Map<string, DraftAirport>();
  for (const airport of lists.flat()) {
    if (byCode.has(airport.code)) findings.note('airport_twice', airport.code);
    else byCode.set(airport.code, airport);
  }
  const zoned = [...byCode.values()].filter(({ zone }) => zone !== '');
  return new Map(
    [...byCode].map(([code, airport]) => {
      const zone = airport.zone === '' ? nearestZone(airport, zoned) : airport.zone;
      if (airport.zone === '') findings.note('airport_without_zone', `${code}: ${zone}`);
      if (airport.country === '') findings.note('country_unknown', code);
      return [code, { ...airport, zone, country: airport.country === '' ? 'XX' : airport.country }];
    }),
  );
}

/** That of the nearest airport, of the same country if it has one with a zone; by longitude where there is none at all. */
function nearestZone(airport: DraftAirport, zoned: readonly DraftAirport[]): string {
  const neighbours = zoned.filter(({ country }) => country !== '' && country === airport.country);
  let nearest: { zone: string; metres: number } | undefined;
  for (const other of neighbours.length > 0 ? neighbours : zoned) {
    const metres = greatCircleMetres(airport, other);
    if (!nearest || metres < nearest.metres) nearest = { zone: other.zone, metres };
  }
  return nearest?.zone ?? nauticalZone(airport.longitude);
}

/** The sign of these names is turned round: `Etc/GMT-3` is three hours ahead. */
function nauticalZone(longitude: number): string {
  const hours = Math.round(longitude / 15);
  return hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}
