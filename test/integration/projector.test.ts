import type { ChannelEvent, ChannelName } from '../../src/domain/channels';
import type { FlightId } from '../../src/domain/flights';
import { seatMapChannel, type SeatMapLog } from '../../src/stores/dynamodb/seatMapLog';
import type { LeaseStore } from '../../src/stores/dynamodb/leases';
import { eventually } from '../support/eventually';
import { createTelling, someFlight, type Telling } from '../support/telling';

let telling: Telling;
beforeEach(async () => {
  telling = createTelling();
  await telling.create();
});
afterEach(() => telling.end());

interface Change {
  readonly seat: string;
  readonly state: string;
}
const changesOf = (event: ChannelEvent) => event.data['changes'] as Change[];

async function log(channel: ChannelName): Promise<readonly ChannelEvent[]> {
  const replay = await telling.channels.replay(channel, 0);
  return replay.outcome === 'events' ? replay.events : [];
}

/** Waits until a projector follows the streams, from where the tables ended. */
function following(): Promise<unknown> {
  return eventually('the first checkpoint', async () => (await telling.leases.findLease('projector'))?.memo);
}

/** Waits until everything told of the leg ends with this many changes, and gives the events. */
function told(flightId: FlightId, changes: number): Promise<readonly ChannelEvent[]> {
  return eventually(`${changes} changes told of ${flightId}`, async () => {
    const events = await log(seatMapChannel(flightId));
    return events.flatMap(changesOf).length >= changes && events;
  });
}

test('tells every change of every seat once, in order and without a gap, however many write at once', async () => {
  const [first, second] = [someFlight(), someFlight()];
  telling.start();
  await following();
  const letters = ['A', 'B', 'C', 'D', 'E', 'F'];
  await Promise.all(
    letters.flatMap((letter) =>
      [first, second].map(async (flight) => {
        for (let row = 1; row <= 4; row++) {
          const seat = `${row}${letter}`;
          await telling.lockSeat(flight, seat, `bkg_${seat}#1`);
          await telling.freeSeat(flight, seat);
          await telling.lockSeat(flight, seat, `bkg_${seat}#2`);
          await telling.reserveSeat(flight, seat);
        }
      }),
    ),
  );
  for (const flight of [first, second]) {
    const events = await told(flight, 24 * 4);
    expect(events.map((event) => event.seq)).toEqual(events.map((_, n) => n + 1));
    expect(events.map((event) => event.data['version'])).toEqual(events.map((event) => event.seq));
    const changes = events.flatMap(changesOf);
    const seats = new Set(changes.map(({ seat }) => seat));
    expect(seats.size).toBe(24);
    for (const seat of seats) {
      expect(changes.filter((change) => change.seat === seat).map(({ state }) => state)).toEqual([
        'held',
        'free',
        'held',
        'sold',
      ]);
    }
  }
  expect(telling.violations).toEqual([]);
});

test('tells nothing again when all records come again', async () => {
  const flight = someFlight();
  const before = telling.start();
  await following();
  await telling.lockSeat(flight, '1A', 'bkg_a#1');
  await telling.freeSeat(flight, '1A');
  await telling.lockSeat(flight, '1A', 'bkg_b#1');
  const events = await told(flight, 3);
  await before.stop();

  const lease = await telling.leases.findLease('projector');
  const memo: { streams: { shards: Record<string, string> }[] } = JSON.parse(lease?.memo ?? '{}');
  for (const stream of memo.streams) for (const shard of Object.keys(stream.shards)) stream.shards[shard] = '';
  expect(
    await telling.leases.renewLease(
      lease ?? { name: '', epoch: 0 },
      JSON.stringify({ ...memo, rebuilt: { since: 0, until: 0 } }),
    ),
  ).toBe(true);
  telling.start();
  await telling.reserveSeat(flight, '1A');
  const after = await told(flight, 4);
  expect(after.slice(0, events.length)).toEqual(events);
  expect(after.slice(events.length).flatMap(changesOf)).toEqual([{ seat: '1A', state: 'sold' }]);
});

/** A projector that freezes at its next write, as a process does that the machine has stopped. */
function freezable(leases: LeaseStore, seatMapLog: SeatMapLog) {
  let frozen: Promise<void> | undefined;
  let thaw = () => {};
  const answers: string[] = [];
  return {
    answers,
    freeze: () => (frozen = new Promise((resolve) => (thaw = resolve))),
    thaw: () => thaw(),
    deps: {
      leases: {
        ...leases,
        renewLease: async (...args: Parameters<LeaseStore['renewLease']>) => (await frozen, leases.renewLease(...args)),
      },
      seatMapLog: {
        ...seatMapLog,
        appendSeatDeltas: async (...args: Parameters<SeatMapLog['appendSeatDeltas']>) => {
          await frozen;
          const answer = await seatMapLog.appendSeatDeltas(...args);
          answers.push(answer);
          return answer;
        },
      },
    },
  };
}

test('a projector that was stopped and wakes after its successor has taken over changes nothing', async () => {
  const flight = someFlight();
  const old = freezable(telling.leases, telling.seatMapLog);
  telling.start({ ...old.deps, owner: 'old' });
  await telling.lockSeat(flight, '1A', 'bkg_a#1');
  await told(flight, 1);

  void old.freeze();
  await telling.lockSeat(flight, '1B', 'bkg_a#1');
  telling.start({ owner: 'new' });
  await told(flight, 2);
  await telling.freeSeat(flight, '1B');
  const events = await told(flight, 3);
  expect((await telling.leases.findLease('projector'))?.owner).toBe('new');

  old.thaw();
  await eventually('the old one was refused', () => old.answers.includes('fenced'));
  await telling.reserveSeat(flight, '1A');
  const after = await told(flight, 4);
  expect(after.slice(0, 3)).toEqual(events);
  expect(after.flatMap(changesOf).map(({ seat, state }) => `${seat} ${state}`)).toEqual([
    '1A held',
    '1B held',
    '1B free',
    '1A sold',
  ]);
  expect((await telling.leases.findLease('projector'))?.owner).toBe('new');
});

