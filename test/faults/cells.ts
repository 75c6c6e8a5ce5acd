import type { FaultKind } from '../support/faults/rules';

/** What a customer does from the first request to the end. */
export type Journey =
  'buy' | 'extend' | 'reseat' | 'second_card' | 'challenge' | 'cancel' | 'abandon' | 'give_back' | 'short';
/** How a booking may end. `either` where a clean refusal is as right as a ticket: nobody has paid yet, or somebody intervened. */
export type Ending = 'confirmed' | 'closed' | 'either';

/** A fault, in the form in which it is made. */
export type Injury =
  /** At a named point: the process dies, stalls past the step's time-out, or the step fails. */
  | { readonly at: 'failpoint'; readonly point: string; readonly do: 'kill' | 'pause' | 'error'; readonly ms?: number }
  /** Between us and the tables, in the write that puts this event; without an event, in the first put of the row. */
  | {
      readonly at: 'store';
      readonly event: string | undefined;
      readonly kind: FaultKind;
      readonly times: number;
      readonly ms?: number;
    }
  /** Between us and Temporal, in the call that starts the booking. */
  | { readonly at: 'start'; readonly kind: FaultKind; readonly ms?: number }
  /** At the provider. */
  | {
      readonly at: 'provider';
      readonly operation: string;
      readonly kind: string;
      readonly times?: number;
      readonly ms?: number;
    }
  | { readonly at: 'throttled_provider'; readonly operation: string }
  /** While the step is kept waiting, somebody cancels, terminates or resets the workflow. */
  | { readonly at: 'operator'; readonly point: string; readonly does: 'cancel' | 'terminate' | 'reset' }
  /** Temporal is not to be reached for two holds, from this moment of the journey on. */
  | { readonly at: 'outage'; readonly moment: 'held' | 'challenged' | 'approved' | 'paying' };

export interface Cell {
  readonly id: string;
  readonly step: string;
  readonly fault: string;
  readonly journey: Journey;
  readonly injury: Injury;
  readonly ending: Ending;
  /** Somebody else wants the same seats all the while. */
  readonly rival: boolean;
}
type Draft = Omit<Cell, 'id' | 'rival'>;

interface Write {
  readonly step: string;
  readonly journey: Journey;
  readonly event: string;
  readonly ending: Ending;
}
/** The writes of a booking: the journey that reaches each, the event by which its transaction is known, how it must end. */
const writes: readonly Write[] = [
  { step: 'holdSeats', journey: 'buy', event: 'booking.held', ending: 'either' },
  { step: 'extendHold', journey: 'extend', event: 'booking.extended', ending: 'confirmed' },
  { step: 'changeSeats', journey: 'reseat', event: 'booking.seats_changed', ending: 'confirmed' },
  { step: 'recordPayment', journey: 'second_card', event: 'payment.declined', ending: 'confirmed' },
  { step: 'secureSeats', journey: 'buy', event: 'payment.processing', ending: 'confirmed' },
  { step: 'confirmSeats', journey: 'buy', event: 'payment.authorised', ending: 'confirmed' },
  { step: 'ticketBooking', journey: 'buy', event: 'booking.confirmed', ending: 'confirmed' },
  { step: 'closeBooking', journey: 'cancel', event: 'booking.cancelled', ending: 'closed' },
];
/** Past the two seconds that a write may take inside a workflow task, and the four that the store's client waits. */
const pastTaskMs = 2_600;
const pastStoreMs = 4_600;
/** The store's client sends three times: so many losses fail one whole attempt of the step. */
const oneAttempt = 3;

function faultsOfWrite({ step, journey, event, ending }: Write): Draft[] {
  const faults: [string, Injury][] = [
    ['kill before', { at: 'failpoint', point: `${step}.before`, do: 'kill' }],
    ['kill after', { at: 'failpoint', point: `${step}.after`, do: 'kill' }],
    ['pause past time-out', { at: 'failpoint', point: `${step}.before`, do: 'pause', ms: pastTaskMs }],
    ['error', { at: 'failpoint', point: `${step}.after`, do: 'error' }],
    ['request lost', { at: 'store', event, kind: 'drop_request', times: oneAttempt }],
    ['answer lost', { at: 'store', event, kind: 'drop_answer', times: oneAttempt }],
    ['throttle', { at: 'store', event, kind: 'throttle', times: oneAttempt }],
    ['conflict', { at: 'store', event, kind: 'conflict', times: 4 }],
  ];
  return faults.map(([fault, injury]) => ({ step, fault, journey, injury, ending }));
}

