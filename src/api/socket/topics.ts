import type { ChannelEvent, ChannelName, ChannelReplay } from '../../domain/channels';

/** Events remembered per followed channel, so that many followers cost one read. */
const remembered = 256;

/** What a node has read of one channel lately: a run of events without a gap that ends at `tail`. */
export function createTopic(channel: ChannelName, start: number) {
  let recent: ChannelEvent[] = [];
  let tail = start;
  let advancing: Promise<void> | undefined;
  let again = false;

  async function readOn(replayAfter: (seq: number) => Promise<ChannelReplay>): Promise<void> {
    do {
      again = false;
      const replay = await replayAfter(tail);
      if (replay.outcome === 'gone') {
        // Whoever follows reads on from the own cursor, and meets the hole there.
        recent = [];
        tail = replay.head;
        return;
      }
      for (const event of replay.events) {
        if (event.seq !== tail + 1) continue;
        recent.push(event);
        tail = event.seq;
      }
      recent = recent.slice(-remembered);
      if (replay.events.length > 0 && replay.head > tail) again = true;
    } while (again);
  }

  return {
    channel,
    /** Number of the last event this node knows of. */
    tail: () => tail,

    /** The remembered events after `cursor`; none when there is nothing newer; undefined when they must be read from the log. */
    after(cursor: number): readonly ChannelEvent[] | undefined {
      if (cursor >= tail) return [];
      const first = recent[0];
      return first !== undefined && first.seq <= cursor + 1 ? recent.slice(cursor + 1 - first.seq) : undefined;
    },

    /** Reads on from the tail. Calls that come while one runs make it look once more. */
    advance(replayAfter: (seq: number) => Promise<ChannelReplay>): Promise<void> {
      again = true;
      advancing ??= readOn(replayAfter).finally(() => (advancing = undefined));
      return advancing;
    },
  };
}
export type Topic = ReturnType<typeof createTopic>;
