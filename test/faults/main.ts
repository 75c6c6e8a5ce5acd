import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { reportText } from '../../src/audit/report';
import { expectCleanAudit } from '../support/audited';
import globalSetup, { endTestServers } from '../support/globalSetup';
import { type Cell, cells, fixedParts } from './cells';
import { playMatrix, shuffled } from './matrix';
import type { Outcome } from './playing';
import { openStage, type Stage } from './stage';

/** `npm run test:faults`: every step of a booking with every fault, alone and with a rival for the seats. */
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    fixed: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '8' },
    report: { type: 'string' },
  },
});

function chosen(): Cell[] {
  const parts = values.only ?? [];
  const wanted = cells.filter(({ id }) => parts.length === 0 || parts.some((part) => id.includes(part)));
  const fixedPart: readonly string[] = Object.values(fixedParts).flat();
  return shuffled(values.fixed ? wanted.filter(({ id }) => fixedPart.includes(id)) : wanted, Number(values.seed));
}

const say = (line: string) => process.stdout.write(`${line}\n`);

function line({ cell, verdict, ended, seconds, findings, bookingId }: Outcome): string {
  const fired = verdict === 'not run' ? '-' : 'yes';
  const row = [
    cell.id.padEnd(52),
    fired.padEnd(6),
    ended.padEnd(12),
    `${seconds.toFixed(1)} s`.padStart(7),
    ` ${verdict}`,
  ];
  return [row.join(' '), ...findings.map((finding) => `    ${bookingId}: ${finding}`)].join('\n');
}

async function play(stage: Stage, wanted: readonly Cell[]): Promise<Outcome[]> {
  let done = 0;
  say(`${'cell'.padEnd(60)} ${'fired'.padEnd(6)} ${'ended'.padEnd(12)} seconds`);
  const tell = (outcome: Outcome) => say(`${String(++done).padStart(3)}/${wanted.length} ${line(outcome)}`);
  return playMatrix(stage, wanted, { atOnce: Number(values['at-once']), tell });
}

/** The end: nothing of I1 to I10 is broken in all the tables, the ledger and the workflows. Throws with the evidence. */
async function auditAll({ product }: Stage): Promise<void> {
  product.proxies.clearAll();
  say(`\n${reportText(await expectCleanAudit(product))}`);
}

async function main(): Promise<void> {
  const wanted = chosen();
  if (values.list) return wanted.forEach(({ id, ending }) => say(`${id.padEnd(56)} ${ending}`));
  const startedAt = performance.now();
  await globalSetup();
  const stage = await openStage();
  try {
    const outcomes = await play(stage, wanted);
    const count = (verdict: Outcome['verdict']) => outcomes.filter((outcome) => outcome.verdict === verdict).length;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    say(
      `\n${outcomes.length} cells in ${seconds} s: ${count('right')} right, ${count('wrong')} wrong, ${count('not run')} not run`,
    );
    if (values.report !== undefined) writeFileSync(values.report, `${JSON.stringify(outcomes, null, 1)}\n`);
    if (count('right') < outcomes.length) process.exitCode = 1;
    await auditAll(stage);
  } finally {
    await stage.close();
    await endTestServers();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
