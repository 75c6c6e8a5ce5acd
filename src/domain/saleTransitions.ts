import type { PaymentStatus } from './bookings';
import type { Breach } from './transitions';

/** The parts of a booking row that say what is sold and what it was paid with. */
export interface SaleFacts {
  readonly state: string | undefined;
  readonly version: number | undefined;
  readonly holdNumber: number | undefined;
  readonly locator: string | undefined;
  /** The seats in one text that is the same for the same seats. */
  readonly seats: string;
  readonly total: string;
  readonly payments: readonly { readonly paymentId: string; readonly status: string; readonly amount: string }[];
}

/** A ticket is told by two events, the most that one write makes. */
const mostEvents = 2;

/** What is over stays over. Of the others the provider's answer may make anything: it is asked again and again. */
const final: Readonly<Partial<Record<PaymentStatus, readonly PaymentStatus[]>>> = {
  captured: ['captured', 'refunded'],
  voided: ['voided'],
  refunded: ['refunded'],
};
const isFinal = (status: string): status is keyof typeof final => Object.hasOwn(final, status);

/** Judges one change of a row by its seats and its money; undefined when it is legal. */
export function saleBreach(before: SaleFacts | undefined, after: SaleFacts | undefined): Breach {
  if (!before || !after) return undefined;
  return writeBreach(before, after) ?? paymentBreach(before, after) ?? standingBreach(before, after);
}

function writeBreach(before: SaleFacts, after: SaleFacts): Breach {
  if ((after.version ?? 0) > (before.version ?? 0) + mostEvents) return 'LOG: the version of a booking jumped';
  if (before.state === 'NEW') return undefined;
  const same = after.holdNumber === before.holdNumber;
  if (same && after.seats !== before.seats) return 'I6: the seats of a booking changed under the same hold';
  if (same && after.total !== before.total) return 'I7: the price of a booking changed under the same hold';
  if (before.locator !== undefined && after.locator !== before.locator) return 'I9: the locator of a booking changed';
  return undefined;
}

function paymentBreach(before: SaleFacts, after: SaleFacts): Breach {
  const was = new Map(before.payments.map((payment) => [payment.paymentId, payment]));
  const is = new Map(after.payments.map((payment) => [payment.paymentId, payment]));
  if ([...was.keys()].some((id) => !is.has(id))) return 'I10: a payment of a booking was forgotten';
  for (const { paymentId, status, amount } of after.payments) {
    const known = was.get(paymentId);
    if (known && known.amount !== amount) return 'I7: the amount of a payment changed';
    if (status === 'captured' && known?.status !== 'captured' && after.state !== 'TICKETED')
      return 'I2: a payment was captured without a ticket';
    if (known && isFinal(known.status) && !final[known.status]?.some((next) => next === status))
      return `I10: a payment went from ${known.status} to ${status}`;
  }
  return undefined;
}

function standingBreach(before: SaleFacts, after: SaleFacts): Breach {
  const captured = after.payments.filter(({ status }) => status === 'captured');
  if (captured.length > 1) return 'I7: two payments of a booking are captured';
  if (captured.some(({ amount }) => amount !== after.total)) return 'I7: another amount was captured than was quoted';
  if (after.state === before.state) return undefined;
  if (after.state === 'SEATED' && !after.payments.some(({ status }) => status === 'authorised'))
    return 'I5: seats were confirmed without an authorised payment';
  if (after.state !== 'TICKETED') return undefined;
  if (captured.length === 0) return 'I5: a ticket was written without a captured payment';
  return after.locator === undefined ? 'LOCATORS: a ticket was written without a locator' : undefined;
}
