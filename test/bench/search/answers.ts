import { fewestStopsPaths } from '../../../src/domain/routing/deeperPaths';
import { type IsoDate, plusDays } from '../../../src/domain/instants';
import { type NetworkLeg, rankingRules } from '../../../src/domain/routing/paths';
import { buildNetwork, createRouter, type RouteNetwork } from '../../../src/domain/routing/router';
import { quantile } from '../load';
import { createDice, readAugust } from './august';
import type { Finding } from './findings';
import { createOracle, datesFrom } from './oracle';

const queries = Number(process.env['QUERIES'] ?? 1_500);
/** When they take longer, those are compared that it was enough for. */
const budgetSeconds = Number(process.env['ORACLE_SECONDS'] ?? 240);

let built: Promise<RouteNetwork> | undefined;
const augustNetwork = () => (built ??= readAugust().then(({ plan }) => buildNetwork(plan)));

/** Draws airports: each alike, or each by the flights that leave from it. */
export function createDraw(
  codes: readonly string[],
  legs: readonly Pick<NetworkLeg, 'origin' | 'flightsPerWeek'>[],
  dice: () => number,
) {
  const flights = new Map<string, number>();
  for (const { origin, flightsPerWeek } of legs) flights.set(origin, (flights.get(origin) ?? 0) + flightsPerWeek);
  const sums: number[] = [];
  let sum = 0;
  for (const code of codes) sums.push((sum += flights.get(code) ?? 0));
  return {
    alike: () => codes[Math.floor(dice() * codes.length)] ?? '',
    byFlights(): string {
      const wanted = dice() * sum;
      return codes[sums.findIndex((upTo) => upTo > wanted)] ?? '';
    },
  };
}

async function drawn() {
  const { network } = await readAugust();
  const { graph } = await augustNetwork();
  const dice = createDice(42);
  return { dice, ...createDraw(graph.codes, network.legs, dice) };
}

/**
 * What the ways of a pair are good for: the fastest journey along them on a day, beside the fastest there is at all. Twice: with ways
 * ranked by the schedule, and by distance as where there is none.
 */
export async function compareWithOracle(): Promise<Finding[]> {
  const { network, monday } = await readAugust();
  const { graph, week } = await augustNetwork();
  const oracle = createOracle(network.schedules, network.airports, datesFrom(monday));
  const rankings = {
    schedule: createRouter({ graph, week }, rankingRules),
    distance: createRouter({ graph, week: undefined }, rankingRules),
  };
  const { dice, alike, byFlights } = await drawn();
  const kinds = [
    { kind: 'pairs by their flights', draw: byFlights, results: noResults() },
    { kind: 'pairs by chance', draw: alike, results: noResults() },
  ];
  const endsAt = performance.now() + budgetSeconds * 1000;
  let feasible = 0;
  for (; feasible < queries && performance.now() < endsAt; feasible++)
    for (const { draw, results } of kinds) {
      const { origin, destination, on, best } = drawFeasible(draw, dice, monday, oracle);
      for (const name of ['schedule', 'distance'] as const) {
        const within = rankings[name].between(origin, destination);
        const paths = within.length > 0 ? within : fewestStopsPaths(graph, rankingRules, origin, destination);
        const found = oracle.fastestAlong(
          paths.map(({ airports }) => airports),
          on,
        );
        const result = results[name];
        result.ways += paths.length;
        if (found === undefined) continue;
        result.answered += 1;
        result.ratios += found / best;
      }
    }
  return kinds.flatMap(({ kind, results }) =>
    (['schedule', 'distance'] as const).flatMap((name) => findingsOf(name, kind, results[name], feasible)),
  );
}

const noResults = () => ({
  schedule: { answered: 0, ratios: 0, ways: 0 },
  distance: { answered: 0, ratios: 0, ways: 0 },
});
type Result = ReturnType<typeof noResults>['schedule'];

/** A pair and a day on which somebody can fly it at all, and in how many minutes at best. */
function drawFeasible(
  draw: () => string,
  dice: () => number,
  monday: IsoDate,
  oracle: ReturnType<typeof createOracle>,
) {
  for (;;) {
    const [origin, destination] = [draw(), draw()];
    const on = plusDays(monday, Math.floor(dice() * 7));
    const best = origin === destination ? undefined : oracle.fastest(origin, destination, on);
    if (best !== undefined) return { origin, destination, on, best };
  }
}

function findingsOf(name: 'schedule' | 'distance', kind: string, result: Result, feasible: number): Finding[] {
  const { answered, ratios, ways } = result;
  const goals = name === 'schedule';
  return [
    {
      what: `by ${name}, ${kind}: feasible queries answered`,
      value: answered / feasible,
      ...(goals && { goal: ['>=', 0.999] as const }),
      of: `${answered} of ${feasible} (${queries} wanted), ${(ways / feasible).toFixed(1)} ways each`,
    },
    {
      what: `by ${name}, ${kind}: mean best duration against the oracle`,
      value: ratios / answered,
      ...(goals && { goal: ['<=', 1.03] as const }),
      of: 'over those answered',
    },
  ];
}

/** A pair that nobody knows, computed alone. */
export async function timePairs(): Promise<Finding[]> {
  const network = await augustNetwork();
  const { alike, byFlights } = await drawn();
  const router = createRouter(network, rankingRules);
  const findings: Finding[] = [];
  for (const [kind, draw] of [
    ['pairs by chance', alike],
    ['pairs by their flights', byFlights],
  ] as const) {
    const times: number[] = [];
    for (let n = 0; n < 20_000; n++) {
      const [origin, destination] = [draw(), draw()];
      const startedAt = performance.now();
      router.between(origin, destination);
      if (n >= 2_000) times.push((performance.now() - startedAt) * 1000);
    }
    findings.push({
      what: `one pair alone, ${kind}, microseconds p50`,
      value: quantile(times, 0.5),
      of: `p99 ${quantile(times, 0.99).toFixed(0)}, ${times.length} pairs, ranked by the schedule`,
    });
  }
  return findings;
}
