import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { graphLabels } from '../../src/stores/neo4j/schema';

const folder = join(__dirname, '..', '..', 'src', 'stores', 'neo4j');
const statementStart = /^\s*(MATCH|OPTIONAL MATCH|MERGE|UNWIND|CREATE|CALL|RETURN|WITH)\b/;

/** What is put into the text of a statement: labels and constants of the code, and what is made of nothing else. Everything else is a parameter. */
const allowed = [
  /^labels\.\w+$/,
  ...[/^label$/, /^property$/, /^label\}_\$\{property$/],
  ...[/^runsKept$/, /^told$/, /^isComplete$/, /^isComplete\('[a-z]'\)$/, /^beingBuilt\(labels\)$/],
];

const statements = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/`((?:[^`\\]|\\.)*)`/g)]
      .map(([, text = '']) => ({ name, text }))
      .filter(({ text }) => statementStart.test(text)),
  );

test('the statements were found', () => {
  expect(statements.length).toBeGreaterThan(15);
});

test.each(statements)('$name: nothing but labels and constants is written into a statement', ({ text }) => {
  const inserted = [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, expression = '']) => expression);
  for (const expression of inserted) expect(allowed.some((form) => form.test(expression))).toBe(true);
});

test('no statement is put together from pieces', () => {
  for (const name of readdirSync(folder)) {
    const source = readFileSync(join(folder, name), 'utf8');
    expect(source).not.toMatch(/['"`]\s*\+\s*\w+.*\b(MATCH|RETURN|WHERE)\b/);
    expect(source).not.toMatch(/\b(MATCH|RETURN|WHERE)\b[^'"`\n]*['"`]\s*\+\s*\w/);
  }
});

test.each(['x`) DETACH DELETE n //', 'a-b', 'ä', ' ', 'X:Airport'])('a label suffix %j is refused', (suffix) => {
  expect(() => graphLabels(suffix)).toThrow(RangeError);
});
