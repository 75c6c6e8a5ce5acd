import pino from 'pino';
import { seatMapChannel } from '../../src/stores/dynamodb/seatMapLog';
import { connectRedis } from '../../src/stores/redis/client';
import { createWakeCalls } from '../../src/stores/redis/wakeCalls';
import { ringing } from '../../src/workers/ringing';
import { eventually } from '../support/eventually';
import { hasRedis, type RedisServer, startRedis } from '../support/redisServer';
import { connectClient, startStreamNode, type StreamClient, type StreamNode } from '../support/streamNode';
import { createTelling, someFlight, type Telling } from '../support/telling';

/** So seldom that within a test a node never looks by itself: what it tells, it was called to. */
const never = { everyMs: 3_600_000 };
const logger = pino({ level: 'silent' });

(hasRedis ? describe : describe.skip)('API nodes that look by themselves once an hour', () => {
  let server: RedisServer;
  let telling: Telling;
  let nodes: StreamNode[];
  let clients: StreamClient[];
  const connections: ReturnType<typeof connectRedis>[] = [];
  const wakeCalls = (prefix: string) => {
    const redis = connectRedis({ url: server.url, logger });
    connections.push(redis);
    return createWakeCalls({ redis, prefix });
  };

  beforeAll(async () => {
    server = await startRedis();
    telling = createTelling();
    await telling.create();
    const { ring } = wakeCalls('here-');
    telling.start({ seatMapLog: ringing(ring, telling.seatMapLog) });
    await eventually('the projector follows', async () => (await telling.leases.findLease('projector'))?.memo);
    nodes = await Promise.all(
      ['here-', 'here-'].map((prefix) =>
        startStreamNode(telling, new Map(), { ...never, wakeCalls: wakeCalls(prefix) }),
      ),
    );
    clients = await Promise.all(nodes.map((node) => connectClient(node)));
  });
  afterAll(async () => {
    for (const { socket } of clients) socket.disconnect();
    for (const node of nodes) node.stop();
    await telling.end();
    for (const redis of connections) redis.disconnect();
    await server.end();
  });

  /** Each event is one seat more, held or free, until both clients have so many. A call that comes before a node listens is lost. */
  async function bothHear(flight: ReturnType<typeof someFlight>, from: number): Promise<void> {
    let held = 0;
    await eventually('both hear', async () => {
      held += 1;
      await telling.lockSeat(flight, `${held}${from}`, 'bkg_a#1');
      return clients.every(({ events }) => events.some((e) => e.channel === seatMapChannel(flight) && e.seq > from));
    });
  }

  test('tell what was written as soon as it was, also after Redis was killed and started again', async () => {
    const flight = someFlight();
    for (const client of clients) await client.subscribe(seatMapChannel(flight), 0);
    await bothHear(flight, 0);
    await server.kill();
    const missed = clients[0]!.events.length;
    await server.start();
    await bothHear(flight, missed);
    for (const { events } of clients) {
      const seqs = events.filter((e) => e.channel === seatMapChannel(flight)).map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, n) => n + 1));
    }
  });

  test('follow a call to no channel that does not exist, and none of another installation', async () => {
    const heard: string[] = [];
    const ours = wakeCalls('third-').listen((channel) => heard.push(channel));
    const [there, here] = [wakeCalls('fourth-'), wakeCalls('third-')];
    await eventually('a call is heard', () => {
      there.ring('search:srh_foreign');
      here.ring('nonsense' as never);
      here.ring('search:srh_known');
      return heard.length > 2;
    });
    expect(new Set(heard)).toEqual(new Set(['search:srh_known']));
    ours.close();
  });
});
