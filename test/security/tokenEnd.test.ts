import { request as httpRequest } from 'node:http';
import { eventually } from '../support/eventually';
import { connectClient, startStreamNode, type StreamNode } from '../support/streamNode';
import { createTelling, type Telling } from '../support/telling';

let telling: Telling;
let node: StreamNode;

beforeAll(async () => {
  telling = createTelling();
  await telling.create();
  node = await startStreamNode(telling, new Map([['bkg_mine', 'usr_me']]));
});
afterAll(async () => {
  node.stop();
  await telling.end();
});

test('a socket ends with its token, says why, and hears nothing afterwards', async () => {
  await telling.putBooking('bkg_mine', 1);
  const one = await connectClient(node, `user:me:${Date.now() + 1_000}`);
  expect(await one.subscribe('booking:bkg_mine')).toMatchObject({ ok: true });
  await eventually('it is let go', () => one.socket.disconnected);
  expect(one.problems).toMatchObject([{ code: 'invalid_token', status: 401 }]);
  const heard = one.events.length;
  await telling.putBooking('bkg_mine', 3);
  const other = await connectClient(node, 'user:me');
  await other.subscribe('booking:bkg_mine');
  await eventually('others are told', () => other.events.length === 3);
  expect(one.events).toHaveLength(heard);
  expect(node.hub.size().followers).toBe(1);
  other.socket.disconnect();
});

test('a socket whose token has ended long ago is refused at once', async () => {
  const one = await connectClient(node, `user:me:${Date.now() - 60_000}`);
  await eventually('it is let go', () => one.socket.disconnected);
});

test('an event stream ends with its token', async () => {
  const ended = await new Promise<boolean>((resolve, reject) => {
    httpRequest(
      `${node.url}/v1/bookings/bkg_mine/events`,
      { headers: { accept: 'text/event-stream', authorization: `Bearer user:me:${Date.now() + 1_000}` } },
      (response) => response.resume().once('end', () => resolve(true)),
    )
      .once('error', reject)
      .end();
  });
  expect(ended).toBe(true);
});
