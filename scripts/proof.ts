import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { figuresOf, lineOf } from '../model/report';
import { rows } from '../model/rows';
import { missingPrograms, quickly, searchAll, thoroughly } from '../model/spin';
import { fillIn, modelTable, mutantTable, readMutants } from './proof/tables';

/**
 * `npm run proof` searches the model and writes the tables of docs/proof.md anew: what every guard is caught by, and what every
 * search found. `-- --all` searches the largest rows too, `-- --only NAME` one, `-- --quick` none. Rows that were not searched keep their figures.
 */
const { values } = parseArgs({
  options: { all: { type: 'boolean' }, quick: { type: 'boolean' }, only: { type: 'string' } },
});
const root = join(__dirname, '..');
const path = join(root, 'docs', 'proof.md');

async function main(): Promise<void> {
  const missing = missingPrograms();
  if (!values.quick && missing.length > 0) throw new Error(`The model needs ${missing.join(' and ')}.`);
  const isWanted = ({ name, part }: (typeof rows)[number]) =>
    values.only === undefined ? values.all === true || part === 'ci' : name === values.only;
  const wanted = values.quick ? [] : rows.filter(isWanted);
  const found = await searchAll(wanted, values.all || values.only !== undefined ? thoroughly : quickly, (one) =>
    console.log(lineOf(one)),
  );
  const page = readFileSync(path, 'utf8');
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  const filled = fillIn(
    fillIn(page, 'mutants', mutantTable(readMutants(join(root, 'test', 'mutants')))),
    'model',
    modelTable(rows, found.map(figuresOf), page),
  );
  writeFileSync(path, found.length > 0 ? fillIn(filled, 'machine', `Searched on ${machine}.`) : filled);
  if (found.some(({ verdict }) => verdict !== 'as expected')) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
