import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { Client, Connection } from '@temporalio/client';
import { randomBytes } from 'node:crypto';
import {
  type ClientHttp2Session,
  connect,
  createServer,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import neo4j from 'neo4j-driver';
import { transactWrite } from '../../src/stores/dynamodb/transactions';
import { createDynamo } from '../../src/stores/dynamodb/client';
import { createBookingBench } from '../support/bookings';
import { type FaultProxies, startFaultProxies } from '../support/faultProxy';
import { eventually } from '../support/eventually';
import { startGrpcProxy } from '../support/faults/grpcProxy';
import { testServers } from '../support/servers';

const servers = testServers();
const bench = createBookingBench();
const key = () => ({ BookingID: `b-${randomBytes(6).toString('hex')}`, Entry: 'ROW' });
let proxies: FaultProxies;
let db: ReturnType<typeof createDynamo>['db'];

beforeAll(async () => {
  await bench.create();
  proxies = await startFaultProxies({ ...servers, providerUrl: 'http://127.0.0.1:9' });
  ({ db } = createDynamo({ endpoint: proxies.dynamodb.url, region: 'eu-west-1' }));
});
afterAll(async () => {
  db.destroy();
  bench.end();
  await proxies.close();
});
beforeEach(() => proxies.clearAll());

async function stored(id: string): Promise<unknown> {
  const Key = { BookingID: id, Entry: 'ROW' };
  return (await bench.db.send(new GetCommand({ TableName: bench.tables.Bookings, Key, ConsistentRead: true }))).Item;
}
function put({ BookingID, Entry }: ReturnType<typeof key>, maxAttempts = 1) {
  const item = {
    Put: {
      TableName: bench.tables.Bookings,
      Item: { BookingID, Entry, State: 'NEW' },
      ConditionExpression: 'attribute_not_exists(BookingID)',
    },
  };
  return transactWrite(db, [item], { random: () => 0, maxAttempts });
}
const failure = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error as Error).name,
  );

