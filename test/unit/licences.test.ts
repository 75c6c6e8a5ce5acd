import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { licencesOf } from '../../scripts/licences';

const lock = (packages: Record<string, string | undefined>) =>
  JSON.stringify({
    packages: Object.fromEntries(Object.entries(packages).map(([name, license]) => [name, { license }])),
  });

test('every package we use has a licence that goes with ours', () => {
  const { others, counts } = licencesOf(readFileSync(join(__dirname, '..', '..', 'package-lock.json'), 'utf8'));
  expect(others).toEqual([]);
  expect(counts.get('MIT')).toBeGreaterThan(100);
});

test('a licence that nobody has agreed to is named with its package', () => {
  const { others } = licencesOf(
    lock({
      '': 'Apache-2.0',
      'node_modules/a': 'GPL-3.0-only',
      'node_modules/b/node_modules/@c/d': undefined,
      'node_modules/e': '(MIT OR GPL-3.0-only)',
      'node_modules/f': 'MIT AND GPL-3.0-only',
      'node_modules/g': 'MIT',
    }),
  );
  expect(others).toEqual(['a: GPL-3.0-only', '@c/d: unknown', 'f: MIT AND GPL-3.0-only']);
});
