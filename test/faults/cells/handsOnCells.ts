import type { Draft, Journey } from './kinds';

/** Where somebody may lay hands on a workflow: the moments that matter, each before the step is done. */
const touched: readonly [string, Journey][] = [
  // Held, and a challenge that is open: nothing is under way.
  ['payMessage', 'buy'],
  ['cancelMessage', 'abandon'],
  ['holdSeats', 'buy'],
  ['authorisePayment', 'buy'],
  ['retrievePayment', 'challenge'],
  ['secureSeats', 'buy'],
  ['confirmSeats', 'buy'],
  ['capturePayment', 'buy'],
  ['ticketBooking', 'buy'],
  ['closeBooking', 'cancel'],
  ['stopPayment', 'abandon'],
  ['refundPayment', 'give_back'],
  ['extendHold', 'extend'],
  ['changeSeats', 'reseat'],
  ['recordPayment', 'second_card'],
];
/** Journeys at whose end somebody is charged, unless the booking was ended before. */
const isSale = (journey: Journey) => !['cancel', 'abandon', 'give_back'].includes(journey);
const layHands = (
  steps: readonly [string, Journey][],
  does: Extract<Draft['injury'], { at: 'operator' }>['does'],
): Draft[] =>
  steps.map(([step, journey]) => ({
    step,
    fault: does === 'forget' ? 'reset without requests' : does,
    journey,
    injury: { at: 'operator', point: `${step}.before`, does },
    ending: isSale(journey) ? 'either' : 'closed',
  }));

/** Where a workflow that has forgotten what it was asked for meets what it has done, and two payments at once. */
const forgetful: readonly [string, Journey][] = [
  ['authorisePayment', 'two_cards'],
  ['secureSeats', 'two_cards'],
  ['confirmSeats', 'two_cards'],
  ['capturePayment', 'two_cards'],
  ['ticketBooking', 'two_cards'],
  ['extendHold', 'extend'],
  ['changeSeats', 'reseat'],
  ['closeBooking', 'cancel'],
];
/**
 * Where a sale that is terminated leaves what nobody goes on with: seats secured, reserved, and reserved and paid. As long as its
 * worker lives, the sale goes on.
 */
const halfSold: readonly Draft[] = ['confirmSeats', 'capturePayment', 'ticketBooking'].map((step) => ({
  step,
  fault: 'killed and terminated',
  journey: 'buy',
  injury: { at: 'operator', point: `${step}.before`, does: 'terminate', killed: true },
  ending: 'either',
}));
export const handsOn: readonly Draft[] = [
  ...halfSold,
  ...(['cancel', 'terminate', 'reset'] as const).flatMap((does) => layHands(touched, does)),
  ...layHands(forgetful, 'forget'),
];

const outagesOfMoments: readonly Draft[] = (['held', 'challenged', 'approved', 'paying'] as const).map((moment) => ({
  step: moment,
  fault: 'Temporal away for two holds',
  journey: 'short',
  injury: { at: 'outage', moment },
  ending: 'either',
}));

/** The steps of the workflow, each with the journey that reaches it. */
const steps: readonly [string, Journey][] = touched.filter(([step]) => !step.endsWith('Message'));
export const outages: readonly Draft[] = [
  ...outagesOfMoments,
  ...steps.map(([step, journey]): Draft => ({
    step,
    fault: 'Temporal away for two holds',
    journey,
    injury: { at: 'outage_in_step', point: `${step}.before` },
    ending: isSale(journey) ? 'either' : 'closed',
    shortHold: true,
  })),
];
