import type { Airport } from '../airports';
import type { ConnectionTime, Status } from '../connectionTimes';
import type { Faults, Place } from './faults';
import { splitValues } from './separatedValues';

/** A row of a table of minimum connection times, with the place where it stands. */
export interface DraftConnectionTime extends ConnectionTime {
  readonly airport: string;
  readonly place: Place;
}

const header = 'airport,from_terminal,to_terminal,from,to,minutes';
/** Longer than any published time; what is longer was meant in another unit. */
const mostMinutes = 360;

/** `airport,from_terminal,to_terminal,from,to,minutes` with a header line; `from` and `to` are D, I or nothing for either. */
export function createConnectionsReader(file: string, faults: Faults) {
  const times: DraftConnectionTime[] = [];

  function time(fields: readonly string[], place: Place): void {
    const [airports = '', fromTerminal = '', toTerminal = '', from = '', to = '', minutes = ''] = fields;
    const before = faults.count();
    const check = (field: string, value: string, form: RegExp, expected: string) =>
      form.test(value) ? undefined : faults.add(place, field, value, expected);
    const [airport = '', toAirport] = airports.split('/');
    check('airport', airports, /^[A-Z]{3}(\/[A-Z]{3})?$/, 'three letters, or two airports LHR/LGW');
    check('from_terminal', fromTerminal, /^[A-Z0-9]{0,4}$/i, 'letters and digits, or nothing');
    check('to_terminal', toTerminal, /^[A-Z0-9]{0,4}$/i, 'letters and digits, or nothing');
    check('from', from, /^[DI]?$/, 'D, I or nothing');
    check('to', to, /^[DI]?$/, 'D, I or nothing');
    if (!/^\d{1,3}$/.test(minutes) || Number(minutes) > mostMinutes)
      faults.add(place, 'minutes', minutes, `minutes up to ${mostMinutes}`);
    if (faults.count() > before) return;
    times.push({
      airport,
      place,
      ...(toAirport !== undefined && { toAirport }),
      ...(fromTerminal !== '' && { fromTerminal }),
      ...(toTerminal !== '' && { toTerminal }),
      ...(from !== '' && { from: statusOf(from) }),
      ...(to !== '' && { to: statusOf(to) }),
      minutes: Number(minutes),
    });
  }

  return {
    line(text: string, number: number): void {
      const place = { file, line: number };
      if (text.trim() === '') return;
      const fields = splitValues(text, ',')?.map((field) => field.trim()) ?? [];
      if (number === 1) {
        if (fields.join(',').toLowerCase() !== header) faults.add(place, 'header', text, header);
      } else if (fields.length !== 6) faults.add(place, 'row', text, '6 fields separated by commas');
      else time(fields, place);
    },
    end: (): readonly DraftConnectionTime[] => times,
  };
}

function statusOf(letter: string): Status {
  return letter === 'D' ? 'domestic' : 'international';
}

/** The airports with the times that tables publish for them. A time for an airport that nobody knows is a fault. */
export function withConnectionTimes(
  airports: ReadonlyMap<string, Airport>,
  times: readonly DraftConnectionTime[],
  faults: Faults,
): ReadonlyMap<string, Airport> {
  const all = new Map(airports);
  for (const { airport: code, place, ...time } of times) {
    const airport = all.get(code);
    const { toAirport } = time;
    if (toAirport !== undefined && all.get(toAirport)?.cityCode !== airport?.cityCode)
      faults.add(place, 'airport', `${code}/${toAirport}`, 'two airports of one city');
    else if (!airport) faults.add(place, 'airport', code, 'an airport of the network');
    else all.set(code, { ...airport, connectionTimes: [...(airport.connectionTimes ?? []), time] });
  }
  return all;
}
