import type { Booking } from '../../domain/bookings';
import { DomainError, problemKinds } from '../../domain/problems';
import type { BookingStore, PersonalData } from '../../stores/dynamodb/bookings';
import type { MessageAnswer } from '../../workflows/messages';
import type { Accepting, BookingRequest } from '../accepting';
import type { Admission } from '../admission';
import { type BookingIds, fingerprintOf } from '../bookingIds';
import type { BookingTokens } from '../bookingTokens';
import type { BookingWorkflows } from '../bookingWorkflows';
import type { DuplicateGuard } from '../duplicates';
import type { Seating } from '../seating';
import { createTurns } from '../turns';
import { bookingActionRoutes } from './bookingActions';
import { bookingReadRoutes } from './bookingReads';
import { asReplay, notHeld } from './bookingRefusals';
import { bookingSchema, exampleNewBooking, newBookingSchema } from './bookingSchemas';
import { bookingShape } from './bookingShape';
import { ownerKindOf } from './ownership';
import { outcomeUnknown } from './problems';
import { type Answer, type Caller, route, type Route } from './route';

/** New bookings that a node considers side by side; the wait for a workflow or for another's try does not count. */
const consideredAtOnce = 32;
/** New bookings that a node has under way at a time, from the put of the row to the outcome of the hold. */
const startedAtOnce = 16;
/** Longer than the store's client tries; whoever waits so long may ask again with the same key. */
const turnPatienceMs = 20_000;
/** For other people's outcomes and for its turn, as long as for the hold itself: all that is shorter than a node that stops waits for its requests. */
const startPatienceMs = 8_000;

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
  const inTurn = createTurns(consideredAtOnce, turnPatienceMs, outcomeUnknown);
  const startInTurn = createTurns(startedAtOnce, startPatienceMs, outcomeUnknown);

  /** Built from the row alone, so that a repeated request gets what the first one brought about. */
  async function answerNew(bookingId: string, caller: Caller, replayed: boolean): Promise<Answer> {
    const found = await bookings.findWithPersonalData(bookingId);
    if (!found) throw new Error(`booking ${bookingId} lost its row`);
    const { booking, personal } = found;
    // A refusal after the hold is the payment's: whoever asks for the booking again gets the booking, as it now is.
    if (booking.refusal && booking.heldAt === undefined) {
      const { code, detail, seats } = booking.refusal;
      if (seats) await seating.refuseTaken(booking, booking.seats, seats);
      throw new DomainError(code, detail, {
        ...(seats && { members: { seats } }),
        // What passes by itself does not for this key, which belongs to the booking that was refused.
        ...(problemKinds[code].retryable === 'after' && { nextActions: ['repeat with a new Idempotency-Key'] }),
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
          'request_in_progress',
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
      const [known, verdict] = await inTurn(() =>
        Promise.all([bookings.findBooking(bookingId), settled(accepting.accept(body as BookingRequest, applicant))]),
      );
      if (known) return repeat(known, fingerprint, caller);
      if (verdict.status === 'rejected') throw verdict.reason;
      const { booking, personal } = verdict.value;
      const startBy = performance.now() + startPatienceMs;
      return admission.whenQuiet(
        () => inTurn(() => seating.look(booking)),
        (seen) =>
          startInTurn(async () => {
            const seated = accepting.dated(seen);
            // Asked by whoever may try for the seats alone: a thousand others are answered without it.
            if (!body.allowDuplicate) await duplicates.refuseDuplicate(seated);
            if (!(await bookings.putNewBooking(seated, personal))) {
              const first = await bookings.findBooking(bookingId);
              if (first) return repeat(first, fingerprint, caller);
            }
            const answer = await workflows.start(seated).finally(() => seating.forgetSeats(seated.seats));
            const held = asHeld(seated, answer);
            return held ? created(held, personal, caller, false) : answerNew(bookingId, caller, false);
          }, startBy - performance.now()),
        startBy,
      );
    },
  );

  return [createBooking, ...bookingReadRoutes(deps), ...bookingActionRoutes(deps)];
}

/**
 * The row of a booking whose first hold has just succeeded, for the caller who put it: what was put and what the hold
 * adds. Undefined when the row must be read: it was refused, or holds other seats than were put.
 */
function asHeld(put: Booking, answer: MessageAnswer): Booking | undefined {
  if (answer.outcome !== 'held' || answer.hold.holdNumber !== put.holdNumber) return undefined;
  return { ...put, ...answer.hold, state: 'HELD', version: put.version + 1 };
}

async function settled<T>(work: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [verdict] = await Promise.allSettled([work]);
  return verdict;
}
