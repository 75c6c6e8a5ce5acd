import { auditFacts } from '../domain/audit/audit';
import { type Finding, findingKey } from '../domain/audit/findings';
import { type Invariant, invariantNames } from '../domain/audit/invariants';
import { toRfc3339 } from '../domain/instants';
import { pause } from '../waiting';
import { readAgain, readEverything } from './reading';
import type { AuditSources } from './sources';

export interface AuditOptions {
  /** How long a state that work passes through may last while nobody does that work. */
  readonly patienceMs: number;
  readonly pauseMs: number;
  readonly signal: AbortSignal;
}

export interface AuditReport {
  readonly startedAt: string;
  readonly endedAt: string;
  /** How many things were looked at for each invariant. */
  readonly lookedAt: Readonly<Record<Invariant, number>>;
  /** How many findings the first reading made, of which most were things that moved while they were read. */
  readonly suspected: number;
  readonly violations: readonly Finding[];
  /** Not as it should end, and in the hands of a workflow that runs, or changing whenever it is read. */
  readonly inProgress: readonly Finding[];
}

interface Suspect {
  readonly finding: Finding;
  readonly firstSeenAt: number;
}
type Verdict = 'gone' | 'violation' | 'in work' | 'moving' | 'too early to tell';

/**
 * Reads everything once, and what looks wrong again until it is known to be wrong or right. Only what stands in two
 * readings, of which the second saw its bookings unchanged from beginning to end, is a violation.
 */
export async function audit(sources: AuditSources, options: AuditOptions): Promise<AuditReport> {
  const { now } = sources;
  const startedAt = toRfc3339(now());
  const everything = await readEverything(sources);
  const { findings, lookedAt } = auditFacts(everything);
  const firstSeenAt = now();
  const violations: Finding[] = [];
  const inProgress: Finding[] = [];
  let suspects: Suspect[] = findings.map((finding) => ({ finding, firstSeenAt }));
  for (let round = 1; suspects.length > 0; round++) {
    if (round > 1) await pause(options.pauseMs, options.signal);
    options.signal.throwIfAborted();
    const judge = await createJudge(sources, suspects, everything, options.patienceMs);
    const late = now() - firstSeenAt > options.patienceMs;
    const waiting: Suspect[] = [];
    for (const suspect of suspects) {
      const { verdict, finding } = judge(suspect);
      if (verdict === 'violation') violations.push(finding);
      else if (verdict === 'in work' || (verdict !== 'gone' && late)) inProgress.push(finding);
      else if (verdict !== 'gone') waiting.push({ ...suspect, finding });
    }
    suspects = waiting;
  }
  const counts = invariantNames.map((name) => [name, lookedAt.get(name) ?? 0]);
  return {
    startedAt,
    endedAt: toRfc3339(now()),
    lookedAt: Object.fromEntries(counts) as Record<Invariant, number>,
    suspected: findings.length,
    violations,
    inProgress,
  };
}

async function createJudge(
  sources: AuditSources,
  suspects: readonly Suspect[],
  everything: Awaited<ReturnType<typeof readEverything>>,
  patienceMs: number,
): Promise<(suspect: Suspect) => { verdict: Verdict; finding: Finding }> {
  const findings = suspects.map(({ finding }) => finding);
  const { facts, moved } = await readAgain(sources, findings, everything);
  const again = new Map(auditFacts(facts).findings.map((finding) => [findingKey(finding), finding]));

  function verdictOf(finding: Finding, firstSeenAt: number): Verdict {
    const { bookings = [], maps = [] } = finding.about;
    if ([...bookings, ...maps].some((id) => moved.has(id))) return 'moving';
    if (!finding.passing) return 'violation';
    if (finding.passing.inWork) return 'in work';
    return facts.now - (finding.passing.since ?? firstSeenAt) >= patienceMs ? 'violation' : 'too early to tell';
  }

  return ({ finding, firstSeenAt }) => {
    const found = again.get(findingKey(finding));
    return found ? { verdict: verdictOf(found, firstSeenAt), finding: found } : { verdict: 'gone', finding };
  };
}
