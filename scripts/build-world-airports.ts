import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Airport } from '../src/domain/airports';
import { airportColumns, completeAirports, createOpenFlightsAirportsReader } from '../src/domain/imports/airportLists';
import { createFaults, describeFault } from '../src/domain/imports/faults';
import { createFindings } from '../src/domain/imports/findings';
import { readAirportFile } from '../src/workers/airportFile';
import { cityCodes, otherCityCodes } from './airport-selection';

/**
 * Builds `data/world-airports.csv` from the OpenFlights file, with the airports of `data/airports.json` in place of its own:
 * `npx tsx scripts/build-world-airports.ts`. The result is committed, so this runs only when one of them changes.
 */
const folder = path.join(process.env['SKYHOLD_DATA'] ?? path.join(__dirname, '../../shared/data'), 'openflights');
const target = path.join(__dirname, '../data/world-airports.csv');

function main(): void {
  const [faults, findings] = [createFaults(), createFindings()];
  const reader = createOpenFlightsAirportsReader(
    'airports.dat',
    faults,
    new Map(Object.entries({ ...cityCodes, ...otherCityCodes })),
  );
  readFileSync(path.join(folder, 'airports.dat'), 'utf8')
    .split(/\r?\n/)
    .forEach((line, index) => reader.line(line, index + 1));
  const [fault] = faults.listed;
  if (fault) throw new Error(describeFault(fault));
  const checked = readAirportFile();
  const airports = [...completeAirports([checked, reader.end()], findings).values()];
  airports.sort((a, b) => (a.code < b.code ? -1 : 1));
  writeFileSync(target, `${airportColumns.join(',')}\n${airports.map(toLine).join('\n')}\n`);
  for (const { what, count, examples } of findings.list()) console.log(`${count} ${what} (${examples.join(', ')})`);
  console.log(`${airports.length} airports in ${path.relative(process.cwd(), target)}`);
}

function toLine({ code, name, city, cityCode, country, zone, latitude, longitude }: Airport): string {
  const round = (degrees: number) => String(Math.round(degrees * 1e5) / 1e5);
  const fields = [code, name, city, cityCode, country === 'XX' ? '' : country, zone, round(latitude), round(longitude)];
  return fields.map((field) => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',');
}

main();
