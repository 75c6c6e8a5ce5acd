import type { BookingEvent } from '../bookings';
import { type Book, type Place, placeName, placesOf } from './book';
import type { AuditedBooking, AuditedRow } from './facts';
import type { Notebook } from './findings';
import { rowEvidence } from './seats';

/**
 * A write carries the instant at which it was decided, and may take effect later: time-outs, repetitions, a second
 * between two clocks. What follows closer than this may have happened in the other order.
 */
const lateWriteMs = 15_000;

/** A stretch of time in which a booking had a seat that it had been promised until `promisedUntil`. */
interface Claim {
  readonly bookingId: string;
  readonly place: Place;
  readonly from: number;
  promisedUntil: number;
  /** When it let go of the seat. */
  to: number;
}

const letsGo = new Set(['booking.refused', 'booking.expired', 'booking.cancelled']);

/** The logs, seat by seat: nobody got a seat while its deadline was still shown to somebody else (I4). */
export function checkClaims(book: Book, { look, find }: Notebook): void {
  const bySeat = new Map<string, Claim[]>();
  for (const booking of book.facts.bookings) {
    for (const claim of claimsOf(booking)) {
      const name = placeName(claim.place);
      bySeat.set(name, [...(bySeat.get(name) ?? []), claim]);
    }
  }
  for (const [seat, claims] of bySeat) {
    look('I4', claims.length);
    for (const [before, after] of broken(claims)) {
      const rows = [before, after].flatMap(({ bookingId }) => book.row(bookingId) ?? []);
      find({
        invariant: 'I4',
        rule: 'taken-too-early',
        subject: `${seat} ${before.bookingId} ${after.bookingId}`,
        says: `Seat ${seat} was shown to ${before.bookingId} as held until ${iso(before.promisedUntil)}, and given to ${after.bookingId} at ${iso(after.from)}.`,
        about: { bookings: [before.bookingId, after.bookingId], seats: [before.place] },
        evidence: { before, after, bookings: rows.map(rowEvidence) },
      });
    }
  }
}

/** Pairs of claims of which the later began while the earlier one still had to stand. */
function broken(claims: readonly Claim[]): [Claim, Claim][] {
  const inOrder = [...claims].sort((a, b) => a.from - b.from);
  return inOrder.flatMap((before, n) =>
    inOrder
      .slice(n + 1)
      .filter(({ from, bookingId }) => bookingId !== before.bookingId && from + lateWriteMs < endOf(before))
      .map((after): [Claim, Claim] => [before, after]),
  );
}

const endOf = ({ promisedUntil, to }: Claim): number => Math.min(promisedUntil, to);

function claimsOf({ row, events }: AuditedBooking): Claim[] {
  if (!row) return [];
  const all: Claim[] = [];
  let open = new Map<string, Claim>();
  for (const event of events) {
    const promisedUntil = Date.parse(String(event.data['expiresAt']));
    if (event.type === 'booking.held' || event.type === 'booking.seats_changed') {
      const next = new Map<string, Claim>();
      for (const place of placesIn(event, row)) {
        const claim = open.get(placeName(place)) ?? {
          bookingId: row.bookingId,
          place,
          from: event.at,
          promisedUntil,
          to: Infinity,
        };
        next.set(placeName(place), claim);
      }
      for (const [name, claim] of open) if (!next.has(name)) claim.to = event.at;
      all.push(...[...next.values()].filter((claim) => !all.includes(claim)));
      open = next;
    }
    for (const claim of open.values()) {
      if (!Number.isNaN(promisedUntil)) claim.promisedUntil = promisedUntil;
      if (letsGo.has(event.type)) claim.to = event.at;
    }
    if (letsGo.has(event.type)) open = new Map();
  }
  return all;
}

/** An event names seats by segment; which legs a segment has stands in the row. */
function placesIn(event: BookingEvent, row: AuditedRow): Place[] {
  const seats = event.data['seats'];
  if (!Array.isArray(seats)) return [];
  const legsOf = new Map(row.seats.map(({ segment, legs }) => [segment, legs]));
  return (seats as readonly { segment?: unknown; designator?: unknown }[]).flatMap(({ segment, designator }) =>
    placesOf({
      seats: [
        {
          segment: Number(segment),
          passenger: '',
          designator: String(designator),
          legs: legsOf.get(Number(segment)) ?? [],
        },
      ],
    }),
  );
}

const iso = (at: number): string => new Date(at).toISOString();
