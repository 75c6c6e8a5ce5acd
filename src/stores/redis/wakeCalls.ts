import type { Redis } from 'ioredis';
import { type ChannelName, parseChannel } from '../../domain/channels';

/** Calls for one channel that come this close together are one: each costs a read of its log. */
const gatherMs = 10;

/**
 * Tells API nodes that a channel got new events, so that they read its log now and not at their next look. A call says
 * nothing but the channel's name, may be lost and may come twice: what is told stands in the log alone. `prefix` keeps
 * installations apart that share a server.
 */
export function createWakeCalls({ redis, prefix }: { redis: Redis; prefix: string }) {
  const topic = `${prefix}wake`;
  return {
    /** Calls all nodes. Never waits and never fails: a node that does not hear it looks by itself. */
    ring(channel: ChannelName): void {
      if (redis.status === 'ready') redis.publish(topic, channel).catch(() => undefined);
    },

    /** Hands on the calls of all nodes, on a connection of its own, until it is closed. */
    listen(wake: (channel: ChannelName) => void): { readonly close: () => void } {
      const rung = new Set<ChannelName>();
      let timer: NodeJS.Timeout | undefined;
      const handOn = () => {
        timer = undefined;
        for (const channel of rung) wake(channel);
        rung.clear();
      };
      const ears = redis.duplicate();
      // The other connection says whether the server is there.
      ears.on('error', () => undefined);
      ears.on('ready', () => void ears.subscribe(topic).catch(() => ears.disconnect(true)));
      ears.on('message', (_topic: string, name: string) => {
        if (!parseChannel(name)) return;
        rung.add(name as ChannelName);
        timer ??= setTimeout(handOn, gatherMs);
      });
      return {
        close: () => {
          clearTimeout(timer);
          ears.disconnect();
        },
      };
    },
  };
}
export type WakeCalls = ReturnType<typeof createWakeCalls>;
