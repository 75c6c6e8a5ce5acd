import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import neo4j, { type Driver } from 'neo4j-driver';
import { isUnavailability } from '../../src/api/http/unavailable';

describe('a graph that takes connections and says nothing', () => {
  const sockets: Socket[] = [];
  let server: Server;
  let driver: Driver;

  beforeAll(async () => {
    server = createServer((socket) => void sockets.push(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const impatient = { connectionAcquisitionTimeout: 200, maxTransactionRetryTime: 0 };
    driver = neo4j.driver(`bolt://127.0.0.1:${port}`, undefined, impatient);
  });
  afterAll(async () => {
    sockets.forEach((socket) => socket.destroy());
    await driver.close();
    server.close();
  });

  test('is told as an outage, though its driver has no code for that', async () => {
    const failure: unknown = await driver.executeQuery('RETURN 1').catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'Neo4jError' });
    expect(isUnavailability(failure)).toBe(true);
  });
});
