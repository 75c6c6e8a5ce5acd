import { connect, type Socket } from 'node:net';
import request from 'supertest';
import { createHttpServer } from '../../src/api/serving';
import { createDoor } from '../support/door';

const server = createHttpServer(createDoor());
let port = 0;
const sockets: Socket[] = [];

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  port = address.port;
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Sends what it is given, then a byte every half second for ever; answers what the server said before it hung up. */
function dribble(beginning: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let heard = '';
  socket.on('data', (bytes) => (heard += bytes.toString())).on('error', () => undefined);
  socket.write(beginning);
  const more = setInterval(() => socket.write('x'), 500);
  return new Promise((resolve) =>
    socket.once('close', () => {
      clearInterval(more);
      resolve(heard);
    }),
  );
}

test('clients that dribble their headers are let go, and others are served meanwhile', async () => {
  const slow = Promise.all(Array.from({ length: 50 }, () => dribble('GET /v1/orders HTTP/1.1\r\nHost: a\r\nX-Slow: ')));
  expect((await request(server).get('/v1/orders')).status).toBe(200);
  for (const heard of await slow) expect(heard).toContain('408 Request Timeout');
});

test('a client that dribbles its body is let go too', () => {
  expect(server.requestTimeout).toBeLessThanOrEqual(30_000);
  expect(server.headersTimeout).toBeLessThanOrEqual(server.requestTimeout);
});

test('headers beyond sixteen kilobytes are refused', async () => {
  const heard = await dribble(`GET /v1/orders HTTP/1.1\r\nHost: a\r\nX-Large: ${'x'.repeat(17_000)}\r\n\r\n`);
  expect(heard).toContain('431');
});

test('a request that breaks off leaves the server working', async () => {
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve) =>
    socket.write(
      'POST /v1/orders HTTP/1.1\r\nHost: d\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"a":',
      resolve,
    ),
  );
  socket.destroy();
  expect((await request(server).get('/v1/orders')).status).toBe(200);
});
