import type { PublicSeatState, SeatChange } from './channels';
import type { EpochMs } from './instants';

/**
 * How the changes of a leg's seats become one contiguous series of versions.
 *
 * Stream records come at least once, and those of one seat in the order of its writes, with rising sequence numbers. The
 * image keeps for every seat its told state and the number of the last record that went into it, and is stored in the
 * same transaction as the version it belongs to. So a record at or below that number was told already and is skipped,
 * and any other is the seat's next one: each is told once, however often it is delivered and whoever delivers it.
 */
export interface ToldSeat {
  readonly state: PublicSeatState;
  /** Absent once no stream can deliver the record again, or after a rebuild. */
  readonly sequence?: string;
  /** Of that record. */
  readonly at?: EpochMs;
}

export interface SeatMapImage {
  readonly version: number;
  readonly seats: ReadonlyMap<string, ToldSeat>;
}

/** A seat as one record of the stream leaves it. */
export interface SeatRecord {
  readonly seat: string;
  readonly state: PublicSeatState;
  readonly sequence: string;
  readonly at: EpochMs;
}

export interface SeatDelta {
  readonly version: number;
  readonly at: EpochMs;
  readonly changes: readonly SeatChange[];
}

export const emptyImage: SeatMapImage = { version: 0, seats: new Map() };

/** Streams keep records for a day; an hour more is kept of what tells them apart. */
const redeliverableMs = 25 * 3_600_000;

/** Stream sequence numbers are decimal, of any length. */
export function isLater(sequence: string, than: string | undefined): boolean {
  return than === undefined || BigInt(sequence) > BigInt(than);
}

/**
 * Applies records in order. One delta holds at most one change of a seat, so that a seat that was held and freed again
 * is told as both; records that change nothing for the public (a hold extended) only move the seat's number.
 */
export function applyRecords(
  image: SeatMapImage,
  records: readonly SeatRecord[],
): { image: SeatMapImage; deltas: SeatDelta[] } {
  const seats = new Map(image.seats);
  const deltas: { version: number; at: EpochMs; changes: SeatChange[] }[] = [];
  for (const { seat, state, sequence, at } of records) {
    const told = seats.get(seat);
    if (!isLater(sequence, told?.sequence)) continue;
    seats.set(seat, { state, sequence, at });
    if (state === (told?.state ?? 'free')) continue;
    const open = deltas.at(-1);
    if (open && open.changes.every((change) => change.seat !== seat)) {
      open.changes.push({ seat, state });
      open.at = at > open.at ? at : open.at;
    } else {
      deltas.push({ version: image.version + deltas.length + 1, at, changes: [{ seat, state }] });
    }
  }
  return { image: { version: image.version + deltas.length, seats }, deltas };
}

/**
 * Compares the image with what the table says now, as one delta of all differences: how a leg catches up when the
 * stream no longer has what happened. Sequence numbers are dropped: whatever the stream delivers next counts.
 */
export function applyTable(
  image: SeatMapImage,
  rows: ReadonlyMap<string, PublicSeatState>,
  at: EpochMs,
): { image: SeatMapImage; deltas: SeatDelta[] } {
  const names = new Set([...image.seats.keys(), ...rows.keys()]);
  const changes = [...names].sort().flatMap((seat) => {
    const state = rows.get(seat) ?? 'free';
    return state === (image.seats.get(seat)?.state ?? 'free') ? [] : [{ seat, state }];
  });
  const seats = new Map([...rows].filter(([, state]) => state !== 'free').map(([seat, state]) => [seat, { state }]));
  const version = image.version + (changes.length > 0 ? 1 : 0);
  return { image: { version, seats }, deltas: changes.length > 0 ? [{ version, at, changes }] : [] };
}

/** Drops what no later record needs: old sequence numbers, and seats that have been free since. */
export function forgetOld(image: SeatMapImage, now: EpochMs): SeatMapImage {
  const kept = [...image.seats].flatMap(([seat, told]): [string, ToldSeat][] => {
    if (told.at !== undefined && told.at > now - redeliverableMs) return [[seat, told]];
    return told.state === 'free' ? [] : [[seat, { state: told.state }]];
  });
  return { version: image.version, seats: new Map(kept) };
}
