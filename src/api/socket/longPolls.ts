import type { ChannelEvent, ChannelName, ChannelReplay } from '../../domain/channels';
import type { ChannelStore } from '../../stores/dynamodb/channels';
import type { FollowAnswer, Following, Sink } from './hub';

interface LongPollDeps {
  readonly follow: (channel: ChannelName, afterSeq: number, sink: Sink) => Promise<FollowAnswer>;
  readonly replay: ChannelStore['replay'];
  readonly pageSize: number;
}

/** The events after `afterSeq`, as soon as there are any, at the latest when the time or the caller's patience is over. */
export function createLongPoll({ follow, replay, pageSize }: LongPollDeps) {
  return async (
    channel: ChannelName,
    afterSeq: number,
    seconds: number,
    signal?: AbortSignal,
  ): Promise<ChannelReplay> => {
    const now = await replay(channel, afterSeq, pageSize);
    if (now.outcome === 'gone' || now.events.length > 0 || seconds <= 0) return now;
    if (signal?.aborted) return now;
    const events: ChannelEvent[] = [];
    return new Promise((resolve, reject) => {
      let following: Following | undefined;
      let over = false;
      const stop = () => {
        over = true;
        clearTimeout(patience);
        signal?.removeEventListener('abort', giveUp);
        following?.close();
      };
      const settle = (answer: ChannelReplay) => {
        stop();
        resolve(answer);
      };
      const giveUp = () => settle({ outcome: 'events', events, head: events.at(-1)?.seq ?? now.head });
      const patience = setTimeout(giveUp, seconds * 1000);
      signal?.addEventListener('abort', giveUp, { once: true });
      const sink: Sink = {
        writable: () => events.length < pageSize,
        event: (event) => {
          // What arrives together is answered together.
          if (events.push(event) === 1) setImmediate(giveUp);
        },
        gone: (head) => settle({ outcome: 'gone', head }),
      };
      follow(channel, afterSeq, sink).then(
        (answer) => {
          if (answer.outcome === 'gone') return settle(answer);
          // The time was over while the channel was being read.
          if (over) return answer.close();
          following = answer;
          answer.start();
        },
        (error: unknown) => {
          stop();
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  };
}
