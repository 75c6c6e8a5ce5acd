import { z } from 'zod';
import { merged, type SavedPassenger, savedPassengersLimit, type TravellerDetails } from '../../domain/accounts';
import { DomainError } from '../../domain/problems';
import type { AccountStore, AddOutcome } from '../../stores/dynamodb/accounts';
import { type BookingIds, fingerprintOf } from '../bookingIds';
import {
  examplePassenger,
  exampleSavedPassenger,
  newSavedPassengerSchema,
  savedPassengerChangeSchema,
  savedPassengerParams as params,
  savedPassengerSchema,
} from './accountSchemas';
import { userOf } from './ownership';
import { type Answer, route, type Route } from './route';
import { listSchema } from './schemas';

export interface SavedPassengerRouteDeps {
  readonly accounts: Pick<AccountStore, 'listPassengers' | 'addPassenger' | 'changePassenger' | 'deletePassenger'>;
  readonly ids: Pick<BookingIds, 'savedPassengerId'>;
  readonly fingerprintSecret: string;
}

const operation = { tag: 'account', access: 'user', lane: 'selling' } as const;
const passengerAnswer = { description: 'The passenger', schema: savedPassengerSchema, example: exampleSavedPassenger };

function absent(): DomainError {
  return new DomainError('not_found', 'There is no such passenger.');
}

function answerOf(added: AddOutcome): Answer {
  switch (added.outcome) {
    case 'added':
    case 'there_already':
      return {
        status: 201,
        body: added.passenger,
        headers: { Location: `/v1/account/passengers/${added.passenger.id}` },
        replayed: added.outcome === 'there_already',
      };
    case 'deleted':
      throw new DomainError('not_found', 'The passenger that this key made was deleted.');
    case 'other_request':
      throw new DomainError('idempotency_key_reused', 'This key made another passenger. Use a new key.');
    case 'full':
      throw new DomainError('account_full', `An account keeps at most ${savedPassengersLimit} passengers.`);
  }
}

/** People one books for again and again. Somebody else's are as absent as those that never were. */
export function savedPassengerRoutes({ accounts, ids, fingerprintSecret }: SavedPassengerRouteDeps): Route[] {
  return [
    route(
      {
        ...operation,
        method: 'get',
        path: '/v1/account/passengers',
        operationId: 'listSavedPassengers',
        summary: 'My saved passengers, by name',
        idempotency: 'none',
        answers: {
          200: {
            description: 'Passengers',
            schema: listSchema(savedPassengerSchema),
            example: { data: [exampleSavedPassenger], meta: { after: null, total: 1 } },
          },
        },
        problems: [],
      },
      async ({ caller }) => {
        const name = ({ familyName, givenName }: SavedPassenger) => `${familyName} ${givenName}`;
        const found = await accounts.listPassengers(userOf(caller).userId);
        const data = [...found].sort((a, b) => name(a).localeCompare(name(b), 'en'));
        return { status: 200, body: { data, meta: { after: null, total: data.length } } };
      },
    ),
    route(
      {
        ...operation,
        method: 'post',
        path: '/v1/account/passengers',
        operationId: 'addSavedPassenger',
        summary: 'Save a passenger',
        idempotency: 'in_id',
        body: newSavedPassengerSchema,
        bodyExample: examplePassenger,
        answers: { 201: { ...passengerAnswer, description: 'Saved' } },
        problems: ['account_full', 'not_found'],
      },
      async ({ caller, body, idempotencyKey }) => {
        const owner = userOf(caller).userId;
        const id = ids.savedPassengerId(owner, idempotencyKey);
        const fingerprint = fingerprintOf(fingerprintSecret, body);
        const details = body as TravellerDetails;
        return answerOf(await accounts.addPassenger(owner, { id, fingerprint, details, limit: savedPassengersLimit }));
      },
    ),
    route(
      {
        ...operation,
        method: 'get',
        path: '/v1/account/passengers/:id',
        operationId: 'getSavedPassenger',
        summary: 'One saved passenger',
        idempotency: 'none',
        params,
        answers: { 200: passengerAnswer },
        problems: [],
      },
      async ({ caller, params: { id } }) => {
        const found = await accounts.listPassengers(userOf(caller).userId);
        const passenger = found.find((each) => each.id === id);
        if (!passenger) throw absent();
        return { status: 200, body: passenger };
      },
    ),
    route(
      {
        ...operation,
        method: 'patch',
        path: '/v1/account/passengers/:id',
        operationId: 'changeSavedPassenger',
        summary: 'Change a saved passenger: members that are sent replace, null removes, the rest stays',
        idempotency: 'none',
        params,
        body: savedPassengerChangeSchema,
        bodyExample: { family_name: 'King', loyalty: null },
        answers: { 200: passengerAnswer },
        problems: [],
      },
      async ({ caller, params: { id }, body }) => {
        const changed = await accounts.changePassenger(userOf(caller).userId, id, (before) => merged(before, body));
        if (!changed) throw absent();
        return { status: 200, body: changed };
      },
    ),
    route(
      {
        ...operation,
        method: 'delete',
        path: '/v1/account/passengers/:id',
        operationId: 'deleteSavedPassenger',
        summary: 'Delete a saved passenger',
        idempotency: 'none',
        params,
        answers: { 204: { description: 'It is gone', schema: z.undefined() } },
        problems: [],
      },
      async ({ caller, params: { id } }) => {
        if (!(await accounts.deletePassenger(userOf(caller).userId, id))) throw absent();
        return { status: 204, body: undefined };
      },
    ),
  ];
}
