import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { EagerResult } from 'neo4j-driver';
import { createImportActivities, type NetworkSource } from '../../src/activities/imports';
import { createNetworkActivities } from '../../src/activities/network';
import { createRouteFinder } from '../../src/activities/routeFinder';
import { createRouteShards } from '../../src/activities/routeShards';
import { createImporting } from '../../src/api/importing';
import { createRecomputing } from '../../src/api/recomputing';
import { loadConfig } from '../../src/config';
import { bucketKey } from '../../src/domain/flightBuckets';
import type { ImportRequest } from '../../src/domain/imports/requests';
import { epochMs, isoDate, plusDays } from '../../src/domain/instants';
import { workflowBundle } from '../../src/workers/bundle';
import { createRouteThreads } from '../../src/workers/routeThreads';
import { createSchedules } from '../../src/workers/schedules';
import type { importNetwork } from '../../src/workflows/importNetwork';
import { networkIds, recomputeProgress } from '../../src/workflows/networkMessages';
import type { recompute } from '../../src/workflows/recompute';
import { eventually } from '../support/eventually';
import { createRouteNetworks } from '../../src/activities/routeNetworks';
import { flightStores, graphStores, networksOf } from '../support/networkStores';
import { testServers } from '../support/servers';
import { dailyFlight, fewSchedules, networkOf } from '../support/smallNetwork';

const taskQueue = `network-${randomUUID()}`;
let flightSide: Awaited<ReturnType<typeof flightStores>>;
let graphSide: Awaited<ReturnType<typeof graphStores>>;
let network = networkOf(fewSchedules);
/** What the files of a request turn out to be. */
let fromFiles: NetworkSource;
/** Holds up the storing of routes. */
let whileStoring = (): Promise<void> => Promise.resolve();
let whileReading = (): Promise<void> => Promise.resolve();
let whenWritten = (): Promise<void> => Promise.resolve();
let client: Client;
/** Threads as in the product. */
const computing = createRouteThreads(2);
let stop: () => Promise<void>;

beforeAll(async () => {
  [flightSide, graphSide] = await Promise.all([flightStores(), graphStores()]);
  const address = testServers().temporalAddress;
  const [connection, native] = await Promise.all([
    Connection.connect({ address }),
    NativeConnection.connect({ address }),
  ]);
  client = new Client({ connection });
  const networks = createRouteNetworks({ ...graphSide, computing });
  const shards = createRouteShards({ ...graphSide, networks, computing });
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    workflowBundle: await workflowBundle(),
    activities: {
      ...createImportActivities({
        ...graphSide,
        flights: {
          ...flightSide.flights,
          noteContentHash: async (hash) => {
            await flightSide.flights.noteContentHash(hash);
            await whenWritten();
          },
        },
        now: Date.now,
        heardMs: 50,
        readNetwork: async (request) => {
          await whileReading();
          return request ? fromFiles : { outcome: 'read', network };
        },
      }),
      ...createNetworkActivities({
        ...graphSide,
        flights: flightSide.flights,
        shards: { compute: (...task) => whileStoring().then(() => shards.compute(...task)) },
        finder: createRouteFinder({ ...graphSide, networks, notStored: () => undefined }),
        now: () => epochMs(Date.now()),
      }),
    },
  });
  const running = worker.run();
  stop = async () => {
    worker.shutdown();
    await running;
    await computing.close();
    await Promise.all([native.close(), connection.close(), graphSide.close()]);
    flightSide.close();
  };
});
afterAll(() => stop());

const runImport = (force = false, request?: ImportRequest) =>
  client.workflow.execute<typeof importNetwork>('importNetwork', {
    workflowId: `import-${randomUUID()}`,
    taskQueue,
    args: [{ force, materialiseDays: 2, ...(request && { request }) }],
  });
const startRecompute = (force = false) =>
  client.workflow.start<typeof recompute>('recompute', {
    workflowId: `recompute-${randomUUID()}`,
    taskQueue,
    args: [{ force }],
  });
