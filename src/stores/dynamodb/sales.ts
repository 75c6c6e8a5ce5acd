import { type Booking, currentAttempt, type PaymentAttempt } from '../../domain/bookings';
import { locatorFor } from '../../domain/locators';
import type { EpochMs } from '../../domain/instants';
import { withAttempt, withStatus } from '../../domain/paymentAttempts';
import { sameMoney } from '../../domain/money';
import {
  heldAlready,
  type HoldRef,
  type HoldStoreDeps,
  isCurrent,
  isUnderLaterHold,
  lost,
  type SecureOutcome,
  type StepOutcome,
  type TicketOutcome,
} from './holdTypes';
import type { RowWriter } from './rowWrites';
import { lockSeat, placesOf, reserveSeat } from './seatItems';
import { giveSlotBack } from './slotItems';
import { travelItems } from './travels';

/**
 * The answer to whoever would secure seats that are secured already. A workflow that was reset has forgotten the payment that it
 * sold for, and may be asked for another one: that would be captured too. Of a row of earlier code any payment counts that it knows.
 */
function securedFor(row: Booking, { paymentId }: PaymentAttempt): SecureOutcome {
  const { soldFor, payments } = row;
  const isKnown = payments.some((known) => known.paymentId === paymentId);
  if (soldFor === undefined ? isKnown : soldFor === paymentId) return { outcome: 'done' };
  const sold = currentAttempt(row);
  return { outcome: 'other_payment', ...(sold && { payment: sold }) };
}

/** The writes from the authorised payment to the ticket, one transaction each. */
export function createSaleWrites({ tables, now }: HoldStoreDeps, writeRow: RowWriter) {
  return {
    /**
     * HELD -> PAYING: the own seats, also after the deadline if nobody took them; locked anew for the confirm budget. Only for
     * what the booking costs: between the request to pay and here, its seats may have been changed.
     */
    async secureSeats(ref: HoldRef & { payment: PaymentAttempt; lockExpiresAt: EpochMs }): Promise<SecureOutcome> {
      return writeRow<SecureOutcome>(ref.bookingId, (row) => {
        if (isUnderLaterHold(row, ref)) return { done: heldAlready(row) };
        if (!isCurrent(row, ref) || row.state === 'CLOSED' || row.state === 'NEW') return { done: lost };
        if (row.state !== 'HELD') return { done: securedFor(row, ref.payment) };
        if (!sameMoney(row.price.total, ref.payment.amount)) return { done: { outcome: 'repriced' } };
        const payments = withAttempt(row.payments, { ...ref.payment, status: 'processing' });
        const at = now();
        return {
          change: {
            set: { state: 'PAYING', payments, soldFor: ref.payment.paymentId, lockedUntil: ref.lockExpiresAt },
            events: ['payment.processing'],
            paymentId: ref.payment.paymentId,
            items: placesOf(row.seats).map((place) =>
              lockSeat(tables, place, row, row.holdNumber, at, ref.lockExpiresAt),
            ),
            result: { outcome: 'done' },
            onFailed: () => lost,
          },
        };
      });
    },

    /** PAYING -> SEATED: the seats are the booking's, without a lock time. Undone by `closeBooking` alone. */
    async confirmSeats(ref: HoldRef & { paymentId: string }): Promise<StepOutcome> {
      // A slot that ran out and is another booking's by now limits nobody and is let go.
      const notOurs = new Set<string>();
      return writeRow<StepOutcome>(ref.bookingId, (row) => {
        if (!isCurrent(row, ref)) return { done: lost };
        if (row.state === 'SEATED' || row.state === 'TICKETED') return { done: { outcome: 'done' } };
        if (row.state !== 'PAYING') return { done: lost };
        const places = placesOf(row.seats);
        const slots = row.slots.filter(({ owner }) => !notOurs.has(owner));
        return {
          change: {
            set: { state: 'SEATED', payments: withStatus(row.payments, ref.paymentId, 'authorised') },
            events: ['payment.authorised'],
            paymentId: ref.paymentId,
            items: [
              ...places.map((place) => reserveSeat(tables, place, row)),
              ...slots.map((slot) => giveSlotBack(tables, slot, row.bookingId)),
            ],
            result: { outcome: 'done' },
            onFailed: (failed) => {
              if (failed.some(({ index }) => index < places.length)) return lost;
              for (const { index } of failed) notOurs.add(slots[index - places.length]?.owner ?? '');
              return 'retry';
            },
          },
        };
      });
    },

    /** SEATED -> TICKETED, after the capture: the record locator is made, and only now the customer is told "confirmed". */
    async ticketBooking(ref: HoldRef & { paymentId: string }): Promise<TicketOutcome> {
      let attempt = 0;
      return writeRow<TicketOutcome>(ref.bookingId, (row) => {
        if (row.state === 'TICKETED') return { done: { outcome: 'ticketed' } };
        if (row.state !== 'SEATED' || !isCurrent(row, ref)) return { done: lost };
        const locator = locatorFor(row.bookingId, attempt);
        return {
          change: {
            set: {
              state: 'TICKETED',
              locator,
              ticketedAt: now(),
              payments: withStatus(row.payments, ref.paymentId, 'captured'),
            },
            events: ['booking.confirmed', 'booking.ticketed'],
            items: [
              {
                Put: {
                  TableName: tables.Bookings,
                  Item: { BookingID: `LOC#${locator}`, Entry: 'ROW', Target: row.bookingId },
                  ConditionExpression: 'attribute_not_exists(BookingID)',
                },
              },
              ...travelItems(tables, row),
            ],
            result: { outcome: 'ticketed' },
            // The locator is another booking's: the next one of this booking's sequence.
            onFailed: () => (attempt++, 'retry'),
          },
        };
      });
    },

    /**
     * Keeps what became of a payment on the row, without moving the booking. `tell` is the event of it. Once the booking is
     * closed, only how the money went back: a stray attempt to say more than that comes after it. Once it went back, nothing
     * more: a workflow that was reset hears of that end as of a decline.
     */
    async recordPayment(bookingId: string, payment: PaymentAttempt): Promise<StepOutcome> {
      const tell = {
        requires_action: 'payment.requires_action',
        processing: 'payment.processing',
        authorised: 'payment.authorised',
        declined: 'payment.declined',
        voided: 'payment.voided',
        refunded: 'payment.refunded',
      } as const;
      const { status } = payment;
      if (status === 'none' || status === 'captured')
        throw new Error(`a payment is not recorded as ${status}: ticketBooking does that`);
      return writeRow<StepOutcome>(bookingId, (row) => {
        const known = row.payments.find((p) => p.paymentId === payment.paymentId);
        if (known?.status === status) return { done: { outcome: 'done' } };
        if (row.state === 'TICKETED') return { done: lost };
        if (row.state === 'CLOSED' && status !== 'voided' && status !== 'refunded') return { done: lost };
        if (known?.status === 'voided' || known?.status === 'refunded') return { done: lost };
        return {
          change: {
            set: { payments: withAttempt(row.payments, payment) },
            events: [tell[status]],
            paymentId: payment.paymentId,
            items: [],
            result: { outcome: 'done' },
          },
        };
      });
    },
  };
}
