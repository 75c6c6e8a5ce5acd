import { randomBytes, randomUUID } from 'node:crypto';
import { createPatientDynamo } from '../support/dynamo';
import { createTables } from '../../src/stores/dynamodb/createTables';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { createSealing } from '../../src/stores/dynamodb/sealing';
import { createAnswerStore, type KeptAnswer } from '../../src/stores/dynamodb/idempotency';
import { tablesWithPrefix } from '../../src/stores/dynamodb/tables';

const tables = tablesWithPrefix(`answers-${randomUUID()}-`);
const dynamo = createPatientDynamo();
const sealing = createSealing(randomBytes(32).toString('base64'));
const nodes = [
  createAnswerStore({ client: dynamo.client, tables, sealing }),
  createAnswerStore({ client: dynamo.client, tables, sealing }),
] as const;
const answer: KeptAnswer = {
  status: 201,
  body: { thingId: 'x', nothing: null, list: [1, { deep: 'ü' }] },
  headers: { Location: '/x' },
};
const keyed = () => ({ key: randomUUID(), fingerprint: 'one request' });

beforeAll(() => createTables(dynamo.client, tables));
afterAll(() => dynamo.client.destroy());

test('a second node answers with what the first one kept, without running again', async () => {
  const asked = keyed();
  const run = jest.fn(async () => answer);
  expect(await nodes[0].once(asked, run)).toEqual({ answer, replayed: false });
  expect(await nodes[1].once(asked, run)).toEqual({ answer, replayed: true });
  expect(run).toHaveBeenCalledTimes(1);
});

test('of twenty simultaneous requests with one key one runs, the others are told to come back', async () => {
  const asked = keyed();
  let release: (() => void) | undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let runs = 0;
  let refused = 0;
  const calls = Array.from({ length: 20 }, (_, n) =>
    nodes[n % 2 === 0 ? 0 : 1]
      .once(asked, async () => {
        runs += 1;
        await held;
        return answer;
      })
      .catch((error: unknown) => {
        refused += 1;
        // The run ends only when everybody else has been refused.
        if (refused === 19) release?.();
        return error;
      }),
  );
  const outcomes = await Promise.all(calls);
  expect(runs).toBe(1);
  expect(outcomes.filter((outcome) => outcome instanceof Error)).toHaveLength(19);
  expect(outcomes.find((outcome) => outcome instanceof Error)).toMatchObject({
    code: 'request_in_progress',
    extras: { retryAfterSeconds: 1 },
  });
});

test('another body or another route under the same key is refused, also while the first one runs', async () => {
  const asked = keyed();
  const other = { ...asked, fingerprint: 'another request' };
  await nodes[0].once(asked, async () => {
    await expect(nodes[1].once(other, async () => answer)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    return answer;
  });
  await expect(nodes[1].once(other, async () => answer)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
});

test('what is kept names nobody in the clear, and opens only under its own key', async () => {
  const asked = keyed();
  await nodes[0].once(asked, async () => ({ status: 200, body: { familyName: 'Canary-Lovelace' } }));
  const { Items = [] } = await dynamo.client.send(
    new ScanCommand({ TableName: tables.Idempotency, ConsistentRead: true }),
  );
  expect(Items.length).toBeGreaterThan(0);
  expect(JSON.stringify(Items)).not.toMatch(/Canary|Lovelace|familyName/);
});

test('a run that throws keeps nothing, and the same key starts afresh', async () => {
  const asked = keyed();
  await expect(nodes[0].once(asked, () => Promise.reject(new Error('outage')))).rejects.toThrow('outage');
  expect(await nodes[1].once(asked, async () => answer)).toEqual({ answer, replayed: false });
});
