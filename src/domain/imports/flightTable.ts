import { isoDate, type IsoDate, plusDays } from '../instants';
import { everyDay } from '../schedules';
import { type DraftFlight, type DraftLeg, type DraftTimetable, turnDays } from './drafts';
import type { Faults, Place } from './faults';
import type { Findings } from './findings';
import { type FlightColumn, type FlightRow, readHeader, type TableForm } from './flightColumns';
import { dateOf, minutesOf, numberOf } from './flightValues';
import { splitValues } from './separatedValues';

const always = { validFrom: isoDate('2020-01-01'), validTo: isoDate('2099-12-31') } as const;

/** Form of the columns that are read as they stand; what their absence means is in `docs/imports.md`. */
const forms: Readonly<Partial<Record<FlightColumn, readonly [form: RegExp, expected: string]>>> = {
  carrier: [/^[A-Z0-9]{2}[A-Z]?$/, 'a code of two or three characters'],
  origin: [/^[A-Z]{3}$/, 'three letters'],
  destination: [/^[A-Z]{3}$/, 'three letters'],
  arrives_day: [/^(-1|0|[1-9])?$/, 'days after the departure, -1 to 9'],
  elapsed_minutes: [/^([1-9]\d{0,3}(\.0+)?)?$/, 'minutes'],
  days: [/^[1-7]*$/, 'digits from 1 (Monday) to 7'],
  every_weeks: [/^[12]?$/, '1 or 2'],
  leg: [/^([1-9]\d?)?$/, 'a number from 1'],
  departs_day: [/^\d?$/, 'days after the first departure of the flight'],
  aircraft: [/^([A-Z0-9]{3})?$/, 'a type of three characters'],
  origin_terminal: [/^[A-Z0-9]{0,4}$/i, 'letters and digits'],
  destination_terminal: [/^[A-Z0-9]{0,4}$/i, 'letters and digits'],
  operating_carrier: [/^([A-Z0-9]{2}[A-Z]?)?$/, 'a code of two or three characters'],
  operating_number: [/^(0*[1-9]\d{0,3}[A-Z]?)?$/, 'up to four digits and a suffix letter'],
  cancelled: [/^([01](\.0+)?|true|false)?$/i, '0 or 1'],
};
const localTime = 'a local time HH:MM';
const yes = /^(1|true)/i;

/**
 * A table of flights with a header line: our columns in any order, under our names or others that people use, separated by commas,
 * semicolons, tabs or bars; the rest may be absent. Rows with `leg` 2, 3, ... go on with the flight above.
 */
export function createFlightTableReader(file: string, faults: Faults, findings: Findings) {
  const flights: DraftFlight[] = [];
  let form: TableForm | undefined;
  let isHeaderRead = false;

  function flight(row: FlightRow, place: Place): void {
    const before = faults.count();
    for (const [column, [expression, expected]] of Object.entries(forms)) {
      const value = row[column as FlightColumn];
      if (!expression.test(value)) faults.add(place, column, value, expected);
    }
    const number = numberOf(row.number, row.carrier);
    if (number === undefined) faults.add(place, 'number', row.number, 'up to four digits and a suffix letter');
    const dates = periodOf(row, place, { faults, isMonthFirst: form?.isOperated ?? false });
    const leg = legOf(row, place, faults);
    if (faults.count() > before || !dates || !leg || number === undefined) return;
    if (yes.test(row.cancelled)) return findings.note('cancelled', `${row.carrier}${number} ${dates.validFrom}`);
    add({ carrier: row.carrier, number, ...atMidnight(dates, leg), closed: new Set() }, row, place);
  }

  function add(one: DraftFlight, row: FlightRow, place: Place): void {
    const above = flights.at(-1);
    if (Number(row.leg) <= 1) flights.push(one);
    else if (above?.carrier === one.carrier && above.number === one.number && above.legs.length === Number(row.leg) - 1)
      flights[flights.length - 1] = { ...above, legs: [...above.legs, ...one.legs] };
    else faults.add(place, 'leg', row.leg, 'the next leg of the flight in the line above, or 1');
  }

  return {
    line(text: string, number: number): void {
      const place = { file, line: number };
      if (text.trim() === '') return;
      if (!isHeaderRead) {
        isHeaderRead = true;
        form = readHeader(text, place, faults);
        for (const column of form?.ignored ?? []) findings.note('column_ignored', column);
      } else if (form) {
        const fields = splitValues(text, form.separator)?.map((field) => field.trim());
        if (fields?.length === form.width) flight(form.row(fields), place);
        else faults.add(place, 'row', text, `${form.width} fields`);
      }
    },
    end: (): DraftTimetable => ({ flights, carriers: new Map(), operatedAs: new Map() }),
  };
}

