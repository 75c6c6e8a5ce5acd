import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { epochMs, type EpochMs } from '../../domain/instants';

/** The data store's clock, as its answers tell it. Lock expiry is judged by this clock, never by a worker's own. */
export interface StoreClock {
  now(): EpochMs;
}

interface Bounds {
  low: number;
  high: number;
}

/**
 * Learns the store's clock from the `Date` header of every answer. The header has whole seconds D and was written between
 * the sending and the arrival of one exchange, so the offset (store minus local) lies in [D - arrived, D + 1000 - sent].
 * Intersecting the intervals of successive answers narrows it to the round trip; an empty intersection means that a
 * clock was set, and the estimate starts anew. Before the first answer the offset is taken as nought: a process reads
 * once before it decides anything.
 */
export function createStoreClock(client: DynamoDBClient, localNow: () => number): StoreClock {
  let bounds: Bounds | undefined;
  const learn = (dateMs: number, sent: number, arrived: number): void => {
    const seen = { low: dateMs - arrived, high: dateMs + 1000 - sent };
    const both = bounds && { low: Math.max(bounds.low, seen.low), high: Math.min(bounds.high, seen.high) };
    bounds = both && both.low <= both.high ? both : seen;
  };
  client.middlewareStack.add(
    (next) => async (args) => {
      const sent = localNow();
      const result = await next(args);
      const dateMs = Date.parse(headerOf(result.response, 'date') ?? '');
      if (!Number.isNaN(dateMs)) learn(dateMs, sent, localNow());
      return result;
    },
    { step: 'deserialize', name: 'learnStoreClock', priority: 'low' },
  );
  return { now: () => epochMs(localNow() + (bounds ? Math.round(nearestToZero(bounds)) : 0)) };
}

/** Small offsets are noise of the header's resolution: nought, when it is possible, else the middle. */
function nearestToZero({ low, high }: Bounds): number {
  return low <= 0 && high >= 0 ? 0 : (low + high) / 2;
}

function headerOf(response: unknown, name: string): string | undefined {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return undefined;
  const headers = response.headers as Record<string, string | undefined>;
  return headers[name];
}
