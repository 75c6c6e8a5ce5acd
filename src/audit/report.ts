import type { Finding } from '../domain/audit/findings';
import { type Invariant, invariantNames, invariants } from '../domain/audit/invariants';
import type { AuditReport } from './auditing';

const seconds = ({ startedAt, endedAt }: AuditReport): string =>
  ((Date.parse(endedAt) - Date.parse(startedAt)) / 1000).toFixed(1);

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** The report for a person at a terminal: a line for each invariant, then a block for each violation. */
export function reportText(report: AuditReport): string {
  const { violations, inProgress, suspected } = report;
  return [
    ...invariantNames.map((name) => summaryLine(name, report)),
    '',
    ...violations.flatMap(violationBlock),
    ...(inProgress.length > 0
      ? [`In progress, and no violation yet:`, ...inProgress.map(({ says }) => `  ${says}`), '']
      : []),
    `${plural(violations.length, 'violation')}, ${inProgress.length} in progress; ${suspected} suspected at first, in ${seconds(report)} s.`,
    '',
  ].join('\n');
}

function summaryLine(name: Invariant, { lookedAt, violations }: AuditReport): string {
  const broken = violations.filter(({ invariant }) => invariant === name).length;
  const verdict = broken > 0 ? `${plural(broken, 'VIOLATION')} in ${lookedAt[name]}` : `ok, 0 of ${lookedAt[name]}`;
  return `${name.padEnd(9)} ${invariants[name].padEnd(88)} ${verdict}`;
}

/** Slots and locators are left to the evidence, which shows only their beginnings: they lead to people. */
function violationBlock({ invariant, rule, says, about, evidence }: Finding): string[] {
  const { bookings, payments, seats, maps } = about;
  const places = seats?.map(({ flightId, seat }) => `${flightId} ${seat}`);
  const ids = Object.entries({ bookings, payments, seats: places, maps })
    .filter(([, named]) => named !== undefined && named.length > 0)
    .map(([kind, named]) => `  ${kind}: ${named?.join(', ') ?? ''}`);
  const rows = Object.entries(evidence)
    .filter(([, row]) => row !== undefined)
    .map(([kind, row]) => `  ${kind}: ${JSON.stringify(row)}`);
  return [`VIOLATION of ${invariant}: ${invariants[invariant]}`, `  ${says} (${rule})`, ...ids, ...rows, ''];
}
