import { readFileSync } from 'node:fs';
import { unpackPlan } from '../../../src/domain/routing/packing';
import { rankingRules } from '../../../src/domain/routing/paths';
import { buildNetwork, createRouter } from '../../../src/domain/routing/router';

// Computes every pair of the plan in a file as a recompute does, on one thread, and prints what it took in one line of JSON. A
// program of its own, so that nothing else is counted.
const network = buildNetwork(unpackPlan(readFileSync(process.argv[2] ?? '', 'utf8')));
const router = createRouter(network, rankingRules);
let [pairs, paths] = [0, 0];
const [cpuBefore, startedAt] = [process.cpuUsage(), performance.now()];
for (let source = 0; source < network.graph.codes.length; source++)
  for (const found of router.sweep(source)) {
    pairs += 1;
    paths += found.paths.length;
  }
const { user, system } = process.cpuUsage(cpuBefore);
const seconds = (performance.now() - startedAt) / 1000;
process.stdout.write(`${JSON.stringify({ pairs, paths, cpu_s: (user + system) / 1e6, wall_s: seconds })}\n`);
