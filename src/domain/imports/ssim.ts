import type { DraftFlight, DraftTimetable, FlightNumber } from './drafts';
import type { Faults, Place } from './faults';
import type { Findings } from './findings';
import { createSerialCheck, legOfRecord } from './ssimOrder';
import { ssimDate, ssimFlightList } from './ssimFields';
import { flightsOf, type SsimLegGroup, type TimeMode } from './ssimFlights';
import { columns, readLegRecord, ssimRecordLength } from './ssimRecords';

/** Data element identifiers that say which flight is flown under which numbers. */
const duplicates = '010';
const operatingLeg = '050';

/** Scheduled services that carry passengers: normal, shuttle, surface vehicle, mixed cabin, and additional flights of these. */
const passengerServices = /[JSUQGBR]/;

interface OpenLeg extends SsimLegGroup {
  readonly operated: { board: string; off: string; by: FlightNumber }[];
}

/**
 * Reads IATA SSIM chapter 7 line by line: header (1), carrier (2), flight legs (3) with their segment data (4), trailer (5).
 * A file without its trailer was cut off, and is a fault. Several carriers may follow each other, each with its trailer.
 */
export function createSsimReader(file: string, faults: Faults, findings: Findings) {
  const flights: DraftFlight[] = [];
  const operatedAs = new Map<string, FlightNumber>();
  let mode: TimeMode | undefined;
  let state: 'start' | 'header' | 'carrier' | 'trailer' = 'start';
  let itinerary: OpenLeg[] = [];
  let ignoringSegments = false;
  /** Designator of the carrier whose records these are. */
  let designator = '';
  /** What the segment data records that follow must belong to. */
  let legAbove: string | undefined;
  let last: Place = { file, line: 0 };
  let isEnded = false;
  const serials = createSerialCheck(faults, findings);

  function endItinerary(): void {
    if (itinerary.length > 0) flights.push(...flightsOf(itinerary, faults, findings));
    itinerary = [];
  }

  function header(place: Place): void {
    if (state === 'carrier') faults.add(place, 'record type (column 1)', '1', 'a trailer before the next header');
    state = 'header';
  }

  function sameCarrier(line: string, place: Place): void {
    const stated = columns(line, 3, 5);
    if (stated !== designator && state === 'carrier' && !(line.startsWith('5') && stated.trim() === ''))
      faults.add(place, 'airline designator (columns 3-5)', stated, `${designator.trim()} as in the carrier record`);
  }

  function carrier(line: string, place: Place): void {
    if (state !== 'header' && state !== 'trailer')
      faults.add(place, 'record type (column 1)', '2', 'a header before the first carrier, a trailer before the next');
    state = 'carrier';
    designator = columns(line, 3, 5);
    legAbove = undefined;
    const timeMode = columns(line, 2);
    mode =
      timeMode === 'U' || timeMode === 'L' ? timeMode : faults.add(place, 'time mode (column 2)', timeMode, 'U or L');
    for (const [from, name] of [
      [15, 'validity from'],
      [22, 'validity to'],
    ] as const) {
      const text = columns(line, from, from + 6);
      if (ssimDate(text) === undefined && text !== '00XXX00')
        faults.add(place, `${name} (columns ${from}-${from + 6})`, text, 'a date DDMMMYY or 00XXX00');
    }
  }

  function flightLeg(line: string, place: Place): void {
    if (state !== 'carrier') faults.add(place, 'record type (column 1)', '3', 'a carrier record before the first leg');
    sameCarrier(line, place);
    legAbove = legOfRecord(line);
    const leg = readLegRecord(line, place, faults);
    ignoringSegments = !leg;
    if (!leg) return;
    const [before] = itinerary;
    if (!before || !isSameItinerary(before, leg)) endItinerary();
    if (!passengerServices.test(leg.serviceType)) {
      ignoringSegments = true;
      findings.note('not_for_passengers', `${leg.carrier}${leg.number} service type ${leg.serviceType}`);
      return;
    }
    itinerary.push({ leg, mode: mode ?? 'L', operated: [] });
  }

  function segmentData(line: string, place: Place): void {
    if (legAbove === undefined || state !== 'carrier') {
      faults.add(place, 'record type (column 1)', '4', 'a flight leg record before it');
      return;
    }
    if (legOfRecord(line) !== legAbove) {
      faults.add(place, 'flight and leg (columns 2-13 and 28)', columns(line, 2, 13), 'those of the leg above');
      return;
    }
    const open = itinerary.at(-1);
    if (ignoringSegments || !open) return;
    const identifier = columns(line, 31, 33);
    if (!/^\d{3}$/.test(identifier))
      faults.add(place, 'data element identifier (columns 31-33)', identifier, 'three digits');
    if (identifier !== duplicates && identifier !== operatingLeg) return;
    // A lone X takes back what was said of the leg before.
    if (columns(line, 40, 194).trim() === 'X') return;
    const named = ssimFlightList(columns(line, 40, 194));
    if (!named) {
      faults.add(
        place,
        `data of DEI ${identifier} (from column 40)`,
        columns(line, 40, 194).trim(),
        'flights like LH 0400/UA 8830',
      );
      return;
    }
    const [board, off] = [columns(line, 34, 36), columns(line, 37, 39)];
    const [by] = named;
    if (identifier === operatingLeg && by) open.operated.push({ board, off, by });
    if (identifier === duplicates)
      for (const { carrier: sold, number } of named)
        operatedAs.set(`${sold}${number} ${board}-${off}`, { carrier: open.leg.carrier, number: open.leg.number });
  }

  function trailer(line: string, place: Place): void {
    if (state !== 'carrier') faults.add(place, 'record type (column 1)', '5', 'a carrier record before its trailer');
    sameCarrier(line, place);
    serials.trailer(line, place);
    const code = columns(line, 194);
    if (!/[CE ]/.test(code)) faults.add(place, 'end code (column 194)', code, 'C, or E in the last trailer');
    isEnded = code !== 'C';
    endItinerary();
    state = 'trailer';
  }

  return {
    line(given: string, number: number): void {
      const place = { file, line: number };
      if (/^0*\s*$/.test(given)) {
        if (given.startsWith('0')) serials.zeros();
        return;
      }
      last = place;
      // Blanks beyond the record are no part of it.
      const text = given.slice(ssimRecordLength).trim() === '' ? given.slice(0, ssimRecordLength) : given;
      if (text.length !== ssimRecordLength) {
        serials.forget();
        faults.add(place, 'record', `${text.length} characters`, `${ssimRecordLength} characters`);
        return;
      }
      serials.record(text, place);
      if (text.startsWith('1')) header(place);
      else if (text.startsWith('2')) carrier(text, place);
      else if (text.startsWith('3')) flightLeg(text, place);
      else if (text.startsWith('4')) segmentData(text, place);
      else if (text.startsWith('5')) trailer(text, place);
      else faults.add(place, 'record type (column 1)', text.slice(0, 1), 'a digit from 1 to 5, or a line of zeros');
    },

    end(): DraftTimetable {
      endItinerary();
      if (state !== 'trailer')
        faults.add(
          last,
          'last record',
          state === 'start' ? 'nothing' : 'no trailer',
          'a trailer (record type 5): the file may be cut off',
        );
      else if (!isEnded)
        faults.add(last, 'end code (column 194)', 'C', 'E in the last trailer: the file may be cut off');
      return { flights, carriers: new Map(), operatedAs };
    },
  };
}

function isSameItinerary({ leg: a }: SsimLegGroup, b: SsimLegGroup['leg']): boolean {
  return a.carrier === b.carrier && a.number === b.number && a.variation === b.variation && b.sequence > a.sequence;
}
