import { spawn, spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from './rows';

/** What one search found. */
export interface Found {
  readonly row: Row;
  readonly verdict: 'as expected' | 'not as expected';
  /** In a few words: what was found, or why it is no proof. */
  readonly finding: string;
  readonly states: number;
  readonly seconds: number;
  /** Moves of a booking row that the search saw taken, as numbers of states. */
  readonly moves: readonly (readonly [number, number])[];
  /** The shortest account of what broke, a line for each event. Empty when nothing broke. */
  readonly story: readonly string[];
}

interface Limits {
  readonly megabytes: number;
  readonly seconds: number;
}

async function run(folder: string, program: string, args: readonly string[], seconds: number): Promise<string> {
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], timeout: seconds * 1000 });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  return said;
}

/** Spin writes the searching program, which is compiled with the row's bounds. */
async function build(folder: string, row: Row, { megabytes, seconds }: Limits): Promise<void> {
  for (const name of await readdir(__dirname))
    if (name.endsWith('.pml')) await cp(join(__dirname, name), join(folder, name));
  const switches = [...row.with, ...(row.expect === 'holds' ? ['COVERAGE'] : [])].map((name) => `-D${name}`);
  const said = await run(folder, 'spin', ['-a', ...switches, 'booking.pml'], seconds);
  if (/error/i.test(said)) throw new Error(`spin does not take row ${row.name}: ${said}`);
  const kept = ['-DCOLLAPSE', `-DMEMLIM=${megabytes}`];
  // A defect is found in a moment: there the compiler's time counts, not the search's.
  const level = row.expect === 'holds' ? '-O2' : '-O0';
  const compiled = await run(
    folder,
    'gcc',
    [level, '-w', '-DSAFETY', '-DVECTORSZ=512', ...kept, '-o', 'pan', 'pan.c'],
    seconds,
  );
  if (compiled.trim()) throw new Error(`gcc does not take row ${row.name}: ${compiled}`);
}

function numberIn(text: string, pattern: RegExp): number {
  return Number(pattern.exec(text)?.[1] ?? NaN);
}

/** A search counts only when it was complete: not cut off by depth, memory or time. */
function judge(row: Row, said: string, story: readonly string[]): Pick<Found, 'verdict' | 'finding'> {
  const errors = numberIn(said, /errors: (\d+)/);
  const cut = /max search depth too small|reached -DMEMLIM|out of memory|aborting \(at|Search not completed/.test(said);
  const law = numberIn(story.at(-1) ?? '', /^BROKEN (\d+)$/);
  const broken = Number.isNaN(law) ? 'something broke' : law === 0 ? 'untrue or forgotten' : `I${law} is broken`;
  if (Number.isNaN(errors)) return { verdict: 'not as expected', finding: 'the search came to no end' };
  if (row.expect !== 'holds')
    return {
      verdict: law === row.expect ? 'as expected' : 'not as expected',
      finding: errors ? broken : 'nothing found',
    };
  if (errors > 0) return { verdict: 'not as expected', finding: broken };
  return cut
    ? { verdict: 'not as expected', finding: 'the search was cut off' }
    : { verdict: 'as expected', finding: 'holds' };
}

async function readStory(folder: string): Promise<string[]> {
  if (!(await readdir(folder)).includes('booking.pml.trail')) return [];
  const replayed = await run(folder, './pan', ['-S', '-r', 'booking.pml.trail'], 30);
  return replayed
    .split('\n')
    .filter(
      (line) =>
        /^([a-z]+( \d)?: |late money|the table|BROKEN)/.test(line) &&
        !line.startsWith('pan:') &&
        !line.startsWith('spin:'),
    );
}

/** Searches one row, in a folder of its own that is gone afterwards. */
async function search(row: Row, limits: Limits): Promise<Found> {
  const folder = await mkdtemp(join(tmpdir(), 'skyhold-model-'));
  try {
    await build(folder, row, limits);
    const begun = performance.now();
    const said = await run(folder, './pan', ['-m100000', '-w22'], limits.seconds);
    const seconds = (performance.now() - begun) / 1000;
    const story = await readStory(folder);
    const moves = [...said.matchAll(/^MOVED (\d) (\d)$/gm)].map(([, from, to]) => [Number(from), Number(to)] as const);
    const states = numberIn(said, /([\d.e+]+) states, stored/);
    return { row, ...judge(row, said, story), states, seconds, moves, story };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Searches rows side by side, as many at once as given, and hands each on as it ends. */
export async function searchAll(
  wanted: readonly Row[],
  limits: Limits & { readonly atOnce: number },
  onFound: (found: Found) => void,
): Promise<Found[]> {
  const found: Found[] = [];
  const rest = wanted[Symbol.iterator]();
  const lane = async () => {
    for (const row of rest) {
      const one = await search(row, limits);
      found.push(one);
      onFound(one);
    }
  };
  await Promise.all(Array.from({ length: limits.atOnce }, lane));
  return found;
}

/** The programs that a search needs and that are not there. */
export function missingPrograms(): string[] {
  return ['spin', 'gcc'].filter((program) => spawnSync(program, ['--version']).error !== undefined);
}

/** What a search may take, on every change and on demand. */
export const quickly = { megabytes: 1500, seconds: 170, atOnce: 2 };
export const thoroughly = { megabytes: 6000, seconds: 2400, atOnce: 1 };
