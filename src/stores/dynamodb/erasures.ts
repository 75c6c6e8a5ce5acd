import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Booking } from '../../domain/bookings';
import { type ErasureHindrance, erasureHindrance } from '../../domain/erasure';
import { type EpochMs, epochMs } from '../../domain/instants';
import { rowEntry } from './bookingItems';
import type { BookingStore } from './bookings';
import type { Tables } from './tables';
import { removeTravels } from './travels';

export interface ErasureStoreDeps {
  readonly db: DynamoDBDocumentClient;
  readonly tables: Tables;
  readonly bookings: Pick<BookingStore, 'findBooking' | 'listIdsByOwner'>;
  readonly now: () => EpochMs;
}

export interface KeptBooking extends ErasureHindrance {
  readonly bookingId: string;
}
export type BookingErasure = { readonly outcome: 'erased' } | ({ readonly outcome: 'kept' } & ErasureHindrance);
export interface ErasurePass {
  readonly erased: number;
  readonly kept: readonly KeptBooking[];
}

const requestEntry = 'ERASURE';
const pageSize = 100;

/** Takes the people out of bookings: the key of their box goes, and with it passengers, contact and the caller's notes; so do the hashes of their names. */
export function createErasureStore({ db, tables, bookings, now }: ErasureStoreDeps) {
  /** Under the condition that the booking has not moved since the rule was asked. The row itself stays: seats, price, payments. */
  async function eraseRow({ bookingId, state, version }: Booking): Promise<'erased' | 'moved'> {
    try {
      await db.send(
        new UpdateCommand({
          TableName: tables.Bookings,
          Key: { BookingID: bookingId, Entry: rowEntry },
          ConditionExpression: '#State = :state AND #Version = :version',
          UpdateExpression:
            'REMOVE #Sealed, #TravellerKeys SET #Metadata = :none, #ErasedAt = if_not_exists(#ErasedAt, :now)',
          ExpressionAttributeNames: {
            '#State': 'State',
            '#Version': 'Version',
            '#Sealed': 'Sealed',
            '#TravellerKeys': 'TravellerKeys',
            '#Metadata': 'Metadata',
            '#ErasedAt': 'ErasedAt',
          },
          ExpressionAttributeValues: { ':state': state, ':version': version, ':none': {}, ':now': now() },
        }),
      );
      return 'erased';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'moved';
      throw error;
    }
  }

  /** Erases one booking's personal data, or says what stands against it. May run twice. */
  async function eraseBooking(bookingId: string): Promise<BookingErasure> {
    for (let attempt = 1; attempt <= 5; attempt++) {
      const booking = await bookings.findBooking(bookingId);
      if (!booking || booking.erasedAt !== undefined) return { outcome: 'erased' };
      const hindrance = erasureHindrance(booking, now());
      if (hindrance) return { outcome: 'kept', ...hindrance };
      // First, because only the row knows under which keys they stand.
      await removeTravels(db, tables, booking);
      if ((await eraseRow(booking)) === 'erased') return { outcome: 'erased' };
    }
    throw new Error(`booking ${bookingId} kept changing while it was being erased`);
  }

  async function* idsOf(owner: string, until: EpochMs): AsyncGenerator<string> {
    let after: { createdAt: number; bookingId: string } | undefined;
    do {
      const page: { bookingId: string; createdAt: number }[] = await bookings.listIdsByOwner(owner, pageSize, after);
      for (const { bookingId, createdAt } of page) if (createdAt <= until) yield bookingId;
      after = page.length === pageSize ? page.at(-1) : undefined;
    } while (after);
  }

  /** Every booking that an owner had made by then, as far as the rule allows today. */
  async function eraseBookings(owner: string, until: EpochMs): Promise<ErasurePass> {
    const kept: KeptBooking[] = [];
    let erased = 0;
    for await (const bookingId of idsOf(owner, until)) {
      const { outcome, ...hindrance } = await eraseBooking(bookingId);
      if (outcome === 'erased') erased++;
      else kept.push({ bookingId, ...(hindrance as ErasureHindrance) });
    }
    return { erased, kept };
  }

  return {
    eraseBooking,
    eraseBookings,

    /** Remembers that an owner wants to be erased. The request's id says nothing about the owner, so workflows may know it. */
    async noteRequest(requestId: string, owner: string): Promise<EpochMs> {
      const requestedAt = now();
      await db.send(
        new PutCommand({
          TableName: tables.Accounts,
          Item: { Account: requestId, Entry: requestEntry, Owner: owner, RequestedAt: requestedAt },
        }),
      );
      return requestedAt;
    },

    /** One more pass for a request; when to look again, unless everything is erased. */
    async continueErasure({ requestId }: { requestId: string }): Promise<{ lookAgainAt?: EpochMs }> {
      const { Item: request } = await db.send(
        new GetCommand({
          TableName: tables.Accounts,
          Key: { Account: requestId, Entry: requestEntry },
          ConsistentRead: true,
        }),
      );
      if (!request) return {};
      const { kept } = await eraseBookings(request['Owner'] as string, epochMs(request['RequestedAt'] as number));
      const first = kept.map(({ lookAgainAt }) => lookAgainAt).sort((a, b) => a - b)[0];
      return first === undefined ? {} : { lookAgainAt: first };
    },
  };
}
export type ErasureStore = ReturnType<typeof createErasureStore>;
