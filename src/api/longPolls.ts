import type { ChannelName, ChannelReplay } from '../domain/channels';
import type { ChannelStore } from '../stores/dynamodb/channels';
import { pause } from '../waiting';

const lookEveryMs = 100;
const eventsAtOnce = 200;

/** Waits for events of a channel by looking at its log. */
export function createLongPolls({ channels, now }: { channels: Pick<ChannelStore, 'replay'>; now: () => number }) {
  const never = new AbortController().signal;
  return {
    async waitForEvents(channel: ChannelName, afterSeq: number, seconds: number): Promise<ChannelReplay> {
      const until = now() + seconds * 1000;
      for (;;) {
        const replay = await channels.replay(channel, afterSeq, eventsAtOnce);
        if (replay.outcome === 'gone' || replay.events.length > 0 || now() >= until) return replay;
        await pause(lookEveryMs, never);
      }
    },
  };
}
