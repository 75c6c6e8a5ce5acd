import { doorFaults, messageFaults } from './cells/doorCells';
import { handsOn, outages } from './cells/handsOnCells';
import type { Cell, Draft } from './cells/kinds';
import { clockFaults, graphFaults } from './cells/placeCells';
import { providerFaults } from './cells/providerCells';
import { writeFaults } from './cells/writeCells';

function twice({ endingWithRival, ...draft }: Draft): Cell[] {
  return [false, true].map((rival) => ({
    ...draft,
    ending: (rival ? endingWithRival : undefined) ?? draft.ending,
    rival,
    id: `${draft.step}/${draft.fault}${rival ? '/rival' : ''}`.replaceAll(' ', '-'),
  }));
}

/** The whole matrix. Each cell stands twice: alone, and with somebody who wants the same seats. */
export const cells: readonly Cell[] = [
  ...doorFaults,
  ...messageFaults,
  ...writeFaults,
  ...providerFaults,
  ...handsOn,
  ...clockFaults,
  ...graphFaults,
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
    'holdSeats/workers-cut-off',
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
    'secureSeats/reset-without-requests',
    'ticketBooking/killed-and-terminated',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
