import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ConfigError, loadConfig } from '../src/config';
import { describeFault } from '../src/domain/imports/faults';
import { importFormats } from '../src/domain/imports/requests';
import { importSchema } from '../src/api/http/imports';
import { StackError } from '../src/stack/errors';
import { createRequests, Refused, type Requests } from './demo/requests';
import { findRunning } from './demo/running';
import { handOver } from './handingOver';

/**
 * `npm run import -- <format> <files> [--force]`: brings a network into the running product. The files are copied into its folder
 * of imports; the rest is the operator's workflow, whose progress and report are shown. Exits with 1 unless it is imported.
 */
const usage = `npm run import -- <${importFormats.join('|')}> <files> [--force]`;

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      options: { force: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [format, ...files] = positionals;
    const known = importFormats.find((one) => one === format);
    if (!known) throw new TypeError(`${format ?? 'nothing'} is not a format`);
    if (files.length === 0 && known !== 'demo') throw new TypeError('there are no files');
    return { format: known, files, force: values.force };
  } catch (error) {
    throw new StackError(`${error instanceof Error ? error.message : String(error)}.`, `It goes like this: ${usage}`);
  }
}

type Import = z.output<typeof importSchema>;
const listSchema = z.object({ data: z.array(importSchema) });

/** Begins the import, after the one that is under way if there is one: `npm start` imports the demo network at first. */
async function begin(api: Requests, body: object): Promise<string> {
  for (let told = false; ; told = true) {
    try {
      return (await api.post('/v1/ops/imports', importSchema, { body })).id;
    } catch (error) {
      if (!(error instanceof Refused) || error.problem.code !== 'import_in_progress') throw error;
      if (!told) process.stdout.write('  another import is under way; this one begins after it\n');
      await setTimeout(1000);
    }
  }
}

/** Undefined while the API is too busy to tell: the import goes on meanwhile. */
async function listImports(api: Requests): Promise<Import[] | undefined> {
  try {
    return (await api.get('/v1/ops/imports', listSchema)).data;
  } catch (error) {
    if (error instanceof Refused && error.problem.retryable !== 'never') return undefined;
    throw error;
  }
}

/** Tells how far it is until it has ended. */
async function follow(api: Requests, id: string): Promise<Import> {
  let [told, inUse] = ['', ''];
  for (;;) {
    const data = await listImports(api);
    if (!data) {
      await setTimeout(2000);
      continue;
    }
    const run = data.find((one) => one.id === id);
    if (run?.status === 'ended') return run;
    if (run && inUse === '') {
      inUse = sinceStart(run, run.in_use_at);
      if (inUse !== '')
        process.stdout.write(`  in use after ${inUse}: searches find the new network; its routes are being stored\n`);
    }
    const { phase = 'waiting', done, of } = run?.progress ?? {};
    const line = [phase, done, of && `of ${of}`].filter((part) => part !== undefined).join(' ');
    if (line !== told) process.stdout.write(`  ${line}\n`);
    told = line;
    await setTimeout(700);
  }
}

/** Seconds from the beginning of an import to something that has happened; empty when it has not. */
function sinceStart({ started_at: startedAt }: Import, at: string | undefined): string {
  return at === undefined ? '' : `${Math.round((Date.parse(at) - Date.parse(startedAt)) / 1000)} s`;
}

function report(run: Import): void {
  const { outcome, name, reason, faults = [], fault_count: count = 0, findings = [] } = run;
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(`${outcome}: ${name}${reason === undefined ? '' : ` (${reason}; --force takes it all the same)`}`);
  for (const fault of faults) say(`  ${describeFault(fault)}`);
  if (count > faults.length) say(`  and ${count - faults.length} more`);
  if (outcome === 'faulty') return;
  say(`  ${run.flights_read} flights read, ${run.schedules} segments on sale by ${run.carriers} carriers`);
  say(`  ${run.airports} airports, ${run.legs} pairs with flights, ${run.pairs_changed} of them changed`);
  if (run.in_use_at !== undefined)
    say(
      `  in use after ${sinceStart(run, run.in_use_at)}, all its routes stored after ${sinceStart(run, run.finished_at)}`,
    );
  for (const { what, count: found, examples } of findings) say(`  ${found} ${what} (${examples.join(', ')})`);
}

async function main(): Promise<number> {
  const { format, files, force } = readArguments();
  const { apiUrl, tokenOf, stack } = findRunning(process.env['API_URL']);
  const folder = stack?.environment['IMPORT_FOLDER'] ?? loadConfig().network.importFolder;
  const api = createRequests(apiUrl, process.env['API_TOKEN'] ?? (await tokenOf('operator')));
  const body = { format, files: handOver(files, folder, new Date()), force };
  const run = await follow(api, await begin(api, body));
  report(run);
  return run.outcome === 'imported' || run.outcome === 'unchanged' ? 0 : 1;
}

main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    const known = error instanceof StackError || error instanceof ConfigError || error instanceof Refused;
    process.stderr.write(`${known ? error.message : error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
    process.exit(1);
  },
);
