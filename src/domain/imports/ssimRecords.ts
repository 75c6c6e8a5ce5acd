import type { IsoDate } from '../instants';
import type { FlightNumber } from './drafts';
import type { Faults, Place } from './faults';
import {
  ssimDate,
  ssimDateVariation,
  ssimDays,
  ssimFlight,
  ssimTime,
  ssimVariation,
  untilFurtherNotice,
} from './ssimFields';

/** IATA SSIM chapter 7 has one record of 200 characters a line; columns are counted from 1 as the manual does. */
export const ssimRecordLength = 200;

export function columns(line: string, from: number, to = from): string {
  return line.slice(from - 1, to);
}

/** A flight leg, record type 3: one leg of one itinerary variation over one period. */
export interface SsimLeg extends FlightNumber {
  readonly place: Place;
  /** Itinerary variation and leg sequence: the legs of a variation make one flight. */
  readonly variation: number;
  readonly sequence: number;
  readonly serviceType: string;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate;
  readonly days: number;
  readonly weekInterval?: 2;
  readonly origin: string;
  readonly destination: string;
  /** Minutes after midnight in the file's time mode, at the gate for passengers; a few may lie in the day before or after. */
  readonly departs: number;
  readonly arrives: number;
  /** Minutes ahead of UTC. */
  readonly departOffset: number;
  readonly arriveOffset: number;
  /** Days from the period's dates to departure and arrival; absent where the file does not say. */
  readonly departDay?: number;
  readonly arriveDay?: number;
  readonly originTerminal: string;
  readonly destinationTerminal: string;
  readonly aircraft: string;
  /** One letter for each off point from this leg's board point on; blank is free. */
  readonly restrictions: string;
}

/** A reader of one line: each field is checked, each fault told with its columns, and the record is there when none was found. */
export function readLegRecord(line: string, place: Place, faults: Faults): SsimLeg | undefined {
  const before = faults.count();
  const { take, text } = fieldsOf(line, place, faults);
  const flight = take('flight designator (columns 3-9)', 3, 9, 'a carrier and a number like "LH  400"', (value) =>
    ssimFlight(value.slice(0, 3), value.slice(3), columns(line, 2)),
  );
  const overflow = take('itinerary variation overflow (column 128)', 128, 128, 'a digit or blank', hundreds);
  // Of the hundredth variation the two digits are 00, and the overflow is 1.
  const variation = take('itinerary variation (columns 10-11)', 10, 11, 'two digits from 01 on', (digits) =>
    wholeNumber(`${overflow ?? 0}${digits}`),
  );
  const sequence = take('leg sequence number (columns 12-13)', 12, 13, 'two digits from 01 on', wholeNumber);
  take('service type (column 14)', 14, 14, 'a letter', form(/^[A-Z]$/));
  for (const from of [53, 71])
    take(`terminal (columns ${from}-${from + 1})`, from, from + 1, 'letters and digits', form(/^[A-Z0-9 ]{2}$/));
  take('aircraft type (columns 73-75)', 73, 75, 'three characters, or blanks', form(/^([A-Z0-9]{3}| {3})$/));
  const validFrom = take('period from (columns 15-21)', 15, 21, 'a date DDMMMYY', ssimDate);
  const validTo = take('period to (columns 22-28)', 22, 28, 'a date DDMMMYY or 00XXX00', endOfPeriod);
  const days = take('days of operation (columns 29-35)', 29, 35, 'digits 1 to 7 each in its place', ssimDays);
  const frequency = take('frequency rate (column 36)', 36, 36, 'blank, 1 or 2', frequencyRate);
  const origin = take('departure station (columns 37-39)', 37, 39, 'three letters', station);
  const destination = take('arrival station (columns 55-57)', 55, 57, 'three letters', station);
  const times = timesOf(line, take);
  const departDay = take(
    'date variation of departure (column 193)',
    193,
    193,
    'a digit, A or blank',
    ssimDateVariation,
  );
  const arriveDay = take('date variation of arrival (column 194)', 194, 194, 'a digit, A or blank', ssimDateVariation);
  if (validFrom !== undefined && validTo !== undefined && validTo < validFrom)
    faults.add(place, 'period to (columns 22-28)', text(22, 28), `a date not before ${text(15, 21)}`);
  if (faults.count() > before || !flight || !validFrom || !validTo || !times || origin === undefined) return undefined;
  return {
    place,
    ...flight,
    variation: variation ?? 0,
    sequence: sequence ?? 1,
    serviceType: columns(line, 14),
    validFrom,
    validTo,
    days: days ?? 0,
    ...(frequency === 2 && { weekInterval: 2 }),
    origin,
    destination: destination ?? '',
    ...times,
    ...(typeof departDay === 'number' && { departDay }),
    ...(typeof arriveDay === 'number' && { arriveDay }),
    originTerminal: columns(line, 53, 54).trim(),
    destinationTerminal: columns(line, 71, 72).trim(),
    aircraft: columns(line, 73, 75).trim(),
    restrictions: columns(line, 150, 160),
  };
}

