import { createHmac, timingSafeEqual } from 'node:crypto';

const form = /^bkt_(bkg_[A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{43})$/;

/**
 * Tokens that let a guest return to a booking: `bkt_<booking id>.<mac>`. Nothing is stored, so a token is good as long
 * as its secret; it opens its one booking and nothing else.
 */
export function createBookingTokens(secret: string) {
  // The label keeps this use of the secret apart from every other.
  const macOf = (bookingId: string) => createHmac('sha256', secret).update(`booking-token:${bookingId}`).digest();
  return {
    issue(bookingId: string): string {
      return `bkt_${bookingId}.${macOf(bookingId).toString('base64url')}`;
    },

    /** The booking a token opens, or undefined when the token was not issued with this secret. Constant time. */
    verify(token: string): string | undefined {
      const [, bookingId, mac] = form.exec(token) ?? [];
      if (bookingId === undefined || mac === undefined) return undefined;
      const given = Buffer.from(mac, 'base64url');
      const wanted = macOf(bookingId);
      return given.length === wanted.length && timingSafeEqual(given, wanted) ? bookingId : undefined;
    },
  };
}
export type BookingTokens = ReturnType<typeof createBookingTokens>;
