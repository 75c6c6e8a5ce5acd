import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { figuresOf, lineOf, movesAmiss, storyOf } from './report';
import { type Row, rows } from './rows';
import { missingPrograms, quickly, searchAll, thoroughly } from './spin';

/**
 * `npm run model` searches what belongs to every change, `-- --all` everything, `-- --story NAME` tells how a row broke.
 * `--json FILE` keeps the figures.
 */
const { values } = parseArgs({
  options: { all: { type: 'boolean' }, only: { type: 'string' }, story: { type: 'string' }, json: { type: 'string' } },
});

const say = (line: string) => process.stdout.write(`${line}\n`);
function chosen(): Row[] {
  const name = values.story ?? values.only;
  if (name === undefined) return rows.filter(({ part }) => values.all === true || part === 'ci');
  const row = rows.find((one) => one.name === name);
  if (!row) throw new Error(`There is no row ${name}. There are: ${rows.map((one) => one.name).join(', ')}.`);
  return [row];
}

async function main(): Promise<void> {
  const wanted = chosen();
  const missing = missingPrograms();
  if (missing.length > 0) throw new Error(`The model needs ${missing.join(' and ')}: apt-get install spin gcc`);
  const found = await searchAll(wanted, values.all ? thoroughly : quickly, (one) => say(lineOf(one)));
  if (values.story !== undefined) return found.forEach((one) => say(storyOf(one)));
  const amiss = wanted.length > 1 ? movesAmiss(found) : [];
  amiss.forEach(say);
  const bad = found.filter(({ verdict }) => verdict !== 'as expected');
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(found.map(figuresOf), null, 2));
  say(`${found.length - bad.length} of ${found.length} rows as expected, ${amiss.length} moves amiss`);
  if (bad.length + amiss.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
