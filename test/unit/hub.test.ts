import pino from 'pino';
import { createHub, type Hub, type Sink } from '../../src/api/socket/hub';
import type { ChannelEvent, ChannelName, ChannelReplay } from '../../src/domain/channels';
import { epochMs } from '../../src/domain/instants';
import { eventually } from '../support/eventually';

const channel: ChannelName = 'booking:bkg_1';
const at = epochMs(1_790_000_000_000);

/** A log in memory that keeps the events after `kept`, and can be made to fail. */
function memoryLog() {
  const events = new Map<ChannelName, ChannelEvent[]>();
  const state = { kept: 0, failing: false, replays: 0, slow: false };
  const of = (name: ChannelName) => events.get(name) ?? [];
  return {
    state,
    append(name: ChannelName, count: number): void {
      const list = of(name);
      events.set(name, list);
      for (let n = 0; n < count; n++) list.push({ channel: name, seq: list.length + 1, type: 'x', at, data: {} });
    },
    async readHeads(names: readonly ChannelName[]): Promise<Map<ChannelName, number>> {
      if (state.failing) throw new Error('down');
      return new Map(names.map((name) => [name, of(name).length]));
    },
    async replay(name: ChannelName, after: number, limit = 100): Promise<ChannelReplay> {
      state.replays += 1;
      if (state.failing) throw new Error('down');
      const head = of(name).length;
      if (after > head || after < state.kept) return { outcome: 'gone', head };
      const page = of(name).slice(after, after + limit);
      // A page is as old as its reading took; readings overtake each other.
      if (state.slow) await new Promise((resolve) => setTimeout(resolve, (state.replays * 7) % 5));
      return { outcome: 'events', events: page, head };
    },
  };
}

