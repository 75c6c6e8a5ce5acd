import { readSsim } from '../support/ssimReading';
import { type WrittenLeg, writeSsim } from '../support/ssimWriter';

const leg: WrittenLeg = {
  carrier: 'X1',
  number: 1,
  from: '01NOV26',
  to: '27MAR27',
  origin: 'LHR',
  departs: '1000',
  departOffset: '+0000',
  destination: 'FRA',
  arrives: '1235',
  arriveOffset: '+0100',
};
const good = writeSsim([leg, { ...leg, number: 2 }, { ...leg, number: 3, data: [['109', 'LHR', 'FRA', 'M']] }]).filter(
  (line) => !line.startsWith('0'),
);
// 0 header, 1 carrier, 2 to 4 legs, 5 segment data, 6 trailer
const at = (index: number, column: number, text: string) =>
  good.map((line, n) => (n === index ? line.slice(0, column - 1) + text + line.slice(column - 1 + text.length) : line));
const without = (index: number) => good.filter((_, n) => n !== index);
const swapped = (a: number) => good.map((line, n) => (n === a ? good[a + 1] : n === a + 1 ? good[a] : line) ?? line);

test.each([
  [
    'a record that is lost',
    without(3),
    'winter.ssim:4: record serial number (columns 195-200) is "000005", expected 000004: records may be lost',
  ],
  [
    'two records changed over',
    swapped(2),
    'winter.ssim:3: record serial number (columns 195-200) is "000004", expected 000003: records may be lost',
  ],
  [
    'a serial number of letters',
    at(2, 195, '00000A'),
    'winter.ssim:3: record serial number (columns 195-200) is "00000A", expected six digits',
  ],
  [
    'a trailer after another record',
    at(6, 188, '000099'),
    'winter.ssim:7: serial number check reference (columns 188-193) is "000099", expected 000006, the number of the record before',
  ],
  [
    'a file that goes on elsewhere',
    at(6, 194, 'C'),
    'winter.ssim:7: end code (column 194) is "C", expected E in the last trailer: the file may be cut off',
  ],
  [
    'a leg of another carrier',
    at(2, 3, 'X9 '),
    'winter.ssim:3: airline designator (columns 3-5) is "X9 ", expected X1 as in the carrier record',
  ],
  [
    'a trailer of another carrier',
    at(6, 3, 'X9 '),
    'winter.ssim:7: airline designator (columns 3-5) is "X9 ", expected X1 as in the carrier record',
  ],
  [
    'segment data without a leg',
    at(2, 1, '4'),
    'winter.ssim:3: record type (column 1) is "4", expected a flight leg record before it',
  ],
  [
    'segment data of another leg',
    at(5, 12, '02'),
    'winter.ssim:6: flight and leg (columns 2-13 and 28) is " X1    30102", expected those of the leg above',
  ],
  [
    'a header in the midst of a carrier',
    [...good.slice(0, 3), ...good],
    'winter.ssim:4: record type (column 1) is "1", expected a trailer before the next header',
  ],
  ['a service type that is none', at(2, 14, 'j'), 'winter.ssim:3: service type (column 14) is "j", expected a letter'],
  [
    'an aircraft type that is none',
    at(2, 73, 'a!?'),
    'winter.ssim:3: aircraft type (columns 73-75) is "a!?", expected three characters, or blanks',
  ],
  [
    'a terminal that is none',
    at(2, 53, '<>'),
    'winter.ssim:3: terminal (columns 53-54) is "<>", expected letters and digits',
  ],
  [
    'an overflow of letters',
    at(2, 128, 'X'),
    'winter.ssim:3: itinerary variation overflow (column 128) is "X", expected a digit or blank',
  ],
  [
    '29 February in a year that has none',
    at(2, 15, '29FEB27'),
    'winter.ssim:3: period from (columns 15-21) is "29FEB27", expected a date DDMMMYY',
  ],
  [
    'a period that is turned round',
    at(2, 15, '28MAR2701NOV26'),
    'winter.ssim:3: period to (columns 22-28) is "01NOV26", expected a date not before 28MAR27',
  ],
])('%s refuses the file', (_, lines, fault) => {
  const [first = ''] = readSsim(lines).faults;
  expect(first).toContain(fault);
});

test.each([
  ['blanks beyond the record', good.map((line) => `${line}   `)],
  ['no serial numbers', good.map((line) => `${line.slice(0, 194)}000000`)],
  ['lines of zeros that are counted', renumbered(writeSsim([leg, { ...leg, number: 2 }, { ...leg, number: 3 }]))],
  [
    'the hundredth variation, whose digits are 00',
    at(2, 10, '00').map((line, n) => (n === 2 ? `${line.slice(0, 127)}1${line.slice(128)}` : line)),
  ],
])('%s are taken', (_, lines) => {
  const { faults, schedules } = readSsim(lines);
  expect([faults, schedules.map(({ number }) => number)]).toEqual([[], ['1', '2', '3']]);
});

function renumbered(lines: readonly string[]): string[] {
  return lines.map((each, n) => {
    const line = each.startsWith('5') ? `${each.slice(0, 187)}      ${each.slice(193)}` : each;
    return line.startsWith('0') ? line : `${line.slice(0, 194)}${String(n + 1).padStart(6, '0')}`;
  });
}

test('two files one after the other are one, and a flight on no day of its period is left out, and said so', () => {
  expect(readSsim([...good, ...good]).faults).toEqual([]);
  const never = at(2, 15, '02NOV2603NOV26     6 ');
  const { schedules, findings } = readSsim(never);
  expect(schedules.map(({ number }) => number)).toEqual(['2', '3']);
  expect(findings).toContainEqual(
    expect.objectContaining({ kind: 'never_flown', examples: ['X11 2026-11-02 to 2026-11-03'] }),
  );
});
