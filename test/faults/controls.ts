import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makeScratch } from '../support/scratch';

/**
 * Negative controls of the matrix: with this guard taken away, these cells must find a breach. Each is a mutant of
 * test/mutants, named with the cells that meet what the guard is for.
 */
export const controls: Readonly<Record<string, readonly string[]>> = {
  'held-then-refused': ['holdSeats/workers-cut-off'],
  // The rival has the seat by then, for which the late money comes.
  'seat-lock': ['reopenBooking/throttle/rival', 'reopenBooking/conflict/rival'],
  'forgets-its-own-effect': ['holdSeats/answer-lost', 'confirmSeats/answer-lost'],
  'undo-frees-locked-only': ['provider-capture/declined'],
  // Of what an undo leaves the reconciler takes care. What both leave stays.
  'captured-not-sent-back': ['provider-refund/answer-lost'],
  'payment-made-anew': ['provider-create/answer-lost', 'authorisePayment/kill-after'],
  'told-before-capture': ['provider-capture/declined'],
  'no-reconciler': ['authorisePayment/terminate', 'ticketBooking/killed-and-terminated'],
};

/** What a run of the matrix leaves in the file of `--report`. */
export const reportSchema = z.object({
  outcomes: z.array(
    z.looseObject({
      cell: z.looseObject({ id: z.string() }),
      verdict: z.enum(['right', 'wrong', 'not run']),
      findings: z.array(z.string()),
    }),
  ),
  /** What was wrong in the end with all the data together, or was written against the protocol. */
  breaches: z.array(z.string()),
});

/**
 * Plays the cells that should notice in a scratch copy without the guard. True when they did: a cell whose fault happened
 * ended wrongly, the audit found a violation, or the stream auditor met a write that the protocol does not know. A run that
 * came to no report says nothing, and counts as not noticed.
 */
export async function isNoticed(mutant: string, say: (line: string) => void): Promise<boolean> {
  const cells = controls[mutant];
  if (!cells) throw new Error(`there is no control ${mutant}; there are: ${Object.keys(controls).join(', ')}`);
  const scratch = await makeScratch();
  try {
    return await scratch.without(`${mutant}.patch`, async () => {
      const file = join(scratch.folder, 'matrix.json');
      const chosen = cells.flatMap((id) => ['--cell', id]);
      const program = ['--import', 'tsx', 'test/faults/main.ts', ...chosen, '--report', file];
      const { said } = await scratch.run(process.execPath, program);
      const found = findingsIn(file);
      if (!found) say(said);
      for (const finding of found ?? []) say(`    ${finding}`);
      return (found ?? []).length > 0;
    });
  } finally {
    await scratch.remove();
  }
}

function findingsIn(file: string): string[] | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const { outcomes, breaches } = reportSchema.parse(JSON.parse(text));
  const wrong = outcomes.filter(({ verdict, findings }) => verdict === 'wrong' && !findings.includes(notHappened));
  return [...wrong.flatMap(({ cell, findings }) => findings.map((finding) => `${cell.id}: ${finding}`)), ...breaches];
}

/** Beside what a cell found when its fault did not take place, so that nothing of it is put down to the fault. */
export const notHappened = 'the fault did not happen';
