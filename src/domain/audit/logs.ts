import { type BookingEvent, paymentStatusOf, statusOf } from '../bookings';
import type { Book } from './book';
import type { AuditedBooking, AuditedRow } from './facts';
import type { Finding, Notebook } from './findings';
import { rowEvidence } from './seats';

const closing = new Set(['booking.refused', 'booking.expired', 'booking.cancelled']);

/** Every booking's log: whole, in an order the protocol knows, at one with the row (LOG), and never taking back a confirmation (I9). */
export function checkLogs(book: Book, { look, find }: Notebook): void {
  for (const booking of book.facts.bookings) {
    look('LOG');
    const write = (invariant: Finding['invariant'], rule: string, says: string): void =>
      find({
        invariant,
        rule,
        subject: booking.bookingId,
        says: `${booking.bookingId} ${says}`,
        about: { bookings: [booking.bookingId] },
        evidence: { booking: booking.row && rowEvidence(booking.row), log: booking.events.map(eventEvidence) },
      });
    for (const { rule, says } of logFaults(booking)) write('LOG', rule, says);
    if (!booking.events.some(({ type }) => type === 'booking.confirmed') && booking.row?.state !== 'TICKETED') continue;
    look('I9');
    for (const { rule, says } of confirmationFaults(booking)) write('I9', rule, says);
  }
}

interface Fault {
  readonly rule: string;
  readonly says: string;
}
type Rule = readonly [rule: string, broken: boolean, says: string];

const faultsAmong = (rules: readonly Rule[]): Fault[] =>
  rules.filter(([, broken]) => broken).map(([rule, , says]) => ({ rule, says }));

function logFaults({ row, events, damage }: AuditedBooking): Fault[] {
  if (damage !== undefined) return [{ rule: 'row-unreadable', says: `has a row that cannot be read: ${damage}.` }];
  if (!row) return [{ rule: 'log-without-row', says: `has a log of ${events.length} events and no row.` }];
  const gap = events.findIndex(({ seq }, n) => seq !== n + 1);
  const strange = events.findIndex((event, n) => !mayFollow(events.slice(0, n), event));
  return faultsAmong([
    ['log-gap', gap >= 0, `has event ${events[gap]?.seq ?? 0} in place ${gap + 1} of its log.`],
    [
      'log-not-as-long',
      gap < 0 && events.length !== row.version,
      `is at version ${row.version} after ${events.length} events.`,
    ],
    [
      'log-order',
      strange >= 0,
      `was told ${events[strange]?.type ?? ''} after ${events[strange - 1]?.type ?? 'nothing'}.`,
    ],
    [
      'log-not-the-row',
      !agrees(row, events.at(-1)),
      `was last told ${told(events.at(-1))}, and its row says ${standing(row)}.`,
    ],
    [
      'open-index',
      row.open === isFinished(row),
      `is ${row.state} and ${row.open ? '' : 'not '}in the index of open bookings.`,
    ],
  ]);
}

/** A closed booking is finished only when it is known to have nothing left. */
const isFinished = ({ state, clearedAt }: AuditedRow): boolean =>
  state === 'TICKETED' || (state === 'CLOSED' && clearedAt !== undefined);

/** After its end a booking hears of its money alone, or is opened again by money that came late. */
function mayFollow(before: readonly BookingEvent[], { type }: BookingEvent): boolean {
  if (before.length === 0) return type === 'booking.held' || closing.has(type);
  const last = before.findLast((event) => event.type.startsWith('booking.'))?.type ?? '';
  if (type === 'booking.ticketed') return last === 'booking.confirmed';
  if (last === 'booking.confirmed') return false;
  if (last === 'booking.ticketed') return type === 'booking.cancelled';
  if (closing.has(last)) return type.startsWith('payment.') || type === 'booking.held';
  return type !== 'booking.held';
}

function agrees(row: AuditedRow, last: BookingEvent | undefined): boolean {
  if (!last) return row.state === 'NEW';
  return last.data['status'] === statusOf(row) && last.data['paymentStatus'] === paymentStatusOf(row);
}

const standing = (row: AuditedRow): string => `${statusOf(row)} and ${paymentStatusOf(row)}`;
const told = (last: BookingEvent | undefined): string =>
  last ? `${String(last.data['status'])} and ${String(last.data['paymentStatus'])}` : 'nothing';

function confirmationFaults({ row, events }: AuditedBooking): Fault[] {
  const confirmed = events.filter(({ type }) => type === 'booking.confirmed');
  const first = events.findIndex(({ type }) => type === 'booking.confirmed');
  const cancelled = first >= 0 && events.slice(first).some(({ type }) => type === 'booking.cancelled');
  const ticketed = row?.state === 'TICKETED';
  const other = ticketed && confirmed.some(({ data }) => data['reference'] !== row.locator);
  return faultsAmong([
    [
      'confirmed-and-taken-back',
      first >= 0 && !ticketed && !cancelled,
      `was told "confirmed" and is ${row?.closeReason ?? row?.state ?? 'gone'}.`,
    ],
    ['ticketed-and-not-told', ticketed && first < 0, 'is TICKETED and was never told "confirmed".'],
    ['confirmed-twice', confirmed.length > 1, `was told "confirmed" ${confirmed.length} times.`],
    ['confirmed-by-another-locator', other, 'was told "confirmed" under another locator than its row has.'],
  ]);
}

function eventEvidence({ seq, type, at, data }: BookingEvent) {
  return { seq, type, at, status: data['status'], paymentStatus: data['paymentStatus'] };
}
