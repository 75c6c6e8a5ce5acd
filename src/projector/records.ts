import type { FlightId } from '../domain/flights';
import { isFlightId } from '../domain/flights';
import type { EpochMs } from '../domain/instants';
import type { SeatRecord } from '../domain/seatDeltas';
import { type SeatRow, writtenStateOf } from '../domain/seatRows';
import type { RowImage, StreamRecord } from '../stores/dynamodb/streams';
import { inParallel } from '../waiting';
import type { Auditor } from './auditing';
import { rowFactsOf } from './rowFacts';
import type { SeatMaps } from './seatMaps';

/** Legs that are written at the same time. */
const width = 16;

/**
 * After a rebuild the streams deliver once more what the tables already said. Records from before `since` are left out;
 * those up to `until` only say which legs to look at again, so that nothing old is told as new. Both zero: every record
 * counts as it is.
 */
export interface RebuiltSpan {
  readonly since: number;
  readonly until: number;
}

interface SeatHandlerDeps {
  readonly seatMaps: Pick<SeatMaps, 'applySeatRecords' | 'applySeatTable'>;
  readonly auditor: Auditor;
  readonly seatRowOf: (attribute: RowImage) => SeatRow;
  readonly listSeats: (flightId: FlightId) => Promise<readonly SeatRow[]>;
  readonly rebuilt: RebuiltSpan;
  readonly now: () => EpochMs;
}

/** Records of the table Seats: audited one by one, then told leg by leg, each leg's in their order. */
export function createSeatHandler({ seatMaps, auditor, seatRowOf, listSeats, rebuilt, now }: SeatHandlerDeps) {
  async function tellAnew(flightId: FlightId): Promise<void> {
    const rows = await listSeats(flightId);
    await seatMaps.applySeatTable(flightId, new Map(rows.map((row) => [row.seat, writtenStateOf(row)])));
  }

  return async (records: readonly StreamRecord[]): Promise<void> => {
    const at = now();
    const byLeg = new Map<FlightId, SeatRecord[]>();
    const anew = new Set<FlightId>();
    for (const record of records) {
      const [was, is] = [record.before && seatRowOf(record.before), record.after && seatRowOf(record.after)];
      auditor.auditSeat(was, is, record, at);
      const row = is ?? was;
      // Not a seat of ours: the auditor has seen it.
      if (!row || !isFlightId(row.flightId) || record.at < rebuilt.since) continue;
      if (record.at < rebuilt.until) anew.add(row.flightId);
      const told = byLeg.get(row.flightId) ?? [];
      told.push({ seat: row.seat, state: writtenStateOf(is), sequence: record.sequence, at });
      byLeg.set(row.flightId, told);
    }
    await inParallel([...byLeg], width, ([flightId, told]) =>
      anew.has(flightId) ? tellAnew(flightId) : seatMaps.applySeatRecords(flightId, told),
    );
  };
}

interface BookingHandlerDeps {
  readonly auditor: Auditor;
}

/**
 * Records of the table Bookings: rows are audited; events and locators pass by. Head and log of a booking's channel are its
 * own items, so nothing has to be written to tell it.
 */
export function createBookingHandler({ auditor }: BookingHandlerDeps) {
  return (records: readonly StreamRecord[]): Promise<void> => {
    for (const { before, after, sequence } of records) {
      const image = after ?? before;
      const bookingId = image?.('BookingID');
      if (image?.('Entry') !== 'ROW' || typeof bookingId !== 'string' || bookingId.startsWith('LOC#')) continue;
      auditor.auditRow(bookingId, before && rowFactsOf(before), after && rowFactsOf(after), sequence);
    }
    return Promise.resolve();
  };
}
