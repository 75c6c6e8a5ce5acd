import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { buildGraph } from '../../src/domain/routing/graph';
import { createPathKernel } from '../../src/domain/routing/kernel';
import { packPaths, packPlan, unpackPaths, unpackPlan } from '../../src/domain/routing/packing';
import { pathsBetween, sweptPaths } from '../../src/domain/routing/pairPaths';
import { rankingRules } from '../../src/domain/routing/paths';
import { bruteForce, eachPair, somePlan, someRules } from '../support/bruteRoutes';
import { hasOpenFlights } from '../support/openflights';

test('the sweep finds what trying every walk of at most three legs finds, in the same order', () => {
  fc.assert(
    fc.property(somePlan, someRules, (plan, rules) => {
      const graph = buildGraph(plan);
      const kernel = createPathKernel(graph, rules);
      eachPair(plan, (origin, destination) => {
        const [from = -1, to = -1] = [graph.numbers.get(origin), graph.numbers.get(destination)];
        kernel.sweep(from);
        expect(sweptPaths(graph, rules, kernel, from, to)).toEqual(bruteForce(plan, rules, origin, destination));
      });
    }),
    { numRuns: 60 },
  );
});

test('a single pair on demand has exactly the paths of the sweep', () => {
  fc.assert(
    fc.property(somePlan, someRules, (plan, rules) => {
      const graph = buildGraph(plan);
      eachPair(plan, (origin, destination) => {
        expect(pathsBetween(graph, rules, origin, destination)).toEqual(bruteForce(plan, rules, origin, destination));
      });
    }),
    { numRuns: 60 },
  );
});

test('where fewer stops are wanted, a single pair has the cheapest of those ways', () => {
  fc.assert(
    fc.property(somePlan, someRules, fc.constantFrom(0, 1), (plan, rules, stops) => {
      const graph = buildGraph(plan);
      eachPair(plan, (origin, destination) => {
        const all = bruteForce(plan, { ...rules, pathsPerPair: 1_000 }, origin, destination);
        const wanted = all.filter(({ airports }) => airports.length - 2 <= stops).slice(0, rules.pathsPerPair);
        expect(pathsBetween(graph, rules, origin, destination, stops)).toEqual(wanted);
      });
    }),
    { numRuns: 60 },
  );
});

test('the graph is the same whatever order airports and legs come in', () => {
  fc.assert(
    fc.property(somePlan, (plan) => {
      const turned = { airports: [...plan.airports].reverse(), legs: [...plan.legs].reverse() };
      expect(buildGraph(turned)).toEqual(buildGraph(plan));
      expect(packPlan(turned)).toBe(packPlan(plan));
      expect(buildGraph(unpackPlan(packPlan(plan)))).toEqual(buildGraph(plan));
    }),
  );
});

test('stored paths come back as they were', () => {
  const graph = buildGraph({
    airports: [
      { code: 'LIS', latitude: 38.8, longitude: -9.1 },
      { code: 'MAD', latitude: 40.5, longitude: -3.6 },
      { code: 'CDG', latitude: 49, longitude: 2.5 },
    ],
    legs: [
      { origin: 'LIS', destination: 'CDG' },
      { origin: 'LIS', destination: 'MAD' },
      { origin: 'MAD', destination: 'CDG' },
    ],
  });
  const paths = pathsBetween(graph, rankingRules, 'LIS', 'CDG');
  expect(paths.map(({ airports }) => airports.join('-'))).toEqual(['LIS-CDG', 'LIS-MAD-CDG']);
  expect(unpackPaths('LIS', 'CDG', packPaths(paths))).toEqual(paths);
  expect(unpackPaths('CDG', 'LIS', packPaths([]))).toEqual([]);
});

test('a leg to an unknown airport, or from an airport to itself, is refused', () => {
  const airports = [{ code: 'LIS', latitude: 0, longitude: 0 }];
  expect(() => buildGraph({ airports, legs: [{ origin: 'LIS', destination: 'XXX' }] })).toThrow('unknown airport');
  expect(() => buildGraph({ airports, legs: [{ origin: 'LIS', destination: 'LIS' }] })).toThrow('goes nowhere');
});

(hasOpenFlights ? test : test.skip)(
  'the top twenty of every pair of the world are those of the reference, to the last metre',
  async () => {
    const program = path.join(__dirname, '../support/worldChecksum.ts');
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program]);
    expect(JSON.parse(stdout)).toMatchObject({
      airports: 3257,
      legs: 37_041,
      pairs: 3_389_261,
      paths: 25_592_328,
      checksum: '821dfe30',
    });
  },
);
