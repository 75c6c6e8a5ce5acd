import path from 'node:path';
import {
  createAirportsReader,
  createOpenFlightsAirportsReader,
  type DraftAirport,
} from '../domain/imports/airportLists';
import { createConnectionsReader, type DraftConnectionTime } from '../domain/imports/connectionTable';
import type { DraftTimetable } from '../domain/imports/drafts';
import type { Faults } from '../domain/imports/faults';
import type { Findings } from '../domain/imports/findings';
import { createFlightTableReader } from '../domain/imports/flightTable';
import { createAirlinesReader, createRoutesReader } from '../domain/imports/openflights';
import { createSegmentsReader } from '../domain/imports/opentraveldata';
import type { ImportFormat } from '../domain/imports/requests';
import { createSsimReader } from '../domain/imports/ssim';

interface Lines {
  line(text: string, number: number): void;
}
export type FileReader = Lines &
  (
    | { readonly kind: 'timetable'; end(): DraftTimetable }
    | { readonly kind: 'airports'; end(): readonly DraftAirport[] }
    | { readonly kind: 'names'; end(): DraftTimetable }
    | { readonly kind: 'connections'; end(): readonly DraftConnectionTime[] }
  );

interface Context {
  readonly faults: Faults;
  readonly findings: Findings;
  /** Metropolitan codes, which OpenFlights does not have. */
  readonly cityCodes: ReadonlyMap<string, string>;
}

/** The reader of a file by the import's format and the file's name: lists of airports and airlines may come with any of them. */
export function readerFor(format: ImportFormat, file: string, context: Context): FileReader | undefined {
  const { faults, findings, cityCodes } = context;
  const name = path.basename(file).toLowerCase();
  if (name.includes('airports')) {
    const reader = name.endsWith('.dat')
      ? createOpenFlightsAirportsReader(file, faults, cityCodes)
      : createAirportsReader(file, faults);
    return { kind: 'airports', ...reader };
  }
  if (name.includes('airlines') && name.endsWith('.dat'))
    return { kind: 'names', ...createAirlinesReader(file, faults) };
  if (name.includes('connections') && name.endsWith('.csv'))
    return { kind: 'connections', ...createConnectionsReader(file, faults) };
  const timetable = timetableReader(format, file, faults, findings);
  return timetable && { kind: 'timetable', ...timetable };
}

function timetableReader(format: ImportFormat, file: string, faults: Faults, findings: Findings) {
  switch (format) {
    case 'ssim':
      return createSsimReader(file, faults, findings);
    case 'csv':
      return createFlightTableReader(file, faults, findings);
    case 'opentraveldata':
      return createSegmentsReader(file, faults, findings);
    case 'openflights':
      if (/routes/i.test(path.basename(file))) return createRoutesReader(file, faults, findings);
      return faults.add({ file, line: 0 }, 'name', path.basename(file), 'airports.dat, airlines.dat or routes.dat');
    case 'demo':
      return undefined;
  }
}
