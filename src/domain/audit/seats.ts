import type { SeatRow } from '../seatRows';
import { type Book, currentHold, placeName, placesOf } from './book';
import type { AuditedRow } from './facts';
import type { Finding, Notebook } from './findings';

/** Clocks tell seconds, and a lock may be written a moment after its deadline was computed. */
const toleranceMs = 1000;
const smallestInstant = 1_000_000_000_000;

/** Every taken seat: whose it is, until when, and whether that booking may have it (I1, I3, I5, I6, I8). */
export function checkSeats(book: Book, { look, find }: Notebook): void {
  for (const seat of book.facts.seats) {
    if (seat.status === undefined) continue;
    look(seat.status === 'locked' ? 'I3' : 'I5');
    const row = book.row(seat.bookingId);
    const finding =
      seat.status === 'locked' ? lockFinding(book, seat, row) : (reservedFinding(book, seat, row) ?? undefined);
    if (finding) find({ ...finding, evidence: { seat: evidenceOf(seat), booking: row && rowEvidence(row) } });
  }
}

type Draft = Omit<Finding, 'evidence'>;

function draft(seat: SeatRow, invariant: Finding['invariant'], rule: string, says: string): Draft {
  const { bookingId, flightId, seat: designator } = seat;
  const about = { seats: [{ flightId, seat: designator }], ...(bookingId !== undefined && { bookings: [bookingId] }) };
  return { invariant, rule, subject: placeName(seat), says: `Seat ${placeName(seat)} ${says}`, about };
}

function reservedFinding(book: Book, seat: SeatRow, row: AuditedRow | undefined): Draft | undefined {
  if (seat.lockExpiresAt !== undefined)
    return draft(seat, 'I1', 'reserved-with-expiry', 'is sold and still carries the time at which a lock ends.');
  if (!row)
    return draft(
      seat,
      'I5',
      'reserved-without-booking',
      `is sold to ${seat.bookingId ?? 'nobody'}, of which there is no row.`,
    );
  if (row.state === 'CLOSED') return leftBehind(book, seat, row, 'reserved-after-close');
  if (row.state !== 'SEATED' && row.state !== 'TICKETED')
    return draft(seat, 'I5', 'reserved-before-sale', `is sold to ${row.bookingId}, which is ${row.state}.`);
  return foreign(seat, row);
}

function lockFinding(book: Book, seat: SeatRow, row: AuditedRow | undefined): Draft | undefined {
  const { lockExpiresAt: until } = seat;
  if (until === undefined || until < smallestInstant)
    return draft(seat, 'I3', 'lock-without-end', 'is locked without an end in epoch milliseconds.');
  if (!row)
    return draft(
      seat,
      'I3',
      'lock-without-booking',
      `is locked for ${seat.bookingId ?? 'nobody'}, of which there is no row.`,
    );
  if (row.state === 'CLOSED') return leftBehind(book, seat, row, 'lock-after-close');
  const notOwn = foreign(seat, row);
  if (notOwn) return notOwn;
  if (row.state === 'NEW')
    return draft(seat, 'I6', 'lock-before-hold', `is locked for ${row.bookingId}, which holds nothing yet.`);
  const latest = latestEnd(book, row);
  return latest !== undefined && until > latest
    ? draft(
        seat,
        'I3',
        'lock-too-long',
        `is locked ${Math.ceil((until - latest) / 1000)} s longer than a hold may last.`,
      )
    : undefined;
}

/** The end of a lock at the latest; undefined where the seats must be reserved anyway. */
function latestEnd({ facts: { now, clocks } }: Book, row: AuditedRow): number | undefined {
  const graceMs = clocks.storeGraceSeconds * 1000 + toleranceMs;
  if (row.state === 'HELD') return Math.max(row.deadline ?? 0, row.protectedUntil ?? 0) + graceMs;
  return row.state === 'PAYING' ? now + clocks.confirmBudgetSeconds * 1000 + graceMs : undefined;
}

function foreign(seat: SeatRow, row: AuditedRow): Draft | undefined {
  const own = placesOf(row).some((place) => placeName(place) === placeName(seat));
  if (own && seat.holdId === currentHold(row)) return undefined;
  const why = own ? `under ${seat.holdId ?? 'no hold'} instead of ${currentHold(row)}` : 'which does not have it';
  return draft(seat, 'I6', 'seat-not-of-booking', `is ${seat.status ?? 'free'} for ${row.bookingId}, ${why}.`);
}

function leftBehind(book: Book, seat: SeatRow, row: AuditedRow, rule: string): Draft {
  const { bookingId, closeReason = 'closed' } = row;
  return {
    ...draft(seat, 'I8', rule, `is still ${seat.status ?? ''} for ${bookingId}, which is ${closeReason}.`),
    passing: { since: book.since(bookingId), inWork: book.inWork(bookingId) },
  };
}

/** Without the owner's key, which opens a list of bookings. */
export function evidenceOf({ flightId, seat, status, holdId, lockExpiresAt }: SeatRow) {
  return { flightId, seat, status, holdId, lockExpiresAt };
}

/** What of a row is shown beside a finding. The locator opens a booking, so it is left out. */
export function rowEvidence(row: AuditedRow) {
  const { bookingId, state, closeReason, version, holdNumber, total, payments, deadline, protectedUntil, closedAt } =
    row;
  const attempts = payments.map(({ paymentId, providerId, status, amount }) => ({
    paymentId,
    providerId,
    status,
    amount,
  }));
  const seats = placesOf(row).map(placeName);
  return {
    bookingId,
    state,
    closeReason,
    version,
    holdNumber,
    seats,
    total,
    attempts,
    deadline,
    protectedUntil,
    closedAt,
  };
}
