import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createAirportsReader, type DraftAirport } from '../domain/imports/airportLists';
import { createFaults, describeFault } from '../domain/imports/faults';

/** `data/world-airports.csv`, whose source and licence are in `data/NOTICE.md`: for files that name airports only by code. */
export function readWorldAirports(
  file = path.join(__dirname, '../../data/world-airports.csv'),
): readonly DraftAirport[] {
  const faults = createFaults();
  const reader = createAirportsReader(path.basename(file), faults);
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((line, index) => reader.line(line, index + 1));
  const [first] = faults.listed;
  if (first) throw new Error(describeFault(first));
  return reader.end();
}
