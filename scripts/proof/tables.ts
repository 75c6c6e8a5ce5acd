import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figures } from '../../model/report';
import type { Row } from '../../model/rows';

/** A guard that can be taken away, and the test that then fails. */
export interface Mutant {
  readonly name: string;
  readonly guard: string;
  readonly test: string;
  readonly title: string;
}

export function readMutants(folder: string): Mutant[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.patch'));
  return files.sort().map((file) => {
    const patch = readFileSync(join(folder, file), 'utf8');
    const [guard, test, title] = ['Guard', 'Test', 'Name'].map(
      (key) => new RegExp(`^${key}: (.+)$`, 'm').exec(patch)?.[1] ?? '',
    ) as [string, string, string];
    return { name: file.replace(/\.patch$/, ''), guard, test, title };
  });
}

const cell = (text: string): string => text.replace(/\|/g, '\\|');

export function mutantTable(mutants: readonly Mutant[]): string {
  const lines = mutants.map(
    ({ name, guard, test, title }) =>
      `| \`${name}\` | ${cell(guard)} | ${cell(title)} (\`${test.replace('test/', '')}\`) |`,
  );
  return ['| Mutant | The guard that it takes away | The test that then fails |', '|---|---|---|', ...lines].join('\n');
}

/** A row that was not searched this time keeps the line it has on the page. */
export function modelTable(rows: readonly Row[], figures: readonly Figures[], page: string): string {
  const known = partOf(page, 'model').split('\n');
  const lines = rows.map((row) => {
    const start = `| \`${row.name}\` |`;
    const found = figures.find(({ name }) => name === row.name);
    if (!found)
      return known.find((line) => line.startsWith(start)) ?? `${start} ${cell(row.says)} | not searched | | |`;
    const finding = found.verdict === 'as expected' ? found.finding : `**${found.finding}**`;
    return `${start} ${cell(row.says)} | ${finding} | ${found.states.toLocaleString('en')} | ${found.seconds} |`;
  });
  return ['| Row | What happens in it | Found | States | s |', '|---|---|---|--:|--:|', ...lines].join('\n');
}

/** What stands between the marks of a part that is made, not written. */
export function partOf(page: string, part: string): string {
  const { begin, end } = placeOf(page, part);
  return page.slice(begin, end);
}

export function fillIn(page: string, part: string, text: string): string {
  const { begin, end } = placeOf(page, part);
  return `${page.slice(0, begin)}\n\n${text}\n\n${page.slice(end)}`;
}

function placeOf(page: string, part: string): { begin: number; end: number } {
  const mark = `<!-- made: ${part} -->`;
  const [begin, end] = [page.indexOf(mark) + mark.length, page.indexOf(`<!-- end: ${part} -->`)];
  if (begin < mark.length || end < begin) throw new Error(`docs/proof.md has no place for ${part}`);
  return { begin, end };
}
