import type { FlightId } from './flights';
import type { EpochMs } from './instants';
import type { Money } from './money';
import type { Offer, PassengerType } from './offers';
import type { ProblemCode } from './problems';
import type { WantedSeat } from './seatChoice';

/** State of the booking row. The only source of every status shown: see `statusOf`. */
export type BookingState = 'NEW' | 'HELD' | 'PAYING' | 'SEATED' | 'TICKETED' | 'CLOSED';
export type CloseReason = 'expired' | 'cancelled' | 'refused';
export type BookingStatus = 'pending' | 'held' | 'payment_processing' | 'confirmed' | CloseReason;
export type PaymentStatus =
  'none' | 'requires_action' | 'processing' | 'authorised' | 'captured' | 'declined' | 'voided' | 'refunded';

/** A seat of one passenger on one segment. A segment of two legs has two `legs`, and the seat is locked on both. */
export interface SeatAssignment {
  readonly segment: number;
  readonly passenger: string;
  readonly designator: string;
  readonly legs: readonly FlightId[];
}

export interface Passenger {
  readonly id: string;
  readonly type: PassengerType;
  readonly givenName: string;
  readonly familyName: string;
  readonly bornOn: string;
  readonly gender?: string;
  readonly document?: {
    readonly type: string;
    readonly number: string;
    readonly issuedBy: string;
    readonly expiresOn: string;
  };
  readonly loyalty?: { readonly carrier: string; readonly number: string };
}

export interface Contact {
  readonly email: string;
  readonly phone: string;
}

export interface PriceLine {
  readonly kind: 'fare' | 'tax' | 'seat';
  readonly label: string;
  readonly amount: Money;
}

export interface BookingPrice {
  readonly total: Money;
  readonly lines: readonly PriceLine[];
}

/** One attempt to pay. At most one of a booking is captured (I7); earlier declined ones stay for replays of their keys. */
export interface PaymentAttempt {
  readonly paymentId: string;
  /** The provider's id of it, once known. */
  readonly providerId?: string;
  readonly status: PaymentStatus;
  readonly amount: Money;
  /** Of the request that began it; absent when the payment was found at the provider. */
  readonly fingerprint?: string;
  readonly action?: { readonly type: 'redirect'; readonly url: string };
  readonly declineCode?: string;
}

/** Why a booking was refused at the hold: answered again, word for word, to a repeated request. */
export interface BookingRefusal {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly seats?: readonly { readonly segment: number; readonly designator: string }[];
}

/** One of the places in which an owner, or an address, may keep an unpaid booking. */
export interface HoldSlot {
  readonly owner: string;
  readonly slot: number;
}

