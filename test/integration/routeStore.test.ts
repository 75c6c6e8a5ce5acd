import { createRouteFinder } from '../../src/activities/routeFinder';
import { buildGraph } from '../../src/domain/routing/graph';
import { packPaths } from '../../src/domain/routing/packing';
import { pathsBetween } from '../../src/domain/routing/pairPaths';
import { originRange, rankingRules } from '../../src/domain/routing/paths';
import { createRouteStore, type PackedRoutes } from '../../src/stores/neo4j/routes';
import { eventually } from '../support/eventually';
import { graphStores, networksOf } from '../support/networkStores';
import { fewAirports, fewSchedules, networkOf } from '../support/smallNetwork';

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

const origins = fewAirports.map(({ code }) => code);
const everyOrigin = originRange(origins, 0, origins.length);
const lisJfk = { origin: 'LIS', destination: 'JFK' };
const names = (paths: readonly { airports: readonly string[] }[] | undefined) =>
  paths?.map(({ airports }) => airports.join('-'));

/** Every pair that has paths in this network. */
function computed(legs: readonly { origin: string; destination: string }[]): PackedRoutes[] {
  const graph = buildGraph({ airports: fewAirports, legs });
  const pairs = origins.flatMap((origin) => origins.map((destination) => ({ origin, destination })));
  return pairs.flatMap(({ origin, destination }) => {
    const paths = pathsBetween(graph, rankingRules, origin, destination);
    return paths.length > 0 ? [{ origin, destination, packed: packPaths(paths) }] : [];
  });
}

async function build(s: Stores, legs: readonly { origin: string; destination: string }[]) {
  const snapshot = await s.snapshots.beginSnapshot({ airports: fewAirports, legs }, 1);
  const written = await s.routes.writeDifference(everyOrigin, computed(legs), snapshot);
  return { snapshot, written };
}
const { legs } = networkOf(fewSchedules);
const withDirect = [...legs, { origin: 'LIS', destination: 'JFK' }];

test('before the first snapshot nothing is known', async () => {
  const s = await stores();
  expect(await s.routes.readRoutes([lisJfk])).toBeUndefined();
  expect(await createRouteFinder({ ...s, networks: networksOf(s), notStored }).findRoutes([lisJfk])).toBeUndefined();
});

test('the first snapshot serves from its beginning: pairs not written yet are computed to the same paths', async () => {
  const s = await stores();
  const how = { opensFirst: true, after: undefined };
  const snapshot = await s.snapshots.beginSnapshot({ airports: fewAirports, legs }, 1, how);
  expect(await s.snapshots.open(snapshot, 5)).toBe(5);
  const early = await createRouteFinder({ ...s, networks: networksOf(s), notStored }).findRoutes([lisJfk]);
  expect(early).toMatchObject({ snapshot: 1, computed: 1 });
  await s.routes.writeDifference(everyOrigin, computed(legs), snapshot);
  expect(await s.snapshots.flip(snapshot, 10)).toBe('flipped');
  expect(await createRouteFinder({ ...s, networks: networksOf(s), notStored }).findRoutes([lisJfk])).toEqual({
    ...early,
    computed: 0,
  });
  expect((await s.snapshots.currentSnapshot())?.number).toBe(1);
});

test('a search keeps the snapshot it began with while the next is written, and after the flip', async () => {
  const s = await stores();
  const first = await build(s, legs);
  expect(first.written).toBe(computed(legs).length);
  await s.snapshots.flip(first.snapshot, 10);
  expect(names((await s.routes.readRoutes([lisJfk]))?.routes.get('LIS-JFK'))).toEqual(['LIS-MAD-CDG-JFK']);

  const second = await build(s, withDirect);
  const read = async (snapshot?: number) => {
    const known = await s.routes.readRoutes([lisJfk], snapshot);
    return { snapshot: known?.snapshot, best: names(known?.routes.get('LIS-JFK'))?.[0] };
  };
  expect(await read()).toEqual({ snapshot: 1, best: 'LIS-MAD-CDG-JFK' });
  await s.snapshots.flip(second.snapshot, 20);
  expect(await read()).toEqual({ snapshot: 2, best: 'LIS-JFK' });
  expect(await read(1)).toEqual({ snapshot: 1, best: 'LIS-MAD-CDG-JFK' });
});

