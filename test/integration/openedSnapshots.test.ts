import { createComputingHere } from '../../src/activities/routeComputing';
import { createRouteFinder } from '../../src/activities/routeFinder';
import { fewestStopsPaths } from '../../src/domain/routing/deeperPaths';
import type { GraphPlan } from '../../src/domain/routing/graph';
import { packPaths } from '../../src/domain/routing/packing';
import { originRange, pairKey, rankingRules, type RoutePath } from '../../src/domain/routing/paths';
import { buildNetwork, createRouter } from '../../src/domain/routing/router';
import type { Pair } from '../../src/stores/neo4j/routes';
import { graphStores, networksOf } from '../support/networkStores';
import { fewAirports, fewSchedules, networkOf } from '../support/smallNetwork';

const computing = createComputingHere();
const notStored = (error: unknown): never => {
  throw error;
};
type Stores = Awaited<ReturnType<typeof graphStores>>;
const all: Stores[] = [];
async function stores(): Promise<Stores> {
  const made = await graphStores();
  all.push(made);
  return made;
}
afterAll(() => Promise.all(all.map((made) => made.close())));

const codes = fewAirports.map(({ code }) => code).sort();
const everyPair = codes.flatMap((origin) =>
  codes.flatMap((destination): Pair[] => (origin === destination ? [] : [{ origin, destination }])),
);
const lisJfk = { origin: 'LIS', destination: 'JFK' };
const lisMad = { origin: 'LIS', destination: 'MAD' };
const { legs } = networkOf(fewSchedules);
/** Of the airports that are flown to, as a recompute takes them. */
function planOf(flown: readonly Pair[]): GraphPlan {
  const served = new Set(flown.flatMap(({ origin, destination }) => [origin, destination]));
  return { airports: fewAirports.filter(({ code }) => served.has(code)), legs: flown };
}
const before = planOf(legs);
const withDirect = planOf([...legs, lisJfk]);
const withoutMadrid = planOf(
  [...legs, lisJfk].filter(({ origin, destination }) => origin !== 'MAD' && destination !== 'MAD'),
);

/** The ways of a pair in a network, computed here. */
function truthOf(plan: GraphPlan): (pair: Pair) => readonly RoutePath[] {
  const network = buildNetwork(plan);
  const router = createRouter(network, rankingRules);
  return ({ origin, destination }) => {
    const within = router.between(origin, destination);
    return within.length > 0 ? within : fewestStopsPaths(network.graph, rankingRules, origin, destination);
  };
}

type Snapshot = Awaited<ReturnType<Stores['snapshots']['beginSnapshot']>>;

async function begin(s: Stores, plan: GraphPlan, opensFirst: boolean): Promise<Snapshot> {
  const after = (await s.snapshots.currentSnapshot())?.number;
  return s.snapshots.beginSnapshot(plan, 1, { opensFirst, after });
}

/** Writes the routes from some airports of the plan, by default from all. */
async function write(s: Stores, plan: GraphPlan, snapshot: Snapshot, from = 0, to = plan.airports.length) {
  const network = buildNetwork(plan);
  const { pairs } = await computing.sweep(network, from, Math.min(to, network.graph.codes.length));
  return s.routes.writeDifference(originRange(network.graph.codes, from, to), pairs, snapshot);
}

async function complete(s: Stores, plan: GraphPlan): Promise<Snapshot> {
  const snapshot = await begin(s, plan, false);
  await write(s, plan, snapshot);
  expect(await s.snapshots.flip(snapshot, 10)).toBe('flipped');
  return snapshot;
}

async function open(s: Stores, plan: GraphPlan): Promise<Snapshot> {
  const snapshot = await begin(s, plan, true);
  expect(await s.snapshots.open(snapshot, 20)).toBe(20);
  return snapshot;
}

const find = async (s: Stores, pair: Pair, snapshot?: number) => {
  const found = await createRouteFinder({ ...s, networks: networksOf(s), notStored }).findRoutes([pair], snapshot);
  return { snapshot: found?.snapshot, computed: found?.computed, paths: found?.routes[0]?.paths };
};
const known = async (s: Stores, pair: Pair, snapshot?: number) =>
  (await s.routes.readRoutes([pair], snapshot))?.routes.get(pairKey(pair.origin, pair.destination));

