/** The longest a caller may ask to wait in one request, in seconds. */
export const longestWaitSeconds = 30;

/** Seconds of `wait=N` in a `Prefer` header (RFC 7240), capped; 0 when absent. A preference that cannot be read is ignored, as the RFC says. */
export function waitSecondsOf(prefer: string | undefined): number {
  for (const preference of prefer?.split(',') ?? []) {
    const match = /^\s*wait\s*=\s*"?(\d{1,6})"?\s*(;.*)?$/i.exec(preference);
    if (match) return Math.min(Number(match[1]), longestWaitSeconds);
  }
  return 0;
}
