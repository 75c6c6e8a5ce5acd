import { Redis } from 'ioredis';
import type { Logger } from 'pino';

/** Longer than any command of ours takes; whoever waits has another way. */
const commandMs = 250;
/** A server that answers nothing for this long while something is asked is taken for dead, and connected to anew. */
const silentMs = 2_000;
const longestPauseMs = 3_000;

/**
 * A connection to Redis or Valkey, which is made at once, and made again whenever it is lost. Nothing waits for it: a command is
 * refused while there is no connection. Says once that the server is away and once that it is back.
 */
export function connectRedis({ url, logger }: { url: string; logger: Pick<Logger, 'info' | 'warn'> }): Redis {
  const redis = new Redis(url, {
    connectionName: 'skyhold',
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: commandMs,
    connectTimeout: silentMs,
    socketTimeout: silentMs,
    // Who listens says so again on each connection.
    autoResubscribe: false,
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 10), longestPauseMs),
  });
  let told: 'here' | 'away' | undefined;
  let reason: unknown;
  redis.on('error', (error: unknown) => (reason = error));
  redis.on('close', () => {
    if (told === 'away') return;
    told = 'away';
    logger.warn({ err: reason }, 'Redis is away: requests are counted by each node alone, events are found by looking');
  });
  redis.on('ready', () => {
    if (told !== 'here') logger.info('Redis is there: requests are counted over all nodes, events wake them');
    told = 'here';
  });
  return redis;
}
