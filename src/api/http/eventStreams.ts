import type { Response } from 'express';
import type { ChannelName } from '../../domain/channels';
import { wireEvent } from '../socket/events';
import type { FollowAnswer, Hub } from '../socket/hub';
import type { Snapshots } from '../socket/snapshots';

export interface EventStreamDeps {
  readonly hub: Pick<Hub, 'follow'>;
  readonly snapshots: Snapshots;
  readonly now: () => number;
}

export interface WantedStream {
  readonly channel: ChannelName;
  readonly afterSeq: number | undefined;
  /** When the caller's token ends; the stream ends with it. */
  readonly expiresAt: number | undefined;
}

/** Proxies close what is silent for a minute. */
const heartbeatMs = 15_000;
/** Told to the browser: how long to wait before it comes back. */
const retryMs = 1000;
const longestTimerMs = 2 ** 31 - 1;

/**
 * Streams a channel as Server-Sent Events (WHATWG HTML, 9.2) until the client goes. `id` is the event's number, so a
 * browser that comes back names it in `Last-Event-ID`. Where events cannot be replayed, `stream_gone` brings the
 * snapshot, with its number as `id`, and the stream goes on after it.
 */
export async function streamEvents(
  { hub, snapshots, now }: EventStreamDeps,
  wanted: WantedStream,
  response: Response,
): Promise<void> {
  const { channel, expiresAt } = wanted;
  let following: Extract<FollowAnswer, { outcome: 'following' }> | undefined;
  let room = true;

  const write = (text: string) => {
    room = response.write(text);
  };
  const tell = (type: string, id: number, data: unknown) =>
    write(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`);

  /** Follows from an event on, or from the snapshot that stands for what is gone. */
  async function followFrom(afterSeq: number | undefined): Promise<void> {
    const answer = await hub.follow(channel, afterSeq, {
      writable: () => room && !response.writableEnded,
      event: (event) => tell(event.type, event.seq, wireEvent(event)),
      gone: (head) => void goOnFrom(head).catch(() => response.destroy()),
    });
    if (answer.outcome === 'gone') return goOnFrom(answer.head);
    if (response.writableEnded || response.destroyed) return answer.close();
    following = answer;
    begin();
    answer.start();
  }

  async function goOnFrom(head: number): Promise<void> {
    following = undefined;
    const snapshot = await snapshots(channel, head);
    begin();
    tell('stream_gone', snapshot.seq, { channel, snapshot });
    await followFrom(snapshot.seq);
  }

  function begin(): void {
    if (response.headersSent) return;
    response
      .status(200)
      .set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    response.flushHeaders();
    write(`retry: ${retryMs}\n\n`);
  }

  const heartbeat = setInterval(() => room && response.headersSent && write(': still here\n\n'), heartbeatMs);
  const expiry =
    expiresAt === undefined ? undefined : setTimeout(() => response.end(), Math.min(expiresAt - now(), longestTimerMs));
  response.on('drain', () => {
    room = true;
    following?.resume();
  });
  response.on('close', () => {
    clearInterval(heartbeat);
    clearTimeout(expiry);
    following?.close();
  });
  await followFrom(wanted.afterSeq);
}