const best = async (origin: string, destination: string) =>
  (
    await createRouteFinder({ ...graphSide, networks: networksOf(graphSide), notStored: () => undefined }).findRoutes([
      { origin, destination },
    ])
  )?.routes[0]?.paths[0]?.airports.join('-');

test('an import brings airports, legs, routes and flights, and the days ahead behind it', async () => {
  expect(await runImport()).toMatchObject({ outcome: 'imported', airports: 5, legs: 6, pairsChanged: 6 });
  expect((await graphSide.airports.listAirports()).map(({ code }) => code)).toEqual([
    'CDG',
    'JFK',
    'LIS',
    'LYR',
    'MAD',
  ]);
  expect(await graphSide.graph.listLegs()).toEqual(
    [...network.legs].sort((a, b) => (a.origin + a.destination < b.origin + b.destination ? -1 : 1)),
  );
  const { airport, carrier } = graphSide.labels;
  const hubs = await graphSide.driver.executeQuery<EagerResult<{ city: string }>>(
    `MATCH (c:${carrier} {name: 'A Demo Air'})-[:HUBS_AT]->(a:${airport})-[:SERVES]->(city) RETURN city.name AS city ORDER BY city`,
  );
  expect(hubs.records.map((record) => record.get('city'))).toEqual(['Lisbon', 'Paris']);
  expect(await best('LIS', 'JFK')).toBe('LIS-MAD-CDG-JFK');
  const tomorrow = plusDays(isoDate(new Date().toISOString().slice(0, 10)), 1);
  const address = { origin: 'LIS', destination: 'MAD', on: tomorrow };
  const bucket = (await flightSide.flights.readBuckets([address])).get(bucketKey(address));
  expect(bucket?.flights.map(({ number }) => number)).toEqual(['100']);
  const [run] = await graphSide.recomputes.listRuns(5);
  expect(run).toMatchObject({ outcome: 'flipped', snapshot: 1, airports: 4, legs: 6, written: run?.pairs });
});

test('searches are told that an import is under way before its first flight is written, and when it has ended', async () => {
  const seen: unknown[] = [];
  const importing = async () => (await graphSide.graph.findNetwork())?.importing;
  whileReading = async () => void seen.push(await importing());
  await runImport();
  whileReading = () => Promise.resolve();
  expect([...seen, await importing()]).toEqual([true, false]);
});

test('the same network again changes nothing', async () => {
  expect(await runImport()).toMatchObject({ outcome: 'unchanged', pairsChanged: 0 });
  expect((await graphSide.snapshots.currentSnapshot())?.number).toBe(1);
});

test('a recompute of an unchanged network writes nothing and does not flip', async () => {
  // It waits until searches from before the last flip have ended, which a flip long ago makes short.
  await graphSide.driver.executeQuery(`MATCH (s:${graphSide.labels.snapshot}) SET s.flippedAt = 1000000000001`);
  const run = await startRecompute();
  expect(await run.result()).toMatchObject({ outcome: 'unchanged', written: 0 });
  expect(await run.query(recomputeProgress)).toEqual({ phase: 'done', sources: 4, sourcesDone: 4, written: 0 });
  expect((await graphSide.snapshots.currentSnapshot())?.number).toBe(1);
});

test('a new leg changes the routes it shortens, under the next snapshot', async () => {
  await graphSide.driver.executeQuery(`MATCH (s:${graphSide.labels.snapshot}) SET s.flippedAt = 1000000000001`);
  network = networkOf([...fewSchedules, dailyFlight('110', 'LIS', 'JFK', { elapsedMinutes: 440 })]);
  expect(await runImport()).toMatchObject({ outcome: 'imported', pairsChanged: 1 });
  expect(await best('LIS', 'JFK')).toBe('LIS-JFK');
  // The second was begun by the recompute that found nothing to do; one that is opened first takes up none.
  expect((await graphSide.snapshots.currentSnapshot())?.number).toBe(3);
});

