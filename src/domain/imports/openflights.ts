import type { DraftTimetable } from './drafts';
import type { Faults, Place } from './faults';
import type { Findings } from './findings';
import { type PlainRoute, timetableOf } from './routeTimetables';
import { splitValues } from './separatedValues';

const nothing = new Set(['\\N', '', '-']);

/** OpenFlights gives no frequencies: once a day is the least that makes a route. */
const onceADay = 7;

/** `routes.dat`: airline, id, origin, id, destination, id, codeshare, stops, equipment. */
export function createRoutesReader(file: string, faults: Faults, findings: Findings) {
  const flown = new Map<string, PlainRoute>();
  const marketed = new Map<string, PlainRoute>();

  function route(fields: readonly string[], place: Place): void {
    const [carrier = '', , origin = '', , destination = '', , codeshare = '', stops = '', equipment = ''] = fields;
    const before = faults.count();
    if (!/^[A-Z0-9]{2}[A-Z0-9]?$/.test(carrier))
      faults.add(place, 'airline', carrier, 'a code of two or three characters');
    if (!isStation(origin)) faults.add(place, 'source airport', origin, 'a code of three or four letters');
    if (!isStation(destination))
      faults.add(place, 'destination airport', destination, 'a code of three or four letters');
    if (!/^\d$/.test(stops)) faults.add(place, 'stops', stops, 'a digit');
    if (codeshare !== '' && codeshare !== 'Y') faults.add(place, 'codeshare', codeshare, 'Y or nothing');
    if (faults.count() > before) return;
    const key = `${carrier} ${origin}-${destination}`;
    if (stops !== '0' || origin === destination) return findings.note('goes_nowhere', key);
    const [aircraft = ''] = equipment.split(' ');
    const found = { carrier, origin, destination, flightsPerWeek: onceADay, aircraft };
    (codeshare === 'Y' ? marketed : flown).set(key, found);
  }

  return {
    line(text: string, number: number): void {
      const place = { file, line: number };
      if (text.trim() === '') return;
      const fields = splitValues(text, ',');
      if (!fields || fields.length !== 9) faults.add(place, 'route', text, '9 fields separated by commas');
      else route(fields, place);
    },

    end(): DraftTimetable {
      const served = new Set([...flown.values()].map(({ origin, destination }) => `${origin}-${destination}`));
      const alone = [...marketed.values()].filter(({ carrier, origin, destination }) => {
        const known = served.has(`${origin}-${destination}`);
        findings.note(known ? 'codeshare' : 'codeshare_alone', `${carrier} ${origin}-${destination}`);
        return !known;
      });
      const routes = [...flown.values(), ...alone];
      for (const { carrier, origin, destination } of routes) {
        findings.note('times_not_given', `${carrier} ${origin}-${destination}`);
        findings.note('number_not_given', `${carrier} ${origin}-${destination}`);
      }
      return { flights: timetableOf(routes), carriers: new Map(), operatedAs: new Map() };
    },
  };
}

function isStation(code: string): boolean {
  return /^[A-Z0-9]{3,4}$/.test(code);
}

/** `airlines.dat`: id, name, alias, IATA, ICAO, callsign, country, active. Gives names by code; of two with one code the active one. */
export function createAirlinesReader(file: string, faults: Faults) {
  const names = new Map<string, { name: string; active: boolean }>();
  return {
    line(text: string, number: number): void {
      if (text.trim() === '') return;
      const fields = splitValues(text, ',');
      if (!fields || fields.length !== 8) {
        faults.add({ file, line: number }, 'airline', text, '8 fields separated by commas');
        return;
      }
      const [, name = '', , iata = '', icao = '', , , activity] = fields;
      const active = activity === 'Y';
      for (const code of [iata, icao])
        if (
          !nothing.has(code) &&
          !nothing.has(name) &&
          (active || !names.has(code)) &&
          names.get(code)?.active !== true
        )
          names.set(code, { name, active });
    },
    end(): DraftTimetable {
      const carriers = new Map([...names].map(([code, { name }]) => [code, name]));
      return { flights: [], carriers, operatedAs: new Map() };
    },
  };
}
