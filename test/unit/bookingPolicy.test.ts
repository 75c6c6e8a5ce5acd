import { loadConfig } from '../../src/config';
import {
  type LateMoneyFacts,
  lateMoneyPolicy,
  prolongedUntil,
  type StrandedFacts,
  strandedPolicy,
  type TimeFacts,
  timeIsUpPolicy,
} from '../../src/domain/bookingPolicy';
import { decide, type Rule } from '../../src/domain/decisionTables';
import { epochMs } from '../../src/domain/instants';

/** What each row of a table is for: facts that this row decides, and what it decides. One case per row, in their order. */
function checkTable<Facts extends object, Then>(rules: readonly Rule<Facts, Then>[], cases: readonly [Facts, Then][]) {
  expect(cases.map(([facts]) => rules.indexOf(decide(rules, facts)))).toEqual(rules.map((_, row) => row));
  expect(cases.map(([facts]) => decide(rules, facts).then)).toEqual(cases.map(([, then]) => then));
  for (const { because } of rules) expect(because).not.toBe('');
}

const inTime: LateMoneyFacts = {
  booking: 'expired',
  amount: 'quoted',
  refundedBefore: false,
  money: 'authorised',
  minutesSinceClose: 60,
  minutesToDeparture: 360,
  seats: 'free',
};

test('late money reopens a booking that only ran out, for its own price, soon enough; all other late money goes back', () => {
  checkTable(lateMoneyPolicy, [
    [{ ...inTime, booking: 'unknown' }, 'give_back'],
    [{ ...inTime, booking: 'ticketed' }, 'give_back'],
    [{ ...inTime, booking: 'cancelled' }, 'give_back'],
    [{ ...inTime, booking: 'refused' }, 'give_back'],
    [{ ...inTime, amount: 'other' }, 'give_back'],
    [{ ...inTime, refundedBefore: true }, 'give_back'],
    [{ ...inTime, money: 'captured' }, 'give_back'],
    [{ ...inTime, minutesSinceClose: 60.1 }, 'give_back'],
    [{ ...inTime, minutesToDeparture: 359.9 }, 'give_back'],
    [{ ...inTime, seats: 'taken' }, 'give_back'],
    [inTime, 'reopen'],
  ]);
});

test('no single good reason outweighs one against keeping late money', () => {
  const against: Partial<LateMoneyFacts>[] = [
    { booking: 'cancelled' },
    { amount: 'other' },
    { refundedBefore: true },
    { money: 'captured' },
    { minutesSinceClose: 100_000 },
    { minutesToDeparture: -1 },
    { seats: 'taken' },
  ];
  for (const one of against) {
    for (const other of [{}, ...against]) {
      expect(decide(lateMoneyPolicy, { ...inTime, ...other, ...one }).then).toBe('give_back');
    }
  }
});

test('at the deadline money that is there sells, a payment in flight is waited for once, anything else ends the hold', () => {
  const over: TimeFacts = { money: 'none', protectedStill: false, graceLeft: true };
  checkTable(timeIsUpPolicy, [
    [{ ...over, money: 'authorised' }, 'sell'],
    [{ ...over, protectedStill: true }, 'wait'],
    [{ ...over, money: 'pending' }, 'grant_grace'],
    [over, 'expired'],
  ]);
  expect(decide(timeIsUpPolicy, { ...over, money: 'pending', graceLeft: false }).then).toBe('expired');
});

test('a booking nobody works on is ticketed when seats and money are there, else undone, and left while money is in doubt', () => {
  const held: StrandedFacts = { state: 'HELD', timeIsOver: false, money: 'not_captured' };
  checkTable(strandedPolicy, [
    [{ ...held, state: 'TICKETED' }, 'leave'],
    [{ ...held, state: 'CLOSED' }, 'clear'],
    [{ ...held, state: 'NEW' }, 'refused'],
    [{ ...held, state: 'SEATED', money: 'unknown' }, 'leave'],
    [{ ...held, state: 'SEATED', money: 'captured' }, 'ticket'],
    [{ ...held, timeIsOver: true }, 'expired'],
    [held, 'cancelled'],
  ]);
  for (const state of ['PAYING', 'SEATED'] as const) {
    expect(decide(strandedPolicy, { ...held, state, timeIsOver: true }).then).toBe('cancelled');
  }
});

test('the default settings of the reconciler have everything settled within a minute', () => {
  const { everySeconds, afterSeconds } = loadConfig({}).reconciling;
  // What became old enough just after a run had looked waits for the next one; one more may have read what was not seen yet.
  const secondsUntilSeen = afterSeconds + 2 * everySeconds;
  const secondsToSettle = 10;
  expect(secondsUntilSeen + secondsToSettle).toBeLessThanOrEqual(60);
});

test('nothing prolongs a hold past its hard cap', () => {
  const clocks = { extensionSeconds: 300, paymentGraceSeconds: 300 };
  const deadline = epochMs(1_800_000_000_000);
  const far = epochMs(deadline + 3_600_000);
  const near = epochMs(deadline + 60_000);
  for (const kind of ['extension', 'grace'] as const) {
    expect(prolongedUntil(kind, { deadline, hardCapAt: far }, clocks)).toBe(deadline + 300_000);
    expect(prolongedUntil(kind, { deadline, hardCapAt: near }, clocks)).toBe(near);
  }
});

test('a table that says nothing about a case is a fault, not a guess', () => {
  expect(() => decide([{ when: { a: 1 }, then: 'x', because: 'b' }], { a: 2 })).toThrow(/no row/);
});