const doorFaults: readonly Draft[] = (
  [
    ['putNewBooking', 'kill before', { at: 'failpoint', point: 'putNewBooking.before', do: 'kill' }],
    ['putNewBooking', 'kill after', { at: 'failpoint', point: 'putNewBooking.after', do: 'kill' }],
    [
      'putNewBooking',
      'pause past time-out',
      { at: 'store', event: undefined, kind: 'delay', times: 1, ms: pastStoreMs },
    ],
    ['putNewBooking', 'request lost', { at: 'store', event: undefined, kind: 'drop_request', times: oneAttempt }],
    ['putNewBooking', 'answer lost', { at: 'store', event: undefined, kind: 'drop_answer', times: 1 }],
    ['putNewBooking', 'error', { at: 'store', event: undefined, kind: 'error', times: oneAttempt }],
    ['putNewBooking', 'throttle', { at: 'store', event: undefined, kind: 'throttle', times: oneAttempt }],
    ['startBooking', 'kill before', { at: 'failpoint', point: 'startBooking.before', do: 'kill' }],
    ['startBooking', 'kill after', { at: 'failpoint', point: 'startBooking.after', do: 'kill' }],
    ['startBooking', 'pause past time-out', { at: 'start', kind: 'delay', ms: 8_600 }],
    ['startBooking', 'request lost', { at: 'start', kind: 'drop_request' }],
    ['startBooking', 'answer lost', { at: 'start', kind: 'drop_answer' }],
    ['startBooking', 'error', { at: 'start', kind: 'error' }],
    ['answerBooking', 'kill before', { at: 'failpoint', point: 'answerBooking.before', do: 'kill' }],
    ['payMessage', 'kill before', { at: 'failpoint', point: 'payMessage.before', do: 'kill' }],
    ['payMessage', 'kill after', { at: 'failpoint', point: 'payMessage.after', do: 'kill' }],
  ] satisfies [string, string, Injury][]
).map(([step, fault, injury]) => ({ step, fault, injury, journey: 'buy', ending: 'either' }));

/** A node that dies with a message: nobody knows whether it arrived, and its answer is not kept. */
const messageKills: readonly Draft[] = (
  [
    ['extendMessage', 'extend', 'confirmed'],
    ['changeSeatsMessage', 'reseat', 'confirmed'],
    ['cancelMessage', 'cancel', 'closed'],
  ] satisfies [string, Journey, Ending][]
).flatMap(([step, journey, ending]) =>
  (['before', 'after'] as const).map((when) => ({
    step,
    fault: `kill ${when}`,
    journey,
    injury: { at: 'failpoint', point: `${step}.${when}`, do: 'kill' },
    ending,
  })),
);

const providerCalls: readonly { operation: string; journey: Journey; ending: Ending; named: boolean }[] = [
  { operation: 'create', journey: 'buy', ending: 'confirmed', named: true },
  { operation: 'confirm', journey: 'buy', ending: 'confirmed', named: true },
  { operation: 'retrieve', journey: 'challenge', ending: 'confirmed', named: false },
  { operation: 'capture', journey: 'buy', ending: 'confirmed', named: true },
  { operation: 'cancel', journey: 'abandon', ending: 'closed', named: false },
  { operation: 'refund', journey: 'give_back', ending: 'closed', named: true },
];
const providerFaults: readonly Draft[] = providerCalls.flatMap(({ operation, journey, ending, named }) =>
  (
    [
      ['request lost', { at: 'provider', operation, kind: 'drop_request' }],
      ['answer lost', { at: 'provider', operation, kind: 'drop_answer' }],
      ['error', { at: 'provider', operation, kind: 'error_500', times: 2 }],
      // Our client waits ten seconds for the provider.
      ['pause past time-out', { at: 'provider', operation, kind: 'delay', ms: 11_000 }],
      ...(named ? [['throttle', { at: 'throttled_provider', operation }] satisfies [string, Injury]] : []),
    ] satisfies [string, Injury][]
  ).map(([fault, injury]) => ({ step: `provider ${operation}`, fault, journey, injury, ending })),
);

