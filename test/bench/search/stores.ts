import { createComputingHere } from '../../../src/activities/routeComputing';
import { createRouteFinder } from '../../../src/activities/routeFinder';
import { packPlan } from '../../../src/domain/routing/packing';
import { originRange } from '../../../src/domain/routing/paths';
import { graphStores, networksOf } from '../../support/networkStores';
import globalSetup, { endTestServers } from '../../support/globalSetup';
import { quantile } from '../load';
import { createDice, readAugust } from './august';
import type { Finding } from './findings';

const [origins, lookUps, misses] = [12, 1_500, 400];

interface Pair {
  readonly origin: string;
  readonly destination: string;
}

/** What reading, missing and writing ways costs in the real graph store, on the August network, of which some origins are written. */
export async function measureStores(): Promise<Finding[]> {
  await globalSetup();
  const stores = await graphStores();
  try {
    return await measure(stores);
  } finally {
    await stores.close();
    await endTestServers();
  }
}

async function measure(stores: Awaited<ReturnType<typeof graphStores>>): Promise<Finding[]> {
  const { plan } = await readAugust();
  const computing = createComputingHere();
  const network = await computing.build(packPlan(plan));
  const { codes, offsets } = network.graph;
  const legsFrom = (n: number) => (offsets[n + 1] ?? 0) - (offsets[n] ?? 0);
  const bySize = codes.map((_, n) => n).sort((a, b) => legsFrom(b) - legsFrom(a) || a - b);
  const [hubs, leaves] = [bySize.slice(0, origins), bySize.filter((n) => legsFrom(n) === 1).slice(0, origins)];

  const written: { readonly source: number; readonly pairs: readonly (Pair & { packed: string })[] }[] = [];
  const first = await stores.snapshots.beginSnapshot(plan, 1);
  await stores.snapshots.open(first, 1);
  for (const source of [...hubs, ...leaves]) {
    const { pairs } = await computing.sweep(network, source, source + 1);
    await stores.routes.writeDifference(originRange(codes, source, source + 1), pairs, first);
    written.push({ source, pairs });
  }
  const isHub = new Set(hubs.map((n) => codes[n]));
  const isLeaf = new Set(codes.filter((_, n) => legsFrom(n) === 1));
  const all = written.flatMap(({ pairs }) => pairs);
  const hubPairs = all.filter(({ origin, destination }) => isHub.has(origin) && isHub.has(destination));
  const leafPairs = all.filter(({ origin, destination }) => isLeaf.has(origin) && isLeaf.has(destination));
  return [
    await compareLookUps(stores, hubPairs, leafPairs),
    ...(await compareMisses(
      stores,
      codes.filter((code) => !written.some(({ source }) => codes[source] === code)),
      all,
    )),
    await countRows(stores, written),
  ];
}

type Stores = Awaited<ReturnType<typeof graphStores>>;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function compareLookUps(stores: Stores, hubs: readonly Pair[], leaves: readonly Pair[]): Promise<Finding> {
  const times: Record<'hub' | 'leaf', number[]> = { hub: [], leaf: [] };
  const dice = createDice(7);
  for (let n = 0; n < lookUps + 200; n++)
    for (const [kind, pairs] of [
      ['hub', hubs],
      ['leaf', leaves],
    ] as const) {
      const pair = pairs[Math.floor(dice() * pairs.length)];
      if (!pair) throw new Error(`no ${kind} pairs were written`);
      const took = await timed(() => stores.routes.readRoutes([pair]));
      if (n >= 200) times[kind].push(took);
    }
  const [hub, leaf] = [quantile(times.hub, 0.5), quantile(times.leaf, 0.5)];
  return {
    what: 'look-up between hubs against between leaves, p50',
    value: hub / leaf,
    goal: ['<=', 1.15],
    of: `${hub.toFixed(2)} ms, ${leaf.toFixed(2)} ms, ${hubs.length} and ${leaves.length} pairs`,
  };
}

