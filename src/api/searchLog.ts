import type { ChannelName } from '../domain/channels';
import type { SearchRecord } from '../domain/searchRecords';
import type { ChannelStore } from '../stores/dynamodb/channels';
import type { SearchEvent } from './searchEvents';

export type Wake = (channel: ChannelName) => void;

interface SearchLogDeps {
  readonly channels: Pick<ChannelStore, 'appendEvents'>;
  readonly wake: Wake;
  readonly search: Pick<SearchRecord, 'searchId' | 'expiresAt'>;
}

export function searchChannel(searchId: string): ChannelName {
  return `search:${searchId}`;
}

/** The writer of one search's channel: numbers its events without gaps, stores them in order, and wakes who follows them here. */
export function createSearchLog({ channels, wake, search }: SearchLogDeps) {
  const channel = searchChannel(search.searchId);
  const expiresAtSeconds = Math.ceil(search.expiresAt / 1000);
  let head = 0;
  let last: Promise<void> = Promise.resolve();

  async function store(events: readonly SearchEvent[]): Promise<void> {
    if ((await channels.appendEvents(channel, head + 1, events, { expiresAtSeconds })) === 'conflict') {
      throw new Error(`another writer of ${channel}`);
    }
    head += events.length;
    wake(channel);
  }

  return {
    /** Number of the last stored event. */
    head: () => head,
    /** Rejects when these events, or earlier ones, could not be stored: nothing after a gap is ever told. */
    append(events: readonly SearchEvent[]): Promise<void> {
      if (events.length === 0) return last;
      last = last.then(() => store(events));
      return last;
    },
  };
}
export type SearchLog = ReturnType<typeof createSearchLog>;
