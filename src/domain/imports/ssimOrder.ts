import type { Faults, Place } from './faults';
import type { Findings } from './findings';
import { columns } from './ssimRecords';

/** After it the six digits begin again. */
const lastSerial = 999_999;

/**
 * Holds the records of a file against their own count: record serial numbers go on by one, and a trailer names the number of the record
 * before it. A gap is a lost record, of which nobody could say what it changed. Counted may be lines of zeros as well, and the
 * numbers may begin again with a header or a carrier; a file without numbers is taken, and said so.
 */
export function createSerialCheck(faults: Faults, findings: Findings) {
  let last: number | undefined;
  let before: number | undefined;
  let lineOfZeros = 0;

  function goesOn(serial: number, mayBeginAgain: boolean): boolean {
    if (last === undefined || serial === last + 1 || serial === last + 1 + lineOfZeros) return true;
    return (mayBeginAgain && serial <= last) || (last === lastSerial && serial <= 2);
  }

  return {
    zeros(): void {
      lineOfZeros += 1;
    },

    /** A record whose number cannot be read: the next one is as good as any. */
    forget(): void {
      last = undefined;
    },

    record(line: string, place: Place): void {
      const text = columns(line, 195, 200);
      before = last;
      if (/^[0 ]{6}$/.test(text)) {
        findings.note('not_numbered', `${place.file}:${place.line}`);
        last = undefined;
      } else if (!/^ *\d+$/.test(text)) faults.add(place, 'record serial number (columns 195-200)', text, 'six digits');
      else {
        const serial = Number(text);
        if (!goesOn(serial, /^[12]/.test(line))) {
          const expected = `${String((last ?? 0) + 1).padStart(6, '0')}: records may be lost or out of order`;
          faults.add(place, 'record serial number (columns 195-200)', text, expected);
        }
        last = serial;
      }
      lineOfZeros = 0;
    },

    /** The trailer, after its own number was looked at. */
    trailer(line: string, place: Place): void {
      const text = columns(line, 188, 193);
      if (/^[0 ]{6}$/.test(text) || before === undefined) return;
      if (/^ *\d+$/.test(text) && [before, last].includes(Number(text))) return;
      const expected = `${String(before).padStart(6, '0')}, the number of the record before`;
      faults.add(place, 'serial number check reference (columns 188-193)', text, expected);
    },
  };
}

/** Carrier, number, suffix, itinerary variation and leg: what a segment data record shares with the leg before it. */
export function legOfRecord(line: string): string {
  const isLeg = line.startsWith('3');
  const [suffix, number, variation] = [
    columns(line, 2),
    columns(line, 6, 9).trim().padStart(4, '0'),
    columns(line, 10, 13),
  ];
  return `${columns(line, 3, 5)}${number}${suffix} ${columns(line, isLeg ? 128 : 28)}${variation}`;
}
