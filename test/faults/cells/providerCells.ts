import type { Draft, Ending, Injury, Journey } from './kinds';

const providerCalls: readonly { operation: string; journey: Journey; ending: Ending; named: boolean }[] = [
  { operation: 'create', journey: 'buy', ending: 'confirmed', named: true },
  { operation: 'confirm', journey: 'buy', ending: 'confirmed', named: true },
  { operation: 'retrieve', journey: 'challenge', ending: 'confirmed', named: false },
  { operation: 'capture', journey: 'buy', ending: 'confirmed', named: true },
  { operation: 'cancel', journey: 'abandon', ending: 'closed', named: false },
  { operation: 'refund', journey: 'give_back', ending: 'closed', named: true },
];
const callFaults: readonly Draft[] = providerCalls.flatMap(({ operation, journey, ending, named }) =>
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
  ['refundPayment', 'give_back', 'closed'],
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

/** What the provider tells by itself comes never, twice, or when everything else is done. */
const webhookFaults: readonly Draft[] = (
  [
    ['lost once', { at: 'provider', operation: 'webhook', kind: 'drop_request' }],
    ['answer lost', { at: 'provider', operation: 'webhook', kind: 'drop_answer' }],
    ['late', { at: 'provider', operation: 'webhook', kind: 'delay', ms: 3_000 }],
  ] satisfies [string, Injury][]
).map(([fault, injury]) => ({ step: 'webhook', fault, journey: 'challenge', injury, ending: 'confirmed' }));

export const providerFaults: readonly Draft[] = [...callFaults, declinedCapture, ...paymentKills, ...webhookFaults];