test('searches use a network that was opened before any of its routes is written, along the ways that will be', async () => {
  const s = await stores();
  await complete(s, before);
  const snapshot = await open(s, withDirect);
  const truth = truthOf(withDirect);
  for (const pair of everyPair)
    expect(await find(s, pair)).toEqual({ snapshot: snapshot.number, computed: 1, paths: truth(pair) });
  await write(s, withDirect, snapshot);
  expect(await s.snapshots.flip(snapshot, 30)).toBe('flipped');
  for (const pair of everyPair)
    expect(await find(s, pair)).toEqual({ snapshot: snapshot.number, computed: 0, paths: truth(pair) });
  expect(await s.snapshots.currentSnapshot()).toMatchObject({ complete: true, flippedAt: 20 });
});

test('a route that does not change is not written again, is unknown until the snapshot is complete, and known from then on', async () => {
  const s = await stores();
  await complete(s, before);
  const [old, young] = [truthOf(before), truthOf(withDirect)];
  const changed = everyPair.filter((pair) => packPaths(old(pair)) !== packPaths(young(pair)));
  const snapshot = await open(s, withDirect);
  expect(await write(s, withDirect, snapshot)).toBe(changed.length);
  expect(await known(s, lisMad)).toBeUndefined();
  expect(await known(s, lisJfk)).toEqual(young(lisJfk));
  await s.snapshots.flip(snapshot, 30);
  expect(await known(s, lisMad)).toEqual(young(lisMad));
});

test('a search that began before a network was opened keeps its own, while that is written and when it is complete', async () => {
  const s = await stores();
  const first = await complete(s, before);
  const second = await open(s, withDirect);
  const truth = truthOf(before);
  const asBefore = async () => {
    for (const pair of everyPair) expect(await find(s, pair, first.number)).toMatchObject({ paths: truth(pair) });
  };
  await asBefore();
  await write(s, withDirect, second, 0, 2);
  await asBefore();
  await write(s, withDirect, second);
  await s.snapshots.flip(second, 30);
  await asBefore();
});

test('a recompute that is taken up again completes the snapshot that was opened, under its number', async () => {
  const s = await stores();
  await complete(s, before);
  const opened = await open(s, withDirect);
  await write(s, withDirect, opened, 0, 2);
  const again = await begin(s, withDirect, true);
  expect(again).toMatchObject({ number: opened.number, state: 'current', complete: false });
  expect(await s.snapshots.open(again, 40)).toBe(20);
  await write(s, withDirect, again);
  expect(await s.snapshots.flip(again, 50)).toBe('flipped');
  const truth = truthOf(withDirect);
  const flown = everyPair.filter((pair) => truth(pair).length > 0);
  for (const pair of flown) expect(await find(s, pair)).toMatchObject({ computed: 0, paths: truth(pair) });
});

test('what an unfinished recompute wrote is nothing of a network that is opened after it', async () => {
  const s = await stores();
  const first = await complete(s, before);
  const abandoned = await begin(s, withDirect, false);
  await write(s, withDirect, abandoned);
  const opened = await open(s, before);
  expect(opened.number).toBeGreaterThan(abandoned.number);
  expect(await write(s, before, abandoned)).toBe('superseded');
  const truth = truthOf(before);
  for (const pair of everyPair) {
    expect(await find(s, pair)).toMatchObject({ computed: 1, paths: truth(pair) });
    expect(await find(s, pair, first.number)).toMatchObject({ paths: truth(pair) });
  }
});

test('to a search of a network that was opened and never completed, routes from before it say nothing, also when the next is written', async () => {
  const s = await stores();
  await complete(s, before);
  const unfinished = await open(s, withDirect);
  const next = await open(s, withoutMadrid);
  expect(await write(s, withDirect, unfinished)).toBe('superseded');
  expect(await s.snapshots.flip(unfinished, 40)).toBe('superseded');
  await write(s, withoutMadrid, next);
  const truth = truthOf(withDirect);
  const asOpened = async () => {
    for (const pair of everyPair) {
      const paths = await known(s, pair, unfinished.number);
      if (paths) expect([pair, paths]).toEqual([pair, truth(pair)]);
    }
  };
  await asOpened();
  await s.snapshots.flip(next, 50);
  await asOpened();
  const latest = truthOf(withoutMadrid);
  for (const pair of everyPair) expect(await find(s, pair)).toMatchObject({ paths: latest(pair) });
});