type Take = <T>(
  field: string,
  from: number,
  to: number,
  expected: string,
  read: (value: string) => T | undefined,
) => T | undefined;

function fieldsOf(line: string, place: Place, faults: Faults) {
  const text = (from: number, to: number): string => columns(line, from, to);
  const take: Take = (field, from, to, expected, read) => {
    const value = text(from, to);
    return read(value) ?? faults.add(place, field, value, expected);
  };
  return { take, text };
}

/** Passengers' times where they are given, else the aircraft's, to which the dates belong. */
function timesOf(line: string, take: Take) {
  const time = (name: string, passengers: number, aircraft: number): number | undefined => {
    const read = (what: string, from: number) =>
      take(`${what} ${name} time (columns ${from}-${from + 3})`, from, from + 3, 'a time HHMM', ssimTime);
    const given = (from: number) => columns(line, from, from + 3).trim() !== '';
    if (!given(passengers)) return read('aircraft', aircraft);
    const shown = read('passenger', passengers);
    const flown = given(aircraft) ? read('aircraft', aircraft) : shown;
    return shown === undefined || flown === undefined ? undefined : nearest(shown, flown);
  };
  const [departs, arrives] = [time('departure', 40, 44), time('arrival', 62, 58)];
  const departOffset = take(
    'time variation of departure (columns 48-52)',
    48,
    52,
    'hours and minutes +HHMM',
    ssimVariation,
  );
  const arriveOffset = take(
    'time variation of arrival (columns 66-70)',
    66,
    70,
    'hours and minutes +HHMM',
    ssimVariation,
  );
  if (departs === undefined || arrives === undefined || departOffset === undefined || arriveOffset === undefined)
    return undefined;
  return { departs, arrives, departOffset, arriveOffset };
}

/** Both are a few minutes apart, so across midnight one of them belongs to the day before or after. */
function nearest(minutes: number, to: number): number {
  if (minutes - to > 720) return minutes - 1440;
  return to - minutes > 720 ? minutes + 1440 : minutes;
}

function wholeNumber(text: string): number | undefined {
  return /^\d+$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
}

/** The text itself when it has the form. */
function form(expected: RegExp) {
  return (text: string): string | undefined => (expected.test(text) ? text : undefined);
}

function hundreds(text: string): number | undefined {
  return /^[\d ]$/.test(text) ? Number(text) : undefined;
}

function endOfPeriod(text: string): IsoDate | undefined {
  return text === '00XXX00' ? untilFurtherNotice : ssimDate(text);
}

function frequencyRate(text: string): 1 | 2 | undefined {
  if (text === '2') return 2;
  return text === ' ' || text === '1' ? 1 : undefined;
}

function station(text: string): string | undefined {
  return /^[A-Z]{3}$/.test(text) ? text : undefined;
}
