import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type LoadName, loadNames, runLoads } from './loads';
import { compareWithFloor } from './ratios';
import { openStage } from './stage';

/**
 * `npm run bench:booking`: what a booking costs beside a floor, and what happens when very many come at once. `-- --only
 * ratios,hot-seat` runs a part.
 */
const parts = ['ratios', ...loadNames] as const;
type Part = (typeof parts)[number];

function wantedParts(): readonly Part[] {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const names = values.only?.split(',') ?? parts;
  const unknown = names.filter((name) => !parts.some((part) => part === name));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}; there are ${parts.join(', ')}.`);
  return names as readonly Part[];
}

async function main(): Promise<void> {
  const wanted = wantedParts();
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  const stage = await openStage();
  try {
    const load = loadavg()[0]?.toFixed(1) ?? '?';
    print(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, load ${load}`);
    const token = await stage.product.tokenOf('traveller-1');
    if (wanted.includes('ratios')) (await compareWithFloor(stage, token)).forEach(print);
    const loads = wanted.filter((part): part is LoadName => part !== 'ratios');
    await runLoads(stage, token, loads, print);
  } finally {
    await stage.stop();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
