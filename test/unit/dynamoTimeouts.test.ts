import { ListStreamsCommand } from '@aws-sdk/client-dynamodb-streams';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isUnavailability } from '../../src/api/http/unavailable';
import { createDynamo, createDynamoStreams } from '../../src/stores/dynamodb/client';

/** Takes every request and answers none, as a store does behind a dead link. */
describe('a store that never answers', () => {
  let server: Server;
  let asked = 0;
  let settings: { endpoint: string; region: string };
  beforeAll(async () => {
    server = createServer(() => {
      asked++;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    settings = { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, region: 'eu-west-1' };
  });
  beforeEach(() => {
    asked = 0;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const soon = { requestTimeout: 50 };
  const readers: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['a table', () => createDynamo(settings, soon).db.send(new GetCommand({ TableName: 't', Key: { k: '1' } }))],
    ['a stream', () => createDynamoStreams(settings, soon).send(new ListStreamsCommand({}))],
  ];
  it.each(readers)('is asked three times for %s, and then counts as away', async (_, read) => {
    const failure: unknown = await read().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ name: 'TimeoutError' });
    expect(isUnavailability(failure)).toBe(true);
    expect(asked).toBe(3);
  });
});