describe('the fault proxies', () => {
  it('let everything through when nothing is set', async () => {
    const item = key();
    expect(await put(item)).toEqual({ outcome: 'written' });
    expect(await stored(item.BookingID)).toBeDefined();
  });

  it('lose a request to DynamoDB before it is executed, or its answer after it was', async () => {
    const [lost, unanswered] = [key(), key()];
    const faults = [
      proxies.dynamodb.set({ kind: 'drop_request', containing: [lost.BookingID], times: 9 }),
      proxies.dynamodb.set({ kind: 'drop_answer', containing: [unanswered.BookingID], times: 1 }),
    ];
    expect(await failure(put(lost))).not.toBe('none');
    expect(await stored(lost.BookingID)).toBeUndefined();
    // The SDK sends it again, under the same token: DynamoDB answers that it is written.
    expect(await put(unanswered)).toEqual({ outcome: 'written' });
    expect(await stored(unanswered.BookingID)).toBeDefined();
    expect(faults.map((fault) => fault.fired())).toEqual([3, 1]);
  });

  it('refuse for the moment as DynamoDB does: a conflict, a throttle, an error of the server', async () => {
    for (const [kind, name] of [
      ['conflict', 'TransactionCanceledException'],
      ['throttle', 'ProvisionedThroughputExceededException'],
      ['error', 'InternalServerError'],
    ] as const) {
      const item = key();
      const fault = proxies.dynamodb.set({
        kind,
        operation: 'TransactWriteItems',
        containing: [item.BookingID],
        times: 99,
      });
      expect(await failure(put(item))).toBe(name);
      expect(await stored(item.BookingID)).toBeUndefined();
      fault.clear();
      expect(await put(item)).toEqual({ outcome: 'written' });
      expect(fault.fired()).toBeGreaterThan(0);
    }
  });

  it('are met by a write that goes on to the end when the conflict passes', async () => {
    const item = key();
    const fault = proxies.dynamodb.set({ kind: 'conflict', containing: [item.BookingID], times: 3 });
    expect(await put(item, 8)).toEqual({ outcome: 'written' });
    expect([fault.fired(), fault.seen()]).toEqual([3, 4]);
  });

  it('meet the n-th call alone', async () => {
    const item = key();
    const fault = proxies.dynamodb.set({
      kind: 'conflict',
      operation: 'TransactWriteItems',
      containing: [item.BookingID],
      nth: 2,
    });
    expect(await put(item)).toEqual({ outcome: 'written' });
    expect(await failure(put(item))).toBe('TransactionCanceledException');
    expect([fault.seen(), fault.fired()]).toEqual([2, 1]);
  });

  it('hold every call back while paused, and lose none', async () => {
    const item = key();
    proxies.dynamodb.pause();
    const written = put(item);
    expect(await stored(item.BookingID)).toBeUndefined();
    proxies.dynamodb.resume();
    expect(await written).toEqual({ outcome: 'written' });
    expect(proxies.dynamodb.held()).toBeGreaterThan(0);
  });

  it('carry gRPC: workflows start through them, an answer is lost after the start, the server goes away and comes back', async () => {
    const connection = await Connection.connect({ address: proxies.temporal.address });
    const client = new Client({ connection });
    const direct = await Connection.connect({ address: servers.temporalAddress });
    const start = (workflowId: string) =>
      client.withDeadline(Date.now() + 3000, () =>
        client.workflow.start('none', { workflowId, taskQueue: `nobody-${workflowId}` }),
      );
    const exists = async (workflowId: string) =>
      (await new Client({ connection: direct }).workflow.getHandle(workflowId).describe()).status.name;
    const [plain, unanswered, lost, away] = [1, 2, 3, 4].map((n) => `proxied-${n}-${randomBytes(6).toString('hex')}`);
    await start(plain!);
    expect(await exists(plain!)).toBe('RUNNING');

    const answer = proxies.temporal.set({
      kind: 'drop_answer',
      operation: 'StartWorkflowExecution',
      containing: [unanswered!],
      times: 99,
    });
    expect(await failure(start(unanswered!))).not.toBe('none');
    expect(await exists(unanswered!)).toBe('RUNNING');
    expect(answer.fired()).toBeGreaterThan(0);

    const request = proxies.temporal.set({ kind: 'error', containing: [lost!], times: 99 });
    expect(await failure(start(lost!))).not.toBe('none');
    await expect(exists(lost!)).rejects.toThrow('not found');
    expect(request.fired()).toBeGreaterThan(0);

    proxies.temporal.goAway();
    expect(await failure(start(away!))).not.toBe('none');
    expect(proxies.temporal.refused()).toBeGreaterThan(0);
    proxies.temporal.comeBack();
    await client.connection.ensureConnected();
    await start(away!);
    expect(await exists(away!)).toBe('RUNNING');
    for (const id of [plain, unanswered, away])
      await new Client({ connection: direct }).workflow.getHandle(id!).terminate();
    await Promise.all([connection.close(), direct.close()]);
  }, 60_000);

  it('pass on that a gRPC server wants its clients to connect anew, and lose no call that is under way', async () => {
    const server = createServer();
    const sessions: ServerHttp2Session[] = [];
    const answers: (() => void)[] = [];
    server.on('session', (session) => void sessions.push(session));
    server.on('stream', (stream) => {
      stream.respond({ ':status': 200 }, { waitForTrailers: true });
      stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      answers.push(() => stream.end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const proxy = await startGrpcProxy(`127.0.0.1:${(server.address() as AddressInfo).port}`);
    const clients: ClientHttp2Session[] = [];
    const connected = () => {
      const client = connect(`http://${proxy.address}`);
      clients.push(client);
      return client;
    };
    try {
      const call = (client: ClientHttp2Session) => {
        const request = client.request({ ':method': 'POST', ':path': '/service/Poll' });
        request.end();
        return new Promise<unknown>((resolve, reject) => {
          request.once('trailers', ({ 'grpc-status': status }: IncomingHttpHeaders) => resolve(status));
          request.once('error', reject).once('close', () => reject(new Error(`closed with ${request.rstCode}`)));
          request.resume();
        });
      };
      const old = connected();
      const polling = call(old);
      await eventually('the call is under way', () => answers.length === 1);
      const told = new Promise((resolve) => old.once('goaway', resolve));
      sessions[0]!.close();
      await told;
      answers[0]!();
      expect(await polling).toBe('0');
      const after = call(connected());
      await eventually('the next is under way', () => answers.length === 2);
      answers[1]!();
      expect(await after).toBe('0');
    } finally {
      clients.forEach((client) => client.destroy());
      await proxy.close();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('carry Bolt: a query that is lost fails, one whose answer is lost took place', async () => {
    const label = `Proxied${randomBytes(6).toString('hex')}`;
    const through = neo4j.driver(proxies.environment.NEO4J_URI, undefined, { maxConnectionPoolSize: 1 });
    const direct = neo4j.driver(servers.neo4jUri);
    const make = (driver: typeof direct) => driver.session().run(`CREATE (:${label})`);
    const count = async () =>
      (await direct.executeQuery(`MATCH (n:${label}) RETURN toString(count(n)) AS n`)).records[0]?.get('n') as unknown;
    await make(through);
    expect(await count()).toBe('1');
    const lost = proxies.neo4j.set({ kind: 'drop_request', containing: [`CREATE (:${label})`] });
    expect(await failure(make(through))).not.toBe('none');
    expect([await count(), lost.fired()]).toEqual(['1', 1]);
    const unanswered = proxies.neo4j.set({ kind: 'drop_answer', containing: [`CREATE (:${label})`] });
    expect(await failure(make(through))).not.toBe('none');
    expect([await count(), unanswered.fired()]).toEqual(['2', 1]);
    await direct.executeQuery(`MATCH (n:${label}) DELETE n`);
    await Promise.all([through.close(), direct.close()]);
  });
});
