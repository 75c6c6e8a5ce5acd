import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packPlan } from '../../../src/domain/routing/packing';
import { createRouteThreads } from '../../../src/workers/routeThreads';
import { median } from '../load';
import { dataFolder, readAugust } from './august';
import type { Finding } from './findings';

/** As many as one activity of a recompute computes. */
const originsPerShard = 64;

const rounds = Number(process.env['ROUNDS'] ?? 3);

interface Sweep {
  readonly pairs: number;
  readonly paths: number;
  readonly cpu_s: number;
  readonly checksum?: string;
}

async function run(...args: readonly string[]): Promise<Sweep> {
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 20 });
  return JSON.parse(stdout) as Sweep;
}

/** All pairs of the OpenFlights network by distance, by turns with the program that is the yardstick. */
export async function compareWithReference(): Promise<Finding[]> {
  const reference = join(dataFolder, '..', 'reference', 'world.mjs');
  if (!existsSync(reference)) throw new Error(`there is no ${reference}`);
  const ours = join(__dirname, '../../support/worldChecksum.ts');
  const [theirs, own]: [Sweep[], Sweep[]] = [[], []];
  for (let n = 0; n < rounds; n++) {
    theirs.push(await run(reference, dataFolder));
    own.push(await run('--import', 'tsx', ours));
  }
  const sums = new Set([...theirs, ...own].map(({ checksum }) => checksum));
  if (sums.size > 1) throw new Error(`the paths differ: ${[...sums].join(', ')}`);
  const cpu = (sweeps: readonly Sweep[]) => median(sweeps.map(({ cpu_s }) => cpu_s));
  return [
    {
      what: 'world by distance, CPU against the reference',
      value: cpu(own) / cpu(theirs),
      goal: ['<=', 1.5],
      of: `${cpu(own).toFixed(2)} s, ${cpu(theirs).toFixed(2)} s, checksum ${[...sums].join()}`,
    },
  ];
}

/** The same beside the event loop as the search worker does it, in one thread and in two. Writing is not part of it. */
export async function timeThreads(): Promise<Finding[]> {
  const { plan } = await readAugust();
  const packed = packPlan(plan);
  const seconds: number[] = [];
  for (const most of [1, 2]) {
    const threads = createRouteThreads(most);
    try {
      const network = await threads.build(packed);
      const startedAt = performance.now();
      let next = 0;
      const lane = async () => {
        for (let from = next; from < network.graph.codes.length; from = next) {
          next = Math.min(from + originsPerShard, network.graph.codes.length);
          await threads.sweep(network, from, next);
        }
      };
      await Promise.all(Array.from({ length: most }, lane));
      seconds.push((performance.now() - startedAt) / 1000);
    } finally {
      await threads.close();
    }
  }
  const [one = NaN, two = NaN] = seconds;
  return [
    {
      what: 'world by the schedule, wall seconds in 2 threads',
      value: two,
      of: `in 1 thread ${one.toFixed(1)}: ${(one / two).toFixed(2)} times as long, packed, not written`,
    },
  ];
}

/** All pairs of the August network by the schedule. */
export async function recomputeAugust(): Promise<Finding[]> {
  const { plan } = await readAugust();
  const folder = mkdtempSync(join(tmpdir(), 'skyhold-bench-'));
  try {
    const file = join(folder, 'plan.json');
    writeFileSync(file, packPlan(plan));
    const { cpu_s: cpu, pairs, paths } = await run('--import', 'tsx', join(__dirname, 'sweeping.ts'), file);
    return [
      {
        what: 'world by the schedule, CPU seconds',
        value: cpu,
        goal: ['<=', 90],
        of: `${pairs} pairs, ${paths} paths, objects included, one thread`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
