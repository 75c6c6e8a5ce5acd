import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { GraphPlan } from '../../src/domain/routing/graph';

const folder = path.join(process.env['SKYHOLD_DATA'] ?? path.join(__dirname, '../../../shared/data'), 'openflights');

/** Whether the OpenFlights files are there; a test that needs them skips, and says so. */
export const hasOpenFlights = existsSync(path.join(folder, 'routes.dat'));
if (!hasOpenFlights)
  console.warn(`SKIPPED: no OpenFlights data in ${folder}; set SKYHOLD_DATA to compare with the whole world`);

/** Fields of the file, quotes removed. A comma inside quotes does not divide. */
function rows(file: string): string[][] {
  const text = readFileSync(path.join(folder, file), 'utf8');
  return text
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"\\]|\\.)*)"|([^,]*))/g)].map((m) => m[1] ?? m[2] ?? ''));
}

/** The world's nonstop legs between airports that have a code. */
export function openFlightsPlan(): GraphPlan {
  const places = new Map(
    rows('airports.dat').flatMap((row) => (row[4] === undefined || row[4] === '\\N' ? [] : [[row[4], row] as const])),
  );
  const legs = rows('routes.dat')
    .filter((row) => row[7] === '0' && row[2] !== row[4] && places.has(row[2] ?? '') && places.has(row[4] ?? ''))
    .map((row) => ({ origin: row[2] ?? '', destination: row[4] ?? '' }));
  const used = new Set(legs.flatMap(({ origin, destination }) => [origin, destination]));
  const airports = [...used].map((code) => ({
    code,
    latitude: Number(places.get(code)?.[6]),
    longitude: Number(places.get(code)?.[7]),
  }));
  return { airports, legs };
}
