import type { Socket } from 'socket.io';
import type { z } from 'zod';
import type { ChannelName } from '../../domain/channels';
import { DomainError } from '../../domain/problems';
import { faultsOf, pointerOf } from '../http/faults';
import {
  type Ack,
  type ClientToServerEvents,
  type ServerToClientEvents,
  type Subscribed,
  subscribeSchema,
  unsubscribeSchema,
  wireEvent,
} from './events';
import type { Following } from './hub';
import { connectionLimits, createBucket } from './limits';
import type { ConnectionData, SocketDeps } from './server';

type StreamSocket = Socket<ClientToServerEvents, ServerToClientEvents, Record<string, never>, ConnectionData>;

const streamInstance = '/v1/stream';

/** setTimeout takes no more than this. */
const longestTimerMs = 2 ** 31 - 1;

/** One connection: its subscriptions, what it may still do, and what it has not taken yet. */
export function serveConnection(socket: StreamSocket, deps: SocketDeps): void {
  const { hub, access, snapshots, describeProblem, now, logger } = deps;
  const { caller, expiresAt } = socket.data.identified;
  const subscriptions = new Map<ChannelName, Following>();
  const pending = new Set<string>();
  const outgoing = watchOutgoing(socket, () => subscriptions.forEach((following) => following.resume()));
  const mayAsk = createBucket(connectionLimits.messagesAtOnce, connectionLimits.messagesPerSecond);
  let refusals = 0;

  const expiry =
    expiresAt === undefined ? undefined : setTimeout(endOfToken, Math.min(expiresAt - now(), longestTimerMs));

  function endOfToken(): void {
    socket.emit('problem', describeProblem(new DomainError('invalid_token', 'The token has expired.'), 'token'));
    socket.disconnect(true);
  }

  async function tellGone(channel: ChannelName, head: number): Promise<void> {
    subscriptions.delete(channel);
    try {
      const snapshot = await snapshots(channel, head);
      socket.emit('stream_gone', { channel, problem: describeProblem(gone({ snapshot }), channel), snapshot });
    } catch (error) {
      // A client that hears nothing would wait for ever: it connects anew and asks again.
      logger.warn({ err: error, channel }, 'a snapshot could not be read');
      socket.disconnect(true);
    }
  }

  async function subscribe(message: unknown): Promise<{ answer: Subscribed; begin: () => void }> {
    const { channel: name, after_seq: afterSeq } = parse(subscribeSchema, message);
    if (pending.has(name)) throw new DomainError('request_in_progress', 'This channel is being subscribed to.');
    if (subscriptions.size + pending.size >= connectionLimits.channels) {
      throw new DomainError('rate_limited', `One connection follows at most ${connectionLimits.channels} channels.`);
    }
    pending.add(name);
    try {
      const channel = await access(name, caller);
      // Subscribing again begins anew after the given event.
      subscriptions.get(channel)?.close();
      subscriptions.delete(channel);
      const answer = await hub.follow(channel, afterSeq, {
        writable: outgoing.writable,
        event: (event) => socket.emit('event', wireEvent(event)),
        gone: (head) => void tellGone(channel, head),
      });
      if (answer.outcome === 'gone') throw gone({ snapshot: await snapshots(channel, answer.head) });
      if (!socket.connected) answer.close();
      else subscriptions.set(channel, answer);
      return { answer: { channel, seq: answer.head }, begin: answer.start };
    } finally {
      pending.delete(name);
    }
  }

  function unsubscribe(message: unknown): { channel: string } {
    const { channel } = parse(unsubscribeSchema, message);
    for (const [name, following] of subscriptions) {
      if (name !== channel) continue;
      following.close();
      subscriptions.delete(name);
    }
    return { channel };
  }

  /** Every message is counted, answered once, and never throws. */
  async function answer<Data>(
    ack: ((answer: Ack<Data>) => void) | undefined,
    work: () => Promise<{ answer: Data; begin?: () => void }>,
  ): Promise<void> {
    const reply = typeof ack === 'function' ? ack : () => undefined;
    try {
      if (!mayAsk(now()))
        throw new DomainError('rate_limited', 'Too many messages on one connection.', { retryAfterSeconds: 1 });
      const { answer: data, begin } = await work();
      reply({ ok: true, data });
      begin?.();
    } catch (error) {
      reply({ ok: false, problem: describeProblem(error, streamInstance) });
      if (++refusals >= connectionLimits.refusals) socket.disconnect(true);
    }
  }

  socket.on('subscribe', (message, ack) => void answer(ack, () => subscribe(message)));
  socket.on('unsubscribe', (message, ack) => void answer(ack, async () => ({ answer: unsubscribe(message) })));
  socket.on('disconnect', () => {
    clearTimeout(expiry);
    outgoing.stop();
    for (const following of subscriptions.values()) following.close();
    subscriptions.clear();
  });
}

function gone(members: Readonly<Record<string, unknown>>): DomainError {
  return new DomainError('stream_gone', 'These events are not kept any more: go on from the snapshot.', { members });
}

/** Packets that the transport has not taken yet. `drained` is called when it has taken all. */
function watchOutgoing(socket: StreamSocket, drained: () => void) {
  let unsent = 0;
  const created = () => (unsent += 1);
  const flushed = () => (unsent = 0);
  socket.conn.on('packetCreate', created);
  socket.conn.on('flush', flushed);
  socket.conn.on('drain', drained);
  return {
    writable: () => unsent < connectionLimits.unsentPackets,
    stop: () => {
      socket.conn.off('packetCreate', created);
      socket.conn.off('flush', flushed);
      socket.conn.off('drain', drained);
    },
  };
}

function parse<Schema extends z.ZodType>(schema: Schema, message: unknown): z.output<Schema> {
  const parsed = schema.safeParse(message);
  if (parsed.success) return parsed.data;
  const errors = faultsOf(parsed.error.issues, { input: message, pointer: pointerOf });
  throw new DomainError('validation_failed', 'The message has faults.', { errors });
}
