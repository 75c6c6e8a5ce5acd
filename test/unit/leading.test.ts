import pino from 'pino';
import { type LeadingDeps, waitForLease } from '../../src/projector/leading';
import type { Lease, LeaseStore } from '../../src/stores/dynamodb/leases';
import { eventually } from '../support/eventually';

/** One lease in memory, taken and renewed by the same conditions as in the table. */
function memoryLeases() {
  let lease: Lease | undefined;
  const store: LeaseStore = {
    findLease: async () => lease,
    takeLease: async (name, owner, seen) => {
      if (lease?.epoch !== seen?.epoch || lease?.beat !== seen?.beat) return undefined;
      return (lease = { name, owner, epoch: (seen?.epoch ?? 0) + 1, beat: 0, released: false });
    },
    renewLease: async ({ epoch }, memo) => {
      if (lease?.epoch !== epoch) return false;
      lease = { ...lease, beat: lease.beat + 1, ...(memo !== undefined && { memo }) };
      return true;
    },
    releaseLease: async ({ epoch }) => {
      if (lease?.epoch !== epoch) return false;
      lease = { ...lease, released: true };
      return true;
    },
  };
  return store;
}

const never = new AbortController().signal;
let leases: LeaseStore;
let clock = 0;
beforeEach(() => {
  leases = memoryLeases();
  clock = 0;
});
const deps = (owner: string): LeadingDeps => ({
  leases,
  name: 'projector',
  owner,
  leaseMs: 6,
  logger: pino({ level: 'silent' }),
  elapsed: () => clock,
});

test('the first to ask gets the lease, under the first epoch', async () => {
  expect(await waitForLease(deps('a'), never)).toMatchObject({ owner: 'a', epoch: 1 });
});

test('a holder that shows life keeps the lease, however far its clock and ours are apart', async () => {
  const first = await waitForLease(deps('a'), never);
  if (!first) throw new Error('no lease');
  let second: Lease | undefined;
  const stopping = new AbortController();
  const waiting = waitForLease(deps('b'), stopping.signal).then((lease) => (second = lease));
  for (let beat = 0; beat < 20; beat++) {
    clock += 5;
    expect(await leases.renewLease(first)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(second).toBeUndefined();
  stopping.abort();
  await waiting;
});

test('a silent holder loses the lease, and is fenced by the next epoch', async () => {
  const first = await waitForLease(deps('a'), never);
  const waiting = waitForLease(deps('b'), never);
  const second = await eventually('taken over', async () => {
    clock += 1;
    return Promise.race([waiting, new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 1))]);
  });
  expect(second).toMatchObject({ owner: 'b', epoch: 2 });
  expect(first && (await leases.renewLease(first))).toBe(false);
});

test('a lease that was given back is taken at once', async () => {
  const first = await waitForLease(deps('a'), never);
  if (first) await leases.releaseLease(first);
  expect(await waitForLease(deps('b'), never)).toMatchObject({ owner: 'b', epoch: 2 });
});

test('of many that find the lease free one gets it', async () => {
  const stopping = new AbortController();
  const taken: Lease[] = [];
  const asking = Array.from({ length: 10 }, (_, n) =>
    waitForLease(deps(`w${n}`), stopping.signal).then((lease) => lease && taken.push(lease)),
  );
  await eventually('one has it', () => taken.length > 0);
  stopping.abort();
  await Promise.all(asking);
  expect(taken).toHaveLength(1);
});
