import { type ChannelName, parseChannel } from '../../domain/channels';
import { isFlightId } from '../../domain/flights';
import type { EpochMs } from '../../domain/instants';
import { DomainError } from '../../domain/problems';
import type { BookingStore } from '../../stores/dynamodb/bookings';
import type { SearchStore } from '../../stores/dynamodb/searches';
import { owns } from '../http/ownership';
import type { Caller } from '../http/route';

export interface ChannelAccessDeps {
  readonly bookings: Pick<BookingStore, 'findBooking'>;
  readonly searches: Pick<SearchStore, 'findSearch'>;
  readonly now: () => EpochMs;
}

/**
 * Who may follow what, by the same rule as HTTP: searches and seat maps are open to all who know their name; a booking
 * to its owner and to the bearer of its token, and does not exist for anybody else. Throws DomainError.
 */
export function createChannelAccess({ bookings, searches, now }: ChannelAccessDeps) {
  return async (name: string, caller: Caller): Promise<ChannelName> => {
    const channel = parseChannel(name);
    if (!channel) throw nothing();
    switch (channel.kind) {
      case 'seatmap':
        if (!isFlightId(channel.id)) throw nothing();
        return `seatmap:${channel.id}`;
      case 'search': {
        const search = await searches.findSearch(channel.id);
        if (!search) throw nothing();
        if (search.expiresAt <= now()) throw new DomainError('search_expired', 'The search has expired; search again.');
        return `search:${channel.id}`;
      }
      case 'booking': {
        const booking = await bookings.findBooking(channel.id);
        if (!booking || !owns(caller, booking)) throw nothing();
        return `booking:${channel.id}`;
      }
    }
  };
}
export type ChannelAccess = ReturnType<typeof createChannelAccess>;

function nothing(): DomainError {
  return new DomainError('not_found', 'There is no such channel.');
}
