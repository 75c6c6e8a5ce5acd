import { loadConfig } from '../config';
import { createAddressKeys } from './addressKeys';
import { createApp } from './app';
import { createBookingTokens } from './bookingTokens';
import { createClients } from './clients';
import { createIdentity } from './http/identity';
import { createProviderKeys } from './identityProvider';
import { createLogger } from './logger';
import { createLongPolls } from './longPolls';
import { createMetrics } from './metrics';
import { openApiDocument } from './openapi';
import { readinessChecks } from './readiness';
import { createResources } from './resources';
import { allRoutes } from './routes';
import { createHttpServer, createMetricsServer, listen, stopOnSignal } from './serving';
import { createStores } from './stores';

/** In production a balancer may take a while to look elsewhere; on one machine nobody waits. */
const graceMs = { production: 20_000, development: 1_500, test: 500 } as const;

/** One API node. */
async function main(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger(config.logLevel);
  const clients = createClients(config);
  const stores = createStores(clients, config.secrets);
  const tokens = createBookingTokens(config.secrets.bookingToken);
  const { issuer, audience } = config.identity;
  const identity = createIdentity({ keys: createProviderKeys(issuer), issuer, audience, bookingTokens: tokens });
  const { waitForEvents } = createLongPolls({ channels: stores.channels, now: Date.now });
  const { deps, searching } = createResources({
    config,
    clients,
    stores,
    tokens,
    wake: () => undefined,
    waitForEvents,
    logger,
  });
  const routes = allRoutes(deps);
  const metrics = createMetrics();
  metrics.collectProcess();
  const openApi = openApiDocument(routes, config.api);
  let stopping = false;

  const app = createApp({
    routes,
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
    asyncApi: () => ({}),
    ...config.api,
    fingerprintSecret: config.secrets.bookingId,
    temporalUiUrl: config.temporal.uiUrl,
    requestsPerMinute: config.limits.requestsPerMinute,
  });

  const server = createHttpServer(app);
  const port = await listen(server, config.api);
  logger.info({ port }, 'listening');
  const metricsServer = createMetricsServer(metrics.registry, logger);
  if (config.api.metricsPort > 0) await listen(metricsServer, { host: config.api.host, port: config.api.metricsPort });

  stopOnSignal(server, {
    graceMs: graceMs[config.mode],
    begin: () => {
      stopping = true;
      return Promise.resolve();
    },
    end: async () => {
      metricsServer.close();
      await searching.drain();
      await clients.close();
    },
    logger,
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
