import { createHmac } from 'node:crypto';
import type { Passenger } from '../domain/bookings';
import { sameTravellerParts } from '../domain/passengerNames';
import type { Caller } from './http/route';

/** Ids that follow from who asks and the Idempotency-Key, so that a repeated request meets its own first effect for good. */
export function createBookingIds(secret: string) {
  const mac = (use: string, ...parts: string[]) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([use, ...parts]))
      .digest()
      .subarray(0, 16)
      .toString('base64url');
  return {
    /** Whom a booking belongs to: a user, or the guest behind an e-mail address, which the key does not reveal. */
    ownerOf: (caller: Caller, email: string): string =>
      caller.kind === 'user' ? caller.userId : `gst_${mac('guest', email.trim().toLowerCase())}`,
    bookingId: (owner: string, key: string): string => `bkg_${mac('booking', owner, key)}`,
    /**
     * The same passenger in all bookings of one owner, as a key that neither gives the name away nor says anything about the
     * bookings of others.
     */
    travellerKey: (owner: string, passenger: Passenger): string =>
      `trv_${mac('traveller', owner, ...sameTravellerParts(passenger))}`,
    paymentId: (bookingId: string, key: string): string => `pay_${mac('payment', bookingId, key)}`,
    savedPassengerId: (owner: string, key: string): string => `sav_${mac('saved passenger', owner, key)}`,
    /** One per user: who asks again joins the erasure that is under way. */
    erasureId: (owner: string): string => `ers_${mac('erasure', owner)}`,
    /** Proof that this very price of this offer was shown, good until `expiresAt` (epoch ms). */
    acceptToken: (offerId: string, amount: number, currency: string, expiresAt: number): string =>
      `${expiresAt}.${mac('accept', offerId, String(amount), currency, String(expiresAt))}`,
  };
}
export type BookingIds = ReturnType<typeof createBookingIds>;

/** Same request, same fingerprint: members in any order, and a keyed hash so that no stored value gives away a name. */
export function fingerprintOf(secret: string, value: unknown): string {
  return createHmac('sha256', secret).update(canonical(value)).digest('base64url');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return value === undefined ? 'null' : JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
    .join()}}`;
}
