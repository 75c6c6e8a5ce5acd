import { type ClientRateLimitInfo, MemoryStore, type Options, type Store } from 'express-rate-limit';
import type { Redis } from 'ioredis';
import { RedisStore } from 'rate-limit-redis';

/** After a command has failed the server is left alone for so long, so that not every request waits for it. */
const restMs = 1_000;

/**
 * Counts requests over all API nodes. Each node counts its own as well, and goes on with that number while Redis is away: a
 * limit is then one of each node, and nobody is turned away, or let through, because of the outage.
 */
export function createRequestCounts({ redis, prefix, now }: { redis: Redis; prefix: string; now: () => number }) {
  let restUntil = 0;
  let alone = 0;
  const isShared = () => redis.status === 'ready' && now() >= restUntil;

  /** A counter of its own under this name, the same one at every node. */
  function countsOf(name: string): Store {
    const own = new MemoryStore();
    const shared = new RedisStore({
      prefix: `${prefix}requests:${name}:`,
      sendCommand: (command, ...args) => redis.call(command, args) as Promise<number[]>,
    });

    async function countShared(key: string): Promise<ClientRateLimitInfo | undefined> {
      if (!isShared()) return undefined;
      try {
        return await shared.increment(key);
      } catch {
        // The connection says in the log that it is away; what this may be besides (no memory left, a replica) ends alike.
        restUntil = now() + restMs;
        return undefined;
      }
    }

    return {
      localKeys: false,
      init(options: Options): void {
        own.init(options);
        // The script that counts is loaded on each connection: the server may have lost it.
        const load = () => void shared.init(options).catch(() => (restUntil = now() + restMs));
        if (redis.status === 'ready') load();
        redis.on('ready', load);
      },
      async increment(key: string): Promise<ClientRateLimitInfo> {
        const counted = await own.increment(key);
        const everywhere = await countShared(key);
        if (!everywhere) alone += 1;
        // A server that was started anew knows less than this node.
        return everywhere && everywhere.totalHits >= counted.totalHits ? everywhere : counted;
      },
      async decrement(key: string): Promise<void> {
        await Promise.all([own.decrement(key), shared.decrement(key).catch(() => undefined)]);
      },
      async resetKey(key: string): Promise<void> {
        await Promise.all([own.resetKey(key), shared.resetKey(key).catch(() => undefined)]);
      },
    };
  }

  return {
    countsOf,
    isShared,
    /** How often this node has counted alone, since it started. */
    countedAlone: () => alone,
  };
}
export type RequestCounts = ReturnType<typeof createRequestCounts>;
