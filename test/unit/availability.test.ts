import pino from 'pino';
import { formatFlightId, type FlightId, type LegAvailability } from '../../src/domain/flights';
import { epochMs, isoDate } from '../../src/domain/instants';
import type { SeatMapImage } from '../../src/domain/seatDeltas';
import { seatPlanOf } from '../../src/domain/seatPlanCatalogue';
import { createAvailability } from '../../src/projector/availability';

const flight = (number: string): FlightId =>
  formatFlightId({ carrier: 'X9', number, originOn: isoDate('2026-12-10'), boardPoint: 'LIS' });
const [first, second] = [flight('1'), flight('2')];

function image(version: number, ...held: string[]): SeatMapImage {
  return { version, seats: new Map(held.map((seat) => [seat, { state: 'held' as const }])) };
}

function stage(plans: ReadonlyMap<FlightId, string>) {
  const written: [FlightId, number, LegAvailability['taken']][] = [];
  const state = {
    failing: false,
    release: undefined as (() => void) | undefined,
    wait: undefined as Promise<void> | undefined,
  };
  const availability = createAvailability({
    findLegs: async (legs) =>
      new Map(
        legs.flatMap((leg) =>
          plans.has(leg) ? [[leg, { buckets: ['LIS-JFK#2026-12-10'], seatPlanId: plans.get(leg) ?? '' }]] : [],
        ),
      ),
    seatPlanOf,
    writeAvailability: async (_bucket, flightId, { version, taken }) => {
      await state.wait;
      if (state.failing) throw new Error('down');
      written.push([flightId, version, taken]);
    },
    now: () => epochMs(1_790_000_000_000),
    logger: pino({ level: 'silent' }),
  });
  return { availability, written, state };
}
const bothPlans = new Map([
  [first, '320-166'],
  [second, '320-166'],
]);

test('writes the latest numbers of each leg, by cabin, counting no seat that the plan does not have', async () => {
  const { availability, written } = stage(bothPlans);
  availability.noteLeg(first, image(1, '1A'));
  availability.noteLeg(first, image(3, '1A', '20A', '20B', '99Z'));
  availability.noteLeg(first, image(2, '20A'));
  await availability.flush();
  expect(written).toEqual([[first, 3, { business: 1, economy: 2 }]]);
  await availability.flush();
  expect(written).toHaveLength(1);
});

test('keeps what could not be written, unless there is something newer', async () => {
  const { availability, written, state } = stage(bothPlans);
  state.failing = true;
  availability.noteLeg(first, image(1, '20A'));
  availability.noteLeg(second, image(1, '20A'));
  await expect(availability.flush()).rejects.toThrow('down');
  availability.noteLeg(first, image(2, '20A', '20B'));
  state.failing = false;
  await availability.flush();
  expect(new Map(written.map(([leg, version]) => [leg, version]))).toEqual(
    new Map([
      [first, 2],
      [second, 1],
    ]),
  );
});

test('a leg that cannot be counted holds up no other', async () => {
  const unknown = flight('3');
  const { availability, written } = stage(new Map([...bothPlans, [first, 'no such plan']]));
  for (const leg of [first, second, unknown]) availability.noteLeg(leg, image(1, '20A'));
  await availability.flush();
  expect(written.map(([leg]) => leg)).toEqual([second]);
});

test('a flush has ended only when what another one took along is written too', async () => {
  const { availability, written, state } = stage(bothPlans);
  state.wait = new Promise((resolve) => (state.release = resolve));
  availability.noteLeg(first, image(1, '20A'));
  const one = availability.flush();
  let ended = false;
  const other = availability.flush().then(() => (ended = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended).toBe(false);
  state.release?.();
  await Promise.all([one, other]);
  expect(written).toHaveLength(1);
});
