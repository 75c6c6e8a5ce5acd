import { buildGraph } from '../../src/domain/routing/graph';
import { createPathKernel } from '../../src/domain/routing/kernel';
import { rankingRules } from '../../src/domain/routing/paths';
import { openFlightsPlan } from './openflights';

// Prints counts, the CPU seconds of the sweeps, and a checksum over all paths of the world, in one line of JSON. A program of
// its own, because a test's sandbox makes every use of a global slow, and there are some hundred million.
const graph = buildGraph(openFlightsPlan());
const kernel = createPathKernel(graph, { ...rankingRules, detourAllowanceMetres: 0 });
const airports = graph.codes.length;
const [costs, vias] = [new Int32Array(30_000_000), new Uint32Array(30_000_000)];
const counts = new Uint8Array(airports * airports);
let [pairs, paths] = [0, 0];
const before = process.cpuUsage();
for (let source = 0; source < airports; source++) {
  kernel.sweep(source);
  for (let destination = 0; destination < airports; destination++) {
    const found = kernel.count(destination);
    if (found === 0) continue;
    pairs += 1;
    counts[source * airports + destination] = found;
    for (let rank = 0; rank < found; rank++, paths++) {
      costs[paths] = kernel.cost(destination, rank);
      vias[paths] = kernel.vias(destination, rank);
    }
  }
}
const used = process.cpuUsage(before);

let hash = 0x811c9dc5;
function mix(value: number): void {
  for (let byte = 0; byte < 32; byte += 8) hash = Math.imul(hash ^ ((value >>> byte) & 255), 0x01000193) >>> 0;
}
let path = 0;
for (let pair = 0; pair < counts.length; pair++)
  for (let rank = 0; rank < (counts[pair] as number); rank++, path++) {
    mix(Math.floor(pair / airports));
    mix(pair % airports);
    mix(costs[path] as number);
    mix(vias[path] as number);
  }
const cpuSeconds = (used.user + used.system) / 1e6;
process.stdout.write(
  `${JSON.stringify({ airports, legs: graph.targets.length, pairs, paths, cpu_s: cpuSeconds, checksum: hash.toString(16) })}\n`,
);