test('what was written while no projector ran is told by the next one, from the tables where the streams are not enough', async () => {
  const flight = someFlight();
  const before = telling.start();
  await telling.lockSeat(flight, '1A', 'bkg_a#1');
  await telling.lockSeat(flight, '1B', 'bkg_a#1');
  await told(flight, 2);
  await before.stop();

  await telling.freeSeat(flight, '1A');
  await telling.reserveSeat(flight, '1B');
  const lease = await telling.leases.findLease('projector');
  await telling.leases.renewLease(lease ?? { name: '', epoch: 0 }, JSON.stringify({ at: 0, streams: [] }));
  telling.start();
  const events = await told(flight, 4);
  expect(events.at(-1)?.data['changes']).toEqual([
    { seat: '1A', state: 'free' },
    { seat: '1B', state: 'sold' },
  ]);
  await telling.freeSeat(flight, '1B');
  const after = await told(flight, 5);
  expect(after.flatMap(changesOf).slice(4)).toEqual([{ seat: '1B', state: 'free' }]);
});

test('keeps absolute availability by cabin', async () => {
  const flight = someFlight();
  telling.start();
  await telling.lockSeat(flight, '1A', 'bkg_a#1');
  await telling.lockSeat(flight, '20A', 'bkg_a#1');
  await telling.lockSeat(flight, '20B', 'bkg_a#1');
  await eventually('three taken', () => telling.availability.get(flight)?.taken.economy === 2);
  expect(telling.availability.get(flight)?.taken).toEqual({ business: 1, economy: 2 });
  await telling.freeSeat(flight, '20A');
  await eventually('one given back', () => telling.availability.get(flight)?.taken.economy === 1);
});

test('the head of a booking is the version of its row', async () => {
  await telling.putBooking('bkg_a', 0);
  await telling.putBooking('bkg_a', 2);
  const someSeats = seatMapChannel(someFlight());
  const heads = await telling.channels.readHeads(['booking:bkg_a', 'booking:bkg_nobody', someSeats]);
  expect([...heads]).toEqual([['booking:bkg_a', 2]]);
});

test('reports a write that the protocol does not know, with its evidence', async () => {
  const flight = someFlight();
  telling.start();
  await telling.lockSeat(flight, '1A', 'bkg_a#1');
  await telling.reserveSeat(flight, '1A');
  await telling.lockSeat(flight, '1A', 'bkg_b#1');
  await telling.putBooking('bkg_x', 1);
  const violations = await eventually('both reported', () => telling.violations.length >= 2 && telling.violations);
  expect(violations.map(({ subject, breach }) => `${subject}: ${breach}`).sort()).toEqual([
    'booking bkg_x: a booking began as HELD',
    `seat ${flight} 1A: I1: a reserved seat was locked again`,
  ]);
  const seat = violations.find(({ subject }) => subject.startsWith('seat'));
  expect(seat?.before).toMatchObject({ status: 'reserved', holdId: 'bkg_a#1' });
  expect(JSON.stringify(seat)).not.toContain('usr_');
});

test('says how long after its writing a change was told, how long records wait, and who projects', async () => {
  const numberOf = async (series: string) =>
    Number(new RegExp(`^${series.replace(/[{}"]/g, '\\$&')} (.+)$`, 'm').exec(await telling.scrape())?.[1]);
  const waiting = 'skyhold_projection_waiting_seconds{stream="seats"}';
  const toldOf = (stream: string) => numberOf(`skyhold_projection_lag_seconds_count{stream="${stream}"}`);
  expect([await numberOf('skyhold_projector_active'), await numberOf(waiting), await toldOf('seats')]).toEqual([
    0, 0, 0,
  ]);
  let isDown = true;
  const failing: SeatMapLog['readImage'] = async (...asked) => {
    if (isDown) throw new Error('the table of channels is down');
    return telling.seatMapLog.readImage(...asked);
  };
  const projector = telling.start({ seatMapLog: { ...telling.seatMapLog, readImage: failing } });
  await following();
  const written = Date.now();
  await telling.lockSeat(someFlight(), '1A', 'bkg_lag#1');
  await eventually('its records wait', async () => (await numberOf(waiting)) > 0.2);
  expect([await numberOf('skyhold_projector_active'), await toldOf('seats')]).toEqual([1, 0]);
  isDown = false;
  await eventually('it is told', async () => (await toldOf('seats')) === 1);
  const lag = await numberOf('skyhold_projection_lag_seconds_sum{stream="seats"}');
  expect(lag).toBeGreaterThan(0.2);
  expect(await numberOf(waiting)).toBe(0);
  await telling.putBooking('bkg_lag', 1);
  await eventually('its booking is audited', async () => (await toldOf('bookings')) === 1);
  // Events say to the millisecond when they were written.
  const audited = await numberOf('skyhold_projection_lag_seconds_sum{stream="bookings"}');
  expect(audited).toBeLessThanOrEqual((Date.now() - written) / 1000);
  await eventually(
    'a checkpoint is kept',
    async () => (await numberOf('skyhold_projector_checkpoint_age_seconds')) < (Date.now() - written) / 1000,
  );
  await projector.stop();
  expect(await numberOf('skyhold_projector_active')).toBe(0);
});
