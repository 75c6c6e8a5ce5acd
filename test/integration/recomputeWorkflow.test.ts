import { randomUUID } from 'node:crypto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import type { NetworkActivities } from '../../src/activities/network';
import { epochMs } from '../../src/domain/instants';
import type { RecomputeReport } from '../../src/domain/recomputes';
import { workflowBundle } from '../../src/workers/bundle';
import { testServers } from '../support/servers';

type Steps = Pick<
  NetworkActivities,
  'beginRecompute' | 'openSnapshot' | 'computeRoutes' | 'flipSnapshot' | 'reportRecompute'
>;

let environment: TestWorkflowEnvironment;
beforeAll(async () => {
  const path = testServers().testServerExecutable;
  environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
});
afterAll(() => environment.teardown());

const begun = {
  outcome: 'begun',
  snapshot: 5,
  graphHash: 'graph',
  edition: 0,
  airports: 150,
  legs: 800,
  opensFirst: false,
} as const;
const shardOf = (from: number, to: number) => ({
  pairs: to - from,
  paths: 2 * (to - from),
  written: to - from,
  superseded: false,
});

/** One recompute with scripted steps; time passes by itself while it waits. */
async function play(script: Partial<Steps>) {
  const calls: string[] = [];
  const reports: RecomputeReport[] = [];
  const steps: Steps = {
    beginRecompute: async () => begun,
    openSnapshot: async () => ({ outcome: 'opened', at: epochMs(await environment.currentTimeMs()) }),
    computeRoutes: async ({ from, to }) => shardOf(from, to),
    flipSnapshot: async () => 'flipped',
    reportRecompute: async (report) => void reports.push(report),
    ...script,
  };
  const activities = Object.fromEntries(
    Object.entries(steps).map(([name, step]) => [
      name,
      async (...args: never[]) => {
        calls.push(name === 'computeRoutes' ? `compute ${JSON.stringify(args[0])}` : name);
        return (step as (...given: never[]) => unknown)(...args);
      },
    ]),
  );
  const taskQueue = randomUUID();
  const { nativeConnection: connection, client } = environment;
  const worker = await Worker.create({ connection, taskQueue, workflowBundle: await workflowBundle(), activities });
  const run = client.workflow.execute('recompute', { workflowId: randomUUID(), taskQueue, args: [{ force: false }] });
  const report: RecomputeReport = await worker.runUntil(run);
  return { report, reports, calls, origins: calls.filter((call) => call.startsWith('compute')).length };
}

