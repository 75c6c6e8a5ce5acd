import type { Logger } from 'pino';
import type { UnfinishedBookings } from '../stores/dynamodb/unfinished';
import { pause } from '../waiting';

/** Others see an expiry within two seconds, where no crowd runs out together: this often somebody looks. */
const everyMs = 1000;

/**
 * Sweeps inside this process. Several may: each look is one small read of a sparse index, nearly always empty, and each
 * write is conditional.
 */
export function startSweeper({ unfinished, logger }: { unfinished: UnfinishedBookings; logger: Logger }) {
  const stopping = new AbortController();
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const swept = await unfinished.sweepExpiredLocks();
        if (swept.length > 0) logger.info({ swept }, 'locks ran out and were freed');
      } catch (error) {
        logger.warn({ err: error }, 'locks that ran out could not be freed yet; trying again');
      }
      await pause(everyMs, stopping.signal);
    }
  }
  const ended = run();
  return {
    stop: (): Promise<void> => {
      stopping.abort();
      return ended;
    },
  };
}
