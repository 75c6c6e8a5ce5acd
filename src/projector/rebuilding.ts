import type { PublicSeatState } from '../domain/channels';
import { type FlightId, isFlightId } from '../domain/flights';
import { type SeatRow, writtenStateOf } from '../domain/seatRows';
import { inParallel } from '../waiting';
import type { SeatMaps } from './seatMaps';

export interface RebuildDeps {
  readonly scanSeats: () => AsyncIterable<readonly SeatRow[]>;
  /** Legs of which something was told before: they may have lost their last row since. */
  readonly scanToldLegs: () => AsyncIterable<readonly FlightId[]>;
  readonly seatMaps: Pick<SeatMaps, 'applySeatTable'>;
  readonly signal: AbortSignal;
}

/**
 * Tells what the tables say, where nobody knows any more what happened: one delta a leg with all differences. May run twice, and may be left unfinished: the next one starts it anew. Answers how many legs
 * it told of: where there are none, the streams have it all.
 */
export async function rebuild({ scanSeats, scanToldLegs, seatMaps, signal }: RebuildDeps): Promise<number> {
  const byLeg = new Map<FlightId, Map<string, PublicSeatState>>();
  for await (const legs of scanToldLegs()) for (const leg of legs) byLeg.set(leg, new Map());
  for await (const rows of scanSeats()) {
    signal.throwIfAborted();
    for (const row of rows) {
      if (!isFlightId(row.flightId)) continue;
      const states = byLeg.get(row.flightId) ?? new Map<string, PublicSeatState>();
      byLeg.set(row.flightId, states.set(row.seat, writtenStateOf(row)));
    }
  }
  await inParallel([...byLeg], 8, async ([leg, states]) => {
    signal.throwIfAborted();
    await seatMaps.applySeatTable(leg, states);
  });
  return byLeg.size;
}
