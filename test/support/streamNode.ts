import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pino from 'pino';
import { io, type Socket } from 'socket.io-client';
import { createAddressKeys } from '../../src/api/addressKeys';
import { eventsRouter } from '../../src/api/http/events';
import type { Identified } from '../../src/api/http/identity';
import { answerProblems } from '../../src/api/http/problems';
import { registerRequest } from '../../src/api/http/requests';
import { createChannelAccess } from '../../src/api/socket/access';
import type { Ack, StreamGone, Subscribed, WireEvent } from '../../src/api/socket/events';
import { createHub } from '../../src/api/socket/hub';
import { createProblems } from '../../src/api/socket/problems';
import { attachSockets } from '../../src/api/socket/server';
import { createSnapshots } from '../../src/api/socket/snapshots';
import { epochMs } from '../../src/domain/instants';
import { DomainError } from '../../src/domain/problems';
import type { BookingStore } from '../../src/stores/dynamodb/bookings';
import { createSearchStore } from '../../src/stores/dynamodb/searches';
import type { WakeCalls } from '../../src/stores/redis/wakeCalls';
import type { Telling } from './telling';

const logger = pino({ level: process.env['LOG_LEVEL'] ?? 'silent' });
const publicUrl = 'http://127.0.0.1';
const now = () => epochMs(Date.now());

/** Tokens of the test: `user:<id>`, `user:<id>:<expires at>`, `booking:<id>`; anything else is refused. */
async function identify(token: string): Promise<Identified> {
  const [kind, id = '', expires] = token.split(':');
  const ends = expires === undefined ? {} : { expiresAt: epochMs(Number(expires)) };
  if (kind === 'user') return { caller: { kind: 'user', userId: `usr_${id}`, roles: [] }, ...ends };
  if (kind === 'booking') return { caller: { kind: 'booking', bookingId: id } };
  throw new DomainError('invalid_token', 'No.');
}

/** One API node that only streams, over the tables of a test. Bookings belong to who is in `owners`. */
export async function startStreamNode(
  telling: Telling,
  owners: ReadonlyMap<string, string> = new Map(),
  { everyMs, wakeCalls }: { everyMs?: number; wakeCalls?: WakeCalls } = {},
) {
  const hub = createHub({ log: telling.channels, logger, ...(everyMs !== undefined && { everyMs }) });
  const listening = wakeCalls?.listen(hub.wake);
  const findBooking = async (bookingId: string) => {
    const owner = owners.get(bookingId);
    return owner === undefined ? undefined : ({ bookingId, owner } as Awaited<ReturnType<BookingStore['findBooking']>>);
  };
  const searches = createSearchStore(telling);
  const access = createChannelAccess({ bookings: { findBooking }, searches, now });
  const snapshots = createSnapshots(telling);
  const app = express();
  app.use(registerRequest(createAddressKeys('0123456789abcdef')));
  app.use(eventsRouter({ hub, access, snapshots, now, callerOf: () => ({ caller: { kind: 'anonymous' } }) }));
  app.use(answerProblems({ publicUrl, logger }));
  const server = createServer(app);
  const describeProblem = createProblems({ publicUrl, logger });
  const sockets = attachSockets(server, {
    hub,
    access,
    snapshots,
    identify,
    describeProblem,
    corsOrigins: [],
    publicUrl,
    now,
    logger,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    hub,
    connections: sockets.connections,
    stop: () => {
      sockets.close();
      server.close();
      server.closeAllConnections();
      hub.close();
      listening?.close();
    },
  };
}
export type StreamNode = Awaited<ReturnType<typeof startStreamNode>>;

/** A client that keeps what it is told. */
export async function connectClient(node: StreamNode, token?: string, headers?: Record<string, string>) {
  const socket: Socket = io(`${node.url}/v1/stream`, {
    auth: token === undefined ? {} : { token },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    ...(headers && { extraHeaders: headers }),
  });
  const events: WireEvent[] = [];
  const gone: StreamGone[] = [];
  const problems: Record<string, unknown>[] = [];
  socket.on('event', (event: WireEvent) => events.push(event));
  socket.on('stream_gone', (message: StreamGone) => gone.push(message));
  socket.on('problem', (problem: Record<string, unknown>) => problems.push(problem));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return {
    socket,
    events,
    gone,
    problems,
    subscribe: (channel: string, afterSeq?: number): Promise<Ack<Subscribed>> =>
      socket.emitWithAck('subscribe', { channel, ...(afterSeq !== undefined && { after_seq: afterSeq }) }),
    send: (name: string, message: unknown): Promise<Ack<Subscribed>> => socket.emitWithAck(name, message),
  };
}
export type StreamClient = Awaited<ReturnType<typeof connectClient>>;
