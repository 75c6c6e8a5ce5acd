import type { Booking, Passenger } from '../domain/bookings';
import { isSeated, segmentsOf } from '../domain/offers';
import { DomainError } from '../domain/problems';
import { legsOf } from '../domain/seatChoice';
import type { TravelStore } from '../stores/dynamodb/travels';
import type { BookingIds } from './bookingIds';

export interface DuplicateGuardDeps {
  readonly travels: Pick<TravelStore, 'listConfirmed'>;
  readonly ids: Pick<BookingIds, 'travellerKey'>;
}

/** Keeps a customer from buying the same journey twice by mistake: a second tab, an agent and a traveller at once. */
export function createDuplicateGuard({ travels, ids }: DuplicateGuardDeps) {
  return {
    /** Infants on a lap travel with an adult, who is found. */
    travellerKeys: (owner: string, passengers: readonly Passenger[]): Required<Booking>['travellerKeys'] =>
      passengers
        .filter(({ type }) => isSeated(type))
        .map((passenger) => ({ passenger: passenger.id, key: ids.travellerKey(owner, passenger) })),

    /** Refuses when a passenger has a ticket from the same owner for one of the flights already. */
    async refuseDuplicate({ bookingId, travellerKeys = [], offer, ownerKind }: Booking): Promise<void> {
      const keys = travellerKeys.map(({ key }) => key);
      // A repetition that was kept waiting until its own first request had its ticket is no duplicate of itself.
      const found = (await travels.listConfirmed(keys, legsOf(segmentsOf(offer))))
        .map((travel) => ({ ...travel, bookingIds: travel.bookingIds.filter((id) => id !== bookingId) }))
        .filter(({ bookingIds }) => bookingIds.length > 0);
      const [first] = found;
      if (!first) return;
      const known = new Set(found.map((travel) => travel.travellerKey));
      const passengers = travellerKeys.filter(({ key }) => known.has(key)).map(({ passenger }) => passenger);
      const legs = [...new Set(found.map(({ leg }) => leg))].sort();
      throw new DomainError(
        'possible_duplicate_booking',
        `Already confirmed on ${legs.join(', ')}: ${passengers.join(', ')}. If it is meant, send allow_duplicate: true.`,
        {
          members: {
            passengers,
            flights: legs,
            // Whoever knows a guest's address is not therefore the guest.
            ...(ownerKind === 'user' && { booking: `/v1/bookings/${first.bookingIds[0]}` }),
          },
          nextActions: ['repeat with allow_duplicate: true'],
        },
      );
    },
  };
}
export type DuplicateGuard = ReturnType<typeof createDuplicateGuard>;
