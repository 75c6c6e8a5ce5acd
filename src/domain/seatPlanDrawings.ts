import type { Cabin } from './flights';
import type {
  PlanElement,
  PlannedCabin,
  PlannedRow,
  PlannedSeat,
  SeatCharacteristic,
  SeatPlan,
  SeatPriceTier,
} from './seatPlans';

/**
 * A cabin drawn from front to back, one line each:
 *  - `12-15 ABC DEF flag flag`: rows 12 to 15, a letter a seat, `_` an empty place, a blank an aisle;
 *  - `~ XL_ _GX`: a row without seats, X exit, L lavatory, G galley, B bassinet mount, `_` nothing.
 */
export interface SeatPlanDrawing {
  readonly seatPlanId: string;
  readonly aircraft: string;
  readonly name: string;
  readonly cabins: readonly { readonly cabin: Cabin; readonly lines: readonly string[] }[];
}

const rowFlags = {
  exit: 'exit_row',
  legroom: 'extra_legroom',
  bulkhead: 'bulkhead',
  bassinet: 'bassinet',
  norecline: 'no_recline',
} as const satisfies Record<string, SeatCharacteristic>;
type RowFlag = keyof typeof rowFlags;

const fixtures: Readonly<Record<string, PlanElement>> = {
  X: { type: 'exit' },
  L: { type: 'lavatory' },
  G: { type: 'galley' },
  B: { type: 'bassinet' },
  _: { type: 'empty' },
};

/** The first rows of economy are sold as preferred. */
const preferredRows = 3;

/** A row without seats has the number 0. Throws on a drawing that breaks the grammar or gives a designator twice. */
export function parseSeatPlan({ seatPlanId, aircraft, name, cabins: drawn }: SeatPlanDrawing): SeatPlan {
  const seats = new Map<string, PlannedSeat>();
  const cabins = drawn.map(({ cabin, lines }): PlannedCabin => {
    const rows: PlannedRow[] = [];
    let numbered = 0;
    for (const line of lines) {
      for (const drawnRow of parseLine(line)) {
        if (drawnRow.row > 0) numbered += 1;
        rows.push(placeRow(drawnRow, cabin, numbered <= preferredRows, seats));
      }
    }
    return { cabin, rows };
  });
  return { seatPlanId, aircraft, name, cabins, seats };
}

interface DrawnRow {
  readonly row: number;
  readonly sections: readonly string[];
  readonly flags: readonly RowFlag[];
}

function parseLine(line: string): DrawnRow[] {
  const [head = '', ...words] = line.split(' ');
  if (head === '~') return [{ row: 0, sections: words, flags: [] }];
  const match = /^(\d+)(?:-(\d+))?$/.exec(head);
  if (!match) throw new Error(`a line of a seat plan begins with a row number or ~: ${line}`);
  const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])];
  const flags = words.filter(isRowFlag);
  const sections = words.filter((word) => !isRowFlag(word));
  return Array.from({ length: last - first + 1 }, (_, i) => ({ row: first + i, sections, flags }));
}

function isRowFlag(word: string): word is RowFlag {
  return Object.hasOwn(rowFlags, word);
}

function placeRow(
  { row, sections, flags }: DrawnRow,
  cabin: Cabin,
  front: boolean,
  seats: Map<string, PlannedSeat>,
): PlannedRow {
  const characteristics = [...flags.map((flag) => rowFlags[flag]), ...(front ? (['front'] as const) : [])];
  const placed = sections.map((section, index) =>
    Array.from(section, (letter, place): PlanElement => {
      if (row === 0 || letter === '_') return fixture(letter);
      const designator = `${row}${letter}`;
      if (seats.has(designator)) throw new Error(`seat ${designator} is drawn twice`);
      const position = positionOf(sections, index, place);
      seats.set(designator, {
        designator,
        row,
        column: letter,
        cabin,
        characteristics: [...position, ...characteristics],
        tier: tierOf(cabin, characteristics),
      });
      return { type: 'seat', designator };
    }),
  );
  return { row, sections: placed };
}

function fixture(letter: string): PlanElement {
  const element = fixtures[letter];
  if (!element) throw new Error(`${letter} means nothing in a row without seats`);
  return element;
}

/** The ends of a row are windows, the ends of a section beside an aisle are aisle seats; a seat can be both. */
function positionOf(sections: readonly string[], index: number, place: number): SeatCharacteristic[] {
  const lastPlace = (sections[index] ?? '').length - 1;
  const window = (index === 0 && place === 0) || (index === sections.length - 1 && place === lastPlace);
  const aisle = (index > 0 && place === 0) || (index < sections.length - 1 && place === lastPlace);
  if (!window && !aisle) return ['middle'];
  return [...(window ? (['window'] as const) : []), ...(aisle ? (['aisle'] as const) : [])];
}

function tierOf(cabin: Cabin, characteristics: readonly SeatCharacteristic[]): SeatPriceTier {
  if (cabin === 'business' || cabin === 'first') return 'included';
  if (cabin === 'premium_economy') return 'standard';
  if (characteristics.includes('extra_legroom')) return 'extra_legroom';
  return characteristics.includes('front') ? 'preferred' : 'standard';
}
