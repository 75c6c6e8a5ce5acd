import type { Draft, Ending, Journey } from './kinds';

/** The graph is needed for searches alone: a booking goes on without it. */
export const graphFaults: readonly Draft[] = (
  [
    ['Neo4j away', 'away'],
    ['Neo4j slow', 'slow'],
    ['Neo4j answer lost', 'drop_answer'],
  ] as const
).map(([fault, kind]) => ({
  step: 'search and book',
  fault,
  journey: 'seek',
  injury: { at: 'graph', kind },
  ending: 'confirmed',
}));

const timed: readonly [string, Journey, Ending][] = [
  ['ticketBooking', 'buy', 'confirmed'],
  ['extendHold', 'extend', 'confirmed'],
  ['changeSeats', 'reseat', 'confirmed'],
  ['recordPayment', 'second_card', 'confirmed'],
  ['retrievePayment', 'challenge', 'confirmed'],
  ['closeBooking', 'cancel', 'closed'],
  ['stopPayment', 'abandon', 'closed'],
  ['hold runs out', 'lapse', 'closed'],
];
/** All that a booking does, by a worker whose clock is two minutes off. */
export const clockFaults: readonly Draft[] = timed.flatMap(([step, journey, ending]) =>
  (['ahead', 'behind'] as const).map((offset): Draft => ({
    step,
    fault: `clock ${offset}`,
    journey,
    injury: { at: 'clock', offset },
    ending,
  })),
);
