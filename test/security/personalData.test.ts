import { ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Client, Connection } from '@temporalio/client';
import { Redis } from 'ioredis';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { createPatientDynamo } from '../support/dynamo';
import { tableNames, tablesWithPrefix } from '../../src/stores/dynamodb/tables';
import { signWebhook } from '../../src/provider/signatures';
import { createGraphDriver } from '../../src/stores/neo4j/client';
import { eventually } from '../support/eventually';
import { type Product, startProduct } from '../support/product';
import { hasRedis, type RedisServer, startRedis } from '../support/redisServer';
import { testServers } from '../support/servers';
import { createTraveller } from '../support/traveller';

/** Words that stand nowhere but in what this run sends. */
const canaries = {
  givenName: 'Zephyrina',
  familyName: 'Quillfeather',
  email: 'zephyrina.quillfeather@canary.example',
  phone: '+351 900 555 7711',
  document: 'CANARY77PASS',
  note: 'canarymetadata',
  card: '4242424242424242',
};
const traces = [
  /zephyrina/i,
  /quillfeather/i,
  /900 ?555 ?7711/,
  /CANARY77PASS/,
  /4242 ?4242 ?4242 ?4242/,
  /canary\.example/i,
];
const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const person = {
  id: 'pax_1',
  type: 'adult',
  given_name: canaries.givenName,
  family_name: canaries.familyName,
  born_on: '1987-03-14',
  document: { type: 'passport', number: canaries.document, issued_by: 'PT', expires_on: '2040-01-01' },
};
const contact = { email: canaries.email, phone: canaries.phone };

let product: Product;
let redis: RedisServer | undefined;
/** Of an API node and both workers. */
const metricsUrls: string[] = [];
/** Every call from node to node. */
const rung: string[] = [];
let ears: Redis | undefined;

/** Which traces a text holds. */
const found = (text: string) => traces.filter((trace) => trace.test(text)).map(String);

/** Bytes as whoever has them could read them: as they are, and unpacked where they are packed. */
function readable(bytes: Uint8Array): string {
  const unpacked = [gunzipSync, inflateSync, inflateRawSync].flatMap((unpack) => {
    try {
      return [unpack(bytes).toString('utf8')];
    } catch {
      return [];
    }
  });
  return [Buffer.from(bytes).toString('utf8'), ...unpacked].join('\n');
}
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) => (member instanceof Uint8Array ? readable(member) : member)) ?? '';

async function metered(): Promise<{ METRICS_PORT: string }> {
  const port = await product.freePort();
  metricsUrls.push(`http://127.0.0.1:${port}/metrics`);
  return { METRICS_PORT: String(port) };
}

beforeAll(async () => {
  redis = hasRedis ? await startRedis() : undefined;
  // What is told at the lowest level counts as well.
  const env = { LOG_LEVEL: 'trace', ...(redis && { REDIS_URL: redis.url }) };
  product = await startProduct({ faults: true, env });
  if (redis) {
    ears = new Redis(redis.url);
    ears.on('pmessage', (_pattern, topic: string, message: string) => rung.push(`${topic} ${message}`));
    await ears.psubscribe('*');
  }
  for (const worker of ['booking', 'search'] as const) {
    await product.kill(`worker:${worker}`);
    await product.startWorker(worker, { env: await metered() });
  }
  const node = await product.startNode('api-canary', await metered());
  await walk(node);
  await walkThroughFaults(node);
}, 300_000);
afterAll(async () => {
  await product.stop();
  ears?.disconnect();
  await redis?.end();
});

