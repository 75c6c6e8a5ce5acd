/** Writes IATA SSIM chapter 7, for tests alone: positions by hand from the manual, sharing nothing with the reader. */
export interface WrittenLeg {
  readonly carrier: string;
  readonly number: number;
  readonly suffix?: string;
  readonly variation?: number;
  readonly sequence?: number;
  readonly serviceType?: string;
  /** `24DEC26`. */
  readonly from: string;
  readonly to: string;
  /** `1 3 5  `. */
  readonly days?: string;
  readonly frequency?: '' | '2';
  readonly origin: string;
  readonly departs: string;
  readonly departOffset: string;
  readonly originTerminal?: string;
  readonly destination: string;
  readonly arrives: string;
  readonly arriveOffset: string;
  readonly destinationTerminal?: string;
  readonly aircraft?: string;
  readonly restrictions?: string;
  /** Days of departure and arrival after the period's, as `00`, `01`, `A0`. */
  readonly dateVariation?: string;
  /** Segment data: `[dei, board, off, data]`. */
  readonly data?: readonly (readonly [dei: string, board: string, off: string, data: string])[];
}

function record(parts: readonly (readonly [column: number, text: string])[], serial: number): string {
  const line = Array<string>(200).fill(' ');
  for (const [column, text] of [...parts, [195, String(serial).padStart(6, '0')] as const])
    for (let i = 0; i < text.length; i++) line[column - 1 + i] = text.charAt(i);
  return line.join('');
}

const zeros = '0'.repeat(200);

function legParts(leg: WrittenLeg): [number, string][] {
  const { carrier, number, suffix = ' ', variation = 1, sequence = 1, serviceType = 'J' } = leg;
  return [
    [2, suffix],
    [3, carrier.padEnd(3)],
    [6, String(number).padStart(4)],
    [10, String(variation % 100).padStart(2, '0')],
    [12, String(sequence).padStart(2, '0')],
    [14, serviceType],
    [128, variation > 99 ? String(Math.floor(variation / 100)) : ' '],
  ];
}

function legRecord(leg: WrittenLeg, serial: number): string {
  const variation = leg.dateVariation ?? '00';
  return record(
    [
      [1, '3'],
      ...legParts(leg),
      [15, leg.from],
      [22, leg.to],
      [29, leg.days ?? '1234567'],
      [36, leg.frequency ?? ''],
      [37, leg.origin],
      [40, leg.departs],
      [44, leg.departs],
      [48, leg.departOffset],
      [53, leg.originTerminal ?? ''],
      [55, leg.destination],
      [58, leg.arrives],
      [62, leg.arrives],
      [66, leg.arriveOffset],
      [71, leg.destinationTerminal ?? ''],
      [73, leg.aircraft ?? '320'],
      [76, 'CDJYM'],
      [150, leg.restrictions ?? ''],
      [173, 'C012Y154'],
      [193, variation],
    ],
    serial,
  );
}

/** One carrier after another, each with its trailer. */
export function writeSsim(legs: readonly WrittenLeg[], mode: 'U' | 'L' = 'L'): string[] {
  const lines = [
    record(
      [
        [1, '1'],
        [2, 'AIRLINE STANDARD SCHEDULE DATA SET'],
        [41, '1'],
        [192, '001'],
      ],
      1,
    ),
    zeros,
    zeros,
    zeros,
    zeros,
  ];
  let serial = 1;
  const carriers = [...new Set(legs.map(({ carrier }) => carrier))];
  carriers.forEach((carrier, index) => {
    lines.push(
      record(
        [
          [1, '2'],
          [2, mode],
          [3, carrier.padEnd(3)],
          [11, 'W26'],
          [15, '25OCT26'],
          [22, '27MAR27'],
          [29, '01OCT26'],
          [36, 'A TIMETABLE OF OUR OWN MAKING'],
          [72, 'C'],
        ],
        ++serial,
      ),
      zeros,
      zeros,
      zeros,
      zeros,
    );
    for (const leg of legs.filter((one) => one.carrier === carrier)) {
      lines.push(legRecord(leg, ++serial));
      for (const [dei, board, off, data] of leg.data ?? [])
        lines.push(
          record(
            [[1, '4'], ...legParts(leg), [29, 'A'], [30, 'B'], [31, dei], [34, board], [37, off], [40, data]],
            ++serial,
          ),
        );
    }
    const before = String(serial).padStart(6, '0');
    lines.push(
      record(
        [
          [1, '5'],
          [3, carrier.padEnd(3)],
          [188, before],
          [194, index === carriers.length - 1 ? 'E' : 'C'],
        ],
        ++serial,
      ),
    );
  });
  return lines;
}
