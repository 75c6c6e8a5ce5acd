import type { DraftTimetable } from './drafts';
import type { Faults } from './faults';
import type { Findings } from './findings';
import { type PlainRoute, timetableOf } from './routeTimetables';
import { splitValues } from './separatedValues';

const header = '#legori;legdes;operating_airline;deptdtYYYYMM;capacity;frequency';

/** Seats and flights of a carrier on a leg, summed over the files' months, with the days these months have. */
interface Operated {
  readonly carrier: string;
  readonly origin: string;
  readonly destination: string;
  seats: number;
  flights: number;
}

/** Operated segments of a month: origin, destination, operating airline, month, seats, flights. Their flights are spread over each week. */
export function createSegmentsReader(file: string, faults: Faults, findings: Findings) {
  const operated = new Map<string, Operated>();
  const months = new Set<string>();

  function add(fields: readonly string[], line: number): void {
    const [origin = '', destination = '', carrier = '', month = '', seats = '', flights = ''] = fields;
    const before = faults.count();
    const check = (field: string, value: string, form: RegExp, expected: string) =>
      form.test(value) ? undefined : faults.add({ file, line }, field, value, expected);
    check('legori', origin, /^[A-Z]{3}$/, 'three letters');
    check('legdes', destination, /^[A-Z]{3}$/, 'three letters');
    check('operating_airline', carrier, /^[A-Z0-9]{2}[A-Z]?$/, 'a code of two or three characters');
    check('deptdtYYYYMM', month, /^\d{4}(0[1-9]|1[0-2])$/, 'a month YYYYMM');
    check('capacity', seats, /^\d{1,8}$/, 'a number of seats');
    check('frequency', flights, /^\d{1,6}$/, 'a number of flights');
    if (faults.count() > before) return;
    months.add(month);
    const key = `${carrier} ${origin}-${destination}`;
    if (origin === destination || Number(flights) === 0) return findings.note('goes_nowhere', key);
    const known = operated.get(key) ?? { carrier, origin, destination, seats: 0, flights: 0 };
    operated.set(key, known);
    known.seats += Number(seats);
    known.flights += Number(flights);
  }

  return {
    line(text: string, number: number): void {
      if (text.trim() === '') return;
      if (number === 1) {
        if (text.trim() !== header) faults.add({ file, line: 1 }, 'header', text, header);
        return;
      }
      const fields = splitValues(text, ';');
      if (!fields || fields.length !== 6)
        faults.add({ file, line: number }, 'segment', text, '6 fields separated by semicolons');
      else add(fields, number);
    },

    end(): DraftTimetable {
      const days = [...months].reduce((sum, month) => sum + daysOf(month), 0);
      const routes = [...operated.values()].map((one): PlainRoute => {
        const route = `${one.carrier} ${one.origin}-${one.destination}`;
        findings.note('times_not_given', route);
        findings.note('number_not_given', route);
        const { carrier, origin, destination, seats, flights } = one;
        return {
          carrier,
          origin,
          destination,
          flightsPerWeek: (flights * 7) / days,
          aircraft: '',
          seats: seats / flights,
        };
      });
      return { flights: timetableOf(routes), carriers: new Map(), operatedAs: new Map() };
    },
  };
}

function daysOf(month: string): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(4)), 0)).getUTCDate();
}