/** Everything that takes somebody's name: a booking that is sold, one that is cancelled, one that is refused, an account. */
async function walk(node: string): Promise<void> {
  const ada = createTraveller(node, await product.tokenOf('traveller-1'));
  const guest = createTraveller(node);
  const [offer] = await ada.offers('LIS', 'JFK', day);
  const free = await ada.freeSeats(offer!.id);
  const seats = (n: number) => free.map((designators) => [designators[n]!]);
  const named = { passengers: [person], contact, metadata: { note: canaries.note } };
  const sold = await ada.hold(offer!, seats(0), named);
  const amount = (sold.body['price'] as unknown as { total: unknown }).total;
  const id = String(sold.body['id']);
  await ada.pay(id, amount, canaries.card);
  await ada.pay(id, amount, 'pm_card_chargeDeclined');
  expect((await ada.pay(id, amount)).status).toBe(200);
  const given = await guest.hold(offer!, seats(1), named);
  const owner = createTraveller(node, String(given.body['booking_token']));
  const back = `/v1/bookings/${String(given.body['id'])}/actions/cancel`;
  expect(
    (await owner.call('POST', back, {}, { 'idempotency-key': `${canaries.familyName}-${canaries.card}` })).status,
  ).toBe(200);
  await guest.hold(offer!, seats(0), named);
  await guest.hold(offer!, seats(2), { ...named, passengers: [{ ...person, given_name: canaries.card }] });
  await guest.hold(offer!, seats(2), { ...named, passengers: [{ ...person, stranger: canaries.familyName }] });
  await fetch(`${node}/v1/airports?q=${encodeURIComponent(canaries.email)}&unknown=${canaries.givenName}`);
  await fetch(`${node}/v1/${canaries.familyName}`, { headers: { authorization: `Bearer ${canaries.givenName}` } });
  const { given_name, family_name, born_on, document } = person;
  const details = { given_name, family_name, born_on, document };
  const saved = await ada.call('POST', '/v1/account/passengers', details, {
    'idempotency-key': `saved-${canaries.familyName}`,
  });
  expect(saved.status).toBe(201);
}

/** The same names while servers fail: errors carry what was being done. */
async function walkThroughFaults(node: string): Promise<void> {
  const ada = createTraveller(node, await product.tokenOf('traveller-1'));
  const [offer] = await ada.offers('LIS', 'JFK', day);
  const free = await ada.freeSeats(offer!.id);
  const seats = (n: number) => free.map((designators) => [designators[n]!]);
  const named = { passengers: [person], contact, metadata: { note: canaries.note }, allow_duplicate: true };
  const { dynamodb, provider, temporal } = product.proxies;

  for (const kind of ['drop_request', 'drop_answer', 'error', 'throttle', 'conflict'] as const) {
    const fault = dynamodb.set({ kind, containing: ['Sealed'], times: 3 });
    await ada.hold(offer!, seats(3), { ...named, key: `faulty-${kind}` });
    expect(fault.fired()).toBeGreaterThan(0);
    fault.clear();
  }
  const held = await ada.hold(offer!, seats(4), named);
  expect(held.status).toBe(201);
  const amount = (held.body['price'] as unknown as { total: unknown }).total;
  const [refusing, losing] = [provider.set({ kind: 'error', times: 2 }), temporal.set({ kind: 'error', times: 3 })];
  await ada.pay(String(held.body['id']), amount);
  expect(refusing.fired() + losing.fired()).toBeGreaterThan(0);
  product.proxies.clearAll();

  const { db, client } = createPatientDynamo();
  // Shown without its people from now on, and what was wrong is logged.
  const spoiled = await createTraveller(node).hold(offer!, seats(5), named);
  const guest = createTraveller(node, String(spoiled.body['booking_token']));
  await db.send(
    new UpdateCommand({
      TableName: tablesWithPrefix(product.environment['TABLE_PREFIX'] ?? '').Bookings,
      Key: { BookingID: String(spoiled.body['id']), Entry: 'ROW' },
      UpdateExpression: 'SET Sealed = :box',
      ExpressionAttributeValues: { ':box': { Key: 'no key', Box: 'no box' } },
    }),
  );
  client.destroy();
  expect((await guest.call('GET', `/v1/bookings/${String(spoiled.body['id'])}`)).status).toBe(200);

  const told = JSON.stringify({ id: 'evt_1', type: canaries.familyName, data: { object: { name: canaries.email } } });
  for (const secret of ['whsec_skyhold_local', 'whsec_forged'])
    await fetch(`${node}/v1/payment-events`, {
      method: 'POST',
      body: told,
      headers: { 'stripe-signature': signWebhook(told, secret, Date.now()) },
    });
  const ear = await ada.listen();
  await ear.subscribe(`booking:${canaries.familyName}`);
  ear.socket.emit('subscribe', { channel: canaries.email, name: canaries.givenName });
  ear.close();
  await ada.call('POST', '/v1/searches', { slices: canaries.email }, { 'x-request-id': canaries.card });
}