test('after a flip the next recompute waits for the searches of the snapshot before', async () => {
  await graphSide.driver.executeQuery(
    `MATCH (s:${graphSide.labels.snapshot} {state: 'current'}) SET s.flippedAt = $now`,
    { now: Date.now() },
  );
  const run = await startRecompute();
  await eventually('it waits', async () => (await run.query(recomputeProgress)).phase === 'waiting');
  await run.terminate();
});

test('a network that lost a third of its legs is refused, and taken when an operator insists', async () => {
  await graphSide.driver.executeQuery(`MATCH (s:${graphSide.labels.snapshot}) SET s.flippedAt = 1000000000001`);
  const before = await graphSide.graph.findNetwork();
  network = networkOf(fewSchedules.slice(0, 4));
  expect(await runImport()).toMatchObject({ outcome: 'refused', reason: '3 of 7 legs are gone' });
  expect(await graphSide.graph.findNetwork()).toEqual(before);
  expect(await best('LIS', 'JFK')).toBe('LIS-JFK');
  expect(await runImport(true)).toMatchObject({ outcome: 'imported', legs: 4 });
  expect(await best('LIS', 'JFK')).toBeUndefined();
  const address = { origin: 'CDG', destination: 'JFK', on: isoDate('2027-03-01') };
  expect((await flightSide.flights.readBuckets([address])).get(bucketKey(address))?.flights).toEqual([]);
});

test('files with a fault change nothing, and the fault is told with its place', async () => {
  const fault = { file: 'winter.ssim', line: 12, field: 'period from', value: '32DEC26', expected: 'a date DDMMMYY' };
  const before = await graphSide.graph.findNetwork();
  fromFiles = { outcome: 'faulty', name: 'ssim: winter.ssim', faults: [fault], count: 1 };
  const request = { format: 'ssim', files: ['winter.ssim'] } as const;
  expect(await runImport(true, request)).toMatchObject({ outcome: 'faulty', faults: [fault], pairsChanged: 0 });
  expect(await graphSide.graph.findNetwork()).toEqual(before);
  expect((await graphSide.imports.listRuns(1))[0]).toMatchObject({ outcome: 'faulty', faultCount: 1 });
});

test('files bring their network in place of the demo network, which never comes back by itself', async () => {
  await graphSide.driver.executeQuery(`MATCH (s:${graphSide.labels.snapshot}) SET s.flippedAt = 1000000000001`);
  const demo = network;
  const twice = [...fewSchedules, dailyFlight('300', 'LIS', 'CDG'), dailyFlight('301', 'CDG', 'LIS')];
  const files = { ...networkOf(twice), name: 'csv: flights.csv', demo: false };
  const connectionTimes = [{ from: 'domestic' as const, fromTerminal: '1', minutes: 25 }];
  const airports = files.airports.map((one) => (one.code === 'LIS' ? { ...one, connectionTimes } : one));
  fromFiles = { outcome: 'read', network: { ...files, airports } };
  const request = { format: 'csv', files: ['flights.csv'] } as const;
  expect(await runImport(false, request)).toMatchObject({ outcome: 'imported', name: 'csv: flights.csv', legs: 8 });
  const [, , lisbon, longyearbyen] = await graphSide.airports.listAirports();
  expect([lisbon, longyearbyen].map((one) => [one?.code, one?.connectionTimes])).toEqual([
    ['LIS', connectionTimes],
    ['LYR', undefined],
  ]);
  network = demo;
  expect(await runImport()).toMatchObject({ outcome: 'unchanged' });
  expect(await graphSide.graph.findNetwork()).toMatchObject({ name: 'csv: flights.csv', demo: false, legs: 8 });
  expect(await runImport(false, request)).toMatchObject({ outcome: 'unchanged', pairsChanged: 0 });
});

