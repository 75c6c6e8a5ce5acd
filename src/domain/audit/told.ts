import type { PublicSeatState } from '../channels';
import { isFlightId } from '../flights';
import type { SeatMapImage } from '../seatDeltas';
import { type SeatRow, writtenStateOf } from '../seatRows';
import type { Book } from './book';
import type { AuditedMap } from './facts';
import type { Finding, Notebook } from './findings';

/** What is told: seat maps (MAPS). Telling lags behind writing; it may not lead, err or stop. */
export function checkTold(book: Book, notebook: Notebook): void {
  const { told } = book.facts;
  if (!told) return;
  const rows = rowsByLeg(book.facts.seats);
  const known = new Set(told.maps.map(({ flightId }) => flightId));
  for (const map of told.maps) checkMap(map, rows.get(map.flightId) ?? [], book.facts.now, notebook);
  for (const [flightId, seats] of rows) {
    if (known.has(flightId) || !isFlightId(flightId)) continue;
    checkMap(
      { flightId, head: 0, image: { version: 0, seats: new Map() }, deltas: [] },
      seats,
      book.facts.now,
      notebook,
    );
  }
}

function rowsByLeg(seats: readonly SeatRow[]): Map<SeatRow['flightId'], SeatRow[]> {
  const rows = new Map<SeatRow['flightId'], SeatRow[]>();
  for (const row of seats) {
    const leg = rows.get(row.flightId);
    if (leg) leg.push(row);
    else rows.set(row.flightId, [row]);
  }
  return rows;
}

/** Changes go after a quarter of an hour, in any order; of younger ones none may be missing. */
const keptMs = 14 * 60_000;

function checkMap(whole: AuditedMap, rows: readonly SeatRow[], now: number, { look, find }: Notebook): void {
  look('MAPS');
  const map = { ...whole, deltas: whole.deltas.filter(({ at }) => at > now - keptMs) };
  const { flightId, head, image, deltas } = map;
  const versions = deltas.map(({ version }) => version);
  const write = (rule: string, says: string, seat?: string, passing?: Finding['passing']): void =>
    find({
      invariant: 'MAPS',
      rule,
      subject: [flightId, ...(seat === undefined ? [] : [seat])].join(' '),
      says: `The seat map of ${flightId} ${says}`,
      about: { maps: [flightId] },
      evidence: { head, version: image.version, kept: versions },
      ...(passing && { passing }),
    });
  if (head !== image.version) write('map-head', `stands at ${head}, its image at ${image.version}.`);
  const gap = versions.some((version, n) => version !== head - (versions.length - 1 - n));
  if (gap) write('map-gap', 'has a gap in its changes.');
  for (const { seat, says, not } of gap ? [] : foldFaults(map))
    write('map-not-the-sum', `says ${says} of ${seat}, and its changes say ${not}.`, seat);
  // One seat that stays untold, not some seat or other of a leg on which much happens.
  for (const { seat, says, not } of differences(image, new Map(rows.map((row) => [row.seat, writtenStateOf(row)]))))
    write('map-not-the-table', `says ${says} of ${seat}, and the table says ${not}.`, `${seat} ${not}`, {
      since: undefined,
      inWork: false,
    });
}

interface Difference {
  readonly seat: string;
  readonly says: PublicSeatState;
  readonly not: PublicSeatState;
}

/** Seats whose last change says something else than the image. From version 1 on the changes are the whole map. */
function foldFaults({ image, deltas }: AuditedMap): Difference[] {
  const folded = new Map<string, PublicSeatState>();
  for (const { changes } of deltas) for (const { seat, state } of changes) folded.set(seat, state);
  const all = differences(image, folded);
  return deltas[0]?.version === 1 ? all : all.filter(({ seat }) => folded.has(seat));
}

function differences(image: SeatMapImage, states: ReadonlyMap<string, PublicSeatState>): Difference[] {
  const seats = new Set([...image.seats.keys(), ...states.keys()]);
  return [...seats]
    .map((seat) => ({ seat, says: image.seats.get(seat)?.state ?? 'free', not: states.get(seat) ?? 'free' }))
    .filter(({ says, not }) => says !== not);
}
