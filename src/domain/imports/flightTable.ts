import { isoDate, type IsoDate } from '../instants';
import { everyDay } from '../schedules';
import type { DraftFlight, DraftLeg, DraftTimetable } from './drafts';
import type { Faults, Place } from './faults';
import { splitValues } from './separatedValues';

const always = { validFrom: isoDate('2020-01-01'), validTo: isoDate('2099-12-31') } as const;
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
] as const;
type Column = (typeof required)[number] | (typeof optional)[number];

/** Form of each column that may be given, and what its absence means is in `docs/imports.md`. */
const forms: Readonly<Record<Column, readonly [form: RegExp, expected: string]>> = {
  carrier: [/^[A-Z0-9]{2}[A-Z]?$/, 'a code of two or three characters'],
  number: [/^0*[1-9]\d{0,3}[A-Z]?$/, 'up to four digits and a suffix letter'],
  origin: [/^[A-Z]{3}$/, 'three letters'],
  destination: [/^[A-Z]{3}$/, 'three letters'],
  departs: [/^([01]\d|2[0-3]):[0-5]\d$/, 'a local time HH:MM'],
  arrives: [/^(([01]\d|2[0-3]):[0-5]\d)?$/, 'a local time HH:MM'],
  arrives_day: [/^(-1|0|[1-9])?$/, 'days after the departure, -1 to 9'],
  elapsed_minutes: [/^([1-9]\d{0,3})?$/, 'minutes'],
  date: [/^(\d{4}-\d\d-\d\d)?$/, 'a date YYYY-MM-DD'],
  valid_from: [/^(\d{4}-\d\d-\d\d)?$/, 'a date YYYY-MM-DD'],
  valid_to: [/^(\d{4}-\d\d-\d\d)?$/, 'a date YYYY-MM-DD'],
  days: [/^[1-7]*$/, 'digits from 1 (Monday) to 7'],
  every_weeks: [/^[12]?$/, '1 or 2'],
  leg: [/^([1-9]\d?)?$/, 'a number from 1'],
  departs_day: [/^\d?$/, 'days after the first departure of the flight'],
  aircraft: [/^([A-Z0-9]{3})?$/, 'a type of three characters'],
  origin_terminal: [/^[A-Z0-9]{0,4}$/i, 'letters and digits'],
  destination_terminal: [/^[A-Z0-9]{0,4}$/i, 'letters and digits'],
  operating_carrier: [/^([A-Z0-9]{2}[A-Z]?)?$/, 'a code of two or three characters'],
  operating_number: [/^(0*[1-9]\d{0,3}[A-Z]?)?$/, 'up to four digits and a suffix letter'],
};
type Row = Readonly<Record<Column, string>>;

/** A table of flights with a header line: the columns above, in any order; the rest may be absent. Rows with `leg` 2, 3, ... go on with the flight above. */
export function createFlightTableReader(file: string, faults: Faults) {
  const flights: DraftFlight[] = [];
  let order: readonly string[] | undefined;

  function flight(row: Row, place: Place): void {
    const before = faults.count();
    const dates = periodOf(row, place, faults);
    const leg = legOf(row, place, faults);
    if (faults.count() > before || !dates || !leg) return;
    const carrier = row.carrier;
    const number = row.number.replace(/^0+/, '');
    const above = flights.at(-1);
    if (Number(row.leg) > 1) {
      const fits = above?.carrier === carrier && above.number === number && above.legs.length === Number(row.leg) - 1;
      if (above && fits) flights[flights.length - 1] = { ...above, legs: [...above.legs, leg] };
      else faults.add(place, 'leg', row.leg, 'the next leg of the flight in the line above, or 1');
    } else flights.push({ carrier, number, legs: [leg], ...dates, closed: new Set() });
  }

  return {
    line(text: string, number: number): void {
      const place = { file, line: number };
      if (text.trim() === '') return;
      const fields = splitValues(text, ',')?.map((field) => field.trim());
      if (!order) order = readHeader(fields ?? [text], place, faults);
      else if (!fields || fields.length !== order.length) faults.add(place, 'row', text, `${order.length} fields`);
      else {
        const row = readRow(fields, order, place, faults);
        if (row) flight(row, place);
      }
    },
    end: (): DraftTimetable => ({ flights, carriers: new Map(), operatedAs: new Map() }),
  };
}

