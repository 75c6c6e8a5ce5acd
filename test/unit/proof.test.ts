import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rows } from '../../model/rows';
import { mutantTable, partOf, readMutants } from '../../scripts/proof/tables';

const root = join(__dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'proof.md'), 'utf8');
const mutants = readMutants(join(root, 'test', 'mutants'));

/** Names in the second column on: what the hand-written tables lean on. */
const named = (pattern: RegExp): string[] => [...page.matchAll(pattern)].flatMap(([, name]) => name ?? []);

describe('The page of proofs', () => {
  it('shows every mutant with the guard it takes away and the test that catches it', () => {
    for (const line of mutantTable(mutants).split('\n')) expect(page).toContain(line);
  });

  it('shows every row of the model, and what was found in it as it is expected', () => {
    const searched = partOf(page, 'model').split('\n');
    for (const { name, expect: wanted, part } of rows) {
      const line = searched.find((one) => one.startsWith(`| \`${name}\` |`));
      const broken = wanted === 0 ? 'untrue or forgotten' : `I${wanted} is broken`;
      expect(line).toContain(wanted === 'holds' ? '| ' : `| ${broken} |`);
      // The largest rows are searched on demand; the page then says so.
      expect(line).not.toMatch(part === 'ci' ? /not searched|\*\*/ : /\*\*/);
    }
  });

  it('names no mutant, row or file that is not there', () => {
    const mutantNames = new Set(mutants.map(({ name }) => name));
    const rowNames = new Set(rows.map(({ name }) => name));
    expect(named(/mutant `([a-z0-9-]+)`/g).filter((name) => !mutantNames.has(name))).toEqual([]);
    expect(named(/row `([a-z0-9-]+)`/g).filter((name) => !rowNames.has(name))).toEqual([]);
    expect(
      named(/`((?:test|src|model|docs)\/[\w./-]+\.\w+)`/g).filter((path) => !existsSync(join(root, path))),
    ).toEqual([]);
  });

  it('has a mutant for each fault of the field, F1 to F11', () => {
    for (let n = 1; n <= 11; n++)
      expect([n, mutants.some(({ guard }) => guard.includes(`(F${n})`))]).toEqual([n, true]);
  });
});
