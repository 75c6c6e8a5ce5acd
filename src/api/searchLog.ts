import { type ChannelName, countEvents } from '../domain/channels';
import type { SearchRecord } from '../domain/searchRecords';
import type { ChannelStore } from '../stores/dynamodb/channels';
import type { SearchStore } from '../stores/dynamodb/searches';
import type { Placed } from '../stores/dynamodb/batches';
import type { SearchEvent } from './searchEvents';

export type Wake = (channel: ChannelName) => void;

interface SearchLogDeps {
  readonly channels: Pick<ChannelStore, 'appendEvents' | 'putChannel'>;
  readonly searches: Pick<SearchStore, 'putSearch' | 'searchItem'>;
  readonly wake: Wake;
}

export function searchChannel(searchId: string): ChannelName {
  return `search:${searchId}`;
}

/**
 * The writer of one search's record and channel: numbers its events without gaps, stores them in order, and wakes who
 * follows them here. As long as nobody knows the search there is nobody to tell: events are held until it is announced or
 * has ended, so a search whose caller waits for the end is one write.
 */
export function createSearchLog({ channels, searches, wake }: SearchLogDeps, started: SearchRecord) {
  const channel = searchChannel(started.searchId);
  const expiresAtSeconds = Math.ceil(started.expiresAt / 1000);
  let head = 0;
  let announced = false;
  let held: SearchEvent[] = [];
  let last: Promise<void> = Promise.resolve();

  /** `along` is what must be there when the record is. */
  async function store(record?: SearchRecord, along: readonly Placed[] = []): Promise<void> {
    const events = held;
    if (events.length === 0) {
      if (record) await searches.putSearch(record);
    } else {
      const items = [...along, ...(record ? [searches.searchItem(record)] : [])];
      if ((await channels.appendEvents(channel, head + 1, events, { expiresAtSeconds, along: items })) === 'conflict') {
        throw new Error(`another writer of ${channel}`);
      }
      wake(channel);
    }
    announced = true;
    head += countEvents(events);
    held = [];
  }

  /** A search that nobody knew until its end. */
  async function storeWhole(record: SearchRecord, along: readonly Placed[]): Promise<void> {
    await channels.putChannel(channel, held, { expiresAtSeconds, along: [...along, searches.searchItem(record)] });
    announced = true;
    head = countEvents(held);
    held = [];
  }

  /** One after the other. After one has failed none succeeds: nothing behind a gap is ever told. */
  function next(step: () => Promise<void> | undefined): Promise<void> {
    last = last.then(step);
    return last;
  }

  return {
    /** Makes the search known to all nodes. Resolves when it is; rejects when the store is away. */
    announce: (): Promise<void> => next(() => (announced ? undefined : store(started))),

    /** Tells events, at once when the search is known. */
    append: (events: readonly SearchEvent[]): Promise<void> =>
      next(() => {
        held.push(...events);
        return announced && events.length > 0 ? store() : undefined;
      }),

    /**
     * Tells the last events and writes the record and the items `along` with them: whoever hears of results finds them. In one
     * transaction where the search is known; where it is not, nobody could see a part of it.
     */
    end: (events: readonly SearchEvent[], record: SearchRecord, along: readonly Placed[] = []): Promise<void> =>
      next(() => {
        held.push(...events);
        return announced ? store(record, along) : storeWhole(record, along);
      }),
  };
}
export type SearchLog = ReturnType<typeof createSearchLog>;