/** The row of a booking without its sealed passengers and contact. */
export interface Booking {
  readonly bookingId: string;
  readonly state: BookingState;
  readonly closeReason?: CloseReason;
  /** The customer's request that closed it, by the id under which it reached the workflow. */
  readonly closedBy?: string;
  /** The customer's request that changed the seats last, likewise. */
  readonly changedBy?: string;
  /** The customer's request that extended it, likewise. */
  readonly extendedBy?: string;
  /** Number of the latest event; the channel `booking:<id>` has exactly this many. */
  readonly version: number;
  /** Number of the current hold, counted from 1; `holdIdOf(bookingId, holdNumber)` is the fencing token on the seats. */
  readonly holdNumber: number;
  readonly owner: string;
  readonly ownerKind: 'user' | 'guest' | 'partner';
  /** Address group of the caller, for hold slots. A keyed hash, never the address itself. */
  readonly addressKey: string;
  readonly fingerprint: string;
  readonly offer: Offer;
  readonly seats: readonly SeatAssignment[];
  /**
   * Only where seats were chosen for the customer: those that the customer named all the same. The others may be chosen
   * anew, under the next hold number, when somebody else is faster.
   */
  readonly namedSeats?: readonly WantedSeat[];
  readonly price: BookingPrice;
  readonly passengers: readonly { readonly id: string; readonly type: PassengerType }[];
  /** A key for each seated passenger that is the same in all bookings of this owner and gives no name away. */
  readonly travellerKeys?: readonly { readonly passenger: string; readonly key: string }[];
  readonly createdAt: EpochMs;
  readonly holdBy: EpochMs;
  readonly heldAt?: EpochMs;
  /** Shown to the customer as `hold.expires_at`. */
  readonly deadline?: EpochMs;
  readonly hardCapAt?: EpochMs;
  readonly extended: boolean;
  /** Until when the seats stay locked for a payment in flight; later than `deadline` only during the payment grace. */
  readonly protectedUntil?: EpochMs;
  /** `LockExpiresAt` as last written to the seats; of meaning while the booking is held or secured. */
  readonly lockedUntil?: EpochMs;
  /** Hold slots taken by this booking (I8: none when closed). */
  readonly slots: readonly HoldSlot[];
  readonly payments: readonly PaymentAttempt[];
  /** The payment that its seats are sold for, or were last; rows of earlier code do not say. See `currentAttempt`. */
  readonly soldFor?: string;
  readonly refusal?: BookingRefusal;
  readonly locator?: string;
  readonly ticketedAt?: EpochMs;
  readonly closedAt?: EpochMs;
  /** Since when a closed booking is known to have no seat and no slot left; written with its end. Without it, as earlier code left it, it counts as unfinished. */
  readonly clearedAt?: EpochMs;
  /** The late payment it was reopened for, whose workflow is the one that works on it. */
  readonly reopenedFor?: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Since when nobody can read its passengers and contact any more. Such a booking stays as it ended: nothing reopens it. */
  readonly erasedAt?: EpochMs;
}

/** Fencing token of one hold of a booking (F6: a new one after each seat change). */
export function holdIdOf(bookingId: string, holdNumber: number): string {
  return `${bookingId}#${holdNumber}`;
}

/** The booking status of the API, from the row's state alone. */
export function statusOf(booking: Pick<Booking, 'state' | 'closeReason'>): BookingStatus {
  switch (booking.state) {
    case 'NEW':
      return 'pending';
    case 'HELD':
      return 'held';
    case 'PAYING':
    case 'SEATED':
      return 'payment_processing';
    case 'TICKETED':
      return 'confirmed';
    case 'CLOSED':
      return booking.closeReason ?? 'refused';
  }
}

/**
 * The payment that counts: the one the seats are being sold for, or were, and otherwise the latest. That these are two takes a
 * workflow that was reset and asked for a second payment meanwhile.
 */
export function currentAttempt<P extends Pick<PaymentAttempt, 'paymentId'>>({
  state,
  soldFor,
  payments,
}: Pick<Booking, 'state' | 'soldFor'> & { readonly payments: readonly P[] }): P | undefined {
  const isSold = state === 'PAYING' || state === 'SEATED' || state === 'TICKETED';
  if (!isSold || soldFor === undefined) return payments.at(-1);
  return payments.find(({ paymentId }) => paymentId === soldFor);
}

/** The payment status of the API: that of the payment that counts. */
export function paymentStatusOf(booking: Pick<Booking, 'state' | 'soldFor' | 'payments'>): PaymentStatus {
  return currentAttempt(booking)?.status ?? 'none';
}

export type BookingEventType =
  | 'booking.held'
  | 'booking.extended'
  | 'booking.seats_changed'
  | 'booking.refused'
  | 'booking.expired'
  | 'booking.cancelled'
  | 'booking.confirmed'
  | 'booking.ticketed'
  | 'payment.requires_action'
  | 'payment.processing'
  | 'payment.authorised'
  | 'payment.declined'
  | 'payment.voided'
  | 'payment.refunded';

/** One entry of a booking's log. `seq` counts from 1 without gaps and equals the row's Version after it. */
export interface BookingEvent {
  readonly seq: number;
  readonly type: BookingEventType;
  readonly at: EpochMs;
  readonly data: Readonly<Record<string, unknown>>;
}
