import type { Book } from './book';
import type { AuditedRow, AuditedSlot } from './facts';
import type { Finding, Notebook } from './findings';
import { rowEvidence } from './seats';

/** Every hold slot: it belongs to a booking that is on hold, and that booking knows of it (I8). */
export function checkSlots(book: Book, { look, find }: Notebook): void {
  for (const slot of book.facts.slots) {
    look('I8');
    const row = book.row(slot.bookingId);
    const draft = slotFinding(book, slot, row);
    if (!draft) continue;
    const { owner, slot: number, bookingId } = slot;
    find({
      ...draft,
      invariant: 'I8',
      subject: slotName(slot),
      about: { slots: [{ owner, slot: number }], ...(bookingId !== undefined && { bookings: [bookingId] }) },
      evidence: { slot: { ...slot, owner: shown(owner) }, booking: row && rowEvidence(row) },
    });
  }
  for (const { row } of book.facts.bookings) if (row?.state === 'CLOSED') look('I8');
}

function slotFinding(
  book: Book,
  slot: AuditedSlot,
  row: AuditedRow | undefined,
): Pick<Finding, 'rule' | 'says' | 'passing'> | undefined {
  const name = slotName(slot);
  if (!row)
    return {
      rule: 'slot-without-booking',
      says: `${name} is taken by ${slot.bookingId ?? 'nobody'}, of which there is no row.`,
    };
  const { bookingId, state } = row;
  const own = slot.owner === row.owner || slot.owner === `adr_${row.addressKey}`;
  if (!own || !row.slots.some(({ owner, slot: number }) => owner === slot.owner && number === slot.slot))
    return { rule: 'slot-of-another', says: `${name} is taken by ${bookingId}, which does not have it.` };
  if (state === 'HELD' || state === 'PAYING') return undefined;
  return {
    rule: 'slot-left-behind',
    says: `${name} is still taken by ${bookingId}, which is ${row.closeReason ?? state}.`,
    passing: { since: book.since(bookingId), inWork: book.inWork(bookingId) },
  };
}

const slotName = ({ owner, slot }: AuditedSlot): string => `Slot ${slot} of ${shown(owner)}`;

/** Enough of the owner's key to find the row by, not enough to be it. */
const shown = (owner: string): string => `${owner.slice(0, 12)}…`;
