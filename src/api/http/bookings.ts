import type { Booking } from '../../domain/bookings';
import { DomainError, type ProblemCode } from '../../domain/problems';
import type { BookingStore, PersonalData } from '../../stores/dynamodb/bookings';
import type { MessageAnswer } from '../../workflows/messages';
import type { Accepting, BookingRequest } from '../accepting';
import type { Admission } from '../admission';
import { type BookingIds, fingerprintOf } from '../bookingIds';
import type { BookingTokens } from '../bookingTokens';
import type { BookingWorkflows } from '../bookingWorkflows';
import type { DuplicateGuard } from '../duplicates';
import type { Seating } from '../seating';
import { bookingAnswer, bookingParams as params, bookingReadRoutes } from './bookingReads';
import { asReplay, notCancellable, notHeld, refuseUnlessHeld } from './bookingRefusals';
import { bookingSchema, exampleNewBooking, newBookingSchema, seatChangeSchema } from './bookingSchemas';
import { bookingShape } from './bookingShape';
import { ownBooking, ownerKindOf } from './ownership';
import { type Answer, type Caller, route, type Route } from './route';

export interface BookingRouteDeps {
  readonly bookings: BookingStore;
  readonly workflows: BookingWorkflows;
  readonly accepting: Accepting;
  readonly seating: Seating;
  readonly duplicates: DuplicateGuard;
  readonly admission: Admission;
  readonly ids: BookingIds;
  readonly tokens: BookingTokens;
  readonly fingerprintSecret: string;
  readonly now: () => number;
}