test('what a search stores late, for a network before the one that was opened, is nothing of it, and what it stores now stays', async () => {
  const s = await stores();
  const first = await complete(s, before);
  const second = await open(s, withDirect);
  const [old, young] = [truthOf(before), truthOf(withDirect)];
  const put = (truth: (pair: Pair) => readonly RoutePath[], snapshot: number) =>
    s.routes.putPaths(
      everyPair.map((pair) => ({ ...pair, paths: truth(pair) })),
      snapshot,
    );
  await put(old, first.number);
  await put(young, second.number);
  await put(old, first.number);
  const right = async () => {
    for (const pair of everyPair) {
      expect(await find(s, pair)).toMatchObject({ snapshot: second.number, paths: young(pair) });
      expect(await find(s, pair, first.number)).toMatchObject({ paths: old(pair) });
    }
  };
  await right();
  const changed = everyPair.filter((pair) => packPaths(old(pair)) !== packPaths(young(pair)));
  expect(await write(s, withDirect, second)).toBe(changed.length);
  await put(old, first.number);
  await right();
  await s.snapshots.flip(second, 30);
  await put(old, first.number);
  await right();
  await complete(s, before);
  const flown = everyPair.filter((pair) => old(pair).length > 0);
  for (const pair of flown) expect(await find(s, pair)).toMatchObject({ computed: 0, paths: old(pair) });
});

test('pairs that lost their last way, and airports that nobody flies to any more, have none when the snapshot is complete either', async () => {
  const s = await stores();
  await complete(s, before);
  const opened = await open(s, withoutMadrid);
  const ways = () => Promise.all(everyPair.map(async (pair) => (await find(s, pair)).paths));
  const early = await ways();
  expect(await find(s, { origin: 'MAD', destination: 'CDG' })).toMatchObject({ paths: [] });
  await write(s, withoutMadrid, opened);
  await s.snapshots.flip(opened, 30);
  expect(await ways()).toEqual(early);
  const next = await complete(s, before);
  const truth = truthOf(before);
  for (const pair of everyPair)
    expect(await find(s, pair)).toMatchObject({ snapshot: next.number, paths: truth(pair) });
});

test('the graph of a snapshot that searches use is never replaced, and who decided by another snapshot decides anew', async () => {
  const s = await stores();
  const first = await complete(s, before);
  const opened = await open(s, withDirect);
  const decidedBefore = { opensFirst: true, after: first.number };
  await expect(s.snapshots.beginSnapshot(withoutMadrid, 1, decidedBefore)).rejects.toThrow('meanwhile');
  const next = await begin(s, withoutMadrid, true);
  expect(next.number).toBeGreaterThan(opened.number);
  expect(await find(s, lisJfk)).toMatchObject({ snapshot: opened.number, paths: truthOf(withDirect)(lisJfk) });
});

test('a recompute whose network is replaced and comes back writes nothing any more', async () => {
  const s = await stores();
  await complete(s, before);
  const early = await begin(s, withDirect, false);
  await write(s, withDirect, early, 0, 2);
  const other = await begin(s, withoutMadrid, false);
  await write(s, withoutMadrid, other, 0, 2);
  const again = await begin(s, withDirect, false);
  expect(again).toMatchObject({ number: early.number, graphHash: early.graphHash });
  expect(await write(s, withDirect, early)).toBe('superseded');
  expect(await s.snapshots.flip(early, 30)).toBe('superseded');
  await write(s, withDirect, again);
  expect(await s.snapshots.flip(again, 30)).toBe('flipped');
});

test('of two recomputes that are about to open their networks the later one does', async () => {
  const s = await stores();
  await complete(s, before);
  const one = await begin(s, withDirect, true);
  const other = await begin(s, withoutMadrid, true);
  expect(await s.snapshots.open(one, 20)).toBe('superseded');
  expect(await s.snapshots.open(other, 21)).toBe(21);
  expect(await find(s, lisMad)).toMatchObject({ paths: [] });
});

/** Numbers from 0 to 1 that depend on the seed alone. */
function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Running {
  readonly plan: GraphPlan;
  readonly snapshot: Snapshot;
  readonly opensFirst: boolean;
  opened: boolean;
  next: number;
}

/**
 * Recomputes that begin, open, write, complete and die in any order, and searches that store what they computed at once, late or never. Whatever is
 * known at the current snapshot or the one before is what its network says.
 */
