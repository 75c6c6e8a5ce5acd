import type { Logger } from 'pino';
import type { ChannelEvent, ChannelName } from '../../domain/channels';
import type { ChannelStore } from '../../stores/dynamodb/channels';
import { createLongPoll } from './longPolls';
import { createTopic, type Topic } from './topics';

/** Where the events of one follower go. Called one event at a time, in order, without a gap and without a repetition. */
export interface Sink {
  /** False: no more for now. Whoever says so calls `resume` when there is room again; nothing is kept meanwhile. */
  readonly writable: () => boolean;
  readonly event: (event: ChannelEvent) => void;
  /** What comes next is not kept any more, or is more than is worth catching up with. The following has ended. */
  readonly gone: (head: number) => void;
}

export interface Following {
  readonly outcome: 'following';
  /** Number of the channel's latest event when the following began. */
  readonly head: number;
  /** Begins to deliver. */
  readonly start: () => void;
  readonly resume: () => void;
  readonly close: () => void;
}
export type FollowAnswer = Following | { readonly outcome: 'gone'; readonly head: number };

export interface HubDeps {
  readonly log: Pick<ChannelStore, 'readHeads' | 'replay'>;
  readonly logger: Logger;
  /** Between two looks at the heads of what is followed. */
  readonly everyMs?: number;
}

/** Events read at once for one follower. */
const pageSize = 100;
/** A seat map this many versions behind is quicker read anew. */
const longestSeatMapLag = 200;

interface Follower {
  readonly topic: Topic;
  readonly sink: Sink;
  cursor: number;
  page: readonly ChannelEvent[] | undefined;
  pumping: boolean;
  closed: boolean;
}

/**
 * Brings the events of channels to those who follow them at this node. Each follower has a cursor, and gets the event
 * after it or none: from what the node has read lately, or from the log. Heads of all followed channels are read in one
 * round every 100 ms, so a node needs to hear of nothing; `wake` only spares the wait.
 */
export function createHub({ log, logger, everyMs = 100 }: HubDeps) {
  const topics = new Map<ChannelName, Topic>();
  const followers = new Map<Topic, Set<Follower>>();
  let timer: NodeJS.Timeout | undefined;
  let looking = false;

  function lookSoon(): void {
    if (timer === undefined && !looking && topics.size > 0) {
      timer = setTimeout(() => {
        timer = undefined;
        void look();
      }, everyMs);
    }
  }

  async function look(): Promise<void> {
    looking = true;
    try {
      const heads = await log.readHeads([...topics.keys()]);
      await Promise.all(
        [...topics.values()].map(async (topic) => {
          if ((heads.get(topic.channel) ?? 0) > topic.tail()) await advance(topic);
          // Also those whom a failed read has left behind.
          for (const follower of followers.get(topic) ?? []) if (follower.cursor < topic.tail()) void pump(follower);
        }),
      );
    } catch (error) {
      logger.warn({ err: error }, 'the heads of the followed channels could not be read; trying again');
    } finally {
      looking = false;
      lookSoon();
    }
  }

  /** Reads what is new in a channel, once for all its followers here. */
  async function advance(topic: Topic): Promise<void> {
    await topic.advance((after) => log.replay(topic.channel, after, pageSize));
    for (const follower of followers.get(topic) ?? []) void pump(follower);
  }

  /** Delivers what a follower has not got, as long as it takes it. One at a time per follower. */
  async function pump(follower: Follower): Promise<void> {
    if (follower.pumping) return;
    follower.pumping = true;
    try {
      while (!follower.closed && follower.sink.writable()) {
        const events = follower.page ?? follower.topic.after(follower.cursor) ?? (await readMissed(follower));
        follower.page = undefined;
        if (events.length === 0) break;
        deliver(follower, events);
      }
    } catch (error) {
      logger.warn({ err: error, channel: follower.topic.channel }, 'a channel could not be read; trying again');
    } finally {
      follower.pumping = false;
    }
  }

  function deliver(follower: Follower, events: readonly ChannelEvent[]): void {
    for (const event of events) {
      if (follower.closed || !follower.sink.writable()) return;
      if (event.seq !== follower.cursor + 1) continue;
      follower.cursor = event.seq;
      follower.sink.event(event);
    }
  }

  async function readMissed(follower: Follower): Promise<readonly ChannelEvent[]> {
    const { topic, cursor } = follower;
    const tooFar = topic.channel.startsWith('seatmap:') && topic.tail() - cursor > longestSeatMapLag;
    const replay = tooFar
      ? ({ outcome: 'gone', head: topic.tail() } as const)
      : await log.replay(topic.channel, cursor, pageSize);
    if (replay.outcome === 'events') return replay.events;
    if (!follower.closed) {
      close(follower);
      follower.sink.gone(replay.head);
    }
    return [];
  }

  function open(channel: ChannelName, tail: number): Topic {
    const known = topics.get(channel);
    if (known) return known;
    const topic = createTopic(channel, tail);
    topics.set(channel, topic);
    followers.set(topic, new Set());
    return topic;
  }

  function close(follower: Follower): void {
    follower.closed = true;
    follower.page = undefined;
    const { topic } = follower;
    const rest = followers.get(topic);
    rest?.delete(follower);
    if (rest?.size !== 0) return;
    followers.delete(topic);
    topics.delete(topic.channel);
  }

  /** Where somebody begins who names no event: a seat map now, because its past is of no use; everything else at its start. */
  async function startOf(channel: ChannelName): Promise<number> {
    return channel.startsWith('seatmap:') ? ((await log.readHeads([channel])).get(channel) ?? 0) : 0;
  }

  /** Follows a channel from the event after `afterSeq`, or from where it is useful to begin. */
  async function follow(channel: ChannelName, afterSeq: number | undefined, sink: Sink): Promise<FollowAnswer> {
    const after = afterSeq ?? (await startOf(channel));
    const replay = await log.replay(channel, after, pageSize);
    if (replay.outcome === 'gone') return replay;
    const last = replay.events.at(-1)?.seq ?? after;
    const topic = open(channel, last);
    const follower: Follower = { topic, sink, cursor: after, page: replay.events, pumping: false, closed: false };
    followers.get(topic)?.add(follower);
    lookSoon();
    const go = () => void pump(follower);
    return {
      outcome: 'following',
      head: Math.max(replay.head, last),
      start: go,
      resume: go,
      close: () => close(follower),
    };
  }

  return {
    follow,
    startOf,

    /** Something was written to this channel, probably. */
    wake(channel: ChannelName): void {
      const topic = topics.get(channel);
      if (topic)
        advance(topic).catch((error: unknown) =>
          logger.warn({ err: error, channel }, 'a channel could not be read; trying again'),
        );
    },

    waitForEvents: createLongPoll({ follow, replay: log.replay, pageSize }),

    /** Channels and followers at this node, for metrics. */
    size: () => ({ channels: topics.size, followers: [...followers.values()].reduce((sum, set) => sum + set.size, 0) }),

    close(): void {
      clearTimeout(timer);
      timer = undefined;
      topics.clear();
      followers.clear();
    },
  };
}
export type Hub = ReturnType<typeof createHub>;
