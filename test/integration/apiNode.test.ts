import { randomBytes, randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { createPatientDynamo } from '../support/dynamo';
import { createTables } from '../../src/stores/dynamodb/createTables';
import { tablesWithPrefix } from '../../src/stores/dynamodb/tables';
import { createGraphDriver } from '../../src/stores/neo4j/client';
import { createGraphStore } from '../../src/stores/neo4j/graph';
import { createGraphSchema, graphLabels } from '../../src/stores/neo4j/schema';
import { createSnapshotStore } from '../../src/stores/neo4j/snapshots';
import { type ApiNode, startApiNode } from '../support/apiNode';
import { eventually } from '../support/eventually';
import { testServers } from '../support/servers';

const { dynamodbEndpoint, temporalAddress, neo4jUri } = testServers();
const prefix = `node-${randomUUID()}-`;
const suffix = `Node${randomBytes(6).toString('hex')}`;
const environment = {
  DYNAMODB_ENDPOINT: dynamodbEndpoint,
  TEMPORAL_ADDRESS: temporalAddress,
  NEO4J_URI: neo4jUri,
  TABLE_PREFIX: prefix,
  GRAPH_LABEL_SUFFIX: suffix,
};
const dynamo = createPatientDynamo();
const driver = createGraphDriver({ uri: neo4jUri, user: 'neo4j', password: '' });
const labels = graphLabels(suffix);
const airport = (code: string, city: string, latitude: number, longitude: number) =>
  ({
    code,
    name: `${city} Airport`,
    city,
    cityCode: code,
    country: 'PT',
    zone: 'Europe/Lisbon',
    latitude,
    longitude,
  }) as const;
let node: ApiNode;

async function importNetwork(): Promise<void> {
  const airports = [airport('LIS', 'Lisbon', 38.77, -9.13), airport('OPO', 'Porto', 41.24, -8.68)];
  await createGraphSchema(driver, labels);
  const info = { name: 'two airports', demo: true, contentHash: 'small', airports: 2, legs: 0, importedAt: Date.now() };
  await createGraphStore({ driver, labels }).writeNetwork({ info, airports, legs: [] });
  const snapshots = createSnapshotStore({ driver, labels });
  const snapshot = await snapshots.beginSnapshot({ airports, legs: [] }, Date.now());
  await snapshots.flip(snapshot, Date.now());
}

async function readiness(): Promise<{ status: number; missing: string[] }> {
  const answer = await fetch(`${node.url}/health/ready`);
  const { missing } = (await answer.json()) as { missing: string[] };
  return { status: answer.status, missing };
}

beforeAll(async () => {
  node = await startApiNode(environment);
});
afterAll(async () => {
  node.child.kill('SIGKILL');
  await driver.close();
  dynamo.client.destroy();
});

test('a node starts before everything else, says what is missing, and serves as soon as it is there', async () => {
  expect(await readiness()).toEqual({ status: 503, missing: ['dynamodb', 'network'] });
  const early = await fetch(`${node.url}/v1/airports?q=lis`);
  expect([early.status, early.headers.get('retry-after')]).toEqual([503, '2']);

  await createTables(dynamo.client, tablesWithPrefix(prefix));
  expect(await readiness()).toEqual({ status: 503, missing: ['network'] });
  await importNetwork();
  await eventually('the node is ready', async () => (await readiness()).status === 200);
  const airports = await fetch(`${node.url}/v1/airports?q=lis`);
  expect(await airports.json()).toMatchObject({ data: [{ code: 'LIS' }] });
});

test('a node asked to stop lets sockets and streams go and ends within two seconds, with success', async () => {
  const socket = io(`${node.url}/v1/stream`, { transports: ['websocket'], reconnection: false });
  const closed = new Promise((resolve) => socket.once('disconnect', resolve));
  await new Promise((resolve, reject) =>
    socket.once('connect', () => resolve(undefined)).once('connect_error', reject),
  );
  const stream = await fetch(`${node.url}/v1/seat-maps/XA-101-2026-12-10-LIS/events`, {
    headers: { accept: 'text/event-stream' },
  });
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  const streamEnded = stream.text().catch(() => 'cut');

  const { code, ms } = await node.stop('SIGTERM');
  expect(code).toBe(0);
  expect(ms).toBeLessThan(8000);
  await Promise.all([closed, streamEnded]);
  expect(node.log()).not.toMatch(/"level":(50|60)/);
});
