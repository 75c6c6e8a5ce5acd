import type { Booking } from '../../domain/bookings';
import { DomainError, type ProblemCode } from '../../domain/problems';
import { bookingAnswer, bookingParams as params } from './bookingReads';
import { notCancellable, notHeld, refuseUnlessHeld } from './bookingRefusals';
import { exampleNewBooking, seatChangeSchema } from './bookingSchemas';
import type { BookingRouteDeps } from './bookings';
import { bookingShape } from './bookingShape';
import { ownBooking } from './ownership';
import { route, type Route } from './route';

type BookingActionDeps = Pick<BookingRouteDeps, 'bookings' | 'workflows' | 'accepting' | 'seating' | 'ids' | 'now'>;

/** What may be done to a booking that is held. */
export function bookingActionRoutes(deps: BookingActionDeps): Route[] {
  const { bookings, workflows, accepting, seating, ids, now } = deps;

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
        const updateId = `${name}-${ids.paymentId(id, idempotencyKey)}`;
        const { booking, personal } = await ownBooking(bookings, caller, id);
        // A cancellation that nobody was told of: its workflow may have forgotten it with a worker, the row has not.
        if (booking.closedBy === updateId) return { status: 200, body: bookingShape(booking, now(), personal) };
        if (booking.state !== 'HELD') throw refusal(booking);
        const { outcome } = await workflows[name](id, updateId);
        const after = await ownBooking(bookings, caller, id);
        if (outcome === 'already_extended') throw new DomainError('extension_used', 'A hold is extended once.');
        if (outcome === 'over' && after.booking.closedBy !== updateId) throw refusal(after.booking);
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
        'seat_held_by_you',
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
      if (answer.outcome === 'too_many') {
        accepting.reseat(after.booking, body.seats);
        throw new DomainError('seat_not_assignable', 'Another request has changed the seats meanwhile. Ask again.');
      }
      if (answer.outcome !== 'done') throw notHeld(after.booking);
      return { status: 200, body: bookingShape(after.booking, now(), after.personal) };
    },
  );

  return [
    action('extend', 'Five more minutes, once', notHeld, ['already_paid', 'extension_used']),
    action('cancel', 'Give the held seats back', notCancellable, ['not_cancellable']),
    changeSeats,
  ];
}
