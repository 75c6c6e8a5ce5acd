import workerThreads, { type Worker } from 'node:worker_threads';
import { createComputingHere } from '../../src/activities/routeComputing';
import { packPlan } from '../../src/domain/routing/packing';
import { createRouteThreads } from '../../src/workers/routeThreads';

/** Airports in a grid, each with flights to those around it at hours of its own. */
function gridPlan(side: number): string {
  const code = (n: number) => `${String.fromCharCode(65 + (n % 26), 65 + (Math.floor(n / 26) % 26))}X`;
  const airports = Array.from({ length: side * side }, (_, n) => ({
    code: code(n),
    latitude: Math.floor(n / side),
    longitude: n % side,
  }));
  const legs = airports.flatMap((from) =>
    airports
      .filter((to) => Math.abs(to.latitude - from.latitude) + Math.abs(to.longitude - from.longitude) === 1)
      .map((to) => ({ origin: from.code, destination: to.code })),
  );
  return packPlan({
    airports,
    legs,
    week: {
      airports: airports.map((airport) => ({ code: airport.code, offset: 0, minimums: [45, 60, 90, 60] })),
      legs: legs.map((leg, n) => ({ ...leg, domestic: true, departures: [[(n * 97) % 1_440, 60, 127]] })),
    },
  });
}

test('threads compute what is computed here, over arrays that they share', async () => {
  const [threads, here] = [createRouteThreads(2), createComputingHere()];
  try {
    const plan = gridPlan(6);
    const [network, expected] = await Promise.all([threads.build(plan), here.build(plan)]);
    expect(network).toEqual(expected);
    const buffers = [network.graph.metres.buffer, network.week?.departs.buffer];
    // By name: a test has globals of its own, which are others than those of the threads' messages.
    expect(buffers.map((buffer) => Object.prototype.toString.call(buffer))).toEqual(
      Array(2).fill('[object SharedArrayBuffer]'),
    );
    const shards = [0, 6, 12, 18, 24, 30];
    const swept = await Promise.all(shards.map((from) => threads.sweep(network, from, from + 6)));
    expect(swept).toEqual(await Promise.all(shards.map((from) => here.sweep(expected, from, from + 6))));
    expect(swept.every(({ paths }) => paths > 0)).toBe(true);
  } finally {
    await threads.close();
  }
});

test('the event loop turns while threads compute', async () => {
  const threads = createRouteThreads(1);
  try {
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);
    const network = await threads.build(gridPlan(20));
    turns = 0;
    await threads.sweep(network, 0, network.graph.codes.length);
    clearInterval(turning);
    expect(turns).toBeGreaterThan(5);
  } finally {
    await threads.close();
  }
});

test('what cannot be computed is an error of who asked for it, and the threads go on', async () => {
  const threads = createRouteThreads(1);
  try {
    await expect(threads.build('{"v":0}')).rejects.toThrow('a version that is not understood');
    expect((await threads.build(gridPlan(3))).graph.codes.length).toBe(9);
  } finally {
    await threads.close();
  }
});

test('what is under way when the threads are closed is finished, and work that comes later starts others', async () => {
  const threads = createRouteThreads(1);
  const network = await threads.build(gridPlan(20));
  const sweeping = threads.sweep(network, 0, network.graph.codes.length);
  await threads.close();
  expect((await sweeping).pairs.length).toBeGreaterThan(0);
  await threads.close();
  expect((await threads.sweep(network, 0, 1)).pairs.length).toBeGreaterThan(0);
  await threads.close();
  expect(process.getActiveResourcesInfo()).not.toContain('MessagePort');
});

test('of a thread that is killed at its work the shard fails, the other goes on, and the shard is computed when it is asked for again', async () => {
  const started: Worker[] = [];
  const Real = workerThreads.Worker;
  jest.spyOn(workerThreads, 'Worker').mockImplementation((...given) => {
    const worker = new Real(...given);
    started.push(worker);
    return worker;
  });
  const [threads, here] = [createRouteThreads(2), createComputingHere()];
  try {
    const plan = gridPlan(20);
    const [network, expected] = await Promise.all([threads.build(plan), here.build(plan)]);
    // Both have the network by now, so that what is killed is a sweep.
    await Promise.all([threads.sweep(network, 0, 1), threads.sweep(network, 1, 2)]);
    expect(started).toHaveLength(2);
    const sweeps = [threads.sweep(network, 0, 200), threads.sweep(network, 200, 400)];
    const [killed, other] = await Promise.allSettled([...sweeps, started.at(-1)?.terminate()]);
    const outcomes = [killed?.status, other?.status];
    expect([...outcomes].sort()).toEqual(['fulfilled', 'rejected']);
    const [from, to] = outcomes[0] === 'rejected' ? [0, 200] : [200, 400];
    expect(await threads.sweep(network, from, to)).toEqual(await here.sweep(expected, from, to));

    // Those that die with nothing to do are not asked again either.
    await Promise.all(started.map((worker) => worker.terminate()));
    expect(await threads.sweep(network, 0, 2)).toEqual(await here.sweep(expected, 0, 2));
  } finally {
    jest.restoreAllMocks();
    await threads.close();
  }
});
