import { io, type Socket } from 'socket.io-client';
import type {
  Ack,
  ClientToServerEvents,
  ServerToClientEvents,
  Subscribed,
  WireEvent,
} from '../../src/api/socket/events';
import { StackError } from '../../src/stack/errors';

interface Followed {
  seq: number;
  readonly hear: (event: WireEvent) => void;
}

/** One channel that is followed: each event once, in order, without a gap. */
export interface Channel {
  /** The first event, also of those already heard, that matches. Throws StackError when none comes in time. */
  readonly until: (what: string, matches: (event: WireEvent) => boolean, withinMs: number) => Promise<WireEvent>;
}

/** A Socket.IO connection to `/v1/stream`. After a reconnect it asks for what it missed, by number. */
export async function openStream(baseUrl: string, token?: string) {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(new URL('/v1/stream', baseUrl).href, {
    transports: ['websocket'],
    forceNew: true,
    ...(token !== undefined && { auth: { token } }),
  });
  const channels = new Map<string, Followed>();
  socket.on('event', (event) => {
    const followed = channels.get(event.channel);
    if (followed === undefined || event.seq <= followed.seq) return;
    followed.seq = event.seq;
    followed.hear(event);
  });

  async function subscribe(channel: string, afterSeq: number): Promise<void> {
    const answer = await new Promise<Ack<Subscribed>>((resolve) => {
      socket.emit('subscribe', { channel, after_seq: afterSeq }, resolve);
    });
    if (!answer.ok) throw new Error(`${channel} can not be followed: ${String(answer.problem['detail'])}`);
  }

  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (error) => {
      socket.disconnect();
      reject(new StackError(`No API answers at ${baseUrl}.`, 'Start it first: npm start', { cause: error }));
    });
  });
  socket.on('connect', () => {
    for (const [channel, { seq }] of channels) void subscribe(channel, seq);
  });

  return {
    async follow(
      channel: string,
      afterSeq: number,
      hear: (event: WireEvent) => void = () => undefined,
    ): Promise<Channel> {
      const heard: WireEvent[] = [];
      const waiting = new Set<(event: WireEvent) => void>();
      channels.set(channel, {
        seq: afterSeq,
        hear: (event) => {
          heard.push(event);
          hear(event);
          for (const look of waiting) look(event);
        },
      });
      await subscribe(channel, afterSeq);
      const until: Channel['until'] = (what, matches, withinMs) =>
        new Promise((resolve, reject) => {
          const known = heard.find(matches);
          if (known !== undefined) return resolve(known);
          const look = (event: WireEvent) => {
            if (!matches(event)) return;
            clearTimeout(late);
            waiting.delete(look);
            resolve(event);
          };
          const late = setTimeout(() => {
            waiting.delete(look);
            reject(
              new StackError(
                `${what} was not told within ${withinMs / 1000} s.`,
                'Do all parts run? Look into .skyhold/logs',
              ),
            );
          }, withinMs);
          waiting.add(look);
        });
      return { until };
    },
    close: () => void socket.disconnect(),
  };
}
export type Stream = Awaited<ReturnType<typeof openStream>>;
