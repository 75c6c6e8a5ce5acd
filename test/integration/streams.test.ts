import { offerTold } from '../../src/api/searchEvents';
import { packOffers } from '../../src/stores/dynamodb/offerPacking';
import { anOffer } from '../support/offers';
import { z } from 'zod';
import { epochMs } from '../../src/domain/instants';
import { seatMapChannel } from '../../src/stores/dynamodb/seatMapLog';
import { eventually } from '../support/eventually';
import { connectClient, startStreamNode, type StreamClient, type StreamNode } from '../support/streamNode';
import { createTelling, someFlight, type Telling } from '../support/telling';

let telling: Telling;
let nodes: [StreamNode, StreamNode];
const clients: StreamClient[] = [];
const owners = new Map([['bkg_mine', 'usr_me']]);

beforeAll(async () => {
  telling = createTelling();
  await telling.create();
  telling.start();
  await eventually('the projector follows', async () => (await telling.leases.findLease('projector'))?.memo);
  nodes = [await startStreamNode(telling, owners), await startStreamNode(telling, owners)];
});
afterEach(() => clients.splice(0).forEach(({ socket }) => socket.disconnect()));
afterAll(async () => {
  for (const node of nodes) node.stop();
  await telling.end();
});

async function client(node = nodes[0], token?: string): Promise<StreamClient> {
  const connected = await connectClient(node, token);
  clients.push(connected);
  return connected;
}
const seqsOf = (one: StreamClient) => one.events.map(({ seq }) => seq);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

test('two clients at two nodes see a seat go held and sold', async () => {
  const flight = someFlight();
  const [one, other] = [await client(nodes[0]), await client(nodes[1])];
  for (const each of [one, other])
    expect(await each.subscribe(seatMapChannel(flight))).toEqual({
      ok: true,
      data: { channel: seatMapChannel(flight), seq: 0 },
    });

  await telling.lockSeat(flight, '12A', 'bkg_a#1');
  await eventually('both are told', () => one.events.length === 1 && other.events.length === 1);
  await telling.reserveSeat(flight, '12A');
  await eventually('both are told', () => one.events.length === 2 && other.events.length === 2);
  for (const each of [one, other]) {
    expect(each.events.map(({ data }) => data)).toEqual([
      { version: 1, changes: [{ seat: '12A', state: 'held' }] },
      { version: 2, changes: [{ seat: '12A', state: 'sold' }] },
    ]);
    expect(JSON.stringify(each.events)).not.toContain('bkg_');
  }
});

test('a client that comes back to another node gets exactly what it missed', async () => {
  const flight = someFlight();
  const before = await client(nodes[0]);
  await before.subscribe(seatMapChannel(flight), 0);
  await telling.lockSeat(flight, '1A', 'bkg_a#1');
  await eventually('told', () => before.events.length === 1);
  before.socket.disconnect();

  for (const seat of ['1B', '1C', '1D']) await telling.lockSeat(flight, seat, 'bkg_a#1');
  await eventually('all told', async () => (await telling.seatMapLog.readImage(flight)).seats.size === 4);
  const after = await client(nodes[1]);
  expect(await after.subscribe(seatMapChannel(flight), 1)).toMatchObject({ ok: true });
  await telling.freeSeat(flight, '1A');
  const changes = () => after.events.flatMap(({ data }) => data['changes'] as { seat: string }[]);
  await eventually('caught up', () => changes().length === 4);
  expect(changes().map(({ seat }) => seat)).toEqual(['1B', '1C', '1D', '1A']);
  expect(seqsOf(after)).toEqual(seqsOf(after).map((_, n) => n + 2));
});

test('what cannot be replayed is answered with a snapshot to go on from', async () => {
  const flight = someFlight();
  await telling.lockSeat(flight, '1A', 'bkg_a#1');
  const one = await client();
  await eventually(
    'told',
    async () => (await telling.channels.readHeads([seatMapChannel(flight)])).get(seatMapChannel(flight)) === 1,
  );
  const answer = await one.subscribe(seatMapChannel(flight), 7);
  expect(answer).toMatchObject({
    ok: false,
    problem: { code: 'stream_gone', status: 410, snapshot: { seq: 1, seats: [{ seat: '1A', state: 'held' }] } },
  });
  expect(await one.subscribe(seatMapChannel(flight), 1)).toMatchObject({ ok: true });
  await telling.freeSeat(flight, '1A');
  await eventually('goes on', () => one.events.length === 1);
});

