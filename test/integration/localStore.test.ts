import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { dynamodbPart } from '../../src/stack/dynamodb';
import { findFreePort } from '../../src/stack/ports';
import { createDynamo } from '../../src/stores/dynamodb/client';
import { eventually } from '../support/eventually';

/** Bytes 18 and 19 of a database of SQLite say how it is written: 1 by a rollback journal, 2 ahead to a log (sqlite.org/fileformat2.html). */
const writeModeOf = (file: string): number[] => [...readFileSync(file).subarray(18, 20)];

describe('DynamoDB Local on disk', () => {
  let home: string;
  let port: number;
  let server: ChildProcess | undefined;
  let store: ReturnType<typeof createDynamo>;

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'skyhold-local-store-'));
    port = await findFreePort(0);
    store = createDynamo({ endpoint: `http://127.0.0.1:${port}`, region: 'eu-west-1' });
  });
  afterEach(async () => {
    await kill();
    store.client.destroy();
    rmSync(home, { recursive: true, force: true });
  });

  /** Started as the launcher starts it, or without our main class. */
  async function start(how: 'ours' | 'plain'): Promise<void> {
    const cache = process.env['SKYHOLD_CACHE'] ?? join(homedir(), '.cache', 'skyhold');
    const part = dynamodbPart({ cache, javaHome: undefined, environment: process.env, port, dataFolder: home });
    const { command, args } = await part.prepare(() => undefined);
    const plain = 'software.amazon.dynamodb.services.local.main.ServerRunner';
    const chosen = how === 'ours' ? args : args.map((arg) => (arg === 'DynamoDbServer' ? plain : arg));
    server = spawn(command, chosen, { stdio: 'ignore' });
    await eventually('the server to answer', () => part.isReady(server?.pid ?? 0).catch(() => false), 60_000);
  }

  async function kill(): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server?.once('exit', resolve));
    server.kill('SIGKILL');
    await ended;
  }

  const put = (id: string) => store.db.send(new PutCommand({ TableName: 'Kept', Item: { Id: id } }));
  const find = async (id: string) => (await store.db.send(new GetCommand({ TableName: 'Kept', Key: { Id: id } }))).Item;

  it('is brought to a log that is written ahead, also where an earlier start left a rollback journal, and keeps what was written when it is killed', async () => {
    const database = join(home, 'shared-local-instance.db');
    await start('plain');
    await createTable(store.client);
    await put('before');
    expect(writeModeOf(database)).toEqual([1, 1]);
    await kill();

    await start('ours');
    expect(writeModeOf(database)).toEqual([2, 2]);
    for (let n = 0; n < 50; n++) await put(`after ${n}`);
    await kill();

    await start('ours');
    expect(await find('before')).toEqual({ Id: 'before' });
    expect(await find('after 49')).toEqual({ Id: 'after 49' });
  }, 240_000);
});

function createTable(client: DynamoDBClient) {
  return client.send(
    new CreateTableCommand({
      TableName: 'Kept',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'Id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'Id', KeyType: 'HASH' }],
    }),
  );
}
