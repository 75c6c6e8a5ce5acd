import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import globalSetup, { endTestServers } from '../support/globalSetup';
import { type ChaosReport, runChaos } from './chaos';
import { violationsWithout } from './control';
import { planOf } from './plan';
import type { Tally } from './talking';

/**
 * `npm run test:chaos -- --bookings 1000 --seed 7`: random customers, random mishaps, real processes, and a judgement of
 * every booking at the end. The exit code is 1 when anything is not accounted for. With `--mutant NAME` the negative control:
 * the same without a guard must end in a violation, else the exit code is 1.
 */
const { values } = parseArgs({
  options: {
    bookings: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
    apis: { type: 'string', default: '2' },
    clients: { type: 'string', default: '64' },
    terminate: { type: 'boolean', default: false },
    'mishap-every': { type: 'string', default: '10' },
    /** One customer's plan: printed, then lived alone and without mishaps unless --mishap-every is given. */
    only: { type: 'string' },
    /** A patch of test/mutants. */
    mutant: { type: 'string' },
    report: { type: 'string' },
  },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function table(title: string, tally: Tally): void {
  say(`\n${title}`);
  for (const [what, times] of [...tally].sort(([a], [b]) => (a < b ? -1 : 1)))
    say(`  ${what.padEnd(44)}${String(times).padStart(8)}`);
}

function show(
  { seconds, told, states, answers, mishaps, violations, evidence, audited }: ChaosReport,
  bookings: number,
): void {
  table('What the customers met', answers);
  table('What went wrong', mishaps);
  table('What became of the bookings', states);
  table('What the audit looked at', new Map(Object.entries(audited)));
  for (const text of evidence) say(`\n${text}`);
  for (const { rule, bookingId, customer, what } of violations.slice(0, 50))
    say(`VIOLATION ${rule} ${bookingId} (customer ${customer ?? '?'}): ${what}`);
  const rate = (bookings / seconds).toFixed(1);
  say(`\n${bookings} customers, ${told} requests for a booking, ${seconds.toFixed(0)} s, ${rate} customers/s`);
  say(`${violations.length} violations${violations.length > 0 ? `; again: --seed ${values.seed}` : ''}`);
}

async function control(mutant: string): Promise<void> {
  const chosen = Object.entries(values).filter(([name]) => name !== 'mutant' && name !== 'report');
  const found = await violationsWithout(
    mutant,
    chosen.flatMap(([name, value]) => (value === true ? [`--${name}`] : value === false ? [] : [`--${name}`, value])),
    (said) => process.stdout.write(said),
  );
  say(`\nwithout ${mutant}: ${found === 0 ? 'NOT NOTICED' : `noticed, ${found} violations`}`);
  if (found === 0) process.exitCode = 1;
}

async function main(): Promise<void> {
  if (values.mutant !== undefined) return control(values.mutant);
  const number = (text: string) => Number.parseInt(text, 10);
  const only = values.only === undefined ? undefined : number(values.only);
  const seed = number(values.seed);
  if (only !== undefined) say(JSON.stringify(planOf(seed, only), null, 2));
  await globalSetup();
  try {
    const bookings = only === undefined ? number(values.bookings) : 1;
    const mishapEvery = only === undefined ? number(values['mishap-every']) : 0;
    const report = await runChaos({
      bookings,
      seed,
      workers: number(values.workers),
      apis: number(values.apis),
      clients: number(values.clients),
      mishapEvery,
      only,
      terminate: values.terminate,
      say,
    });
    show(report, bookings);
    if (values.report !== undefined) writeFileSync(values.report, JSON.stringify(report.violations, null, 1));
    process.exitCode = report.violations.length > 0 ? 1 : 0;
  } finally {
    await endTestServers();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
