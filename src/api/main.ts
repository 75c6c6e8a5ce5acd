import { Router } from 'express';
import { loadConfig } from '../config';
import { epochMs } from '../domain/instants';
import { createAddressKeys } from './addressKeys';
import { createApp } from './app';
import { createBookingTokens } from './bookingTokens';
import { createClients } from './clients';
import { createIdentity } from './http/identity';
import { createLagMeter } from './http/overload';
import { createProviderKeys } from './identityProvider';
import { createLogger } from './logger';
import { createMetrics } from './metrics';
import { openApiDocument } from './openapi';
import { createOpenStreams } from './openStreams';
import { readinessChecks } from './readiness';
import { createResources } from './resources';
import { allRoutes } from './routes';
import { createHttpServer, createMetricsServer, listen, stopOnSignal } from './serving';
import { asyncApiDocument } from './socket/asyncapi';
import { createProblems } from './socket/problems';
import { attachSockets } from './socket/server';
import { createStores } from './stores';
import { createTelling, streamRouter } from './telling';

/** In production a balancer may take a while to look elsewhere; on one machine nobody waits. */
const graceMs = { production: 20_000, development: 1_500, test: 500 } as const;

const now = () => epochMs(Date.now());

/** One API node. */
async function main(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger(config.logLevel);
  const clients = createClients(config, logger);
  const stores = createStores(clients, config.secrets, logger);
  const tokens = createBookingTokens(config.secrets.bookingToken);
  const { issuer, audience } = config.identity;
  const identity = createIdentity({ keys: createProviderKeys(issuer), issuer, audience, bookingTokens: tokens });
  const telling = createTelling({ stores, logger });
  const openStreams = createOpenStreams();
  const { deps, searching } = createResources({ config, clients, stores, tokens, telling, logger });
  const routes = allRoutes(deps);
  const lagMeter = createLagMeter();
  const metrics = createMetrics();
  metrics.collectProcess();
  const openApi = openApiDocument(routes, config.api);
  const asyncApi = asyncApiDocument(config.api);
  let stopping = false;

  const app = createApp({
    routes,
    streams: Router().use(openStreams.track, streamRouter(telling)),
    identity,
    answers: stores.answers,
    addressKeys: createAddressKeys(config.secrets.bookingToken),
    health: {
      checks: readinessChecks({
        temporal: clients.temporal,
        missingTables: stores.tableChecks.missingTables,
        currentSnapshot: stores.snapshots.currentSnapshot,
        airports: stores.importedAirports,
      }),
      isStopping: () => stopping,
    },
    metrics,
    logger,
    openApi: () => openApi,
    asyncApi: () => asyncApi,
    ...config.api,
    fingerprintSecret: config.secrets.bookingId,
    temporalUiUrl: config.temporal.uiUrl,
    ...config.limits,
    countsOf: stores.requestCounts?.countsOf,
    lagMs: lagMeter.lagMs,
  });

  const server = createHttpServer(app);
  const sockets = attachSockets(server, {
    ...telling,
    ...config.api,
    identify: identity.identify,
    describeProblem: createProblems({ publicUrl: config.api.publicUrl, logger }),
    now,
    logger,
  });
  metrics.gauge('skyhold_socket_connections', 'Open sockets', sockets.connections);
  metrics.gauge(
    'skyhold_followed_channels',
    'Channels somebody follows at this node',
    () => telling.hub.size().channels,
  );
  if (stores.requestCounts) {
    const { isShared, countedAlone } = stores.requestCounts;
    metrics.gauge('skyhold_redis_connected', '1 while Redis is there', () => (isShared() ? 1 : 0));
    metrics.gauge('skyhold_requests_counted_alone', 'Requests counted without Redis since the start', countedAlone);
  }
  const port = await listen(server, config.api);
  logger.info({ port }, 'listening');
  const metricsServer = createMetricsServer(metrics.registry, logger);
  if (config.api.metricsPort > 0) await listen(metricsServer, { host: config.api.host, port: config.api.metricsPort });

  stopOnSignal(server, {
    graceMs: graceMs[config.mode],
    begin: () => {
      stopping = true;
      openStreams.endAll();
      sockets.close();
    },
    end: async () => {
      metricsServer.close();
      lagMeter.stop();
      telling.close();
      await searching.drain();
      await clients.close();
    },
    logger,
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  // Open connections would keep a process alive that does nothing, and that nobody starts anew.
  process.exit(1);
});
