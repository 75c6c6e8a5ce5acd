import { createServer, type RequestListener, type Server } from 'node:http';
import { createTerminus } from '@godaddy/terminus';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';

/** A server that slow or greedy senders cannot keep busy: times for headers and bodies, a cap on header size. */
export function createHttpServer(listener: RequestListener): Server {
  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      // How often those two are looked at; by default half a minute passes.
      connectionsCheckingInterval: 2_000,
    },
    listener,
  );
  // Longer than a load balancer keeps an idle connection, so that it is never us who closes one in use.
  server.keepAliveTimeout = 65_000;
  server.maxRequestsPerSocket = 0;
  return server;
}

/** A thousand callers may knock at once while the process is busy; Node's own 511 would turn the rest away for seconds. */
const waitingConnections = 4096;

/** Listens, and resolves with the port: the one asked for, or the one the system chose for 0. */
export function listen(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: waitingConnections }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** `/metrics` on a port of its own, which no balancer exposes. */
export function createMetricsServer(registry: Registry, logger: Logger): Server {
  return createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
      (err: unknown) => {
        logger.error({ err }, 'metrics could not be written');
        response.writeHead(500).end();
      },
    );
  });
}

export interface Stopping {
  readonly graceMs: number;
  /** Before the last requests are waited for: readiness ends, sockets are let go. */
  readonly begin: () => void;
  /** When nothing is asked any more: clients are closed. */
  readonly end: () => Promise<void>;
  readonly logger: Logger;
}

/** On SIGTERM or SIGINT: takes nothing new, lets running requests end, closes what was opened, exits. */
export function stopOnSignal(server: Server, { graceMs, begin, end, logger }: Stopping): void {
  createTerminus(server, {
    signals: ['SIGTERM', 'SIGINT'],
    timeout: graceMs,
    useExit0: true,
    beforeShutdown: () => Promise.resolve(begin()),
    onSignal: end,
    logger: (message, err) => logger.error({ err }, message),
  });
}