const paymentSteps: readonly [string, Journey, Ending][] = [
  ['authorisePayment', 'buy', 'confirmed'],
  ['retrievePayment', 'challenge', 'confirmed'],
  ['capturePayment', 'buy', 'confirmed'],
  ['stopPayment', 'abandon', 'closed'],
];
const paymentKills: readonly Draft[] = paymentSteps.flatMap(([step, journey, ending]) =>
  (['before', 'after'] as const).map((when) => ({
    step,
    fault: `kill ${when}`,
    journey,
    injury: { at: 'failpoint', point: `${step}.${when}`, do: 'kill' },
    ending,
  })),
);
const declinedCapture: Draft = {
  step: 'provider capture',
  fault: 'declined',
  journey: 'buy',
  injury: { at: 'provider', operation: 'capture', kind: 'decline' },
  ending: 'closed',
};

/** Where somebody may lay hands on a workflow: the moments that matter, each before the step is done. */
const touched: readonly [string, Journey][] = [
  ['holdSeats', 'buy'],
  ['authorisePayment', 'buy'],
  ['retrievePayment', 'challenge'],
  ['secureSeats', 'buy'],
  ['confirmSeats', 'buy'],
  ['capturePayment', 'buy'],
  ['ticketBooking', 'buy'],
  ['closeBooking', 'cancel'],
  ['stopPayment', 'abandon'],
];
const handsOn: readonly Draft[] = touched.flatMap(([step, journey]) =>
  // Before the hold no workflow task has been completed, and there is nothing to reset to.
  (step === 'holdSeats' ? (['cancel', 'terminate'] as const) : (['cancel', 'terminate', 'reset'] as const)).map(
    (does) => ({
      step,
      fault: does,
      journey,
      injury: { at: 'operator', point: `${step}.before`, does },
      ending: journey === 'buy' || journey === 'challenge' ? 'either' : 'closed',
    }),
  ),
);

const outages: readonly Draft[] = (['held', 'challenged', 'approved', 'paying'] as const).map((moment) => ({
  step: moment,
  fault: 'Temporal away for two holds',
  journey: 'short',
  injury: { at: 'outage', moment },
  ending: 'either',
}));

function twice(draft: Draft): Cell[] {
  return [false, true].map((rival) => ({
    ...draft,
    rival,
    id: `${draft.step}/${draft.fault}${rival ? '/rival' : ''}`.replaceAll(' ', '-'),
  }));
}

/** The whole matrix. Each cell stands twice: alone, and with somebody who wants the same seats. */
export const cells: readonly Cell[] = [
  ...doorFaults,
  ...messageKills,
  ...writes.flatMap(faultsOfWrite),
  ...providerFaults,
  declinedCapture,
  ...paymentKills,
  ...handsOn,
  ...outages,
].flatMap(twice);

/** The part that every run of the tests plays: what is guaranteed, and the cells that try to break it. */
export const fixedParts = {
  'gives one answer for one key, whatever the door loses or dies of': [
    'putNewBooking/kill-after/rival',
    'putNewBooking/answer-lost',
    'startBooking/kill-after',
    'startBooking/answer-lost/rival',
    'answerBooking/kill-before',
    'payMessage/kill-after',
    'cancelMessage/kill-after',
  ],
  'does each write once, though its answer is lost, it is refused for the moment, or it comes late': [
    'holdSeats/answer-lost/rival',
    'extendHold/answer-lost',
    'changeSeats/answer-lost/rival',
    'changeSeats/pause-past-time-out',
    'recordPayment/answer-lost',
    'secureSeats/pause-past-time-out/rival',
    'secureSeats/conflict',
    'confirmSeats/answer-lost/rival',
    'ticketBooking/request-lost/rival',
    'closeBooking/answer-lost/rival',
    'closeBooking/throttle',
  ],
  'moves the money once or not at all, whatever the provider loses or refuses': [
    'provider-create/answer-lost',
    'provider-confirm/answer-lost/rival',
    'provider-retrieve/error',
    'provider-capture/answer-lost/rival',
    'provider-capture/declined/rival',
    'provider-cancel/request-lost',
    'provider-refund/answer-lost',
  ],
  'goes on where a worker was killed': [
    'confirmSeats/kill-after',
    'capturePayment/kill-after/rival',
    'ticketBooking/kill-before',
  ],
  'comes to a right end when somebody cancels, terminates or resets its workflow': [
    'secureSeats/cancel/rival',
    'authorisePayment/cancel',
    'capturePayment/terminate/rival',
    'ticketBooking/reset',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
