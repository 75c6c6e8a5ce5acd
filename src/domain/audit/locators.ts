import type { Book } from './book';
import type { Finding, Notebook } from './findings';
import { rowEvidence } from './seats';

/** Every locator and every ticket: each has the other, and has it alone. */
export function checkLocators(book: Book, { look, find }: Notebook): void {
  const owners = new Map(book.facts.locators.map(({ locator, bookingId }) => [locator, bookingId]));
  const write = (rule: string, subject: string, says: string, bookingId: string, locator?: string): void => {
    const row = book.row(bookingId);
    const about: Finding['about'] = { bookings: [bookingId], ...(locator !== undefined && { locators: [locator] }) };
    find({ invariant: 'LOCATORS', rule, subject, says, about, evidence: { booking: row && rowEvidence(row) } });
  };

  for (const [locator, bookingId] of owners) {
    look('LOCATORS');
    const row = book.row(bookingId);
    if (row?.state === 'TICKETED' && row.locator === locator) continue;
    // A locator opens a booking to whoever knows it, so it is not printed in full.
    const says = `The locator ${locator.slice(0, 2)}… belongs to ${bookingId}, which ${row ? `is ${row.state} under another one or none` : 'has no row'}.`;
    write('locator-without-ticket', locator, says, bookingId, locator);
  }
  for (const { row } of book.facts.bookings) {
    if (row?.state !== 'TICKETED') continue;
    const { locator, bookingId } = row;
    if (locator === undefined) {
      write('ticket-without-locator', bookingId, `${bookingId} is TICKETED without a locator.`, bookingId);
    } else if (owners.get(locator) !== bookingId) {
      const says = `${bookingId} is TICKETED under a locator that belongs to ${owners.get(locator) ?? 'nobody'}.`;
      write('locator-of-another', bookingId, says, bookingId, locator);
    }
  }
}