async function compareMisses(stores: Stores, others: readonly string[], known: readonly Pair[]): Promise<Finding[]> {
  let computed = 0;
  const counting = {
    ...stores.routes,
    putPaths: (...args: Parameters<typeof stores.routes.putPaths>) => (
      (computed += 1),
      stores.routes.putPaths(...args)
    ),
  };
  const notStored = (error: unknown): never => {
    throw error;
  };
  const finder = createRouteFinder({ ...stores, routes: counting, networks: networksOf(stores), notStored });
  const dice = createDice(11);
  const draw = (codes: readonly string[]) => codes[Math.floor(dice() * codes.length)] ?? '';
  const unknown = (): Pair => ({ origin: draw(others), destination: draw(others) });
  const times: Record<'hit' | 'miss', number[]> = { hit: [], miss: [] };
  for (let n = 0; n < misses + 50; n++) {
    const hit = known[Math.floor(dice() * known.length)] ?? unknown();
    const [onHit, onMiss] = [
      await timed(() => finder.findRoutes([hit])),
      await timed(() => finder.findRoutes([unknown()])),
    ];
    if (n < 50) continue;
    times.hit.push(onHit);
    times.miss.push(onMiss);
  }
  computed = 0;
  const distinct = Array.from({ length: 20 }, unknown);
  await Promise.all(Array.from({ length: 200 }, (_, n) => finder.findRoutes([distinct[n % 20] ?? unknown()])));
  const of = (kind: 'hit' | 'miss', share: number) => quantile(times[kind], share).toFixed(2);
  return [
    {
      what: 'a pair nobody knew against one that is stored, p99',
      value: quantile(times.miss, 0.99) / quantile(times.hit, 0.99),
      goal: ['<=', 1.3],
      of: `p99 ${of('miss', 0.99)} ms, ${of('hit', 0.99)} ms; p50 ${of('miss', 0.5)} ms, ${of('hit', 0.5)} ms`,
    },
    {
      what: 'computations for each pair missed by 200 callers at once',
      value: computed / distinct.length,
      goal: ['=', 1],
      of: `${computed} for ${distinct.length} pairs`,
    },
  ];
}

/** One leg of a hundred is gone: what a recompute writes beside what really changed. */
async function countRows(
  stores: Stores,
  before: readonly { readonly source: number; readonly pairs: readonly (Pair & { packed: string })[] }[],
): Promise<Finding> {
  const { plan } = await readAugust();
  const dice = createDice(13);
  const legs = plan.legs.filter(() => dice() >= 0.01);
  const kept = new Set(legs.map(({ origin, destination }) => `${origin}-${destination}`));
  const week = plan.week && {
    ...plan.week,
    legs: plan.week.legs.filter(({ origin, destination }) => kept.has(`${origin}-${destination}`)),
  };
  const thinner = { airports: plan.airports, legs, ...(week && { week }) };
  await stores.snapshots.flip(
    (await stores.snapshots.currentSnapshot()) ?? { number: 1, graphHash: '', edition: 0 },
    2,
  );
  const second = await stores.snapshots.beginSnapshot(thinner, 3);
  const computing = createComputingHere();
  const network = await computing.build(packPlan(thinner));
  let [rows, changed] = [0, 0];
  for (const { source, pairs: standing } of before) {
    const { pairs } = await computing.sweep(network, source, source + 1);
    const now = new Map(pairs.map((pair) => [pair.destination, pair.packed]));
    const then = new Map(standing.map((pair) => [pair.destination, pair.packed]));
    changed += [...new Set([...now.keys(), ...then.keys()])].filter((code) => now.get(code) !== then.get(code)).length;
    const written = await stores.routes.writeDifference(
      originRange(network.graph.codes, source, source + 1),
      pairs,
      second,
    );
    if (written === 'superseded') throw new Error('somebody else builds the snapshot');
    rows += written;
  }
  return {
    what: 'rows written for each row changed, one leg of a hundred gone',
    value: rows / changed,
    goal: ['<=', 1.05],
    of: `${rows} rows of ${before.reduce((sum, { pairs }) => sum + pairs.length, 0)}`,
  };
}