test('a booking is told to its owner and to the bearer of its token, and does not exist for others', async () => {
  await telling.putBooking('bkg_mine', 0);
  const [owner, bearer, stranger, nobody] = [
    await client(nodes[0], 'user:me'),
    await client(nodes[1], 'booking:bkg_mine'),
    await client(nodes[0], 'user:else'),
    await client(nodes[1]),
  ];
  for (const one of [owner, bearer]) expect(await one.subscribe('booking:bkg_mine')).toMatchObject({ ok: true });
  for (const one of [stranger, nobody]) {
    expect(await one.subscribe('booking:bkg_mine')).toMatchObject({
      ok: false,
      problem: { code: 'not_found', status: 404 },
    });
    expect(await one.subscribe('booking:bkg_other')).toMatchObject({ ok: false, problem: { code: 'not_found' } });
  }
  await telling.putBooking('bkg_mine', 3);
  await eventually('both are told', () => owner.events.length === 3 && bearer.events.length === 3);
  expect(seqsOf(owner)).toEqual(upTo(3));
  expect(owner.events[0]).toMatchObject({
    channel: 'booking:bkg_mine',
    type: 'booking.held',
    data: { booking_id: 'bkg_mine' },
  });
  expect(stranger.events).toEqual([]);
});

test('a search that was written as a whole is told from its first event to its last', async () => {
  const search = { type: 'offer.upserted', at: epochMs(Date.now()), data: { text: 'x'.repeat(50_000) } };
  const channel = 'search:srh_whole' as const;
  const events = Array.from({ length: 5 }, () => search);
  const along = { expiresAtSeconds: 4_000_000_000, along: [] };
  await telling.channels.putChannel(channel, events, along);
  await telling.channels.putChannel(channel, events, along);
  expect((await telling.channels.readHeads([channel])).get(channel)).toBe(5);
  const replay = await telling.channels.replay(channel, 0, 100);
  expect(replay).toMatchObject({ outcome: 'events', head: 5, events: events.map(({ data }) => ({ data })) });
  expect(await telling.channels.appendEvents(channel, 4, [search])).toBe('conflict');
});

test('offers that were packed by who made them are told one by one, from any of them on', async () => {
  const channel = 'search:srh_packed' as const;
  const at = epochMs(Date.now());
  const offers = Array.from({ length: 3 }, (_, n) => anOffer(`off_${n}`, { amount: 100 + n }));
  const events = [
    { type: 'route.found', at, data: { slice: 0 } },
    { type: 'offer.upserted', at, count: 3, packed: packOffers(offers) },
    { type: 'offer.upserted', at, count: 0, packed: packOffers([]) },
    { type: 'search.completed', at, data: { offers: 3 } },
  ];
  await telling.channels.putChannel(channel, events, { expiresAtSeconds: 4_000_000_000, along: [] });
  expect((await telling.channels.readHeads([channel])).get(channel)).toBe(5);
  const told = offers.map((offer, n) => ({ channel, seq: n + 2, at, type: 'offer.upserted', data: offerTold(offer) }));
  const last = { channel, seq: 5, at, type: 'search.completed', data: { offers: 3 } };
  const first = { channel, seq: 1, at, type: 'route.found', data: { slice: 0 } };
  expect(await telling.channels.replay(channel, 0)).toEqual({
    outcome: 'events',
    head: 5,
    events: [first, ...told, last],
  });
  expect(await telling.channels.replay(channel, 2)).toMatchObject({ events: [...told.slice(1), last] });
  expect(await telling.channels.replay(channel, 2, 1)).toMatchObject({ events: [told[1]] });
  // The next follow where these end.
  const more = { type: 'offer.upserted', at, count: 2, packed: packOffers(offers.slice(0, 2)) };
  expect(await telling.channels.appendEvents(channel, 5, [more])).toBe('conflict');
  expect(await telling.channels.appendEvents(channel, 6, [more])).toBe('appended');
  expect(await telling.channels.replay(channel, 5)).toMatchObject({ head: 7, events: [{ seq: 6 }, { seq: 7 }] });
});

test('a search is followed while it is written, without a gap, and its head and its events are one', async () => {
  const search = { type: 'offer.upserted', at: epochMs(Date.now()), data: { offer: { seatsLeft: 3 } } };
  const channel = 'search:srh_one' as const;
  expect(await telling.channels.appendEvents(channel, 1, [search, search])).toBe('appended');
  expect(await telling.channels.appendEvents(channel, 1, [search, search])).toBe('appended');
  expect(await telling.channels.appendEvents(channel, 1, [search])).toBe('conflict');
  expect(await telling.channels.appendEvents(channel, 5, [search])).toBe('conflict');
  const many = Array.from({ length: 700 }, () => ({ ...search, data: { text: 'x'.repeat(1000) } }));
  expect(await telling.channels.appendEvents(channel, 3, many)).toBe('appended');
  const seqs: number[] = [];
  for (let after = 0; after < 702;) {
    const replay = await telling.channels.replay(channel, after, 100);
    if (replay.outcome === 'gone') throw new Error('gone');
    expect(replay.head).toBe(702);
    seqs.push(...replay.events.map(({ seq }) => seq));
    after = seqs.at(-1) ?? 702;
  }
  expect(seqs).toEqual(upTo(702));
});

