import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sandboxRoutes } from '../../src/domain/demo/sandbox';
import { testCards } from '../../src/provider/cards';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');

/** Rows of two columns: first cell, without back-ticks -> second cell. */
const rows = new Map(
  [...readme.matchAll(/^\| `?([\w-]+)`? \| (.+) \|$/gm)].map(([, name = '', text = '']) => [name, text]),
);

describe('The README', () => {
  it('has every test card, and says what it does', () => {
    const cards = [...rows].filter(([name]) => name.startsWith('pm_card_'));
    const known = Object.entries(testCards).map(([name, { means }]) => [name, means]);
    expect(Object.fromEntries(cards)).toEqual(Object.fromEntries(known));
  });

  it('has every route of the sandbox, and says how it behaves', () => {
    const routes = [...rows].filter(([name]) => /^[A-Z]{3}-[A-Z]{3}$/.test(name));
    const known = sandboxRoutes.map(({ origin, destination, behaviour }) => [`${origin}-${destination}`, behaviour]);
    expect(Object.fromEntries(routes)).toEqual(Object.fromEntries(known));
  });

  it('names only files that are there, and scripts that can be run', () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path);
    expect(links.filter((path) => !existsSync(join(__dirname, '../..', path)))).toEqual([]);
    const { scripts } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