function readHeader(fields: readonly string[], place: Place, faults: Faults): string[] {
  const names = fields.map((field) => field.toLowerCase());
  for (const column of required)
    if (!names.includes(column)) faults.add(place, 'header', fields.join(','), `a column ${column}`);
  const known: readonly string[] = [...required, ...optional];
  for (const name of names) if (!known.includes(name)) faults.add(place, 'header', name, `one of ${known.join(', ')}`);
  return names;
}

function readRow(fields: readonly string[], order: readonly string[], place: Place, faults: Faults): Row | undefined {
  const before = faults.count();
  const row = Object.fromEntries(
    [...required, ...optional].map((column) => [column, fields[order.indexOf(column)] ?? '']),
  );
  for (const [column, [form, expected]] of Object.entries(forms)) {
    const value = row[column] ?? '';
    if (!form.test(value)) faults.add(place, column, value, expected);
  }
  return faults.count() > before ? undefined : (row as Row);
}

function periodOf(row: Row, place: Place, faults: Faults) {
  const day = (column: 'date' | 'valid_from' | 'valid_to', otherwise: IsoDate): IsoDate | undefined =>
    row[column] === ''
      ? otherwise
      : (dateOf(row[column]) ?? faults.add(place, column, row[column], 'a date that exists'));
  const only = day('date', always.validFrom);
  const validFrom = row.date === '' ? day('valid_from', always.validFrom) : only;
  const validTo = row.date === '' ? day('valid_to', always.validTo) : only;
  if (!validFrom || !validTo) return undefined;
  if (validTo < validFrom) return faults.add(place, 'valid_to', validTo, `a date not before ${validFrom}`);
  const days = [1, 2, 3, 4, 5, 6, 7].reduce(
    (mask, day) => (row.days.includes(String(day)) ? mask | (1 << (day - 1)) : mask),
    0,
  );
  const weekInterval = row.every_weeks === '2' ? ({ weekInterval: 2 } as const) : {};
  return { validFrom, validTo, days: days === 0 ? everyDay : days, ...weekInterval };
}

function dateOf(text: string): IsoDate | undefined {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text ? isoDate(text) : undefined;
}

function legOf(row: Row, place: Place, faults: Faults): DraftLeg | undefined {
  if (row.arrives === '' && row.elapsed_minutes === '')
    return faults.add(place, 'arrives', '', 'a local time HH:MM here, or minutes in elapsed_minutes');
  if ((row.operating_carrier === '') !== (row.operating_number === ''))
    return faults.add(place, 'operating_number', row.operating_number, 'a number together with operating_carrier');
  const arrival =
    row.elapsed_minutes === ''
      ? {
          place,
          arriveMinutes: minutesOf(row.arrives),
          ...(row.arrives_day !== '' && { arriveDay: Number(row.arrives_day) }),
        }
      : { elapsedMinutes: Number(row.elapsed_minutes) };
  return {
    origin: row.origin,
    destination: row.destination,
    departDay: Number(row.departs_day),
    departMinutes: minutesOf(row.departs),
    arrival,
    aircraft: row.aircraft,
    ...(row.origin_terminal !== '' && { originTerminal: row.origin_terminal }),
    ...(row.destination_terminal !== '' && { destinationTerminal: row.destination_terminal }),
    ...(row.operating_carrier !== '' && {
      operating: { carrier: row.operating_carrier, number: row.operating_number.replace(/^0+/, '') },
    }),
  };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
