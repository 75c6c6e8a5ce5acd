import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { type Namespace, Server } from 'socket.io';
import type { EpochMs } from '../../domain/instants';
import { DomainError } from '../../domain/problems';
import type { Identified } from '../http/identity';
import type { ChannelAccess } from './access';
import { serveConnection } from './connections';
import type { ClientToServerEvents, ServerToClientEvents } from './events';
import type { Hub } from './hub';
import { connectionLimits } from './limits';
import type { DescribeProblem } from './problems';
import type { Snapshots } from './snapshots';

export const streamNamespace = '/v1/stream';

export interface ConnectionData {
  identified: Identified;
}
export type StreamNamespace = Namespace<
  ClientToServerEvents,
  ServerToClientEvents,
  Record<string, never>,
  ConnectionData
>;

export interface SocketDeps {
  readonly hub: Hub;
  readonly access: ChannelAccess;
  readonly snapshots: Snapshots;
  /** The caller behind a bare token. Throws DomainError `invalid_token`. */
  readonly identify: (token: string) => Promise<Identified>;
  readonly describeProblem: DescribeProblem;
  /** Pages of these origins may connect, besides our own. */
  readonly corsOrigins: readonly string[];
  readonly publicUrl: string;
  readonly now: () => EpochMs;
  readonly logger: Logger;
}

/** Serves the channels over Socket.IO. Resuming rests on `after_seq` alone: Socket.IO's own recovery is not used. */
export function attachSockets(httpServer: HttpServer, deps: SocketDeps) {
  const origins = new Set([...deps.corsOrigins, new URL(deps.publicUrl).origin]);
  const io = new Server<ClientToServerEvents, ServerToClientEvents, Record<string, never>, ConnectionData>(httpServer, {
    serveClient: false,
    maxHttpBufferSize: connectionLimits.messageBytes,
    connectTimeout: 10_000,
    // A page of another site must not use the visitor's way to us. Programs send no Origin.
    allowRequest: (request, decide) =>
      decide(null, isAllowed(request, origins) && io.engine.clientsCount < connectionLimits.perNode),
    ...(deps.corsOrigins.length > 0 && { cors: { origin: [...deps.corsOrigins] } }),
  });
  io.use((_socket, next) => next(new Error(`connect to the namespace ${streamNamespace}`)));
  const namespace: StreamNamespace = io.of(streamNamespace);
  const connectionsOf = (id: string) =>
    [...namespace.sockets.values()].filter(({ data }) => idOf(data.identified) === id).length;
  namespace.use((socket, next) => {
    const token: unknown = socket.handshake.auth['token'];
    const admit = (identified: Identified) => {
      const id = idOf(identified);
      if (id !== undefined && connectionsOf(id) >= connectionLimits.perCaller) {
        throw new DomainError('rate_limited', `One caller has at most ${connectionLimits.perCaller} connections.`);
      }
      socket.data.identified = identified;
    };
    identifyToken(token, deps)
      .then(admit)
      .then(
        () => next(),
        (error: unknown) =>
          next(Object.assign(new Error('refused'), { data: deps.describeProblem(error, streamNamespace) })),
      );
  });
  namespace.on('connection', (socket) => serveConnection(socket, deps));
  return {
    connections: () => namespace.sockets.size,
    /** Lets every client go; they connect to another node and resume where they were. */
    close: (): void => {
      namespace.disconnectSockets(true);
      // Not `io.close()`: that would close the HTTP server too, whose last requests are still being answered.
      io.engine.close();
    },
  };
}
export type Sockets = ReturnType<typeof attachSockets>;

/** Whose connection it is; nobody's in particular where no token was sent. */
function idOf({ caller }: Identified): string | undefined {
  if (caller.kind === 'anonymous') return undefined;
  return caller.kind === 'user' ? caller.userId : caller.bookingId;
}

function isAllowed(request: IncomingMessage, origins: ReadonlySet<string>): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  return origins.has(origin) || origin === `http://${host}` || origin === `https://${host}`;
}

async function identifyToken(token: unknown, { identify }: SocketDeps): Promise<Identified> {
  if (token === undefined || token === null || token === '') return { caller: { kind: 'anonymous' } };
  if (typeof token !== 'string') throw new DomainError('invalid_token', 'The token must be a string.');
  return identify(token.replace(/^Bearer +/i, ''));
}