test('only what differs is written, and a second run of the same recompute writes nothing', async () => {
  const s = await stores();
  const first = await build(s, legs);
  expect((await build(s, legs)).written).toBe(0);
  await s.snapshots.flip(first.snapshot, 10);
  const changed = computed(withDirect).filter((pair) => {
    const before = computed(legs).find((p) => p.origin === pair.origin && p.destination === pair.destination);
    return before?.packed !== pair.packed;
  });
  const second = await build(s, withDirect);
  expect(second.written).toBe(changed.length);
  expect((await build(s, withDirect)).written).toBe(0);
});

test('an unfinished snapshot is taken up again under its number, also with another network', async () => {
  const s = await stores();
  const first = await build(s, legs);
  await s.snapshots.flip(first.snapshot, 10);
  const abandoned = await build(s, withDirect);
  const again = await build(s, legs);
  expect(again.snapshot.number).toBe(abandoned.snapshot.number);
  expect(await s.routes.writeDifference(everyOrigin, computed(withDirect), abandoned.snapshot)).toBe('superseded');
  expect(await s.snapshots.flip(abandoned.snapshot, 20)).toBe('superseded');
  expect(await s.snapshots.flip(again.snapshot, 20)).toBe('flipped');
  expect(await s.snapshots.flip(again.snapshot, 30)).toBe('flipped');
  expect(await s.snapshots.currentSnapshot()).toMatchObject({ number: 2, flippedAt: 20 });
  expect(names((await s.routes.readRoutes([lisJfk]))?.routes.get('LIS-JFK'))).toEqual(['LIS-MAD-CDG-JFK']);
  expect(names((await s.routes.readRoutes([lisJfk], 1))?.routes.get('LIS-JFK'))).toEqual(['LIS-MAD-CDG-JFK']);
});

test('a pair that lost its last path is unknown to the new snapshot and known to the old', async () => {
  const s = await stores();
  const first = await build(s, legs);
  await s.snapshots.flip(first.snapshot, 10);
  const second = await build(
    s,
    legs.filter(({ destination }) => destination !== 'JFK'),
  );
  await s.snapshots.flip(second.snapshot, 20);
  expect((await s.routes.readRoutes([lisJfk]))?.routes.has('LIS-JFK')).toBe(false);
  expect((await s.routes.readRoutes([lisJfk], 1))?.routes.has('LIS-JFK')).toBe(true);
  expect((await createRouteFinder({ ...s, networks: networksOf(s), notStored }).findRoutes([lisJfk]))?.routes).toEqual([
    { ...lisJfk, paths: [] },
  ]);
});

test('a pair that a search stores between the look at what stands and the writing is written all the same', async () => {
  const s = await stores();
  const snapshot = await s.snapshots.beginSnapshot({ airports: fewAirports, legs }, 1);
  const late = { ...lisJfk, paths: [{ airports: ['LIS', 'MAD', 'JFK'], metres: 1, cost: 1 }] };
  let looked = 0;
  const executeQuery: typeof s.driver.executeQuery = async (statement, ...rest) => {
    if (JSON.stringify(statement).includes('CREATE') && looked++ === 0)
      await s.routes.putPaths([late], snapshot.number);
    return s.driver.executeQuery(statement, ...rest);
  };
  const driver = Object.assign(Object.create(s.driver) as typeof s.driver, { executeQuery });
  const racing = createRouteStore({ driver, labels: s.labels });
  expect(await racing.writeDifference(everyOrigin, computed(legs), snapshot)).toBe(computed(legs).length);
  expect(looked).toBe(1);
  expect(await s.routes.writeDifference(everyOrigin, computed(legs), snapshot)).toBe(0);
  await s.snapshots.flip(snapshot, 10);
  expect(names((await s.routes.readRoutes([lisJfk]))?.routes.get('LIS-JFK'))).toEqual(['LIS-MAD-CDG-JFK']);
});

