import { connectionLimits } from '../../src/api/socket/limits';
import { eventually } from '../support/eventually';
import { connectClient, startStreamNode, type StreamClient, type StreamNode } from '../support/streamNode';
import { createTelling } from '../support/telling';

let node: StreamNode;
const clients: StreamClient[] = [];
const connect = async (token?: string) => clients.push(await connectClient(node, token));
beforeAll(async () => {
  node = await startStreamNode(createTelling());
});
afterAll(() => {
  for (const { socket } of clients) socket.disconnect();
  node.stop();
});

test('one caller opens so many connections and no more; others open theirs, and one that is closed makes room', async () => {
  for (let n = 0; n < connectionLimits.perCaller; n += 1) await connect('user:greedy');
  await expect(connectClient(node, 'user:greedy')).rejects.toMatchObject({
    data: { code: 'rate_limited', status: 429 },
  });
  await connect('user:modest');
  await connect('booking:bkg_1');
  await connect();
  clients[0]!.socket.disconnect();
  await eventually('there is room again', () => connect('user:greedy').catch(() => undefined));
  expect(node.connections()).toBe(connectionLimits.perCaller + 3);
});
