import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemKinds } from '../../src/domain/problems';

/** Rows of the page's tables that begin with a code: code -> status. */
function documentedCodes(): Map<string, number> {
  const page = readFileSync(join(__dirname, '../../docs/failure-modes.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z_]+)` \| (\d{3}) \|/gm)];
  expect(new Set(rows.map(([, code]) => code)).size).toBe(rows.length);
  return new Map(rows.map(([, code = '', status]) => [code, Number(status)]));
}

describe('The page of failure modes', () => {
  it('has every refusal of the product once, with its status, and no other', () => {
    const known = Object.entries(problemKinds).map(([code, { status }]) => [code, status]);
    expect([...documentedCodes()].sort()).toEqual(known.sort());
  });

  it('says for each what to check', () => {
    const page = readFileSync(join(__dirname, '../../docs/failure-modes.md'), 'utf8');
    const silent = [...page.matchAll(/^\| `([a-z_]+)` \| \d{3} \| ([^|]*) \| ([^|]*) \|/gm)].filter(
      ([, , meaning = '', check = '']) => meaning.trim().length < 10 || check.trim().length < 10,
    );
    expect(silent.map(([, code]) => code)).toEqual([]);
  });
});