test('a recompute covers every origin once, flips once and reports what it did', async () => {
  const { report, reports, calls } = await play({});
  const shards = calls
    .filter((call) => call.startsWith('compute'))
    .map((call) => JSON.parse(call.slice(8)) as { from: number; to: number });
  expect(shards.map(({ from, to }) => [from, to]).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual([
    [0, 64],
    [64, 128],
    [128, 150],
  ]);
  expect(calls.filter((call) => call === 'flipSnapshot').length).toBe(1);
  expect(calls.at(-1)).toBe('reportRecompute');
  expect(report).toMatchObject({ outcome: 'flipped', snapshot: 5, pairs: 150, paths: 300, written: 150 });
  expect(reports).toEqual([report]);
});

test('a shard that failed is computed again, and the others are not', async () => {
  let failures = 0;
  const { report, calls } = await play({
    computeRoutes: async ({ from, to }) => {
      if (from === 64 && failures++ < 2) throw new Error('the database is away');
      return shardOf(from, to);
    },
  });
  expect(report.outcome).toBe('flipped');
  expect(calls.filter((call) => call.startsWith('compute')).length).toBe(5);
});

test('nothing is overwritten until searches from before the last flip have ended', async () => {
  const flippedAt = epochMs(await environment.currentTimeMs());
  let computedAt = 0;
  await play({
    beginRecompute: async () => ({ ...begun, current: { flippedAt, sameGraph: false } }),
    computeRoutes: async ({ from, to }) => {
      computedAt ||= await environment.currentTimeMs();
      return shardOf(from, to);
    },
  });
  expect(computedAt - flippedAt).toBeGreaterThanOrEqual(30_000);
  expect(computedAt - flippedAt).toBeLessThan(40_000);
});

test('without a difference searches are not switched, but a graph that changed is taken over', async () => {
  const nothingWritten = async ({ from, to }: { from: number; to: number }) => ({ ...shardOf(from, to), written: 0 });
  const current = (sameGraph: boolean) => ({ flippedAt: epochMs(1_000_000_000_001), sameGraph });
  const same = await play({
    computeRoutes: nothingWritten,
    beginRecompute: async () => ({ ...begun, current: current(true) }),
  });
  expect(same.report.outcome).toBe('unchanged');
  expect(same.calls).not.toContain('flipSnapshot');
  const other = await play({
    computeRoutes: nothingWritten,
    beginRecompute: async () => ({ ...begun, current: current(false) }),
  });
  expect(other.report.outcome).toBe('flipped');
});

test('a network that differs much is opened when older searches have ended, before its first route is computed, and completed', async () => {
  const flippedAt = epochMs(await environment.currentTimeMs());
  let openedAt = 0;
  const { report, calls } = await play({
    beginRecompute: async () => ({ ...begun, opensFirst: true, current: { flippedAt, sameGraph: false } }),
    openSnapshot: async () => ({ outcome: 'opened', at: epochMs((openedAt = await environment.currentTimeMs())) }),
  });
  expect(openedAt - flippedAt).toBeGreaterThanOrEqual(30_000);
  expect(calls.map((call) => call.split(' ')[0])).toEqual([
    'beginRecompute',
    'openSnapshot',
    'compute',
    'compute',
    'compute',
    'flipSnapshot',
    'reportRecompute',
  ]);
  expect(report).toMatchObject({ outcome: 'flipped', snapshot: 5, openedAt });
});

test('search workers have some seconds to read a network before it is opened, unless it is the first', async () => {
  const times: number[] = [];
  const openSnapshot = async () => {
    times.push(await environment.currentTimeMs());
    return { outcome: 'opened', at: current.flippedAt } as const;
  };
  const current = { flippedAt: epochMs(1_000_000_000_001), sameGraph: false };
  for (const replaced of [{ current }, {}]) {
    times.push(await environment.currentTimeMs());
    await play({ beginRecompute: async () => ({ ...begun, opensFirst: true, ...replaced }), openSnapshot });
  }
  const [begunAt = 0, openedAt = 0, firstBegunAt = 0, firstOpenedAt = 0] = times;
  expect(openedAt - begunAt).toBeGreaterThanOrEqual(5_000);
  expect(firstOpenedAt - firstBegunAt).toBeLessThan(5_000);
});

test('a network that was opened is completed also when none of its routes differs', async () => {
  const { report, calls } = await play({
    beginRecompute: async () => ({ ...begun, opensFirst: true }),
    computeRoutes: async ({ from, to }) => ({ ...shardOf(from, to), written: 0 }),
  });
  expect(report.outcome).toBe('flipped');
  expect(calls).toContain('flipSnapshot');
});

test('a network that another recompute has overtaken before it was opened is not computed', async () => {
  const { report, origins } = await play({
    beginRecompute: async () => ({ ...begun, opensFirst: true }),
    openSnapshot: async () => ({ outcome: 'superseded' }),
  });
  expect([report.outcome, report.openedAt, origins]).toEqual(['superseded', undefined, 0]);
});

test('a recompute whose snapshot another one builds from a newer graph ends without a flip', async () => {
  const { report, calls } = await play({
    computeRoutes: async ({ from, to }) => ({ ...shardOf(from, to), superseded: from === 0 }),
  });
  expect(report.outcome).toBe('superseded');
  expect(calls).not.toContain('flipSnapshot');
});

test('a network that looks broken is reported as refused, and nothing is computed', async () => {
  const { report, reports, origins } = await play({
    beginRecompute: async () => ({ outcome: 'refused', reason: 'the network has no legs', airports: 3, legs: 0 }),
  });
  expect(report).toMatchObject({ outcome: 'refused', reason: 'the network has no legs' });
  expect([reports.length, origins]).toEqual([1, 0]);
});
