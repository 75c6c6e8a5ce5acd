import type { Faults, Place } from './faults';
import { splitValues } from './separatedValues';

const required = ['carrier', 'number', 'origin', 'destination', 'departs'] as const;
const optional = [
  'arrives',
  'arrives_day',
  'elapsed_minutes',
  'date',
  'valid_from',
  'valid_to',
  'days',
  'every_weeks',
  'leg',
  'departs_day',
  'aircraft',
  'origin_terminal',
  'destination_terminal',
  'operating_carrier',
  'operating_number',
  'cancelled',
] as const;
export type FlightColumn = (typeof required)[number] | (typeof optional)[number];
export const flightColumns: readonly FlightColumn[] = [...required, ...optional];

/** What stands in the columns of one line; empty where there is none. */
export type FlightRow = Readonly<Record<FlightColumn, string>>;

/**
 * Names under which people's tables have our columns, letters and digits only; of several in one table the first. What was
 * scheduled comes before what happened, because that is what is sold, and a code before what may be the airline's whole name.
 */
// prettier-ignore
const otherNames: Readonly<Partial<Record<FlightColumn, readonly string[]>>> = {
  carrier: ['airlinecode', 'carriercode', 'opuniquecarrier', 'opcarrier', 'uniquecarrier', 'iatacodereportingairline', 'reportingairline', 'iatacodeoperatingairline', 'operatingairline', 'airline'],
  number: ['flightnumber', 'flightno', 'flightnum', 'flight', 'opcarrierflnum', 'flnumber', 'flnum', 'flightnumberreportingairline', 'flightnumberoperatingairline'],
  origin: ['from', 'orig', 'originairport', 'departureairport'],
  destination: ['to', 'dest', 'destinationairport', 'destairport', 'arrivalairport'],
  departs: ['crsdeptime', 'scheddeptime', 'scheduleddeparture', 'scheduleddeparturetime', 'std', 'departure', 'departuretime', 'deptime'],
  arrives: ['crsarrtime', 'schedarrtime', 'scheduledarrival', 'scheduledarrivaltime', 'sta', 'arrival', 'arrivaltime', 'arrtime'],
  elapsed_minutes: ['crselapsedtime', 'scheduledtime', 'elapsed'],
  date: ['fldate', 'flightdate'],
  aircraft: ['aircrafttype', 'equipment'],
  cancelled: ['canceled'],
};
const partsOfDate = [['year'], ['month'], ['day', 'dayofmonth']] as const;

/** Columns that only records of operated flights have. These come with dozens of others, which are passed over. */
const ofOperatedFlights = /^(crsdeptime|scheddeptime|scheduleddeparture)$/;
/** When a flight really left: empty of one that never did, in records that have no column of their own for cancelled flights. */
const reallyLeft = /^(deptime|departuretime|actualdeparture|actualdeparturetime)$/;
const neverLeft = /^(NA)?$/;

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** How the lines of a table are read, as its header says. */
export interface TableForm {
  readonly separator: string;
  readonly width: number;
  /** American records of operated flights write dates month first. */
  readonly isOperated: boolean;
  readonly ignored: readonly string[];
  row(fields: readonly string[]): FlightRow;
}

/** The form of a table by its header line. Undefined, with its faults told, when a column is missing or none of ours. */
export function readHeader(line: string, place: Place, faults: Faults): TableForm | undefined {
  const before = faults.count();
  const separator = [',', ';', '\t', '|'].reduce((best, one) =>
    line.split(one).length > line.split(best).length ? one : best,
  );
  const given = (splitValues(line, separator) ?? [line]).map((name) => name.trim());
  const names = given.map(plain);
  const isOperated = names.some((name) => ofOperatedFlights.test(name));
  const at = new Map(flightColumns.map((column) => [column, placeOf(column, names)] as const));
  const dateAt = partsOfDate.map((one) => names.findIndex((name) => (one as readonly string[]).includes(name)));
  const isDateInParts = at.get('date') === -1 && dateAt.every((index) => index !== -1);
  const saysIfCancelled = !isOperated || at.get('cancelled') !== -1;
  const leftAt = saysIfCancelled ? -1 : names.findIndex((name) => reallyLeft.test(name));
  const used = new Set([...at.values(), ...(isDateInParts ? dateAt : []), leftAt]);
  const ignored = given.filter((_, index) => !used.has(index));
  for (const column of required) if (at.get(column) === -1) faults.add(place, 'header', line, `a column ${column}`);
  if (!isOperated) for (const name of ignored) faults.add(place, 'header', name, `one of ${flightColumns.join(', ')}`);
  if (faults.count() > before) return undefined;
  const value = (fields: readonly string[], index = -1): string => fields[index] ?? '';
  return {
    separator,
    width: given.length,
    isOperated,
    ignored,
    row(fields) {
      const row = Object.fromEntries(flightColumns.map((column) => [column, value(fields, at.get(column))]));
      const date = dateAt.map((index, part) => value(fields, index).padStart(part === 0 ? 4 : 2, '0')).join('-');
      const isCancelled = leftAt !== -1 && neverLeft.test(value(fields, leftAt));
      return { ...row, ...(isDateInParts && { date }), ...(isCancelled && { cancelled: '1' }) } as FlightRow;
    },
  };
}

function placeOf(column: FlightColumn, names: readonly string[]): number {
  const wanted = [plain(column), ...(otherNames[column] ?? [])];
  return wanted.reduce((found, name) => (found === -1 ? names.indexOf(name) : found), -1);
}
