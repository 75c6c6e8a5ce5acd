import type { Book } from './book';
import type { Notebook } from './findings';
import { rowEvidence } from './seats';

/** Every open booking is in the hands of a workflow, which brings it to an end (RUNS). */
export function checkRuns(book: Book, { look, find }: Notebook): void {
  const { runs, bookings } = book.facts;
  if (!runs) return;
  for (const { row } of bookings) {
    if (!row || row.state === 'TICKETED' || row.state === 'CLOSED') continue;
    look('RUNS');
    const { bookingId, state } = row;
    if (book.inWork(bookingId)) continue;
    find({
      invariant: 'RUNS',
      rule: 'open-without-workflow',
      subject: bookingId,
      says: `${bookingId} is ${state}, and no workflow works on it.`,
      about: { bookings: [bookingId] },
      evidence: { booking: rowEvidence(row), workflow: runs.get(bookingId) ?? 'unknown' },
      passing: { since: book.since(bookingId), inWork: false },
    });
  }
  for (const [id, run] of runs) {
    if (!run.running || !id.startsWith('bkg_') || book.row(id)) continue;
    look('RUNS');
    find({
      invariant: 'RUNS',
      rule: 'workflow-without-booking',
      subject: id,
      says: `The workflow ${id} runs, and there is no row of that booking.`,
      about: { bookings: [id] },
      evidence: { workflow: run },
      passing: { since: undefined, inWork: false },
    });
  }
}
