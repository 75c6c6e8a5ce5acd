import fc from 'fast-check';
import { type BookingBench, createBookingBench } from '../support/bookings';
import { seatCommands, wantedPlaces } from '../support/seatCommands';
import { modelBookings, modelLimits, openSeatStage } from '../support/seatModelStage';

/**
 * The seed is fixed, so that a run means the same on every machine; another one in the environment plays other games. A
 * failure prints a seed and two paths: with them in the environment exactly that run is played again.
 */
const { SEAT_MODEL_SEED, SEAT_MODEL_PATH, SEAT_MODEL_REPLAY, SEAT_MODEL_RUNS, SEAT_MODEL_SECONDS } = process.env;
const parameters = {
  seed: Number(SEAT_MODEL_SEED ?? 1),
  numRuns: Number(SEAT_MODEL_RUNS ?? 40),
  interruptAfterTimeLimit: Number(SEAT_MODEL_SECONDS ?? 40) * 1000,
  ...(SEAT_MODEL_PATH !== undefined && { path: SEAT_MODEL_PATH }),
};

describe('the seat lock, beside a model of it', () => {
  const clock = { now: 0 };
  let bench: BookingBench;
  beforeAll(async () => {
    bench = createBookingBench({ ...modelLimits, clock: () => clock.now });
    await bench.create();
  });
  afterAll(() => bench.end());

  it('gives every seat, slot and booking to whom the model gives it, whatever is written in whatever order, late or again', async () => {
    const wishes = fc.tuple(...modelBookings.map(() => wantedPlaces));
    const runs = fc.commands(seatCommands, {
      maxCommands: 40,
      size: '+1',
      ...(SEAT_MODEL_REPLAY !== undefined && { replayPath: SEAT_MODEL_REPLAY }),
    });
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(wishes, runs, async (wanted, commands) => {
        clock.now = Date.parse('2031-01-01T00:00:00Z');
        const stage = await openSeatStage(bench, clock, wanted);
        await fc.asyncModelRun(() => ({ model: {}, real: { stage, made: [], seen } }), commands);
      }),
      parameters,
    );
    // Whoever plays a game of their own sees what came up in it.
    if (SEAT_MODEL_SEED !== undefined)
      console.log(
        [...seen]
          .sort()
          .map(([what, times]) => `${what}: ${times}`)
          .join(', '),
      );
  }, 120_000);
});
