import type { ChannelName } from '../domain/channels';
import type { SearchRecord } from '../domain/searchRecords';
import type { ChannelStore } from '../stores/dynamodb/channels';
import type { SearchStore } from '../stores/dynamodb/searches';
import type { SearchEvent } from './searchEvents';

export type Wake = (channel: ChannelName) => void;

interface SearchLogDeps {
  readonly channels: Pick<ChannelStore, 'appendEvents'>;
  readonly searches: Pick<SearchStore, 'searchItem'>;
  readonly wake: Wake;
  readonly search: Pick<SearchRecord, 'searchId' | 'expiresAt'>;
}

export function searchChannel(searchId: string): ChannelName {
  return `search:${searchId}`;
}

/** The writer of one search's channel: numbers its events without gaps, stores them in order, and wakes who follows them here. */
export function createSearchLog({ channels, searches, wake, search }: SearchLogDeps) {
  const channel = searchChannel(search.searchId);
  const expiresAtSeconds = Math.ceil(search.expiresAt / 1000);
  let head = 0;
  let last: Promise<void> = Promise.resolve();

  async function store(events: readonly SearchEvent[], record: SearchRecord | undefined): Promise<void> {
    const along = record ? [searches.searchItem(record)] : [];
    if ((await channels.appendEvents(channel, head + 1, events, { expiresAtSeconds, along })) === 'conflict') {
      throw new Error(`another writer of ${channel}`);
    }
    head += events.length;
    wake(channel);
  }

  return {
    /**
     * Stores events and, in the same transaction, the record they belong to: whoever hears of results finds them.
     * Rejects when these events, or earlier ones, could not be stored: nothing after a gap is ever told.
     */
    append(events: readonly SearchEvent[], record?: SearchRecord): Promise<void> {
      if (events.length === 0) return last;
      last = last.then(() => store(events, record));
      return last;
    },
  };
}
export type SearchLog = ReturnType<typeof createSearchLog>;
