import { type Draft, type Ending, type Injury, type Journey, oneAttempt, pastTaskMs } from './kinds';

interface Write {
  readonly step: string;
  readonly journey: Journey;
  /** A text by which its transaction is known: the event that it puts. */
  readonly text: string;
  readonly ending: Ending;
  readonly endingWithRival?: Ending;
}
const putting = (event: string) => `"S":"${event}"`;
/** The writes of a booking: the journey that reaches each, and how it must end. */
const writes: readonly Write[] = [
  { step: 'holdSeats', journey: 'buy', text: putting('booking.held'), ending: 'either' },
  { step: 'extendHold', journey: 'extend', text: putting('booking.extended'), ending: 'confirmed' },
  { step: 'changeSeats', journey: 'reseat', text: putting('booking.seats_changed'), ending: 'confirmed' },
  { step: 'recordPayment', journey: 'second_card', text: putting('payment.declined'), ending: 'confirmed' },
  { step: 'secureSeats', journey: 'buy', text: putting('payment.processing'), ending: 'confirmed' },
  { step: 'confirmSeats', journey: 'buy', text: putting('payment.authorised'), ending: 'confirmed' },
  { step: 'ticketBooking', journey: 'buy', text: putting('booking.confirmed'), ending: 'confirmed' },
  { step: 'closeBooking', journey: 'cancel', text: putting('booking.cancelled'), ending: 'closed' },
  // The one that brings a closed booking back, for money that came late: it alone names what it is reopened for.
  { step: 'reopenBooking', journey: 'late', text: '#ReopenedFor', ending: 'confirmed', endingWithRival: 'either' },
];
/** Past the 13 s after which a hold is given up, and into the undo of it. */
const pastAllTriesMs = 18_000;

function faultsOfWrite({ step, text, ...end }: Write): Draft[] {
  const faults: [string, Injury][] = [
    ['kill before', { at: 'failpoint', point: `${step}.before`, do: 'kill' }],
    ['kill after', { at: 'failpoint', point: `${step}.after`, do: 'kill' }],
    ['pause past time-out', { at: 'failpoint', point: `${step}.before`, do: 'pause', ms: pastTaskMs }],
    ['error', { at: 'failpoint', point: `${step}.after`, do: 'error' }],
    ['request lost', { at: 'store', text, kind: 'drop_request', times: oneAttempt }],
    ['answer lost', { at: 'store', text, kind: 'drop_answer', times: oneAttempt }],
    ['throttle', { at: 'store', text, kind: 'throttle', times: oneAttempt }],
    ['conflict', { at: 'store', text, kind: 'conflict', times: 4 }],
  ];
  const cutOff = { at: 'cut_off', text, ms: pastAllTriesMs } as const;
  return [
    ...faults.map(([fault, injury]) => ({ step, fault, injury, ...end })),
    // What was written was shown to the customer, so it must stand.
    {
      step,
      fault: 'workers cut off',
      injury: cutOff,
      ...end,
      ...(end.ending === 'either' && { ending: 'confirmed' as const }),
    },
  ];
}

export const writeFaults: readonly Draft[] = writes.flatMap(faultsOfWrite);
