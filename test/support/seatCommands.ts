import fc from 'fast-check';
import type { PaymentAttempt } from '../../src/domain/bookings';
import { somePrice } from './bookings';
import type { SeatCall } from './seatModel';
import { modelBookings, modelFaults, modelSeats, type SeatStage, tablesOf, type WantedPlaces } from './seatModelStage';

/** What a caller of the store may do, before it is known what stands in the row: resolved when its turn comes. */
export interface SeatCommandStep {
  readonly name: string;
  call(stage: SeatStage): SeatCall;
}
export interface RealSide {
  readonly stage: SeatStage;
  /** Every call that was made, to be made again, however late. */
  readonly made: SeatCall[];
  /** How often each write gave each answer, over all runs: what was tried at all. */
  readonly seen: Map<string, number>;
}
/** fast-check's own model is left empty: the reference model stands beside the tables, and any command may come at any time. */
type Command = fc.AsyncCommand<object, RealSide>;

const second = 1000;
const lockSeconds = 90;

/** Carries the write out on both sides, and compares what was answered and everything that stands in the tables. */
export async function runOnBoth({ stage, made, seen }: RealSide, call: SeatCall): Promise<void> {
  const { model, clock } = stage;
  const answered = await stage.write(call);
  const slots = call.write === 'holdSeats' ? await stage.slotsOf(call.bookingId) : [];
  expect({ call: call.write, answered }).toEqual({ call: call.write, answered: model.apply(call, clock.now, slots) });
  expect(await stage.readTables(call.bookingId)).toEqual(tablesOf(model, call.bookingId));
  expect(modelFaults(model)).toEqual([]);
  made.push(call);
  const what = `${call.write} ${'outcome' in answered ? String(answered.outcome) : ''}`;
  seen.set(what, (seen.get(what) ?? 0) + 1);
}

function command(name: string, run: (real: RealSide) => Promise<void>): Command {
  return { check: () => true, run: (_, real) => run(real), toString: () => name };
}

const which = fc.constantFrom(...modelBookings);
/** What each of the bookings wants at first. */
export const wantedPlaces: fc.Arbitrary<WantedPlaces> = fc.record({
  segments: fc.constantFrom([0] as const, [1] as const, [0, 1] as const),
  designators: fc.subarray([...modelSeats], { minLength: 1, maxLength: 2 }),
});
/** Mostly the hold the booking has; now and then the one it had before. */
const behind = fc.constantFrom(0, 0, 0, 1);
const paymentNumber = fc.constantFrom(1, 2);
const payment = (n: number, status: PaymentAttempt['status'] = 'processing'): PaymentAttempt => ({
  paymentId: `pay_${n}`,
  providerId: `pi_${n}`,
  status,
  // The third is over another amount than the bookings cost.
  amount: n === 3 ? { ...somePrice.total, amount: somePrice.total.amount + 1 } : somePrice.total,
  fingerprint: 'f',
});

const ref = (stage: SeatStage, n: number, late: number) => {
  const { bookingId, holdNumber } = stage.bookingOf(n);
  return { bookingId, holdNumber: Math.max(1, holdNumber - late) };
};
const lockFrom = (stage: SeatStage) => ({ lockExpiresAt: stage.clock.now + lockSeconds * second });

function heldFor(stage: SeatStage, n: number): SeatCall {
  const deadline = stage.clock.now + (lockSeconds - 30) * second;
  const hardCapAt = deadline + 600 * second;
  return { write: 'holdSeats', ...ref(stage, n, 0), deadline, hardCapAt, ...lockFrom(stage) };
}
const holdStep = which.map((n): SeatCommandStep => ({ name: `hold(${n})`, call: (stage) => heldFor(stage, n) }));
const extendStep = fc
  .tuple(which, behind, fc.constantFrom('extension', 'grace'), fc.constantFrom(60, 120))
  .map(([n, late, kind, seconds]): SeatCommandStep => ({
    name: `extend(${n}, ${kind}, ${seconds} s${late ? ', late' : ''})`,
    call: (stage) => {
      const until = stage.clock.now + seconds * second;
      return { write: 'extendHold', ...ref(stage, n, late), kind, until, lockExpiresAt: until + 30 * second };
    },
  }));
const changeStep = fc
  .tuple(which, behind, fc.subarray([...modelSeats], { minLength: 1, maxLength: 2 }))
  .map(([n, late, designators]): SeatCommandStep => ({
    name: `changeSeats(${n}, ${designators.join('+')}${late ? ', late' : ''})`,
    call: (stage) => {
      const on = [...new Set(stage.bookingOf(n).seats.map(({ segment }) => segment as 0 | 1))];
      const seats = stage.assignments({ segments: on, designators });
      return { write: 'changeSeats', ...ref(stage, n, late), seats, by: stage.nextRequest(), ...lockFrom(stage) };
    },
  }));
