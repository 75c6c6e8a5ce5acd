import { buildGraph } from '../../src/domain/routing/graph';
import { createPathKernel } from '../../src/domain/routing/kernel';
import { rankingRules } from '../../src/domain/routing/paths';
import { openFlightsPlan } from './openflights';

// Prints counts and a checksum over all paths of the world, in one line of JSON. A program of its own, because a test's
// sandbox makes every use of a global slow, and there are some hundred million.
const graph = buildGraph(openFlightsPlan());
const kernel = createPathKernel(graph, { ...rankingRules, detourAllowanceMetres: 0 });
const airports = graph.codes.length;
let [pairs, paths, hash] = [0, 0, 0x811c9dc5];
function mix(value: number): void {
  for (let byte = 0; byte < 32; byte += 8) hash = Math.imul(hash ^ ((value >>> byte) & 255), 0x01000193) >>> 0;
}
for (let source = 0; source < airports; source++) {
  kernel.sweep(source);
  for (let destination = 0; destination < airports; destination++) {
    const found = kernel.count(destination);
    if (found > 0) pairs += 1;
    for (let rank = 0; rank < found; rank++, paths++) {
      mix(source);
      mix(destination);
      mix(kernel.cost(destination, rank));
      mix(kernel.vias(destination, rank));
    }
  }
}
process.stdout.write(
  `${JSON.stringify({ airports, legs: graph.targets.length, pairs, paths, checksum: hash.toString(16) })}\n`,
);
