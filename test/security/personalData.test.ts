import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { Client, Connection } from '@temporalio/client';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDynamo } from '../../src/stores/dynamodb/client';
import { tableNames, tablesWithPrefix } from '../../src/stores/dynamodb/tables';
import { createGraphDriver } from '../../src/stores/neo4j/client';
import { eventually } from '../support/eventually';
import { type Product, startProduct } from '../support/product';
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
let metricsUrl = '';

/** Which traces a text holds. */
const found = (text: string) => traces.filter((trace) => trace.test(text)).map(String);

beforeAll(async () => {
  product = await startProduct();
  const metricsPort = 20_000 + Math.floor(Math.random() * 20_000);
  metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`;
  const node = await product.startNode('api-canary', { METRICS_PORT: String(metricsPort), LOG_LEVEL: 'trace' });
  await walk(node);
}, 240_000);
afterAll(() => product.stop());

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
  expect((await owner.call('POST', back, {}, { 'idempotency-key': 'cancel-1' })).status).toBe(200);
  await guest.hold(offer!, seats(0), named);
  await guest.hold(offer!, seats(2), { ...named, passengers: [{ ...person, given_name: canaries.card }] });
  await guest.hold(offer!, seats(2), { ...named, passengers: [{ ...person, stranger: canaries.familyName }] });
  await fetch(`${node}/v1/airports?q=${encodeURIComponent(canaries.email)}&unknown=${canaries.givenName}`);
  await fetch(`${node}/v1/${canaries.familyName}`, { headers: { authorization: `Bearer ${canaries.givenName}` } });
  const { given_name, family_name, born_on, document } = person;
  const details = { given_name, family_name, born_on, document };
  const saved = await ada.call('POST', '/v1/account/passengers', details, { 'idempotency-key': 'saved-1' });
  expect(saved.status).toBe(201);
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
  expect(found(log)).toEqual([]);
});

test('no table holds them readably', async () => {
  const tables = tablesWithPrefix(product.environment['TABLE_PREFIX'] ?? '');
  const { db, client } = createDynamo({ endpoint: testServers().dynamodbEndpoint, region: 'eu-west-1' });
  for (const name of tableNames) {
    let start: Record<string, unknown> | undefined;
    do {
      const page = await db.send(
        new ScanCommand({ TableName: tables[name], ConsistentRead: true, ...(start && { ExclusiveStartKey: start }) }),
      );
      expect([name, found(JSON.stringify(page.Items))]).toEqual([name, []]);
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
    const text = JSON.stringify([workflowId, raw, history], (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
    );
    expect(text.length).toBeGreaterThan(500);
    expect([workflowId, found(text)]).toEqual([workflowId, []]);
  }
  await connection.close();
});

test('neither the metrics, nor the graph, nor the payment provider’s books hold them', async () => {
  const metrics = await (await fetch(metricsUrl)).text();
  expect(metrics).toContain('skyhold_http_request_duration_seconds');
  expect(found(metrics)).toEqual([]);
  const ledger = await fetch(`${product.providerUrl}/ledger`, {
    headers: { authorization: 'Bearer sk_test_skyhold_local' },
  });
  expect(found(await ledger.text())).toEqual([]);
  const driver = createGraphDriver({ uri: testServers().neo4jUri, user: 'neo4j', password: '' });
  const { records } = await driver.executeQuery(
    'MATCH (n) WHERE any(k IN keys(n) WHERE n[k] IS :: STRING AND n[k] CONTAINS $name) RETURN count(n) AS n',
    {
      name: canaries.givenName,
    },
  );
  expect(Number(records[0]?.get('n'))).toBe(0);
  await driver.close();
});
