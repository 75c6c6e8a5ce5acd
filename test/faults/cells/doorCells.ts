import { type Draft, type Ending, type Injury, type Journey, oneAttempt } from './kinds';

/** Past the four seconds that the store's client waits, and the eight that the door waits for a workflow. */
const pastStoreMs = 4_600;
const pastDoorMs = 8_600;

export const doorFaults: readonly Draft[] = (
  [
    ['putNewBooking', 'kill before', { at: 'failpoint', point: 'putNewBooking.before', do: 'kill' }],
    ['putNewBooking', 'kill after', { at: 'failpoint', point: 'putNewBooking.after', do: 'kill' }],
    [
      'putNewBooking',
      'pause past time-out',
      { at: 'store', text: undefined, kind: 'delay', times: 1, ms: pastStoreMs },
    ],
    ['putNewBooking', 'request lost', { at: 'store', text: undefined, kind: 'drop_request', times: oneAttempt }],
    ['putNewBooking', 'answer lost', { at: 'store', text: undefined, kind: 'drop_answer', times: 1 }],
    ['putNewBooking', 'error', { at: 'store', text: undefined, kind: 'error', times: oneAttempt }],
    ['putNewBooking', 'throttle', { at: 'store', text: undefined, kind: 'throttle', times: oneAttempt }],
    ['startBooking', 'kill before', { at: 'failpoint', point: 'startBooking.before', do: 'kill' }],
    ['startBooking', 'kill after', { at: 'failpoint', point: 'startBooking.after', do: 'kill' }],
    ['startBooking', 'pause past time-out', { at: 'temporal', message: undefined, kind: 'delay', ms: pastDoorMs }],
    ['startBooking', 'request lost', { at: 'temporal', message: undefined, kind: 'drop_request' }],
    ['startBooking', 'answer lost', { at: 'temporal', message: undefined, kind: 'drop_answer' }],
    ['startBooking', 'error', { at: 'temporal', message: undefined, kind: 'error' }],
    ['answerBooking', 'kill before', { at: 'failpoint', point: 'answerBooking.before', do: 'kill' }],
  ] satisfies [string, string, Injury][]
).map(([step, fault, injury]) => ({ step, fault, injury, journey: 'buy', ending: 'either' }));

/** Messages to a booking's workflow: the journey with each, how it must end, how its id begins. */
const messages: readonly (readonly [step: string, journey: Journey, ending: Ending, id: string])[] = [
  ['payMessage', 'buy', 'either', 'pay_'],
  ['extendMessage', 'extend', 'confirmed', 'extend-'],
  ['changeSeatsMessage', 'reseat', 'confirmed', 'seats-'],
  ['cancelMessage', 'cancel', 'closed', 'cancel-'],
];
/** A node dies with a message: nobody knows whether it arrived, and its answer is not kept. Or the message or its answer is lost. */
export const messageFaults: readonly Draft[] = messages.flatMap(([step, journey, ending, message]) =>
  (
    [
      ['kill before', { at: 'failpoint', point: `${step}.before`, do: 'kill' }],
      ['kill after', { at: 'failpoint', point: `${step}.after`, do: 'kill' }],
      ['request lost', { at: 'temporal', message, kind: 'drop_request' }],
      ['answer lost', { at: 'temporal', message, kind: 'drop_answer' }],
      ['error', { at: 'temporal', message, kind: 'error' }],
      ['pause past time-out', { at: 'temporal', message, kind: 'delay', ms: pastDoorMs }],
    ] satisfies [string, Injury][]
  ).map(([fault, injury]) => ({ step, fault, journey, injury, ending })),
);