test('what was sent can be read by its owner, so the canaries did go in', async () => {
  const ada = createTraveller(product.url, await product.tokenOf('traveller-1'));
  const mine = await ada.call('GET', '/v1/bookings');
  expect(found(JSON.stringify(mine.body)).length).toBeGreaterThan(3);
  expect(JSON.stringify(mine.body)).not.toContain(canaries.card);
});

test('no log of any program holds a name, an address of people, a document or a card number', () => {
  const log = readFileSync(join(product.home, 'programs.log'), 'utf8');
  expect(log.length).toBeGreaterThan(1000);
  expect(log).toContain('a request met a mistake of ours');
  expect(found(log)).toEqual([]);
});

test('no file that a program writes holds them', () => {
  const files = readdirSync(product.home, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['ledger.jsonl', 'programs.log']));
  for (const { name, parentPath } of files)
    expect([name, found(readFileSync(join(parentPath, name), 'utf8'))]).toEqual([name, []]);
});

test('no table holds them readably', async () => {
  const tables = tablesWithPrefix(product.environment['TABLE_PREFIX'] ?? '');
  const { client } = createPatientDynamo();
  for (const name of tableNames) {
    let start: ScanCommandOutput['LastEvaluatedKey'];
    do {
      // As the store itself has it: no driver has understood anything of it yet.
      const page: ScanCommandOutput = await client.send(
        new ScanCommand({ TableName: tables[name], ConsistentRead: true, ...(start && { ExclusiveStartKey: start }) }),
      );
      expect([name, found(textOf(page.Items))]).toEqual([name, []]);
      start = page.LastEvaluatedKey;
    } while (start);
  }
  client.destroy();
});

test('no workflow history, id, summary or search attribute holds them', async () => {
  const connection = await Connection.connect({ address: testServers().temporalAddress });
  const client = new Client({ connection });
  const queues = [product.environment['BOOKING_TASK_QUEUE'], product.environment['SEARCH_TASK_QUEUE']];
  const query = queues.map((queue) => `TaskQueue = "${queue}"`).join(' OR ');
  const runs = await eventually('the runs are listed', async () => {
    const listed = [];
    for await (const run of client.workflow.list({ query })) listed.push(run);
    return listed.filter(({ type }) => type === 'booking').length >= 2 ? listed : undefined;
  });
  for (const { workflowId, runId, raw } of runs) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    // Payloads are bytes: they are read as text, as anybody with the server would.
    const text = textOf([workflowId, raw, history]);
    expect(text.length).toBeGreaterThan(500);
    expect([workflowId, found(text)]).toEqual([workflowId, []]);
  }
  await connection.close();
});

test('neither the metrics, nor the graph, nor the payment provider’s books hold them', async () => {
  expect(metricsUrls).toHaveLength(3);
  for (const url of metricsUrls) {
    const metrics = await (await fetch(url)).text();
    expect(metrics).toMatch(/skyhold_|process_cpu/);
    expect(found(metrics)).toEqual([]);
  }
  const ledger = await fetch(`${product.providerUrl}/ledger`, {
    headers: { authorization: 'Bearer sk_test_skyhold_local' },
  });
  expect(found(await ledger.text())).toEqual([]);
  const driver = createGraphDriver({ uri: testServers().neo4jUri, user: 'neo4j', password: '' });
  const { records } = await driver.executeQuery(
    'MATCH (n) WHERE any(label IN labels(n) WHERE label ENDS WITH $suffix) RETURN properties(n) AS properties',
    { suffix: product.environment['GRAPH_LABEL_SUFFIX'] },
  );
  expect(records.length).toBeGreaterThan(100);
  expect(found(records.map((record) => JSON.stringify(record.get('properties'))).join('\n'))).toEqual([]);
  await driver.close();
});

(hasRedis ? test : test.skip)('nor does what API nodes share, or call to each other', async () => {
  const client = new Redis(redis?.url ?? '');
  const keys = await client.keys('*');
  expect(keys.length).toBeGreaterThan(0);
  expect(rung.some((call) => call.includes('booking:bkg_'))).toBe(true);
  const values = await client.mget(keys);
  client.disconnect();
  expect(found([...keys, ...values, ...rung].join('\n'))).toEqual([]);
});