function collector(): Sink & { seqs: number[]; full: boolean; goneAt: number | undefined } {
  const sink = {
    seqs: [] as number[],
    full: false,
    goneAt: undefined as number | undefined,
    writable: () => !sink.full,
    event: (event: ChannelEvent) => void sink.seqs.push(event.seq),
    gone: (head: number) => {
      sink.goneAt = head;
    },
  };
  return sink;
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
let log: ReturnType<typeof memoryLog>;
let hub: Hub;
beforeEach(() => {
  log = memoryLog();
  hub = createHub({ log, logger: pino({ level: 'silent' }), everyMs: 5 });
});
afterEach(() => hub.close());

async function following(sink: Sink, name: ChannelName, after?: number) {
  const answer = await hub.follow(name, after, sink);
  if (answer.outcome === 'gone') throw new Error('gone');
  answer.start();
  return answer;
}

test('brings what was missed and then what happens, each event once and in order', async () => {
  log.append(channel, 250);
  const [early, late] = [collector(), collector()];
  await following(early, channel, 0);
  await following(late, channel, 240);
  log.append(channel, 5);
  await eventually('both have all', () => early.seqs.length === 255 && late.seqs.length === 15);
  expect(early.seqs).toEqual(upTo(255));
  expect(late.seqs).toEqual(upTo(255).slice(240));
});

test('loses and repeats nothing when events are written while a follower joins, and wakes come at any time', async () => {
  log.state.slow = true;
  const sinks = Array.from({ length: 20 }, collector);
  const writing = (async () => {
    for (let n = 0; n < 200; n++) {
      log.append(channel, 1 + (n % 3));
      hub.wake(channel);
      if (n % 2 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  await Promise.all(
    sinks.map(async (sink, n) => {
      await new Promise((resolve) => setTimeout(resolve, n));
      await following(sink, channel, 0);
    }),
  );
  await writing;
  const total = (await log.readHeads([channel])).get(channel) ?? 0;
  await eventually('all have all', () => sinks.every((sink) => sink.seqs.length >= total));
  for (const sink of sinks) expect(sink.seqs).toEqual(upTo(total));
});

test('reads a new event once, however many follow', async () => {
  const sinks = Array.from({ length: 50 }, collector);
  for (const sink of sinks) await following(sink, channel, 0);
  const before = log.state.replays;
  log.append(channel, 3);
  await eventually('all have it', () => sinks.every((sink) => sink.seqs.length === 3));
  expect(log.state.replays - before).toBe(1);
});

test('keeps nothing for a follower that takes nothing, and brings it all when there is room again', async () => {
  const slow = collector();
  const answer = await following(slow, channel, 0);
  slow.full = true;
  log.append(channel, 1000);
  const quick = collector();
  await following(quick, channel, 0);
  await eventually('the quick one has all', () => quick.seqs.length === 1000);
  expect(slow.seqs).toEqual([]);
  slow.full = false;
  answer.resume();
  await eventually('the slow one has all', () => slow.seqs.length === 1000);
  expect(slow.seqs).toEqual(upTo(1000));
});

test('tells a follower of a seat map that has fallen far behind to read it anew', async () => {
  const seatMap: ChannelName = 'seatmap:X9-1-2026-12-10-LIS';
  const slow = collector();
  const answer = await following(slow, seatMap, 0);
  slow.full = true;
  log.append(seatMap, 600);
  const quick = collector();
  await following(quick, seatMap, 590);
  await eventually('the node has read it', () => quick.seqs.length === 10);
  await eventually('the node has read all', () => {
    slow.full = false;
    answer.resume();
    return slow.goneAt !== undefined;
  });
  expect(slow.goneAt).toBe(600);
});

test('answers gone for what is not kept, and for what has never been', async () => {
  log.append(channel, 30);
  log.state.kept = 20;
  expect(await hub.follow(channel, 10, collector())).toEqual({ outcome: 'gone', head: 30 });
  expect(await hub.follow(channel, 31, collector())).toEqual({ outcome: 'gone', head: 30 });
  expect(hub.size()).toEqual({ channels: 0, followers: 0 });
});

test('goes on where it was after the log could not be read for a while', async () => {
  const sink = collector();
  await following(sink, channel, 0);
  log.state.failing = true;
  log.append(channel, 3);
  hub.wake(channel);
  await new Promise((resolve) => setImmediate(resolve));
  log.append(channel, 2);
  log.state.failing = false;
  await eventually('it has all', () => sink.seqs.length === 5);
  expect(sink.seqs).toEqual(upTo(5));
});

test('looks no more at channels that nobody follows', async () => {
  const sink = collector();
  const answer = await following(sink, channel, 0);
  answer.close();
  log.append(channel, 1);
  hub.wake(channel);
  expect(hub.size()).toEqual({ channels: 0, followers: 0 });
  expect(sink.seqs).toEqual([]);
});

test('a long poll answers at once with what there is, else with what comes, else with nothing', async () => {
  log.append(channel, 2);
  const seqs = async (after: number, seconds: number) => {
    const replay = await hub.waitForEvents(channel, after, seconds);
    return replay.outcome === 'events' ? replay.events.map(({ seq }) => seq) : 'gone';
  };
  expect(await seqs(0, 10)).toEqual([1, 2]);
  const waiting = seqs(2, 10);
  await eventually('it waits', () => hub.size().followers === 1);
  log.append(channel, 2);
  expect(await waiting).toEqual([3, 4]);
  expect(await seqs(4, 0.02)).toEqual([]);
  expect(await seqs(9, 10)).toBe('gone');
  expect(hub.size().followers).toBe(0);
});

test('a long poll whose time is over while the log is slow leaves nobody behind', async () => {
  log.append(channel, 1);
  log.state.slow = true;
  const answers = await Promise.all(Array.from({ length: 30 }, () => hub.waitForEvents(channel, 1, 0.001)));
  for (const answer of answers) expect(answer).toEqual({ outcome: 'events', events: [], head: 1 });
  await eventually('nobody is left', () => hub.size().followers === 0);
});

test('who names no event begins a seat map now, and everything else at its start', async () => {
  const seatMap: ChannelName = 'seatmap:X9-1-2026-12-10-LIS';
  for (const name of [channel, seatMap]) log.append(name, 3);
  const [booking, seats] = [collector(), collector()];
  await following(booking, channel);
  await following(seats, seatMap);
  for (const name of [channel, seatMap]) log.append(name, 1);
  await eventually('both have the new one', () => booking.seqs.at(-1) === 4 && seats.seqs.at(-1) === 4);
  expect(booking.seqs).toEqual([1, 2, 3, 4]);
  expect(seats.seqs).toEqual([4]);
});
