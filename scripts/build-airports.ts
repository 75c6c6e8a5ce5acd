import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Airport } from '../src/domain/airports';
import { airportListSchema } from '../src/workers/airportFile';
import { cityCodes, correctionOf, renamedCodes, selection } from './airport-selection';

/**
 * Builds `data/airports.json` from the OpenFlights file: `npx tsx scripts/build-airports.ts`. Reads the data folder named
 * by SKYHOLD_DATA, by default the one beside the repository. The result is committed, so this runs only when the selection changes.
 */
const folder = path.join(process.env['SKYHOLD_DATA'] ?? path.join(__dirname, '../../shared/data'), 'openflights');
const target = path.join(__dirname, '../data/airports.json');

/** One line of a file of comma-separated values in which quoted ones may hold commas. */
function fields(line: string): string[] {
  const found: string[] = [];
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"\\]|\\.)*)"|([^,]*))/g)) {
    found.push(
      (match[1] ?? match[2] ?? '')
        .replace(/\\(["\\])/g, '$1')
        .replace(/\s+/g, ' ')
        .trim(),
    );
  }
  return found;
}

function rows(file: string): string[][] {
  return readFileSync(path.join(folder, file), 'utf8').split(/\r?\n/).filter(Boolean).map(fields);
}

function wantedCodes(): string[] {
  const today = Object.values(selection).flatMap((codes) => codes.trim().split(/\s+/));
  const before = new Map(Object.entries(renamedCodes).map(([old, now]) => [now, old]));
  return today.map((code) => before.get(code) ?? code);
}

function toAirport(row: readonly string[], countryCodes: ReadonlyMap<string, string>): Airport {
  const [, name = '', city = '', country = '', fileCode = '', , latitude, longitude, , , , zone = ''] = row;
  const code = renamedCodes[fileCode] ?? fileCode;
  const correction = correctionOf(fileCode);
  return {
    code,
    name: correction.name ?? name,
    city: correction.city ?? city,
    cityCode: cityCodes[code] ?? code,
    country: correction.country ?? countryCodes.get(country) ?? '',
    zone: correction.zone ?? zone,
    latitude: Math.round(Number(latitude) * 1e5) / 1e5,
    longitude: Math.round(Number(longitude) * 1e5) / 1e5,
  };
}

/**
 * The file's own offset from UTC, in hours, against the zone's: a zone that is wrong usually shows here. What is still
 * listed are countries that changed their time after the file was made (Greenland, Morocco, Jordan, Kazakhstan).
 */
function offsetDoubts(row: readonly string[], { code, zone }: Airport): string[] {
  const stated = Number(row[9]);
  const offsets = ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'].map((at) => offsetHours(zone, new Date(at)));
  return offsets.includes(stated)
    ? []
    : [`${code}: the file says UTC${stated >= 0 ? '+' : ''}${stated}, ${zone} has ${offsets.join(' and ')}`];
}

function offsetHours(zone: string, at: Date): number {
  const shown = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const match = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(shown.find((part) => part.type === 'timeZoneName')?.value ?? '');
  return (match?.[1] === '-' ? -1 : 1) * (Number(match?.[2] ?? 0) + Number(match?.[3] ?? 0) / 60);
}

function main(): void {
  const countryCodes = new Map(rows('countries.dat').map(([name = '', code = '']) => [name, code]));
  const byCode = new Map(rows('airports.dat').map((row) => [row[4] ?? '', row]));
  const airports: Airport[] = [];
  for (const code of wantedCodes()) {
    const row = byCode.get(code);
    if (!row) throw new Error(`${code} is not in airports.dat`);
    const airport = toAirport(row, countryCodes);
    if (airport.country === '') throw new Error(`${code}: the country of ${row.join(', ')} has no code`);
    airports.push(airport);
    for (const doubt of offsetDoubts(row, airport)) console.warn(doubt);
  }
  airports.sort((a, b) => (a.code < b.code ? -1 : 1));
  airportListSchema.parse(airports);
  writeFileSync(target, `[\n${airports.map((airport) => `  ${JSON.stringify(airport)}`).join(',\n')}\n]\n`);
  console.log(`${airports.length} airports in ${path.relative(process.cwd(), target)}`);
}

main();
