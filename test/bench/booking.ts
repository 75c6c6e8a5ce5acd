import { cpus, loadavg } from 'node:os';
import { type LoadName, loadNames, runLoads } from './loads';
import { wantedParts } from './parts';
import { compareWithFloor } from './ratios';
import { openStage } from './stage';

/**
 * `npm run bench:booking`: what a booking costs beside a floor, and what happens when very many come at once. `-- --only
 * ratios,hot-seat` runs a part.
 */
const parts = ['ratios', ...loadNames] as const;
async function main(): Promise<void> {
  const wanted = wantedParts(parts);
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
