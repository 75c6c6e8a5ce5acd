import fc from 'fast-check';
import { type BookingBench, createBookingBench } from '../support/bookings';
import { wantedPlaces } from '../support/seatCommands';
import { modelBookings, modelLimits, openSeatStage } from '../support/seatModelStage';
import { raceFaults, runWave, waves } from '../support/seatRaces';

/** As in seatModel.test.ts: another seed in the environment plays other games. */
const { SEAT_MODEL_SEED, SEAT_MODEL_PATH, SEAT_MODEL_RUNS, SEAT_MODEL_SECONDS } = process.env;
const parameters = {
  seed: Number(SEAT_MODEL_SEED ?? 1),
  numRuns: Number(SEAT_MODEL_RUNS ?? 25),
  interruptAfterTimeLimit: Number(SEAT_MODEL_SECONDS ?? 25) * 1000,
  ...(SEAT_MODEL_PATH !== undefined && { path: SEAT_MODEL_PATH }),
};

describe('the seat lock, under many writes at once', () => {
  const clock = { now: 0 };
  let bench: BookingBench;
  beforeAll(async () => {
    bench = createBookingBench({ ...modelLimits, clock: () => clock.now });
    await bench.create();
  });
  afterAll(() => bench.end());

  it('leaves every booking with all its seats or none, and no seat with two, whichever write comes first', async () => {
    const wishes = fc.tuple(...modelBookings.map(() => wantedPlaces));
    await fc.assert(
      fc.asyncProperty(wishes, waves, async (wanted, run) => {
        clock.now = Date.parse('2031-01-01T00:00:00Z');
        const stage = await openSeatStage(bench, clock, wanted);
        let before = await stage.readEverything();
        for (const wave of run) {
          const calls = await runWave(stage, wave);
          const after = await stage.readEverything();
          expect({ calls, faults: raceFaults(before, after, clock.now) }).toEqual({ calls, faults: [] });
          before = after;
        }
      }),
      parameters,
    );
  }, 120_000);
});