test('an event that is being written is never taken for one that is gone', async () => {
  const channel = 'search:srh_two' as const;
  let after = 0;
  const writing = (async () => {
    for (let seq = 1; seq <= 60; seq++) {
      await telling.channels.appendEvents(channel, seq, [{ type: 'x', at: epochMs(Date.now()), data: { seq } }]);
    }
  })();
  while (after < 60) {
    const replays = await Promise.all(Array.from({ length: 4 }, () => telling.channels.replay(channel, after)));
    for (const replay of replays) {
      expect(replay.outcome).toBe('events');
      if (replay.outcome === 'events') after = Math.max(after, replay.events.at(-1)?.seq ?? 0);
    }
  }
  await writing;
});

test('a connection may follow so many channels and say so much, and no more', async () => {
  const one = await client();
  for (let n = 0; n < 3; n++)
    expect(await one.send('subscribe', { channel: 'nonsense', n })).toMatchObject({
      ok: false,
      problem: { code: 'validation_failed' },
    });
  expect(await one.send('subscribe', { channel: seatMapChannel(someFlight()), after_seq: 'x' })).toMatchObject({
    problem: { errors: [{ pointer: '/after_seq', code: 'invalid_type' }] },
  });
  const answers = await Promise.all(Array.from({ length: 60 }, () => one.subscribe(seatMapChannel(someFlight()))));
  const codes = new Set(answers.map((answer) => (answer.ok ? 'ok' : answer.problem['code'])));
  expect(codes).toEqual(new Set(['ok', 'rate_limited']));
  expect(answers.filter(({ ok }) => ok).length).toBeLessThanOrEqual(50);
  one.socket.emit('subscribe', { channel: `seatmap:${'x'.repeat(20_000)}` });
  await eventually('let go', () => one.socket.disconnected);
});

test('a bad token is refused', async () => {
  await expect(connectClient(nodes[0], 'nonsense')).rejects.toMatchObject({
    data: { code: 'invalid_token', status: 401 },
  });
});

test('a page of another site cannot connect', async () => {
  await expect(connectClient(nodes[0], undefined, { origin: 'https://evil.example' })).rejects.toThrow();
  const { socket } = await connectClient(nodes[0], undefined, { origin: nodes[0].url });
  socket.disconnect();
});

/** Reads a stream of server-sent events until `enough`, then hangs up. */
async function readStream(
  url: string,
  enough: (text: string) => boolean,
  headers: Record<string, string> = {},
): Promise<string> {
  const hangUp = new AbortController();
  const response = await fetch(url, { headers: { Accept: 'text/event-stream', ...headers }, signal: hangUp.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of response.body ?? []) {
    text += decoder.decode(z.instanceof(Uint8Array).parse(part), { stream: true });
    if (enough(text)) break;
  }
  hangUp.abort();
  return text;
}

test('the same events come as server-sent events, and go on after Last-Event-ID or from a snapshot', async () => {
  const flight = someFlight();
  const url = `${nodes[1].url}/v1/seat-maps/${flight}/events`;
  const first = readStream(url, (text) => text.includes('id: 1\n'));
  await eventually('it is followed', () => nodes[1].hub.size().followers > 0);
  await telling.lockSeat(flight, '3C', 'bkg_a#1');
  expect(await first).toContain('event: seatmap.changed\ndata: {"channel"');
  await telling.reserveSeat(flight, '3C');
  const second = await readStream(url, (text) => text.includes('id: 2\n'), { 'Last-Event-ID': '1' });
  expect(second).not.toContain('id: 1\n');
  const third = await readStream(`${url}?after_seq=99`, (text) => text.includes('stream_gone'));
  expect(third).toContain('id: 2\nevent: stream_gone\n');
  expect(third).toContain('"seats":[{"seat":"3C","state":"sold"}]');
  const refused = await fetch(`${nodes[1].url}/v1/bookings/bkg_mine/events`, {
    headers: { Accept: 'text/event-stream' },
  });
  expect(refused.status).toBe(404);
  await eventually('nobody is left', () => nodes[1].hub.size().followers === 0);
});
