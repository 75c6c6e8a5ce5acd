import type { EpochMs } from './instants';

/** What a signed webhook says. It is a hint to ask the provider, never itself the news. */
export type PaymentHint =
  | {
      readonly outcome: 'hint';
      readonly eventId: string;
      readonly type: string;
      readonly providerId: string;
      readonly bookingId: string;
      readonly paymentId: string;
      /** The event says that money can be taken now: it matters also when the booking has ended. */
      readonly ofMoney: boolean;
    }
  | { readonly outcome: 'ignored'; readonly eventId: string; readonly type: string };

/** What is passed on of a hint. */
export type ReportedPayment = Pick<
  Extract<PaymentHint, { outcome: 'hint' }>,
  'bookingId' | 'paymentId' | 'providerId' | 'ofMoney'
>;

/** Verifies and reads a webhook. Throws `bad_signature`, `timestamp_skew` or `malformed_request`. */
export type ReadPaymentHint = (rawBody: Uint8Array, signature: string | undefined, now: EpochMs) => PaymentHint;
