/** What one connection may do. */
export const connectionLimits = {
  /** Of one user, or one booking's token, at one node. */
  perCaller: 100,
  /** Of everybody at one node. */
  perNode: 10_000,
  /** Bytes of one message; ours are under 200. */
  messageBytes: 8 * 1024,
  channels: 50,
  messagesAtOnce: 40,
  messagesPerSecond: 20,
  /** Refused messages after which the connection is closed. */
  refusals: 200,
  /** Packets that wait to go out before no more is handed to the connection. */
  unsentPackets: 64,
} as const;

/** A bucket that holds `size` tokens and gets `perSecond` new ones. Answers whether one could be taken at `nowMs`. */
export function createBucket(size: number, perSecond: number) {
  let tokens = size;
  let filledAt: number | undefined;
  return (nowMs: number): boolean => {
    tokens = Math.min(size, tokens + ((nowMs - (filledAt ?? nowMs)) / 1000) * perSecond);
    filledAt = nowMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
