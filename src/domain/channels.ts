import type { EpochMs } from './instants';
import type { Offer } from './offers';

/** `search:<id>`, `booking:<id>` or `seatmap:<flight_id>`. */
export type ChannelName = `search:${string}` | `booking:${string}` | `seatmap:${string}`;

/** An event as every client sees it. `seq` starts at 1 per channel and has no gaps. `data` is in domain spelling; the door respells it. */
export interface ChannelEvent {
  readonly channel: ChannelName;
  readonly seq: number;
  readonly type: string;
  readonly at: EpochMs;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An event before it has its place in a channel. `data` is JSON and in domain spelling. */
export type LoggedEvent = Pick<ChannelEvent, 'type' | 'at' | 'data'>;

/**
 * Consecutive events of one type that say an offer each, as `packOffers` packs them: many, and packed already by who made
 * them. What each of them says is made of its offer when it is read.
 */
export interface LoggedOffers {
  readonly type: string;
  readonly at: EpochMs;
  readonly count: number;
  readonly packed: Uint8Array;
}

export type Logged = LoggedEvent | LoggedOffers;

/** How many events these are. */
export function countEvents(logged: readonly Logged[]): number {
  return logged.reduce((sum, one) => sum + ('packed' in one ? one.count : 1), 0);
}

/** What an event says of an offer. */
export type OfferTold = (offer: Offer) => ChannelEvent['data'];

/** What a seat looks like to everybody; `held_by_you` and `restricted` are added for one viewer at the door. */
export type PublicSeatState = 'free' | 'held' | 'sold' | 'blocked';

export interface SeatChange {
  readonly seat: string;
  readonly state: PublicSeatState;
}

/** Answer to "what happened after seq n": the events, or that they are no longer kept and the snapshot must be read anew. */
export type ChannelReplay =
  | { readonly outcome: 'events'; readonly events: readonly ChannelEvent[]; readonly head: number }
  | { readonly outcome: 'gone'; readonly head: number };

export function parseChannel(name: string): { kind: 'search' | 'booking' | 'seatmap'; id: string } | undefined {
  const match = /^(search|booking|seatmap):([A-Za-z0-9_-]{3,80})$/.exec(name);
  return match ? { kind: match[1] as 'search' | 'booking' | 'seatmap', id: match[2] as string } : undefined;
}