test('an import tells when searches use its network, and how far the storing of its routes is', async () => {
  await graphSide.driver.executeQuery(`MATCH (s:${graphSide.labels.snapshot}) SET s.flippedAt = 1000000000001`);
  const direct = networkOf([...fewSchedules, dailyFlight('400', 'JFK', 'LIS', { elapsedMinutes: 400 })]);
  fromFiles = { outcome: 'read', network: { ...direct, name: 'csv: direct.csv', demo: false } };
  let goOn = (): void => undefined;
  const stored = new Promise<void>((resolve) => (goOn = resolve));
  whileStoring = () => stored;
  const deps = { client, taskQueue, imports: graphSide.imports, recomputes: graphSide.recomputes, now: Date.now };
  const importing = createImporting({ ...deps, materialiseDays: 1 });
  const recomputing = createRecomputing(deps);
  const { id, startedAt } = await importing.startImport({ format: 'csv', files: ['direct.csv'] }, true);
  const progress = async () => (await importing.listImports(1)).running[0]?.progress;
  await eventually('its network is in use', async () => (await progress())?.inUseAt !== undefined);
  const { inUseAt } = (await progress()) ?? {};
  expect(await progress()).toEqual({ phase: 'routes', done: 0, of: 4, inUseAt });
  expect(inUseAt).toBeGreaterThan(startedAt);
  await eventually('the recompute is listed', async () => {
    const { running } = await recomputing.listRecomputes(1);
    return running.some((one) => one.progress?.openedAt === inUseAt && one.progress?.phase === 'computing');
  });
  expect(await best('JFK', 'LIS')).toBe('JFK-LIS');
  whileStoring = () => Promise.resolve();
  goOn();
  await eventually('it has ended', async () => (await importing.listImports(1)).ended[0]?.id === id);
  expect((await importing.listImports(1)).ended[0]).toMatchObject({ outcome: 'imported', inUseAt });
  expect((await recomputing.listRecomputes(1)).ended[0]).toMatchObject({ outcome: 'flipped', openedAt: inUseAt });
  expect(await graphSide.snapshots.currentSnapshot()).toMatchObject({ complete: true, flippedAt: inUseAt });
  expect(await best('JFK', 'LIS')).toBe('JFK-LIS');
});

test('an import that was written and could not say so any more computes its routes all the same', async () => {
  await graphSide.driver.executeQuery(`MATCH (s:${graphSide.labels.snapshot}) SET s.flippedAt = 1000000000001`);
  const files = {
    ...networkOf([...fewSchedules, dailyFlight('110', 'LIS', 'JFK')]),
    name: 'csv: more.csv',
    demo: false,
  };
  fromFiles = { outcome: 'read', network: files };
  let times = 0;
  whenWritten = () => {
    times += 1;
    return times === 1 ? Promise.reject(new Error('the worker died')) : Promise.resolve();
  };
  const report = await runImport(false, { format: 'csv', files: ['more.csv'] });
  whenWritten = () => Promise.resolve();
  expect(report).toMatchObject({ outcome: 'imported', name: 'csv: more.csv', legs: 7 });
  expect(times).toBe(1);
  expect(await best('LIS', 'JFK')).toBe('LIS-JFK');
  expect((await graphSide.graph.findNetwork())?.importing).toBe(false);
});

test('a recompute refuses an empty graph and says so in its history', async () => {
  await graphSide.driver.executeQuery(`MATCH (:${graphSide.labels.airport})-[l:LEG]->() DELETE l`);
  const run = await startRecompute();
  expect(await run.result()).toMatchObject({ outcome: 'refused', reason: 'the network has no legs' });
  expect((await graphSide.recomputes.listRuns(1))[0]).toMatchObject({
    id: run.firstExecutionRunId,
    outcome: 'refused',
  });
  expect(await best('LIS', 'MAD')).toBe('LIS-MAD');
});

test('the schedules are created once, however many workers start', async () => {
  const config = loadConfig({});
  const ids = networkIds(taskQueue);
  const settings = { ...config, temporal: { ...config.temporal, searchTaskQueue: taskQueue } };
  await Promise.all([createSchedules(client, settings), createSchedules(client, settings)]);
  await createSchedules(client, settings);
  const described = await client.schedule.getHandle(ids.recomputeSchedule).describe();
  expect(described.policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 600_000 });
  await Promise.all(
    [ids.recomputeSchedule, ids.materialiseSchedule].map((id) => client.schedule.getHandle(id).delete()),
  );
});
