import { openBook } from './book';
import { checkClaims } from './claims';
import type { AuditFacts } from './facts';
import { createNotebook, type Finding } from './findings';
import type { Invariant } from './invariants';
import { checkLocators } from './locators';
import { checkLogs } from './logs';
import { checkMoney } from './money';
import { checkPlaces } from './places';
import { checkRuns } from './runs';
import { checkSeats } from './seats';
import { checkSlots } from './slots';
import { checkTold } from './told';

export interface Audited {
  readonly findings: readonly Finding[];
  /** How many things were looked at for each invariant: nothing found among nothing proves nothing. */
  readonly lookedAt: ReadonlyMap<Invariant, number>;
}

const checks = [
  checkSeats,
  checkPlaces,
  checkClaims,
  checkMoney,
  checkSlots,
  checkLogs,
  checkLocators,
  checkRuns,
  checkTold,
];

/** Judges facts by every invariant. What it finds is a suspicion as long as the facts were read while things moved. */
export function auditFacts(facts: AuditFacts): Audited {
  const book = openBook(facts);
  const notebook = createNotebook();
  for (const check of checks) check(book, notebook);
  return { findings: notebook.found, lookedAt: notebook.lookedAt };
}