describe('a pair nobody knows', () => {
  const lyr = { origin: 'LIS', destination: 'LYR' };

  test('is computed once however many ask, stored, and found by others, also when nothing goes there', async () => {
    const s = await stores();
    const { snapshot } = await build(s, legs);
    await s.snapshots.flip(snapshot, 10);
    let stored = 0;
    const counting = {
      ...s.routes,
      putPaths: (...args: Parameters<typeof s.routes.putPaths>) => ((stored += 1), s.routes.putPaths(...args)),
    };
    const finder = createRouteFinder({ routes: counting, snapshots: s.snapshots, networks: networksOf(s), notStored });
    const answers = await Promise.all(Array.from({ length: 200 }, () => finder.findRoutes([lyr])));
    expect(answers.every((answer) => answer?.snapshot === 1 && answer.routes[0]?.paths.length === 0)).toBe(true);
    await eventually(
      'the pair is stored',
      async () => (await s.routes.readRoutes([lyr]))?.routes.has('LIS-LYR') === true,
    );
    expect(stored).toBe(1);
    expect(await createRouteFinder({ ...s, networks: networksOf(s), notStored }).findRoutes([lyr])).toEqual({
      snapshot: 1,
      routes: [{ ...lyr, paths: [] }],
      computed: 0,
    });
  });

  test('is computed by the graph of its snapshot, not by a newer import, and anew after a flip', async () => {
    const s = await stores();
    const { snapshot } = await build(s, legs);
    await s.snapshots.flip(snapshot, 10);
    const finder = createRouteFinder({ ...s, networks: networksOf(s), notStored });
    expect((await finder.findRoutes([lyr]))?.routes[0]?.paths).toEqual([]);
    const withLyr = [...legs, { origin: 'LIS', destination: 'LYR' }];
    const plan = { airports: fewAirports, legs: withLyr };
    const next = await s.snapshots.beginSnapshot(plan, 2);
    await s.snapshots.flip(next, 20);
    // The recompute of this test wrote no routes, so the pair is unknown to the new snapshot: it is computed by its graph.
    expect(names((await finder.findRoutes([lyr]))?.routes[0]?.paths)).toEqual(['LIS-LYR']);
    expect((await finder.findRoutes([lyr], 1))?.routes[0]?.paths).toEqual([]);
  });

  test('stored by a search on the old snapshot while the next is written does not touch the next', async () => {
    const s = await stores();
    const first = await build(s, legs);
    await s.snapshots.flip(first.snapshot, 10);
    const next = await build(s, [...legs, { origin: 'LIS', destination: 'LYR' }]);
    expect(
      (await createRouteFinder({ ...s, networks: networksOf(s), notStored }).findRoutes([lyr]))?.routes[0]?.paths,
    ).toEqual([]);
    await s.snapshots.flip(next.snapshot, 20);
    expect(names((await s.routes.readRoutes([lyr]))?.routes.get('LIS-LYR'))).toEqual(['LIS-LYR']);
  });

  test('stored only when two recomputes have written since is nothing of what the one between them says', async () => {
    const s = await stores();
    for (const at of [1, 2]) await s.snapshots.flip((await build(s, legs)).snapshot, at);
    await build(s, [...legs, { origin: 'LIS', destination: 'LYR' }]);
    await s.routes.putPaths([{ ...lyr, paths: [] }], 1);
    expect((await s.routes.readRoutes([lyr], 2))?.routes.has('LIS-LYR')).toBe(false);
    await s.routes.putPaths([{ ...lyr, paths: [] }], 2);
    expect((await s.routes.readRoutes([lyr], 2))?.routes.get('LIS-LYR')).toEqual([]);
  });

  test('stored for a snapshot says nothing to those before it', async () => {
    const s = await stores();
    await s.snapshots.flip((await build(s, legs)).snapshot, 1);
    const withoutJfk = legs.filter(({ destination }) => destination !== 'JFK');
    for (const at of [2, 3]) await s.snapshots.flip((await build(s, withoutJfk)).snapshot, at);
    await s.routes.putPaths([{ ...lisJfk, paths: [] }], 3);
    expect((await s.routes.readRoutes([lisJfk], 3))?.routes.get('LIS-JFK')).toEqual([]);
    expect((await s.routes.readRoutes([lisJfk], 2))?.routes.has('LIS-JFK')).toBe(false);
  });
});
