import { z } from 'zod';
import { toRfc3339 } from '../../domain/instants';
import { DomainError } from '../../domain/problems';
import type { BookingStore } from '../../stores/dynamodb/bookings';
import { bookingEventSchema, bookingSchema } from './bookingSchemas';
import { bookingShape } from './bookingShape';
import { ownBooking, userOf } from './ownership';
import { route, type Route } from './route';
import { idSchema, listQueryMembers, listSchema } from './schemas';

export const bookingParams = z.strictObject({ id: idSchema('bkg') });
export const bookingAnswer = { description: 'The booking', schema: bookingSchema };
const params = bookingParams;

/** Reading bookings: one's own list, one, and what happened when. */
export function bookingReadRoutes({ bookings, now }: { bookings: BookingStore; now: () => number }): Route[] {
  const listBookings = route(
    {
      method: 'get',
      path: '/v1/bookings',
      operationId: 'listBookings',
      summary: 'My bookings, newest first',
      tag: 'bookings',
      access: 'user',
      idempotency: 'none',
      lane: 'selling',
      query: z.strictObject(listQueryMembers),
      answers: {
        200: {
          description: 'Bookings. `meta.total` also counts those whose hold is on its way',
          schema: listSchema(bookingSchema),
        },
      },
      problems: [],
    },
    async ({ caller, query }) => {
      const { userId } = userOf(caller);
      const limit = query.limit ?? 50;
      const [page, total] = await Promise.all([
        bookings.listIdsByOwner(userId, limit + 1, readCursor(query.after)),
        bookings.countByOwner(userId),
      ]);
      const shown = page.slice(0, limit);
      const found = await Promise.all(shown.map(({ bookingId }) => bookings.findWithPersonalData(bookingId)));
      const data = found.flatMap((one) =>
        one && one.booking.state !== 'NEW' ? [bookingShape(one.booking, now(), one.personal)] : [],
      );
      const last = page.length > limit ? shown.at(-1) : undefined;
      return {
        status: 200,
        body: { data, meta: { after: last ? `${last.createdAt}.${last.bookingId}` : null, total } },
      };
    },
  );

  const getBooking = route(
    {
      method: 'get',
      path: '/v1/bookings/:id',
      operationId: 'getBooking',
      summary: 'One booking',
      tag: 'bookings',
      access: 'caller',
      idempotency: 'none',
      lane: 'selling',
      params,
      answers: { 200: bookingAnswer },
      problems: [],
    },
    async ({ caller, params: { id } }) => {
      const { booking, personal } = await ownBooking(bookings, caller, id);
      return { status: 200, body: bookingShape(booking, now(), personal) };
    },
  );

  const getHistory = route(
    {
      method: 'get',
      path: '/v1/bookings/:id/history',
      operationId: 'getBookingHistory',
      summary: "What happened when, from the booking's own events",
      tag: 'bookings',
      access: 'caller',
      idempotency: 'none',
      lane: 'selling',
      params,
      answers: { 200: { description: 'Events, oldest first', schema: listSchema(bookingEventSchema) } },
      problems: [],
    },
    async ({ caller, params: { id } }) => {
      await ownBooking(bookings, caller, id);
      const events = await bookings.listEvents(id);
      const data = events.map((event) => ({ ...event, at: toRfc3339(event.at) }));
      return { status: 200, body: { data, meta: { after: null, total: data.length } } };
    },
  );

  return [listBookings, getBooking, getHistory];
}

function readCursor(cursor: string | undefined): { createdAt: number; bookingId: string } | undefined {
  if (cursor === undefined) return undefined;
  const [, createdAt, bookingId] = /^(\d{13})\.(bkg_[A-Za-z0-9_-]+)$/.exec(cursor) ?? [];
  if (createdAt === undefined || bookingId === undefined) {
    const fault = {
      pointer: 'after',
      code: 'invalid_format',
      message: 'Use the value of meta.after of the page before.',
    };
    throw new DomainError('validation_failed', fault.message, { errors: [fault] });
  }
  return { createdAt: Number(createdAt), bookingId };
}
