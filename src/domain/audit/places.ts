import { type Book, currentHold, type Place, placeName, placesOf } from './book';
import type { AuditedBooking, AuditedRow } from './facts';
import type { Finding, Notebook } from './findings';
import { evidenceOf, rowEvidence } from './seats';

/** Every booking: whether it has the seats that its state promises (I2, I4, I6), and has them alone (I1). */
export function checkPlaces(book: Book, notebook: Notebook): void {
  const tickets = new Map<string, { place: Place; bookings: string[] }>();
  for (const booking of book.facts.bookings) {
    if (!booking.row) continue;
    checkSold(book, booking.row, notebook);
    checkHeld(book, booking.row, notebook);
    if (!isTicketed(booking)) continue;
    for (const place of placesOf(booking.row)) {
      const name = placeName(place);
      const known = tickets.get(name) ?? { place, bookings: [] };
      tickets.set(name, known);
      known.bookings.push(booking.bookingId);
    }
  }
  for (const { place, bookings } of tickets.values()) {
    notebook.look('I1');
    if (bookings.length > 1) notebook.find(soldTwice(book, place, bookings));
  }
}

/** By its row or, for good, by what it was told. */
function isTicketed({ row, events }: AuditedBooking): boolean {
  const told = events.findLastIndex(({ type }) => type === 'booking.ticketed');
  return (
    row?.state === 'TICKETED' || (told >= 0 && !events.slice(told).some(({ type }) => type === 'booking.cancelled'))
  );
}

function soldTwice(book: Book, place: Place, bookings: readonly string[]): Finding {
  const rows = bookings.flatMap((id) => book.row(id) ?? []);
  return {
    invariant: 'I1',
    rule: 'sold-twice',
    subject: placeName(place),
    says: `Seat ${placeName(place)} is on the tickets of ${bookings.length} bookings: ${bookings.join(', ')}.`,
    about: { bookings, seats: [place] },
    evidence: { seat: seatEvidence(book, place), bookings: rows.map(rowEvidence) },
  };
}

function checkSold(book: Book, row: AuditedRow, { look, find }: Notebook): void {
  look('I6');
  if (row.state !== 'SEATED' && row.state !== 'TICKETED') return;
  const places = placesOf(row);
  const missing = places.filter((place) => {
    const seat = book.seatAt(place);
    return seat?.status !== 'reserved' || seat.holdId !== currentHold(row);
  });
  if (missing.length === 0) return;
  const none = missing.length === places.length;
  find({
    // Money without any seat is the graver name of it.
    invariant: none && row.state === 'TICKETED' ? 'I2' : 'I6',
    rule: none ? 'sold-without-seats' : 'sold-without-all-seats',
    subject: row.bookingId,
    says: `${row.bookingId} is ${row.state} without ${missing.map(placeName).join(', ')}.`,
    about: { bookings: [row.bookingId], seats: places },
    evidence: { booking: rowEvidence(row), seats: missing.map((place) => seatEvidence(book, place)) },
  });
}

function checkHeld(book: Book, row: AuditedRow, { look, find }: Notebook): void {
  const { deadline, bookingId } = row;
  if (row.state !== 'HELD' || deadline === undefined || deadline <= book.facts.now) return;
  look('I4');
  const lost = placesOf(row).filter((place) => {
    const seat = book.seatAt(place);
    return seat?.status !== 'locked' || seat.holdId !== currentHold(row) || (seat.lockExpiresAt ?? 0) < deadline;
  });
  if (lost.length === 0) return;
  find({
    invariant: 'I4',
    rule: 'hold-not-kept',
    subject: bookingId,
    says: `${bookingId} was promised ${lost.map(placeName).join(', ')} until ${new Date(deadline).toISOString()}, and has no lock that lasts so long.`,
    about: { bookings: [bookingId], seats: placesOf(row) },
    evidence: { booking: rowEvidence(row), seats: lost.map((place) => seatEvidence(book, place)) },
  });
}

function seatEvidence(book: Book, place: Place) {
  const seat = book.seatAt(place);
  return seat ? evidenceOf(seat) : { ...place, status: 'free' };
}
