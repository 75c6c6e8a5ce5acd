import { z } from 'zod';
import { seatMapSchema } from '../../src/api/http/seatMapSchemas';
import type { Requests } from './requests';
import type { Offer } from './words';

export type SeatMap = z.output<typeof seatMapSchema>;
type Element = SeatMap['cabins'][number]['rows'][number]['sections'][number]['elements'][number];
export type Seat = Extract<Element, { type: 'seat' }>;

const marks: Readonly<Record<Seat['state'], string>> = {
  free: '·',
  held: 'h',
  held_by_you: '@',
  sold: 'x',
  blocked: '#',
  restricted: ' ',
};

export async function readSeatMaps(api: Requests, offer: Offer): Promise<readonly SeatMap[]> {
  const { data } = await api.get(`/v1/seat-maps?offer_id=${offer.id}`, z.object({ data: z.array(seatMapSchema) }));
  return data;
}

/** Free seats of a map, those by a window first, the cheapest among them first. */
export function freeSeats(map: SeatMap): readonly Seat[] {
  const seats = map.cabins
    .flatMap(({ rows }) => rows)
    .flatMap(({ sections }) => sections)
    .flatMap(({ elements }) => elements)
    .filter((element): element is Seat => element.type === 'seat' && element.state === 'free');
  const byWindow = (seat: Seat) => (seat.characteristics.includes('window') ? 0 : 1);
  const priceOf = (seat: Seat) => seat.price[0]?.amount.amount ?? 0;
  return [...seats].sort((a, b) => byWindow(a) - byWindow(b) || priceOf(a) - priceOf(b));
}

/**
 * The cabin of an offer, the nose to the left: one line per letter, one column per row, a blank line where an aisle is.
 * The seats in `chosen` are drawn as `O`.
 */
export function drawCabin(map: SeatMap, cabin: string, chosen: ReadonlySet<string>): string[] {
  const rows = map.cabins.find((one) => one.cabin === cabin)?.rows ?? [];
  const widest = rows.reduce<(typeof rows)[number] | undefined>(
    (most, row) => (most && seatsIn(row).length >= seatsIn(row).length ? most : row),
    undefined,
  );
  const lines = (widest?.sections ?? []).map(({ elements }) =>
    elements.flatMap((element) => (element.type === 'seat' ? [element.designator.slice(-1)] : [])),
  );
  const line = (letter: string) => {
    const cells = rows.map((row) => {
      const seat = seatsIn(row).find(({ designator }) => designator.endsWith(letter));
      return seat === undefined ? '  ' : `${chosen.has(seat.designator) ? 'O' : marks[seat.state]} `;
    });
    return `${letter}  ${cells.join('')}`.trimEnd();
  };
  return [rowNumbers(rows), ...lines.flatMap((letters, n) => [...(n > 0 ? [''] : []), ...letters.map(line)])];
}

function seatsIn(row: SeatMap['cabins'][number]['rows'][number]): readonly Seat[] {
  return row.sections.flatMap(({ elements }) => elements).filter((element) => element.type === 'seat');
}

/** The first row and every fifth by its number; what stands between rows (exits, galleys) has none. */
function rowNumbers(rows: readonly { readonly row: number }[]): string {
  const first = rows.find(({ row }) => row > 0)?.row;
  let text = '';
  for (const [n, { row }] of rows.entries()) {
    const at = 3 + 2 * n;
    const wanted = row > 0 && (row === first || row % 5 === 0);
    if (wanted && text.length < at) text = text.padEnd(at) + String(row);
  }
  return text;
}
