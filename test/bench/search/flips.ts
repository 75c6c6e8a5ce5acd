import { setTimeout as pause } from 'node:timers/promises';
import { createComputingHere } from '../../../src/activities/routeComputing';
import { createRouteFinder } from '../../../src/activities/routeFinder';
import { fewestStopsPaths } from '../../../src/domain/routing/deeperPaths';
import { packPaths, packPlan } from '../../../src/domain/routing/packing';
import { originRange, pairKey, rankingRules } from '../../../src/domain/routing/paths';
import type { GraphPlan } from '../../../src/domain/routing/graph';
import { buildNetwork, createRouter } from '../../../src/domain/routing/router';
import globalSetup, { endTestServers } from '../../support/globalSetup';
import { graphStores, networksOf } from '../../support/networkStores';
import { createDice, readAugust } from './august';
import type { Finding } from './findings';

const [airports, flips, searchers, lookers, pairsPerSearch] = [60, 24, 6, 2, 6];

interface Pair {
  readonly origin: string;
  readonly destination: string;
}

/** Searches that look for several pairs, again and again, while recomputes write and flip: the real graph store, two networks by turns. */
export async function watchFlips(): Promise<Finding[]> {
  await globalSetup();
  const stores = await graphStores();
  try {
    return await watch(stores);
  } finally {
    await stores.close();
    await endTestServers();
  }
}

/** The largest airports of August, once with all legs between them and once without a third of them. */
async function twoPlans(): Promise<readonly [GraphPlan, GraphPlan]> {
  const { plan } = await readAugust();
  const legsOf = new Map<string, number>();
  for (const { origin } of plan.legs) legsOf.set(origin, (legsOf.get(origin) ?? 0) + 1);
  const largest = [...plan.airports]
    .sort((a, b) => (legsOf.get(b.code) ?? 0) - (legsOf.get(a.code) ?? 0) || (a.code < b.code ? -1 : 1))
    .slice(0, airports);
  const among = new Set(largest.map(({ code }) => code));
  const legs = plan.legs.filter(({ origin, destination }) => among.has(origin) && among.has(destination));
  const dice = createDice(23);
  return [
    { airports: largest, legs },
    { airports: largest, legs: legs.filter(() => dice() > 0.33) },
  ];
}

/** What a search must be told of a pair by a network, computed here. */
function createTruth(plan: GraphPlan) {
  const network = buildNetwork(plan);
  const router = createRouter(network, rankingRules);
  const known = new Map<string, string>();
  return ({ origin, destination }: Pair): string => {
    const key = pairKey(origin, destination);
    const told = known.get(key);
    if (told !== undefined) return told;
    const within = router.between(origin, destination);
    const paths = within.length > 0 ? within : fewestStopsPaths(network.graph, rankingRules, origin, destination);
    known.set(key, packPaths(paths));
    return packPaths(paths);
  };
}

async function watch(stores: Awaited<ReturnType<typeof graphStores>>): Promise<Finding[]> {
  const plans = await twoPlans();
  const truths = plans.map(createTruth);
  const codes = plans[0].airports.map(({ code }) => code);
  const computing = createComputingHere();
  const notStored = (error: unknown): never => {
    throw error;
  };
  const networks = networksOf(stores);
  const running = new Set<Promise<void>>();
  let [asked, mixed, atOld, looked, halfWritten, over] = [0, 0, 0, 0, 0, false];

  async function write(turn: number) {
    const plan = plans[turn % 2] ?? plans[0];
    const network = await computing.build(packPlan(plan));
    const snapshot = await stores.snapshots.beginSnapshot(plan, turn + 1);
    for (let source = 0; source < codes.length; source += 6) {
      const { pairs } = await computing.sweep(network, source, source + 6);
      await stores.routes.writeDifference(originRange(network.graph.codes, source, source + 6), pairs, snapshot);
    }
    await stores.snapshots.flip(snapshot, turn + 1);
    return snapshot.number;
  }

  /** One search: reads its pairs, goes on for a while, and reads them again at the snapshot that it began with. */
  async function search(dice: () => number): Promise<void> {
    const draw = () => codes[Math.floor(dice() * codes.length)] ?? '';
    const pairs = Array.from({ length: pairsPerSearch }, (): Pair => ({ origin: draw(), destination: draw() }));
    const wanted = pairs.filter(({ origin, destination }) => origin !== destination);
    const truth = (snapshot: number) => truths[(snapshot - first) % 2];
    const find = async (snapshot?: number) => {
      // A worker that remembers nothing: all is read from the store, and computed where that does not know it.
      const found = await createRouteFinder({ ...stores, networks, notStored }).findRoutes(wanted, snapshot);
      if (!found) throw new Error('there is no snapshot');
      const wrong = found.routes.filter((route) => packPaths(route.paths) !== truth(found.snapshot)?.(route));
      return { snapshot: found.snapshot, right: wrong.length === 0 };
    };
    const found = await find();
    await pause(dice() * 300);
    const again = await find(found.snapshot);
    const right = found.right && again.right && again.snapshot === found.snapshot;
    if (current > found.snapshot) atOld += 1;
    asked += 1;
    if (!right) mixed += 1;
  }

  /** Reads all pairs at once, because a node that is met half written is met seldom. What is unknown is not wrong. */
  async function lookAtAll(): Promise<void> {
    const known = await stores.routes.readRoutes(everyPair);
    if (!known) throw new Error('there is no snapshot');
    const truth = truths[(known.snapshot - first) % 2];
    for (const pair of everyPair) {
      const paths = known.routes.get(pairKey(pair.origin, pair.destination));
      if (paths && packPaths(paths) !== truth?.(pair)) halfWritten += 1;
    }
    looked += everyPair.length;
  }

  const everyPair = codes.flatMap((origin) =>
    codes.flatMap((destination): Pair[] => (origin === destination ? [] : [{ origin, destination }])),
  );
  const first = await write(0);
  let current = first;
  const lanes = Array.from({ length: searchers + lookers }, async (_, lane) => {
    const dice = createDice(100 + lane);
    while (!over) {
      const one = lane < searchers ? search(dice) : lookAtAll();
      running.add(one);
      await one.finally(() => running.delete(one));
    }
  });
  for (let turn = 1; turn <= flips; turn++) {
    current = await write(turn);
    // As the recompute does: the next generation is begun when no search from before the flip is under way.
    await Promise.all(running);
  }
  over = true;
  await Promise.all(lanes);
  return [
    {
      what: 'searches that saw two snapshots, or another than they began with',
      value: mixed,
      goal: ['=', 0],
      of: `of ${asked} during ${flips} flips; ${atOld} read on after the flip of the next one`,
    },
    {
      what: 'pairs met half written by reads of the whole network',
      value: halfWritten,
      goal: ['=', 0],
      of: `of ${looked}`,
    },
  ];
}
