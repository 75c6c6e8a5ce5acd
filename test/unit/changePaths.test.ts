import fc from 'fast-check';
import { changePaths } from '../../src/domain/changePaths';
import { greatCircleMetres } from '../../src/domain/distances';
import { buildGraph } from '../../src/domain/routing/graph';
import { rankingRules } from '../../src/domain/routing/paths';
import { someAirports } from '../support/timetable';

const codes = someAirports.map(({ code }) => code);
const cityOf = (code: string) => someAirports.find((airport) => airport.code === code)?.cityCode ?? '';
const siblings = (code: string) => codes.filter((other) => other !== code && cityOf(other) === cityOf(code));

function metres(from: string, to: string): number {
  const [a, b] = [from, to].map((code) => someAirports.find((airport) => airport.code === code));
  if (!a || !b) throw new Error('a known airport');
  return greatCircleMetres(a, b);
}

/** All sequences of airports from one to the other, tried one by one: a step is a leg, or within a city, exactly once. */
function tried(legs: ReadonlySet<string>, origin: string, destination: string, maxConnections: number): string[] {
  const found: { way: string; length: number }[] = [];
  const go = (touched: readonly string[], way: string, connections: number, changed: boolean, length: number): void => {
    const last = touched.at(-1) ?? '';
    for (const next of codes.filter((code) => !touched.includes(code) && legs.has(`${last}-${code}`))) {
      const flown = length + metres(last, next);
      if (next === destination) {
        if (changed) found.push({ way: `${way} ${next}`, length: flown });
        continue;
      }
      if (connections === maxConnections) continue;
      go([...touched, next], `${way} ${next}`, connections + 1, changed, flown);
      for (const other of siblings(next).filter((code) => !changed && !touched.includes(code) && code !== destination))
        go([...touched, next, other], `${way} ${next}/${other}`, connections + 1, true, flown);
    }
  };
  go([origin], origin, 0, false, 0);
  const straight = metres(origin, destination);
  const longest = Math.max(straight * rankingRules.detourRatio, straight + rankingRules.detourAllowanceMetres);
  const cost = ({ way, length }: { way: string; length: number }) =>
    length + (way.split(' ').length - 2) * rankingRules.metresPerStop;
  return found
    .filter(({ length }) => length <= longest)
    .sort((a, b) => cost(a) - cost(b) || (a.way.replaceAll(' ', ',') < b.way.replaceAll(' ', ',') ? -1 : 1))
    .map(({ way }) => way)
    .slice(0, 10);
}

const someLegs = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom(...codes), fc.constantFrom(...codes))
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => `${a}-${b}`),
  { minLength: 40, maxLength: 120, size: 'max' },
);

it('finds the cheapest ways with one change of airport within a city that trying all sequences finds', () => {
  let several = 0;
  fc.assert(
    fc.property(someLegs, fc.constantFrom(1, 2), (keys, maxConnections) => {
      const legs = keys.map((key) => {
        const [origin = '', destination = ''] = key.split('-');
        return { origin, destination };
      });
      const graph = buildGraph({ airports: someAirports, legs });
      for (const [origin, destination] of [
        ['LIS', 'JFK'],
        ['OPO', 'FRA'],
        ['LHR', 'SYD'],
        ['ORY', 'LGW'],
      ] as const) {
        const found = changePaths(graph, rankingRules, { origin, destination }, maxConnections, siblings);
        expect(found.map(({ airports }) => airports.join(' '))).toEqual(
          tried(new Set(keys), origin, destination, maxConnections),
        );
        if (found.length > 2) several += 1;
      }
    }),
    { numRuns: 60, seed: 3 },
  );
  expect(several).toBeGreaterThan(20);
});

it('finds none for who wants no connection, nor between airports that nobody knows', () => {
  const graph = buildGraph({ airports: someAirports, legs: [{ origin: 'LIS', destination: 'LHR' }] });
  expect(changePaths(graph, rankingRules, { origin: 'LIS', destination: 'JFK' }, 0, siblings)).toEqual([]);
  expect(changePaths(graph, rankingRules, { origin: 'LIS', destination: 'XXX' }, 2, siblings)).toEqual([]);
});
