import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Licences under which a package may be used in a product that is given away under Apache-2.0. */
const allowed = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'Python-2.0',
  'CC0-1.0',
]);

/** Packages whose licence was looked up by hand: the lock file does not name it, or the list above does not hold it. */
const lookedUp: Readonly<Record<string, string>> = {
  // Data about browsers, read by a build tool and not part of what is shipped; the attribution is in its package.
  'caniuse-lite': 'CC-BY-4.0',
  // Their package.json names the licence in the plural of old.
  unionfs: 'Unlicense',
  'xmlhttprequest-ssl': 'MIT',
};

const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ license: z.string().optional() })),
});

function isAllowed(name: string, licence: string | undefined): boolean {
  if (licence === undefined || lookedUp[name] === licence) return lookedUp[name] !== undefined;
  // A choice needs one licence that is allowed; what applies together needs all.
  const parts = (text: string, word: string) => text.replace(/[()]/g, '').split(` ${word} `);
  return parts(licence, 'OR').some((choice) => parts(choice, 'AND').every((each) => allowed.has(each)));
}

/** Name and licence of every package in a lock file, and those that nobody has agreed to. */
export function licencesOf(lockFile: string): { counts: Map<string, number>; others: string[] } {
  const { packages } = lockSchema.parse(JSON.parse(lockFile));
  const counts = new Map<string, number>();
  const others: string[] = [];
  for (const [path, { license }] of Object.entries(packages)) {
    if (path === '') continue;
    const name = path.split('node_modules/').at(-1) ?? path;
    const shown = license ?? lookedUp[name] ?? 'unknown';
    counts.set(shown, (counts.get(shown) ?? 0) + 1);
    if (!isAllowed(name, license)) others.push(`${name}: ${shown}`);
  }
  return { counts, others };
}

function main(): void {
  const { counts, others } = licencesOf(readFileSync(join(__dirname, '..', 'package-lock.json'), 'utf8'));
  const lines = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([licence, count]) => `${String(count).padStart(5)}  ${licence}`);
  process.stdout.write(`${lines.join('\n')}\n`);
  if (others.length === 0) return;
  process.stderr.write(`Not on the list of scripts/licences.ts:\n${others.join('\n')}\n`);
  process.exitCode = 1;
}

if (require.main === module) main();
