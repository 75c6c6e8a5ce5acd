import { merged } from '../../domain/accounts';
import { epochMs, toRfc3339 } from '../../domain/instants';
import { DomainError } from '../../domain/problems';
import type { AccountStore, KeptProfile } from '../../stores/dynamodb/accounts';
import type { BookingStore } from '../../stores/dynamodb/bookings';
import type { ErasureStore } from '../../stores/dynamodb/erasures';
import type { Erasing } from '../erasing';
import { accountSchema, erasureSchema, exampleAccount, exampleErasure, profileChangeSchema } from './accountSchemas';
import { bookingAnswer, bookingParams } from './bookingReads';
import { bookingShape } from './bookingShape';
import { ownBooking, userOf } from './ownership';
import { type Caller, route, type Route } from './route';
import { savedPassengerRoutes, type SavedPassengerRouteDeps } from './savedPassengers';

export interface AccountRouteDeps extends SavedPassengerRouteDeps {
  readonly accounts: AccountStore;
  readonly erasing: Erasing;
  readonly erasures: Pick<ErasureStore, 'eraseBooking'>;
  readonly bookings: Pick<BookingStore, 'findWithPersonalData'>;
  readonly now: () => number;
}

const operation = { tag: 'account', access: 'user', lane: 'selling' } as const;
const accountAnswer = { description: 'The account', schema: accountSchema, example: exampleAccount };

function accountShape({ userId, roles }: Extract<Caller, { kind: 'user' }>, { profile, savedPassengers }: KeptProfile) {
  return { id: userId, roles, profile, savedPassengers };
}

/** What a user keeps with us, and forgetting: of everything, or of the people in one booking. */
export function accountRoutes(deps: AccountRouteDeps): Route[] {
  const { accounts, erasing, erasures, bookings, now } = deps;
  return [
    route(
      {
        ...operation,
        method: 'get',
        path: '/v1/account',
        operationId: 'getAccount',
        summary: 'Who I am here, and what I have told about myself',
        idempotency: 'none',
        answers: { 200: accountAnswer },
        problems: [],
      },
      async ({ caller }) => {
        const user = userOf(caller);
        return { status: 200, body: accountShape(user, await accounts.getProfile(user.userId)) };
      },
    ),
    route(
      {
        ...operation,
        method: 'patch',
        path: '/v1/account',
        operationId: 'changeAccount',
        summary: 'Change the profile: members that are sent replace, null removes, the rest stays',
        idempotency: 'none',
        body: profileChangeSchema,
        bodyExample: { email: 'ada@example.com', home_airport: 'LIS', phone: null },
        answers: { 200: accountAnswer },
        problems: [],
      },
      async ({ caller, body }) => {
        const user = userOf(caller);
        const kept = await accounts.changeProfile(user.userId, (before) => merged(before, body));
        return { status: 200, body: accountShape(user, kept) };
      },
    ),
    route(
      {
        ...operation,
        method: 'post',
        path: '/v1/account/actions/erase',
        operationId: 'eraseAccount',
        cost: 100,
        summary: 'Forget me: profile, saved passengers and the people in all my bookings, as soon as each has ended',
        idempotency: 'stored',
        answers: {
          200: { description: 'What is gone, and what follows', schema: erasureSchema, example: exampleErasure },
        },
        problems: ['outcome_unknown'],
      },
      async ({ caller }) => {
        const { requestedAt, erased, kept } = await erasing.eraseUser(userOf(caller).userId);
        const still = kept.map(({ bookingId, reason, lookAgainAt }) => ({
          id: bookingId,
          reason,
          lookedAtAgainAt: toRfc3339(lookAgainAt),
        }));
        return {
          status: 200,
          body: { requestedAt: toRfc3339(epochMs(requestedAt)), bookings: { erased, kept: still } },
        };
      },
    ),
    route(
      {
        ...operation,
        tag: 'bookings',
        access: 'caller',
        method: 'post',
        path: '/v1/bookings/:id/actions/erase',
        operationId: 'eraseBooking',
        summary: 'Forget the people in one booking that has ended: for guests, and for partners whose customer asks',
        idempotency: 'stored',
        params: bookingParams,
        answers: { 200: bookingAnswer },
        problems: ['not_erasable', 'outcome_unknown'],
      },
      async ({ caller, params: { id } }) => {
        await ownBooking(bookings, caller, id);
        const erasure = await erasures.eraseBooking(id);
        if (erasure.outcome === 'kept') {
          throw new DomainError('not_erasable', 'A booking needs its passengers until it is closed or has flown.', {
            current: { reason: erasure.reason, lookAgainAt: toRfc3339(erasure.lookAgainAt) },
          });
        }
        const { booking, personal } = await ownBooking(bookings, caller, id);
        return { status: 200, body: bookingShape(booking, now(), personal) };
      },
    ),
    ...savedPassengerRoutes(deps),
  ];
}