const secureStep = fc.tuple(which, behind, fc.constantFrom(1, 1, 2, 2, 3)).map(([n, late, p]): SeatCommandStep => ({
  name: `secure(${n}, pay_${p}${late ? ', late' : ''})`,
  call: (stage) => ({ write: 'secureSeats', ...ref(stage, n, late), payment: payment(p), ...lockFrom(stage) }),
}));
const sellStep = fc
  .tuple(which, behind, paymentNumber, fc.constantFrom('confirmSeats', 'ticketBooking'))
  .map(([n, late, p, write]): SeatCommandStep => ({
    name: `${write}(${n}, pay_${p}${late ? ', late' : ''})`,
    call: (stage) => ({ write, ...ref(stage, n, late), paymentId: `pay_${p}` }),
  }));
const recordStep = fc
  .tuple(
    which,
    paymentNumber,
    fc.constantFrom('requires_action', 'processing', 'authorised', 'declined', 'voided', 'refunded'),
  )
  .map(([n, p, status]): SeatCommandStep => ({
    name: `recordPayment(${n}, pay_${p}, ${status})`,
    call: (stage) => ({ write: 'recordPayment', bookingId: stage.idOf(n), payment: payment(p, status) }),
  }));
const closeStep = fc
  .tuple(which, behind, fc.constantFrom('expired', 'cancelled', 'refused', 'time over'))
  .map(([n, late, why]): SeatCommandStep => ({
    name: `close(${n}, ${why}${late ? ', late' : ''})`,
    call: (stage) => ({
      write: 'closeBooking',
      ...ref(stage, n, late),
      ...(why === 'time over' ? { reason: 'expired', timeOver: stage.clock.now } : { reason: why }),
    }),
  }));

/** Money that came after the end. */
function reopened(stage: SeatStage, n: number, p: number, late: number): SeatCall {
  const deadline = stage.clock.now + 60 * second;
  return {
    write: 'reopenBooking',
    ...ref(stage, n, late),
    deadline,
    payment: payment(p, 'authorised'),
    ...lockFrom(stage),
  };
}
const reopenStep = fc.tuple(which, behind, paymentNumber).map(([n, late, p]): SeatCommandStep => ({
  name: `reopen(${n}, pay_${p}${late ? ', late' : ''})`,
  call: (stage) => reopened(stage, n, p, late),
}));

/** Whatever comes next on the way to the ticket. */
const onwardStep = fc.tuple(which, paymentNumber).map(([n, p]): SeatCommandStep => ({
  name: `onward(${n}, pay_${p})`,
  call: (stage) => {
    const at = ref(stage, n, 0);
    switch (stage.bookingOf(n).state) {
      case 'NEW':
        return heldFor(stage, n);
      case 'HELD':
        return { write: 'secureSeats', ...at, payment: payment(p), ...lockFrom(stage) };
      case 'PAYING':
        return { write: 'confirmSeats', ...at, paymentId: `pay_${p}` };
      case 'CLOSED':
        return reopened(stage, n, p, 0);
      default:
        return { write: 'ticketBooking', ...at, paymentId: `pay_${p}` };
    }
  },
}));

/** Holds and sales come up more often than what ends a booking, so that bookings get far. */
export const steps: fc.Arbitrary<SeatCommandStep> = fc.oneof(
  { weight: 3, arbitrary: holdStep },
  { weight: 7, arbitrary: onwardStep },
  { weight: 2, arbitrary: extendStep },
  { weight: 3, arbitrary: changeStep },
  { weight: 1, arbitrary: secureStep },
  { weight: 1, arbitrary: sellStep },
  { weight: 1, arbitrary: recordStep },
  { weight: 1, arbitrary: reopenStep },
  { weight: 1, arbitrary: closeStep },
);

/** Steps of thirty seconds meet the very instants at which locks end. */
const passing = fc
  .constantFrom(1, 30, 60, 90, 1000)
  .map((seconds) => command(`${seconds} s pass`, async ({ stage }) => void (stage.clock.now += seconds * second)));

const again = fc.nat(30).map((n) =>
  command(`again(${n})`, async (real) => {
    const call = real.made[n % Math.max(1, real.made.length)];
    if (call) await runOnBoth(real, call);
  }),
);

export const seatCommands: fc.Arbitrary<Command>[] = [
  passing,
  again,
  ...Array.from({ length: 8 }, () =>
    steps.map(({ name, call }) => command(name, (real) => runOnBoth(real, call(real.stage)))),
  ),
];