async function wander(s: Stores, seed: number, steps: number) {
  const dice = createDice(seed);
  const draw = (most: number) => Math.floor(dice() * most);
  const plans = Array.from({ length: 4 }, () => planOf(everyPair.filter(() => dice() < 0.3)));
  const truths = new Map<number, (pair: Pair) => readonly RoutePath[]>();
  const late: { readonly pair: Pair; readonly snapshot: number }[] = [];
  let [running, current, last]: [Running[], number, number] = [[], 0, 0];
  const happened = { opened: 0, completed: 0, superseded: 0, looked: 0 };

  function inUse(run: Running): void {
    truths.set(run.snapshot.number, truthOf(run.plan));
    if (current !== run.snapshot.number) [last, current] = [current, run.snapshot.number];
  }

  async function advance(run: Running): Promise<void> {
    const done = () => void (running = running.filter((one) => one !== run));
    if (run.opensFirst && !run.opened) {
      if ((await s.snapshots.open(run.snapshot, 1)) === 'superseded') return done();
      run.opened = true;
      happened.opened += 1;
      return inUse(run);
    }
    if (run.next < run.plan.airports.length) {
      const written = await write(s, run.plan, run.snapshot, run.next, run.next + 2);
      run.next += 2;
      if (written !== 'superseded')
        return expect(await write(s, run.plan, run.snapshot, run.next - 2, run.next)).toBe(0);
      happened.superseded += 1;
      return done();
    }
    done();
    if ((await s.snapshots.flip(run.snapshot, 1)) === 'superseded') return;
    happened.completed += 1;
    inUse(run);
    const { routes } = (await s.routes.readRoutes(everyPair)) ?? { routes: new Map<string, readonly RoutePath[]>() };
    const ways = await computing.sweep(buildNetwork(run.plan), 0, run.plan.airports.length);
    for (const { origin, destination, packed } of ways.pairs)
      expect(packPaths(routes.get(pairKey(origin, destination)) ?? [])).toBe(packed);
  }

  async function look(): Promise<void> {
    for (const snapshot of [current, last].filter((one) => one > 0)) {
      const { routes } = (await s.routes.readRoutes(everyPair, snapshot)) ?? {
        routes: new Map<string, readonly RoutePath[]>(),
      };
      for (const pair of everyPair) {
        const paths = routes.get(pairKey(pair.origin, pair.destination));
        if (!paths) late.push({ pair, snapshot });
        else
          expect([seed, snapshot, pair, packPaths(paths)]).toEqual([
            seed,
            snapshot,
            pair,
            packPaths(truths.get(snapshot)?.(pair) ?? []),
          ]);
      }
      happened.looked += 1;
    }
  }

  async function store(): Promise<void> {
    const [chosen] = late.splice(draw(late.length), 1);
    const paths = chosen && truths.get(chosen.snapshot)?.(chosen.pair);
    if (paths) await s.routes.putPaths([{ ...chosen.pair, paths }], chosen.snapshot);
  }

  async function start(): Promise<void> {
    const plan = plans[draw(plans.length)] ?? before;
    // As recomputes decide: over a network that is not complete the next is opened first.
    const opensFirst = (await s.snapshots.currentSnapshot())?.complete !== true || dice() < 0.5;
    const snapshot = await begin(s, plan, opensFirst);
    running.push({ plan, snapshot, opensFirst, opened: false, next: 0 });
  }

  for (let step = 0; step < steps; step++) {
    const choice = dice();
    const run = running[draw(running.length)];
    if (!run || choice < 0.12) await start();
    else if (choice < 0.15) running = running.filter((one) => one !== run);
    else if (choice < 0.6) await advance(run);
    else if (choice < 0.8) await store();
    else await look();
  }
  await look();
  return happened;
}

test('whatever recomputes and searches do in which order, no search is told a way of another network', async () => {
  const seeds = process.env['WANDER_SEED'] ? [Number(process.env['WANDER_SEED'])] : [1, 2, 3];
  const own: Stores[] = [];
  // One after the other: a new index waits for all that is being written.
  while (own.length < seeds.length) own.push(await stores());
  const all = await Promise.all(
    own.map((s, n) => wander(s, seeds[n] ?? 0, Number(process.env['WANDER_STEPS'] ?? 300))),
  );
  const sum = (of: (happened: (typeof all)[number]) => number) => all.reduce((total, one) => total + of(one), 0);
  expect(sum(({ opened }) => opened)).toBeGreaterThan(10);
  expect(sum(({ completed }) => completed)).toBeGreaterThan(10);
  expect(sum(({ superseded }) => superseded)).toBeGreaterThan(3);
});
