import type { PayRequest, SeatChangeRequest } from './messages';

/**
 * Messages come from the API, which has checked them, and from whoever talks to Temporal by hand. One that no step could work
 * with is turned away at the door: once in the booking's history, it would be tried for ever.
 */
export function checkPayRequest(request: PayRequest): void {
  refuseUnless(isPayRequest(request), 'pay');
}

export function checkSeatChange(request: SeatChangeRequest): void {
  refuseUnless(isSeatChange(request), 'changeSeats');
}

function refuseUnless(isSound: boolean, name: string): void {
  if (!isSound) throw new TypeError(`this is no ${name} request`);
}

function isPayRequest(request: unknown): boolean {
  if (!isObject(request)) return false;
  const { paymentId, methodToken, returnUrl, fingerprint, amount } = request;
  return [paymentId, methodToken, returnUrl, fingerprint].every(isText) && isMoney(amount);
}

function isSeatChange(request: unknown): boolean {
  if (!isObject(request)) return false;
  const { seats, price } = request;
  return isFilledList(seats) && seats.every(isSeat) && isObject(price) && isMoney(price['total']);
}

function isSeat(seat: unknown): boolean {
  if (!isObject(seat)) return false;
  const { segment, passenger, designator, legs } = seat;
  return (
    Number.isInteger(segment) && isText(passenger) && isText(designator) && isFilledList(legs) && legs.every(isText)
  );
}

function isMoney(money: unknown): boolean {
  return isObject(money) && Number.isInteger(money['amount']) && isText(money['currency']);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isFilledList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0;
}
