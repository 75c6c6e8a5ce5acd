import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { reportText } from '../../src/audit/report';
import { expectCleanAudit } from '../support/audited';
import globalSetup, { endTestServers } from '../support/globalSetup';
import { cells, fixedParts } from './cells';
import type { Cell } from './cells/kinds';
import { controls, isNoticed } from './controls';
import { playMatrix, shuffled } from './matrix';
import type { Outcome } from './playing';
import { openStage, type Stage } from './stage';

/**
 * `npm run test:faults`: every step of a booking with every fault, alone and with a rival for the seats. With `--mutant NAME` (or
 * `all`) the negative control: the same without a guard must find a breach, else it ends with 1.
 */
const { values } = parseArgs({
  options: {
    /** Cells whose names contain this, or are just this. */
    only: { type: 'string', multiple: true },
    cell: { type: 'string', multiple: true },
    fixed: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '8' },
    report: { type: 'string' },
    mutant: { type: 'string' },
    /** `default`: the reconciler as it is delivered, instead of one that looks every five seconds. */
    reconciler: { type: 'string', default: 'quick' },
  },
});

function chosen(): Cell[] {
  const { only: parts = [], cell: names = [] } = values;
  const any = parts.length + names.length === 0;
  const wanted = cells.filter(({ id }) => any || names.includes(id) || parts.some((part) => id.includes(part)));
  const unknown = names.filter((name) => !cells.some(({ id }) => id === name));
  if (unknown.length > 0) throw new Error(`there is no cell ${unknown.join(', ')}`);
  const fixedPart: readonly string[] = Object.values(fixedParts).flat();
  return shuffled(values.fixed ? wanted.filter(({ id }) => fixedPart.includes(id)) : wanted, Number(values.seed));
}

const say = (line: string) => process.stdout.write(`${line}\n`);

function line({ cell, verdict, ended, seconds, secondsToSettle, findings, bookingId }: Outcome): string {
  const fired = verdict === 'not run' ? '-' : 'yes';
  const row = [
    cell.id.padEnd(52),
    fired.padEnd(6),
    ended.padEnd(12),
    `${seconds.toFixed(1)} s`.padStart(7),
    ` ${verdict}`,
    ...(secondsToSettle === undefined ? [] : [` settled ${secondsToSettle.toFixed(1)} s after it was terminated`]),
  ];
  return [row.join(' '), ...findings.map((finding) => `    ${bookingId}: ${finding}`)].join('\n');
}

async function play(stage: Stage, wanted: readonly Cell[]): Promise<Outcome[]> {
  let done = 0;
  say(`${'cell'.padEnd(60)} ${'fired'.padEnd(6)} ${'ended'.padEnd(12)} seconds`);
  const tell = (outcome: Outcome) => say(`${String(++done).padStart(3)}/${wanted.length} ${line(outcome)}`);
  return playMatrix(stage, wanted, { atOnce: Number(values['at-once']), tell });
}

/** The end: nothing of I1 to I10 is broken in all the tables, the ledger and the workflows. The evidence, if something is. */
async function auditAll({ product }: Stage): Promise<string[]> {
  product.proxies.clearAll();
  return breachesOf(async () => say(`\n${reportText(await expectCleanAudit(product))}`));
}

async function breachesOf(work: () => Promise<unknown>): Promise<string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

async function playAll(wanted: readonly Cell[]): Promise<void> {
  const startedAt = performance.now();
  await globalSetup();
  try {
    const stage = await openStage({ quickReconciler: values.reconciler !== 'default' });
    const outcomes = await play(stage, wanted).catch(async (error: unknown) => {
      await stage.close();
      throw error;
    });
    const count = (verdict: Outcome['verdict']) => outcomes.filter((outcome) => outcome.verdict === verdict).length;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    say(
      `\n${outcomes.length} cells in ${seconds} s: ${count('right')} right, ${count('wrong')} wrong, ${count('not run')} not run`,
    );
    const waits = outcomes.flatMap(({ secondsToSettle }) => secondsToSettle ?? []);
    if (waits.length > 0) say(`settled at most ${Math.max(...waits).toFixed(1)} s after a workflow was terminated`);
    const breaches = [...(await auditAll(stage)), ...(await breachesOf(() => stage.close()))];
    for (const breach of breaches) say(breach);
    if (values.report !== undefined) writeFileSync(values.report, JSON.stringify({ outcomes, breaches }, null, 1));
    if (count('right') < outcomes.length || breaches.length > 0) process.exitCode = 1;
  } finally {
    await endTestServers();
  }
}

async function control(mutant: string): Promise<void> {
  for (const name of mutant === 'all' ? Object.keys(controls) : [mutant]) {
    say(`without ${name}:`);
    const noticed = await isNoticed(name, say);
    say(noticed ? '    noticed' : '    NOT NOTICED');
    if (!noticed) process.exitCode = 1;
  }
}

async function main(): Promise<void> {
  if (values.mutant !== undefined) return control(values.mutant);
  const wanted = chosen();
  if (values.list) return wanted.forEach(({ id, ending }) => say(`${id.padEnd(56)} ${ending}`));
  return playAll(wanted);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