export function bookingRoutes(deps: BookingRouteDeps): Route[] {
  const { bookings, workflows, accepting, seating, duplicates, admission, ids, tokens, fingerprintSecret, now } = deps;

  /** Built from the row alone, so that a repeated request gets what the first one brought about. */
  async function answerNew(bookingId: string, caller: Caller, replayed: boolean): Promise<Answer> {
    const found = await bookings.findWithPersonalData(bookingId);
    if (!found) throw new Error(`booking ${bookingId} lost its row`);
    const { booking, personal } = found;
    // A refusal after the hold is the payment's: whoever asks for the booking again gets the booking, as it now is.
    if (booking.refusal && booking.heldAt === undefined) {
      if (booking.refusal.seats) await seating.refuseTaken(booking, booking.seats, booking.refusal.seats);
      throw new DomainError(booking.refusal.code, booking.refusal.detail, {
        ...(booking.refusal.seats && { members: { seats: booking.refusal.seats } }),
      });
    }
    if (booking.state === 'NEW') throw notHeld(booking);
    return created(booking, personal, caller, replayed);
  }

  function created(booking: Booking, personal: PersonalData | undefined, caller: Caller, replayed: boolean): Answer {
    const { bookingId } = booking;
    const token = caller.kind === 'user' ? undefined : tokens.issue(bookingId);
    return {
      status: 201,
      body: { ...bookingShape(booking, now(), personal), bookingToken: token },
      headers: { Location: `/v1/bookings/${bookingId}` },
      replayed,
    };
  }

  async function repeat(known: Booking, fingerprint: string, caller: Caller): Promise<Answer> {
    if (known.fingerprint !== fingerprint) {
      throw new DomainError(
        'idempotency_key_reused',
        'This key made another booking. Use a new key for a new request.',
      );
    }
    if (known.state === 'NEW') await workflows.start(known);
    return answerNew(known.bookingId, caller, true).catch(asReplay);
  }

  const createBooking = route(
    {
      method: 'post',
      path: '/v1/bookings',
      operationId: 'createBooking',
      cost: 20,
      summary: 'Hold seats for fifteen minutes: all seats of all passengers on all segments, or none',
      tag: 'bookings',
      access: 'public',
      idempotency: 'in_id',
      lane: 'selling',
      body: newBookingSchema,
      bodyExample: exampleNewBooking,
      answers: { 201: { description: 'The seats are held', schema: bookingSchema } },
      problems: [
        ...([
          'not_found',
          'offer_expired',
          'price_changed',
          'passengers_mismatch',
          'name_not_ticketable',
          'infant_ages_out',
        ] as const),
        ...([
          'seat_not_assignable',
          'seat_unavailable',
          'seat_held_by_you',
          'too_many_holds',
          'flight_not_open',
          'possible_duplicate_booking',
          'outcome_unknown',
        ] as const),
      ],
    },
    async ({ body, caller, addressKey, idempotencyKey }) => {
      const owner = ids.ownerOf(caller, body.contact.email);
      const bookingId = ids.bookingId(owner, idempotencyKey);
      const fingerprint = fingerprintOf(fingerprintSecret, body);
      const applicant = { bookingId, owner, ownerKind: ownerKindOf(caller), addressKey, fingerprint } as const;
      // Side by side, because nearly every key is new. A refusal counts only when the key is.
      const accepted = Promise.allSettled([accepting.accept(body as BookingRequest, applicant)]);
      const known = await bookings.findBooking(bookingId);
      if (known) return repeat(known, fingerprint, caller);
      const [verdict] = await accepted;
      if (verdict.status === 'rejected') throw verdict.reason;
      const { booking, personal } = verdict.value;
      return admission.whenQuiet(
        () => seating.look(booking),
        async (seated) => {
          // Asked by whoever may try for the seats alone: a thousand others are answered without it.
          if (!body.allowDuplicate) await duplicates.refuseDuplicate(seated);
          if (!(await bookings.putNewBooking(seated, personal))) {
            const first = await bookings.findBooking(bookingId);
            if (first) return repeat(first, fingerprint, caller);
          }
          const answer = await workflows.start(seated).finally(() => seating.forgetSeats(seated.seats));
          const held = asHeld(seated, answer);
          return held ? created(held, personal, caller, false) : answerNew(bookingId, caller, false);
        },
      );
    },
  );

  const action = (
    name: 'extend' | 'cancel',
    summary: string,
    refusal: (booking: Booking) => DomainError,
    problems: readonly ProblemCode[],
  ) =>
    route(
      {
        method: 'post',
        path: `/v1/bookings/:id/actions/${name}`,
        operationId: `${name}Booking`,
        summary,
        tag: 'bookings',
        access: 'caller',
        idempotency: 'stored',
        lane: 'selling',
        params,
        answers: { 200: bookingAnswer },
        problems: [
          'hold_expired',
          'already_cancelled',
          'not_held',
          'payment_in_progress',
          'outcome_unknown',
          ...problems,
        ],
      },
      async ({ caller, params: { id }, idempotencyKey }) => {
        const { booking } = await ownBooking(bookings, caller, id);
        // A cancellation that was not heard of may be this very one: its own update still knows.
        const perhapsDone = name === 'cancel' && booking.closeReason === 'cancelled';
        if (booking.state !== 'HELD' && !perhapsDone) throw refusal(booking);
        const { outcome } = await workflows[name](id, `${name}-${ids.paymentId(id, idempotencyKey)}`);
        const after = await ownBooking(bookings, caller, id);
        if (outcome === 'already_extended') throw new DomainError('extension_used', 'A hold is extended once.');
        if (outcome === 'over' && (perhapsDone || after.booking.closeReason !== 'cancelled'))
          throw refusal(after.booking);
        return { status: 200, body: bookingShape(after.booking, now(), after.personal) };
      },
    );

  const changeSeats = route(
    {
      method: 'post',
      path: '/v1/bookings/:id/seats',
      operationId: 'changeSeats',
      cost: 10,
      summary: 'Other seats while held: all of them, or none',
      tag: 'bookings',
      access: 'caller',
      idempotency: 'stored',
      lane: 'selling',
      params,
      body: seatChangeSchema,
      bodyExample: { seats: exampleNewBooking.seats },
      answers: { 200: bookingAnswer },
      problems: [
        'hold_expired',
        'already_paid',
        'already_cancelled',
        'not_held',
        'payment_in_progress',
        'seat_unavailable',
        'seat_not_assignable',
        'outcome_unknown',
      ],
    },
    async ({ caller, params: { id }, body, idempotencyKey }) => {
      const { booking } = await ownBooking(bookings, caller, id);
      refuseUnlessHeld(booking);
      const wanted = accepting.reseat(booking, body.seats);
      await seating.refuseTaken(booking, wanted.seats);
      const answer = await workflows.changeSeats(id, `seats-${ids.paymentId(id, idempotencyKey)}`, wanted);
      if (answer.outcome === 'taken') await seating.refuseTaken(booking, wanted.seats, answer.seats);
      const after = await ownBooking(bookings, caller, id);
      if (answer.outcome === 'in_progress')
        throw new DomainError('payment_in_progress', 'A payment for these seats is under way.');
      if (answer.outcome !== 'done') throw notHeld(after.booking);
      return { status: 200, body: bookingShape(after.booking, now(), after.personal) };
    },
  );

  return [
    createBooking,
    ...bookingReadRoutes(deps),
    action('extend', 'Five more minutes, once', notHeld, ['already_paid', 'extension_used']),
    action('cancel', 'Give the held seats back', notCancellable, ['not_cancellable']),
    changeSeats,
  ];
}

/**
 * The row of a booking whose first hold has just succeeded, for the caller who put it: what was put and what the hold
 * adds. Undefined when the row must be read: it was refused, or holds other seats than were put.
 */
function asHeld(put: Booking, answer: MessageAnswer): Booking | undefined {
  if (answer.outcome !== 'held' || answer.hold.holdNumber !== put.holdNumber) return undefined;
  return { ...put, ...answer.hold, state: 'HELD', version: put.version + 1 };
}