/** A departure at 24:00 is one at midnight of the day after. */
function atMidnight<Dates extends Pick<DraftFlight, 'days' | 'validFrom' | 'validTo'>>(dates: Dates, leg: DraftLeg) {
  if (leg.departMinutes < 1440) return { ...dates, legs: [leg] };
  const { validFrom, validTo } = dates;
  const isLater = leg.departDay > 0;
  const midnight = { ...leg, departMinutes: 0, departDay: isLater ? leg.departDay + 1 : 0 };
  if (isLater) return { ...dates, legs: [midnight] };
  const [from, to] = [plusDays(validFrom, 1), validTo === always.validTo ? validTo : plusDays(validTo, 1)];
  return { ...dates, days: turnDays(dates.days, 1), validFrom: from, validTo: to, legs: [midnight] };
}

function periodOf(
  row: FlightRow,
  place: Place,
  { faults, isMonthFirst }: { readonly faults: Faults; readonly isMonthFirst: boolean },
) {
  const day = (column: 'date' | 'valid_from' | 'valid_to', otherwise: IsoDate): IsoDate | undefined =>
    row[column] === ''
      ? otherwise
      : (dateOf(row[column], isMonthFirst) ?? faults.add(place, column, row[column], 'a date YYYY-MM-DD that exists'));
  const only = day('date', always.validFrom);
  const validFrom = row.date === '' ? day('valid_from', always.validFrom) : only;
  const validTo = row.date === '' ? day('valid_to', always.validTo) : only;
  if (!validFrom || !validTo) return undefined;
  if (validTo < validFrom) return faults.add(place, 'valid_to', validTo, `a date not before ${validFrom}`);
  const days = [1, 2, 3, 4, 5, 6, 7].reduce(
    (mask, weekday) => (row.days.includes(String(weekday)) ? mask | (1 << (weekday - 1)) : mask),
    0,
  );
  const weekInterval = row.every_weeks === '2' ? ({ weekInterval: 2 } as const) : {};
  return { validFrom, validTo, days: days === 0 ? everyDay : days, ...weekInterval };
}

function legOf(row: FlightRow, place: Place, faults: Faults): DraftLeg | undefined {
  const departMinutes = minutesOf(row.departs) ?? faults.add(place, 'departs', row.departs, localTime);
  const arrival = arrivalOf(row, place, faults);
  if ((row.operating_carrier === '') !== (row.operating_number === ''))
    faults.add(place, 'operating_number', row.operating_number, 'a number together with operating_carrier');
  if (departMinutes === undefined || !arrival) return undefined;
  return {
    origin: row.origin,
    destination: row.destination,
    departDay: Number(row.departs_day),
    departMinutes,
    arrival,
    aircraft: row.aircraft,
    ...(row.origin_terminal !== '' && { originTerminal: row.origin_terminal }),
    ...(row.destination_terminal !== '' && { destinationTerminal: row.destination_terminal }),
    ...(row.operating_carrier !== '' && {
      operating: { carrier: row.operating_carrier, number: row.operating_number.replace(/^0+/, '') },
    }),
  };
}

function arrivalOf(row: FlightRow, place: Place, faults: Faults): DraftLeg['arrival'] | undefined {
  if (row.elapsed_minutes !== '') return { elapsedMinutes: Number(row.elapsed_minutes) };
  if (row.arrives === '') return faults.add(place, 'arrives', '', `${localTime} here, or minutes in elapsed_minutes`);
  const minutes = minutesOf(row.arrives) ?? faults.add(place, 'arrives', row.arrives, localTime);
  if (minutes === undefined) return undefined;
  if (row.arrives_day === '') return { place, arriveMinutes: minutes % 1440 };
  return { place, arriveMinutes: minutes % 1440, arriveDay: Number(row.arrives_day) + Math.floor(minutes / 1440) };
}
