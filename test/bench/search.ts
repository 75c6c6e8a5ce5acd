import { cpus, loadavg } from 'node:os';
import { compareWithOracle, timePairs } from './search/answers';
import { type Finding, tell } from './search/findings';
import { compareSearches } from './search/searches';
import { measureStores } from './search/stores';
import { countReads } from './search/reads';
import { watchFlips } from './search/flips';
import { compareWithReference, recomputeAugust, timeThreads } from './search/world';
import { wantedParts } from './parts';

/**
 * `npm run bench:search`: what finding ways costs and what it finds, each figure beside its goal. `-- --only world,oracle` runs a
 * part. Needs the data that `SKYHOLD_DATA` names.
 */
const parts: Readonly<Record<string, () => Promise<Finding[]>>> = {
  world: compareWithReference,
  schedule: recomputeAugust,
  threads: timeThreads,
  oracle: compareWithOracle,
  pairs: timePairs,
  stores: measureStores,
  reads: countReads,
  flips: watchFlips,
  searches: compareSearches,
};

async function main(): Promise<void> {
  const wanted = wantedParts(Object.keys(parts));
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  print(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, load ${load}`);
  for (const part of wanted) {
    process.stderr.write(`${part} ...\n`);
    for (const finding of (await parts[part]?.()) ?? []) print(tell(finding));
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
